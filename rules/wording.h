// How messages show a value of the post: cut to a length that fits a line, and with what cannot be seen written out.
#pragma once

#include <string>
#include <string_view>

namespace galley::rules {

/// `value` between backticks, at most `most` code points of it, an ellipsis standing for the rest; controls, invisible
/// characters and bytes that are not UTF-8 as `\xNN` or `U+NNNN`, line ends as spaces.
std::string shown(std::string_view value, std::size_t most = 60);

/// `U+00AD`
std::string code_point_name(char32_t code_point);

/// `one thing`, `2 things`
std::string counted(std::size_t n, std::string_view noun);

}  // namespace galley::rules
