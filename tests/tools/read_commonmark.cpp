// Reads Markdown documents as CommonMark sites do and answers with their HTML, for comparisons with the examples of the
// specification and with other implementations. A document is `<decimal byte count>\n<bytes>`, as often as wanted, and
// so is each answer.
//
//   read_commonmark [table] [strikethrough] [autolink] [tasklist] [hardbreaks] …
//
// The words are those of `_config.yml`'s commonmark section (extensions and options), and `heading_ids`.
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "core/body/commonmark/commonmark.h"

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

bool set_option(galley::body::CommonMarkOptions& options, std::string_view name) {
  if (name == "table")
    options.tables = true;
  else if (name == "strikethrough")
    options.strikethrough = true;
  else if (name == "autolink")
    options.bare_autolinks = true;
  else if (name == "tasklist")
    options.task_lists = true;
  else if (name == "hardbreaks")
    options.hard_breaks = true;
  else if (name == "heading_ids")
    options.heading_ids = true;
  else
    return false;
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  galley::body::CommonMarkOptions options;
  for (int i = 1; i < argc; ++i)
    if (!set_option(options, argv[i])) return std::fprintf(stderr, "unknown option %s\n", argv[i]), 2;
  std::string document;
  while (read_frame(stdin, document)) {
    const auto read = galley::body::read_commonmark(document, options);
    std::printf("%zu\n", read.html.text().size());
    std::fwrite(read.html.text().data(), 1, read.html.text().size(), stdout);
    std::fflush(stdout);
  }
}
