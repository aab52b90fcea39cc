// HTML to a Document, as browsers build it, by Gumbo (WHATWG HTML 13.2, fragment case with `body` as context). The only
// room that knows Gumbo. Takes any bytes; depth, open formatting elements and attributes are bounded, since Gumbo's
// cost grows with their square (a Document that met a bound says so in `cut()` and holds what came before).
#pragma once

#include <cstddef>
#include <memory>

#include "core/body/document.h"

namespace galley::body {

inline constexpr std::uint32_t max_open_elements = 1000;
inline constexpr std::uint32_t max_open_formatting = 1000;
inline constexpr std::uint32_t max_attributes = 1000;

/// Keeps the memory that parsing needs from one post to the next: one for each worker.
class HtmlParser {
 public:
  HtmlParser();
  ~HtmlParser();
  HtmlParser(HtmlParser&&) noexcept;
  HtmlParser& operator=(HtmlParser&&) noexcept;

  /// The Document owns all it shows and outlives the parser.
  Document parse(MappedText html);
  /// The same without a skeleton (skeleton.h): what `parse` is held to, for tests.
  Document parse_plainly(MappedText html);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

/// `HtmlParser().parse(html)`, for a single text.
Document parse_html(MappedText html);

}  // namespace galley::body
