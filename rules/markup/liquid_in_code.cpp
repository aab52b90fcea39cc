#include <fmt/format.h>

#include <algorithm>

#include "rules/markup/markup.h"
#include "rules/markup/notes.h"
#include "rules/rule.h"

namespace galley::rules::MK030 {
namespace {

using body::LiquidToken;

constexpr RuleInfo info{
    .code = "MK030",
    .name = "liquid-in-code",
    .summary = "Liquid in code, which Jekyll runs before readers see it",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
`{{ … }}` or `{% … %}` in a code span, a fence, `<pre>`, `<code>` or `{% highlight %}`. Jekyll runs Liquid before it reads
Markdown, in code as elsewhere, so that readers miss it: of `${{ github.ref }}` a `$` is left.

Put `{% raw %}` before and `{% endraw %}` behind the code, or `render_with_liquid: false` into the front matter. Code that a
tag brings in as a whole (`{% include_relative a.rb %}` in a fence) is not reported, nor what a variable of the post's own
puts into it (`{% assign … %}` before).

```bad body
~~~yaml
ref: ${{ github.ref }}
~~~
```
```bad body
Write `{% include footer.html %}` at the end.
```
```bad body path=_posts/2022-06-10-example.html
<pre><code>{{ page.title }}</code></pre>
```
```good body
{% raw %}
~~~yaml
ref: ${{ github.ref }}
~~~
{% endraw %}

{{ page.title }} and `{% raw %}{{ page.title }}{% endraw %}`

~~~ruby
{% include_relative a.rb %}
~~~

{% assign release = site.data.releases.first %}

    SHA256: {{ release.sha256 }}
```
)md";

class LiquidInCode final : public Rule {
 public:
  void begin(Context& ctx) override {
    if (ctx.post().prepared.tokens.empty()) return;
    const NotedPlaces noted(ctx.post(), body::Note::Kind::code);
    const NotedPlaces written = html_code(ctx);
    bool highlight = false;
    std::vector<std::string_view> assigned;  // variables that the post made for itself
    for (const LiquidToken& t : ctx.post().prepared.tokens) {
      const std::string_view name = ctx.source().text(t.name);
      if (name == "highlight") highlight = true;
      if (name == "endhighlight") highlight = false;
      const bool assigns = name == "assign" || name == "capture" || name == "for" || name == "tablerow" ||
                           name == "increment" || name == "decrement";
      const std::string_view variable = first_name(ctx.source().text(t.markup));
      const bool known = std::find(assigned.begin(), assigned.end(), variable) != assigned.end();
      if (assigns) assigned.push_back(variable);
      if (!is_run(name)) continue;
      Span code = noted.holding(t.whole.begin);
      if (code.empty()) code = written.holding(t.whole.begin);
      if (code.empty() && !highlight && !alone_in_backticks(ctx, t)) continue;
      if ((name == "include" || name == "include_relative") && alone_on_line(ctx.source(), t.whole)) continue;
      if (known) continue;
      ctx.report(t.whole, fmt::format("Jekyll runs `{}` although it stands in code, so that readers miss it; put `{{% "
                                      "raw %}}` around the code.",
                                      short_text(ctx.source().text(t.whole))));
    }
  }

 private:
  // What a reader of the code would miss; ends and branches go with their beginning.
  static bool is_run(std::string_view name) {
    return name != "raw" && !name.starts_with("end") && name != "highlight" && name != "else" && name != "elsif" &&
           name != "when";
  }

  static std::string_view first_name(std::string_view markup) {
    std::size_t end = 0;
    while (end < markup.size() &&
           ((markup[end] >= 'a' && markup[end] <= 'z') || (markup[end] >= 'A' && markup[end] <= 'Z') ||
            (markup[end] >= '0' && markup[end] <= '9') || markup[end] == '_' || markup[end] == '-'))
      ++end;
    return markup.substr(0, end);
  }

  // A tag that prints nothing and is all of a code span leaves two backticks, which are no code.
  static bool alone_in_backticks(const Context& ctx, const LiquidToken& t) {
    const std::string_view bytes = ctx.source().bytes();
    return ctx.post().renderer != post::Renderer::html && !t.prints && t.whole.begin > 0 &&
           bytes[t.whole.begin - 1] == '`' && bytes.substr(t.whole.end, 1) == "`";
  }

  static bool alone_on_line(const Source& source, Span at) {
    const std::string_view bytes = source.bytes();
    const std::size_t before = at.begin == 0 ? std::string_view::npos : bytes.rfind('\n', at.begin - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(bytes.find('\n', at.end), bytes.size());
    return only_space(bytes.substr(begin, at.begin - begin)) && only_space(bytes.substr(at.end, end - at.end));
  }

  // Code that was written as HTML.
  static NotedPlaces html_code(const Context& ctx) {
    const body::Document& document = ctx.document();
    std::vector<Span> spans;
    for (body::NodeId id = 0; id < document.nodes().size();) {
      const body::Node& n = document[id];
      const bool code =
          n.kind == body::NodeKind::element && (n.tag == body::Tag::pre || n.tag == body::Tag::code) && !n.end.empty();
      if (code && is_written(ctx, n)) spans.push_back(document.place({n.start.end, n.end.begin}));
      id = code ? n.subtree_end : id + 1;
    }
    return NotedPlaces(std::move(spans));
  }
};

}  // namespace

GALLEY_RULE(MK030, info, documentation, LiquidInCode);

}  // namespace galley::rules::MK030
