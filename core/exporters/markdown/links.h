// Link targets and titles as Markdown writes them.
#pragma once

#include <string>
#include <string_view>

namespace galley::exporters::markdown {

/// A link's target between its parentheses: bare where it can be, else in angle brackets.
std::string destination(std::string_view url);

/// A title with a space before it, in the quotes that it needs; empty for none.
std::string title(std::string_view text);

/// Whether `<text>` is an autolink to `href` (CommonMark 6.5).
bool is_autolink(std::string_view text, std::string_view href);

}  // namespace galley::exporters::markdown
