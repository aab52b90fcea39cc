// Reads any text as CommonMark, by options that the first byte chooses, and writes its HTML's tree.
#include "core/body/commonmark/commonmark.h"
#include "core/body/html/html.h"
#include "core/body/liquid/liquid.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const std::uint8_t choice = fuzzing::take_byte(input);
  body::CommonMarkOptions options;
  options.tables = (choice & 1) == 0;
  options.strikethrough = (choice & 2) == 0;
  options.bare_autolinks = (choice & 4) == 0;
  options.task_lists = (choice & 8) == 0;
  options.hard_breaks = (choice & 16) != 0;
  options.heading_ids = (choice & 32) != 0;
  const Span whole{0, static_cast<std::uint32_t>(input.size())};
  const body::Prepared prepared = body::prepare(input, whole, {});
  const std::string_view text = prepared.text.text();
  body::ReadMarkdown read = body::read_commonmark(text, options);
  for (const body::Note& note : read.notes) fuzzing::require_within(note.at, text.size());
  for (const Segment& segment : read.html.segments()) fuzzing::require_within(segment.source, text.size());
  const body::Document document = body::parse_html(std::move(read.html));
  for (const body::Node& node : document.nodes())
    for (const Span at : document.places(node)) fuzzing::require_within(at, text.size());
}
