// What md4c 0.4.8 is shown so that it reads as CommonMark 0.30 and GFM have it. It knows neither `textarea` nor some
// names of elements as beginnings of HTML blocks, and its own bare URLs break emphasis that follows a link.
#pragma once

#include <string>
#include <string_view>

namespace galley::body::commonmark {

/// `text` with other bytes of the same number where md4c needs them: the names of elements that begin HTML blocks are
/// spelled as others of their kind (CommonMark 0.30, 4.6, conditions 1 and 6), and with `bare_urls` delimiters within
/// bare URLs are no delimiters, but bytes that `restored` knows. Empty where nothing is to change.
std::string for_md4c(std::string_view text, bool bare_urls);

/// Undoes what for_md4c did to URLs, in text that md4c put together itself.
std::string restored(std::string_view text);

}  // namespace galley::body::commonmark
