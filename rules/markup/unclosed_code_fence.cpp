#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK027 {
namespace {

using body::Note;

constexpr RuleInfo info{
    .code = "MK027",
    .name = "unclosed-code-fence",
    .summary = "a code fence that is never closed",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A code fence without its end. CommonMark makes code of all the rest of the post; kramdown takes the fence for text, so that
the code is read as Markdown and the backticks are seen.

Close it with a line of as many backticks or tildes, and nothing else on it.

```bad body
News.

~~~ruby
puts 1

More news.
```
```bad body renderer=commonmark
News.

~~~ruby
puts 1

More news.
```
```good body renderer=commonmark
~~~ruby
puts 1
~~~
```
```good body
~~~ruby
puts 1
~~~

More news.
```
)md";

struct Fence {
  char mark = 0;
  std::size_t size = 0;
  Span at;  // the fence itself
};

class UnclosedCodeFence final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view post = ctx.source().bytes();
    for (const Note& n : ctx.post().notes) {
      if (n.kind == Note::Kind::unclosed_fence) {
        report(ctx, n.at);
        return;  // what follows stands in that code for its author
      }
      if (n.kind == Note::Kind::code && ctx.post().renderer != post::Renderer::kramdown) commonmark(ctx, post, n.at);
    }
  }

 private:
  static void report(Context& ctx, Span at) {
    ctx.report(at, fmt::format("This code fence is never closed; write {} on a line of its own where the code ends.",
                               in_marks(ctx.source().text(at))));
  }

  // Code that began with a fence and runs to the end of the post, with no fence to end it.
  static void commonmark(Context& ctx, std::string_view post, Span code) {
    const Span body = ctx.post().body();
    if (!only_space(post.substr(code.end, body.end - code.end)) || code.begin == 0) return;
    const std::size_t line_end = post.rfind('\n', code.begin - 1);
    if (line_end == std::string_view::npos || line_end < body.begin) return;
    const std::size_t before = post.rfind('\n', line_end == 0 ? 0 : line_end - 1);
    const std::size_t begin = std::max<std::size_t>(before == std::string_view::npos ? 0 : before + 1, body.begin);
    const Fence open = fence(post, begin, line_end);
    if (open.mark == 0) return;
    // The code's last line may be its closing fence where the reader counts it as code; none of its own lines can be.
    const std::size_t last = post.substr(0, code.end).find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos) return;
    const std::size_t last_begin = post.rfind('\n', last) + 1;
    const Fence close = fence(post, last_begin, last + 1);
    if (last_begin > line_end && close.mark == open.mark && close.size >= open.size && close.at.end == last + 1) return;
    report(ctx, open.at);
  }

  static Fence fence(std::string_view post, std::size_t begin, std::size_t end) {
    // Behind the markers of quotes and list items.
    std::size_t at = begin;
    while (at < end && (post[at] == ' ' || post[at] == '>' || post[at] == '\t')) ++at;
    for (const char mark : {'`', '~'}) {
      const std::size_t found = post.substr(0, end).find(mark, at);
      if (found == std::string_view::npos) continue;
      std::size_t stop = found;
      while (stop < end && post[stop] == mark) ++stop;
      if (stop - found < 3) continue;
      if (post.substr(at, found - at).find_first_not_of(" \t>-*+.)0123456789") != std::string_view::npos) continue;
      return {mark, stop - found, {static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(stop)}};
    }
    return {};
  }
};

}  // namespace

GALLEY_RULE(MK027, info, documentation, UnclosedCodeFence);

}  // namespace galley::rules::MK027
