#include <fmt/format.h>

#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/tree.h"
#include "rules/wording.h"

namespace galley::rules::LK015 {
namespace {

constexpr RuleInfo info{
    .code = "LK015",
    .name = "bare-url",
    .summary = "a URL in running text that is no link",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Markdown as Jekyll renders it makes no link of a bare URL, and HTML does not either: readers have to copy it. Off by default,
since an author may want it so.

The fix puts it between angle brackets, or, in HTML, makes it a link.

```bad body
Read https://example.com/a.
```
```fixed body
Read <https://example.com/a>.
```
```bad body
<p>Read https://example.com/a?b=1&amp;c=2.</p>
```
```fixed body
<p>Read <a href="https://example.com/a?b=1&amp;c=2">https://example.com/a?b=1&amp;c=2</a>.</p>
```
```good body
Read <https://example.com/a>, or [this](https://example.com/a), not `https://example.com/b`.
```
)md";

class BareUrlRule final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void text(Context& ctx, const body::Node& node) override {
    const body::Document& doc = ctx.document();
    const std::vector<BareUrl> urls = find_bare_urls(node.text);
    if (urls.empty() || in_code(doc, node)) return;
    for (body::NodeId id = node.parent; id != body::no_node; id = doc[id].parent)
      if (doc[id].tag == body::Tag::a || doc[id].ns != body::Namespace::html) return;
    const std::vector<Span> liquid = liquid_in(ctx.post(), node);
    for (const BareUrl& u : urls) {
      const Span in_text{u.begin, u.end};
      if (std::any_of(liquid.begin(), liquid.end(), [in_text](Span s) { return s.overlaps(in_text); })) continue;
      const std::string_view url = node.text.substr(u.begin, u.end - u.begin);
      const Span at = doc.text_place(node, u.begin, u.end);
      // One in angle brackets was meant as a link, and is none only since an unclosed element swallowed it.
      const std::string_view post = ctx.source().bytes();
      if (at.begin > 0 && post[at.begin - 1] == '<' && post.substr(at.end, 1) == ">") continue;
      Finding& f = ctx.report(at, fmt::format("{} is no link; make it one.", shown(url)));
      const std::string raw(ctx.source().text(at));
      if (url.starts_with("www")) continue;
      if (is_in_html(ctx.post(), node))
        f.fix = Fix{FixGrade::unsafe, "Make it a link", {{at, fmt::format("<a href=\"{0}\">{0}</a>", raw)}}};
      else if (raw == url)
        f.fix = Fix{FixGrade::unsafe, "Put it between angle brackets", {{at, "<" + raw + ">"}}};
    }
  }
};

}  // namespace

GALLEY_RULE(LK015, info, documentation, BareUrlRule);

}  // namespace galley::rules::LK015
