// How fast the Markdown readers read: galley's of kramdown's Markdown (HTML, source map and notes), beside md4c and
// cmark-gfm (HTML alone), over the bodies of the files and folders named. All read the same bytes, in turns within one
// run, so that their ratios hold on a machine that others use too; the best of the rounds is printed, by processor
// time.
//
//   read_markdown [--rounds N] FILE-OR-FOLDER …
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <md4c-html.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/kramdown/kramdown.h"

namespace {

/// What follows the front matter, with LF line ends.
std::string body_of(std::string text) {
  std::string plain;
  plain.reserve(text.size());
  for (const char c : text)
    if (c != '\r') plain += c;
  if (plain.rfind("---\n", 0) != 0) return plain;
  const std::size_t end = plain.find("\n---\n", 3);
  return end == std::string::npos ? plain : plain.substr(end + 5);
}

void load(const std::filesystem::path& path, std::vector<std::string>& bodies) {
  if (std::filesystem::is_directory(path)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      const auto extension = entry.path().extension();
      if (extension == ".md" || extension == ".markdown") load(entry.path(), bodies);
    }
    return;
  }
  std::ifstream file(path, std::ios::binary);
  bodies.push_back(body_of({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}));
}

std::size_t by_galley(const std::string& body) {
  static const galley::body::KramdownOptions options;
  return galley::body::read_kramdown(body, options).html.text().size();
}

std::size_t by_md4c(const std::string& body) {
  std::string html;
  md_html(
      body.data(), static_cast<MD_SIZE>(body.size()),
      [](const MD_CHAR* text, MD_SIZE size, void* out) { static_cast<std::string*>(out)->append(text, size); }, &html,
      MD_DIALECT_GITHUB, 0);
  return html.size();
}

std::size_t by_cmark(const std::string& body) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_UNSAFE);
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  cmark_parser_feed(parser, body.data(), body.size());
  cmark_node* document = cmark_parser_finish(parser);
  char* html = cmark_render_html(document, CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser));
  const std::size_t size = std::string_view(html).size();
  std::free(html);
  cmark_node_free(document);
  cmark_parser_free(parser);
  return size;
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 7;
  std::vector<std::string> bodies;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--rounds" && i + 1 < argc)
      rounds = std::atoi(argv[++i]);
    else
      load(argv[i], bodies);
  }
  std::size_t bytes = 0;
  for (const std::string& body : bodies) bytes += body.size();
  if (bytes == 0) return std::fprintf(stderr, "read_markdown: nothing to read\n"), 2;

  struct Reader {
    const char* name;
    std::size_t (*read)(const std::string&);
    double best = std::numeric_limits<double>::max();
    std::size_t made = 0;
  };
  std::vector<Reader> readers = {{"galley (kramdown)", by_galley}, {"md4c (GitHub)", by_md4c}, {"cmark-gfm", by_cmark}};
  for (int round = 0; round < rounds; ++round)
    for (Reader& reader : readers) {
      reader.made = 0;
      const double begin = processor_seconds();
      for (const std::string& body : bodies) reader.made += reader.read(body);
      reader.best = std::min(reader.best, processor_seconds() - begin);
    }

  std::printf("%zu bodies, %.2f MB\n", bodies.size(), static_cast<double>(bytes) / 1e6);
  for (const Reader& reader : readers)
    std::printf("%-18s %7.1f MB/s  %7.2f us a body  %6.2f times galley's speed  (%.2f MB of HTML)\n", reader.name,
                static_cast<double>(bytes) / 1e6 / reader.best, reader.best * 1e6 / static_cast<double>(bodies.size()),
                readers[0].best / reader.best, static_cast<double>(reader.made) / 1e6);
}
