// Renders Markdown documents by md4c's own HTML renderer, as it is: what galley's Markdown is judged by, too. A
// document is
// `<decimal byte count>\n<bytes>`, as often as wanted, and so is each answer.
//
//   render_md4c [gfm]
#include <md4c-html.h>

#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

int main(int argc, char** argv) {
  const bool gfm = argc > 1 && std::string_view(argv[1]) == "gfm";
  const unsigned flags =
      gfm ? MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEAUTOLINKS : 0;
  for (;;) {
    std::string count, text, html;
    int c = 0;
    while ((c = std::fgetc(stdin)) != EOF && c != '\n') count.push_back(static_cast<char>(c));
    std::size_t size = 0;
    if (c == EOF || std::from_chars(count.data(), count.data() + count.size(), size).ec != std::errc{}) return 0;
    text.resize(size);
    if (std::fread(text.data(), 1, size, stdin) != size) return 1;
    const auto append = [](const MD_CHAR* part, MD_SIZE n, void* out) {
      static_cast<std::string*>(out)->append(part, n);
    };
    if (md_html(text.data(), static_cast<MD_SIZE>(size), append, &html, flags, 0) != 0) return 1;
    std::printf("%zu\n", html.size());
    std::fwrite(html.data(), 1, html.size(), stdout);
  }
}
