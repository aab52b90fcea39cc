// Reads any text as kramdown, by options that the first byte chooses.
#include "core/body/kramdown/kramdown.h"
#include "core/body/liquid/liquid.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const std::uint8_t choice = fuzzing::take_byte(input);
  body::KramdownOptions options;
  options.gfm = (choice & 1) == 0;
  options.hard_wrap = (choice & 2) != 0;
  options.parse_block_html = (choice & 4) != 0;
  options.html_to_native = (choice & 8) != 0;
  options.typographic_symbols = (choice & 16) == 0;
  options.remove_line_breaks_for_cjk = (choice & 32) != 0;
  options.auto_id_stripping = (choice & 64) != 0;
  options.parse_span_html = (choice & 128) == 0;
  const Span whole{0, static_cast<std::uint32_t>(input.size())};
  const body::Prepared prepared = body::prepare(input, whole, {});
  const std::string_view text = prepared.text.text();
  const body::ReadMarkdown read = body::read_kramdown(text, options);
  for (const body::Note& note : read.notes) fuzzing::require_within(note.at, text.size());
}
