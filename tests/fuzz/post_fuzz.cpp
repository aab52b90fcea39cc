// Reads and lints any bytes as a post, as Markdown and as HTML, and as each kind of site would render them.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/post/post.h"
#include "rules/pass.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  static rules::Pass pass([] {
    rules::Selection all = rules::Selection::defaults();
    for (auto& chosen : all.rules) chosen.level = rules::Level::warning;
    return all;
  }());
  static body::HtmlParser parser;
  static const rules::Settings settings{};
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  post::Reading reading;
  for (const post::Renderer renderer : {post::Renderer::kramdown, post::Renderer::gfm, post::Renderer::html}) {
    reading.markdown = renderer;
    if (renderer == post::Renderer::gfm) reading.commonmark = body::CommonMarkOptions::gfm();
    const char* path = renderer == post::Renderer::html ? "_posts/2022-06-10-a.html" : "_posts/2022-06-10-a.md";
    const post::Post post =
        post::read_post(std::make_unique<const Source>(path, bytes), path, post::Role::post, reading, parser);
    for (const rules::Finding& f : pass.run(post, settings)) {
      if (f.at.begin > f.at.end || f.at.end > bytes.size()) __builtin_trap();
    }
  }
  return 0;
}
