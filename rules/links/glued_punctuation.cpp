#include <fmt/format.h>

#include <algorithm>

#include "core/text/url.h"
#include "core/text/utf8.h"
#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/tree.h"
#include "rules/wording.h"

namespace galley::rules::LK016 {
namespace {

constexpr RuleInfo info{
    .code = "LK016",
    .name = "glued-punctuation",
    .summary = "a bare or automatic URL that runs on into full-width punctuation or CJK text",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Programs that make links of bare URLs (feed readers, mail and chat programs, GFM) look for a space to end them. Chinese and
Japanese text has none: `详见http://example.com/a。另见下文` becomes a link to `http://example.com/a。另见下文`, which does not exist. The same
happens within angle brackets that close too late. Han within a path, as in `https://zh.wikipedia.org/wiki/中国`, is fine.

The fix puts the URL alone between angle brackets, or, in HTML, a space behind it.

```bad body
详见 http://example.com/a。另见下文
```
```fixed body
详见 <http://example.com/a>。另见下文
```
```bad body
详见 <http://example.com/a。>另见下文
```
```fixed body
详见 <http://example.com/a>。另见下文
```
```bad body path=_posts/2022-06-10-a.html
<p>（来源：http://example.com/a）</p>
```
```fixed body path=_posts/2022-06-10-a.html
<p>（来源：http://example.com/a ）</p>
```
```good body
详见 <http://example.com/a>。另见 <https://zh.wikipedia.org/wiki/東方（消歧義）> 与 http://example.com/b 。

代码 `http://example.com/a。` 不论。
```
)md";

class GluedPunctuation final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void text(Context& ctx, const body::Node& node) override {
    if (node.text.find("://") == std::string_view::npos && node.text.find("www.") == std::string_view::npos) return;
    if (std::none_of(node.text.begin(), node.text.end(), [](char c) { return (c & 0x80) != 0; })) return;
    const body::Document& doc = ctx.document();
    const body::Node& parent = doc[node.parent];
    if (parent.tag == body::Tag::a) return automatic(ctx, parent, node);
    for (body::NodeId id = node.parent; id != body::no_node; id = doc[id].parent)
      if (doc[id].tag == body::Tag::a) return;
    if (in_code(doc, node)) return;
    std::vector<Span> liquid;
    bool asked = false;
    for (const BareUrl& u : find_bare_urls(node.text)) {
      if (!u.glued || (is_bracketed(node.text, u) && !links_bare_urls(ctx.post()))) continue;
      if (!asked) liquid = liquid_in(ctx.post(), node), asked = true;
      const Span run{u.begin, u.run_end};
      if (std::any_of(liquid.begin(), liquid.end(), [run](Span s) { return s.overlaps(run); })) continue;
      bare(ctx, node, u);
    }
  }

 private:
  // `(http://example.com/a)です`: the bracket that ends it for a reader and for most programs.
  static bool is_bracketed(std::string_view text, const BareUrl& u) {
    return u.begin > 0 && text[u.begin - 1] == '(' && u.end < text.size() && text[u.end] == ')';
  }

  static bool links_bare_urls(const post::Post& post) { return post.renderer == post::Renderer::gfm; }

  static std::uint32_t next_character(std::string_view text, std::uint32_t at) {
    return at + utf8::decode(text, at).size;
  }

  static std::string message(std::string_view text, const BareUrl& u) {
    const std::string_view next = text.substr(u.end, utf8::decode(text, u.end).size);
    return fmt::format("The URL {} runs on into {}; put a space or a bracket between them.",
                       shown(text.substr(u.begin, u.end - u.begin)), shown(next));
  }

  static void bare(Context& ctx, const body::Node& node, const BareUrl& u) {
    const body::Document& doc = ctx.document();
    // Punctuation that belongs to the sentence may stand between the URL and what it is glued to.
    BareUrl seen = u;
    const Span url = doc.text_place(node, u.begin, u.end);
    Finding& f = ctx.report(doc.text_place(node, u.begin, next_character(node.text, u.end)), message(node.text, seen));
    if (ctx.source().text(url) != node.text.substr(u.begin, u.end - u.begin)) return;
    if (is_in_html(ctx.post(), node) || node.text.substr(u.begin).starts_with("www"))
      f.fix = Fix{FixGrade::unsafe, "Put a space behind the URL", {{{url.end, url.end}, " "}}};
    else
      f.fix = Fix{FixGrade::unsafe,
                  "Put the URL between angle brackets",
                  {{{url.begin, url.begin}, "<"}, {{url.end, url.end}, ">"}}};
  }

  // A link whose text is its URL: what an author set between angle brackets, or a program found.
  static void automatic(Context& ctx, const body::Node& link, const body::Node& node) {
    const body::Document& doc = ctx.document();
    const body::Attribute* href = doc.attribute(link, "href");
    if (href == nullptr || link.start.empty()) return;
    // CommonMark's renderers write the URL of such a link percent-encoded.
    if (href->value != node.text && url::percent_decoded(href->value) != node.text) return;
    const Span place = doc.text_place(node, 0, node.text.size());
    const std::string_view post = ctx.source().bytes();
    const bool angled =
        place.begin > 0 && post[place.begin - 1] == '<' && place.end < post.size() && post[place.end] == '>';
    const bool html = !doc.attribute_place(*href).empty();
    const BareUrl u = url_at(node.text, 0, angled || html);
    if (!u.glued || u.end < 4 || !liquid_in(ctx.post(), node).empty()) return;
    const Span url = doc.text_place(node, 0, u.end);
    Finding& f = ctx.report(doc.text_place(node, 0, next_character(node.text, u.end)), message(node.text, u));
    const std::string_view rest = node.text.substr(u.end);
    if (ctx.source().text(place) != node.text) return;
    if (angled) {
      f.fix = Fix{FixGrade::unsafe,
                  "Close the bracket behind the URL",
                  {{{url.end, url.end}, ">"}, {{place.end, place.end + 1}, ""}}};
    } else if (html && !link.end.empty() && href->value == node.text) {
      const std::uint32_t behind = doc.place(link.end).end;
      f.fix = Fix{FixGrade::unsafe,
                  "Take what follows out of the link",
                  {{doc.value_place(*href, u.end, href->value.size()), ""},
                   {{url.end, place.end}, ""},
                   {{behind, behind}, std::string(rest)}}};
    } else if (!html) {
      f.fix = Fix{FixGrade::unsafe,
                  "Put the URL between angle brackets",
                  {{{url.begin, url.begin}, "<"}, {{url.end, url.end}, ">"}}};
    }
  }
};

}  // namespace

GALLEY_RULE(LK016, info, documentation, GluedPunctuation);

}  // namespace galley::rules::LK016
