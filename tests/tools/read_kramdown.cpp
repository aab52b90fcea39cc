// Reads Markdown documents as kramdown does and answers with their HTML: what the comparisons with kramdown itself, and
// measurements, drive. A document is `<decimal byte count>\n<bytes>`, as often as wanted, and so is each answer.
//
//   read_kramdown [--options key=value …] [--map] [--notes] [--repeat N]
//
// Keys are those of `_config.yml`'s kramdown section. With --map each answer is followed by a second frame, the source
// map: a line `begin source_begin source_end origin construct` for each segment. With --notes a further frame has a
// line `kind begin end related_begin related_end` for each note. --repeat reads each document N times, for measuring.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/kramdown/kramdown.h"

namespace {

bool read_frame(std::FILE* in, std::string& bytes) {
  std::string count;
  int c = 0;
  while ((c = std::fgetc(in)) != EOF && c != '\n') count.push_back(static_cast<char>(c));
  std::size_t size = 0;
  const auto parsed = std::from_chars(count.data(), count.data() + count.size(), size);
  if (c == EOF || parsed.ec != std::errc{}) return false;
  bytes.resize(size);
  return std::fread(bytes.data(), 1, size, in) == size;
}

void write_frame(std::string_view bytes) {
  std::printf("%zu\n", bytes.size());
  std::fwrite(bytes.data(), 1, bytes.size(), stdout);
}

bool truth(std::string_view value) { return value != "false" && !value.empty(); }

bool set_option(galley::body::KramdownOptions& options, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view key = assignment.substr(0, equals);
  const std::string_view value = assignment.substr(equals + 1);
  using Entity = galley::body::KramdownOptions::EntityOutput;
  using Highlighter = galley::body::KramdownOptions::SyntaxHighlighter;
  if (key == "input")
    options.gfm = value == "GFM";
  else if (key == "hard_wrap")
    options.hard_wrap = truth(value);
  else if (key == "auto_ids")
    options.auto_ids = truth(value);
  else if (key == "auto_id_prefix")
    options.auto_id_prefix = value;
  else if (key == "auto_id_stripping")
    options.auto_id_stripping = truth(value);
  else if (key == "transliterated_header_ids")
    options.transliterated_header_ids = truth(value);
  else if (key == "smart_quotes")
    options.smart_quotes = value;
  else if (key == "typographic_symbols")
    options.typographic_symbols = truth(value);
  else if (key == "parse_block_html")
    options.parse_block_html = truth(value);
  else if (key == "parse_span_html")
    options.parse_span_html = truth(value);
  else if (key == "html_to_native")
    options.html_to_native = truth(value);
  else if (key == "footnote_backlink")
    options.footnote_backlink = value;
  else if (key == "math_engine")
    options.math_engine = value != "nil" && !value.empty();
  else if (key == "syntax_highlighter")
    options.syntax_highlighter = value == "rouge" ? Highlighter::rouge : Highlighter::none;
  else if (key == "footnote_nr") {
    std::from_chars(value.data(), value.data() + value.size(), options.footnote_nr);
  } else if (key == "toc_levels") {  // `2..3` or `2,3`
    if (value.empty()) return false;
    options.toc_levels = 0;
    const bool range = value.find("..") != std::string_view::npos;
    for (int level = 1; level <= 6; ++level)
      if (range ? level >= value.front() - '0' && level <= value.back() - '0'
                : value.find(static_cast<char>('0' + level)) != std::string_view::npos)
        options.toc_levels = static_cast<std::uint8_t>(options.toc_levels | 1 << level);
  } else if (key == "entity_output") {
    options.entity_output = value == "as_input"   ? Entity::as_input
                            : value == "numeric"  ? Entity::numeric
                            : value == "symbolic" ? Entity::symbolic
                                                  : Entity::as_char;
  } else if (key == "gfm_quirks") {
    options.quirk_paragraph_end = value.find("paragraph_end") != std::string_view::npos;
    options.quirk_no_auto_typographic = value.find("no_auto_typographic") != std::string_view::npos;
  } else {
    return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  galley::body::KramdownOptions options;
  bool map = false;
  bool notes = false;
  long repeat = 1;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--options") continue;
    if (argument == "--map")
      map = true;
    else if (argument == "--notes")
      notes = true;
    else if (argument == "--repeat" && i + 1 < argc)
      repeat = std::strtol(argv[++i], nullptr, 10);
    else if (!set_option(options, argument))
      return std::fprintf(stderr, "unknown option %s\n", argv[i]), 2;
  }
  std::string document;
  while (read_frame(stdin, document)) {
    galley::body::ReadMarkdown read;
    for (long i = 0; i < repeat; ++i) read = galley::body::read_kramdown(document, options);
    write_frame(read.html.text());
    if (map) {
      std::string lines;
      for (const galley::Segment& s : read.html.segments())
        lines += std::to_string(s.begin) + ' ' + std::to_string(s.source.begin) + ' ' + std::to_string(s.source.end) +
                 ' ' + std::to_string(static_cast<int>(s.origin)) + ' ' +
                 std::to_string(static_cast<int>(s.construct)) + '\n';
      write_frame(lines);
    }
    if (notes) {
      std::string lines;
      for (const galley::body::Note& n : read.notes)
        lines += std::to_string(static_cast<int>(n.kind)) + ' ' + std::to_string(n.at.begin) + ' ' +
                 std::to_string(n.at.end) + ' ' + std::to_string(n.related.begin) + ' ' +
                 std::to_string(n.related.end) + '\n';
      write_frame(lines);
    }
    std::fflush(stdout);
  }
}
