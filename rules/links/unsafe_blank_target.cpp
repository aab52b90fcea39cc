#include <algorithm>

#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules::LK013 {
namespace {

constexpr RuleInfo info{
    .code = "LK013",
    .name = "unsafe-blank-target",
    .summary = "`target=\"_blank\"` without `rel=\"noopener\"`",
    .level = Level::off,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
A page that a link opens in a new tab could, in browsers older than 2021, send the page that it came from elsewhere.
`rel="noopener"` (or `noreferrer`) forbids that. Newer browsers act as if it were there; off by default.

The fix adds it.

```bad body
<p><a href="https://example.com/" target="_blank">全文</a></p>
```
```fixed body
<p><a href="https://example.com/" target="_blank" rel="noopener">全文</a></p>
```
```bad body
<p><a href="https://example.com/" target="_blank" rel="nofollow">全文</a></p>
```
```fixed body
<p><a href="https://example.com/" target="_blank" rel="nofollow noopener">全文</a></p>
```
```bad body
[全文](https://example.com/){:target="_blank"}
```
```fixed body
[全文](https://example.com/){:target="_blank" rel="noopener"}
```
```good body
<p><a href="https://example.com/" target="_blank" rel="noreferrer nofollow">全文</a> <a href="/" target="_self">首页</a></p>
```
)md";

bool has_word(std::string_view text, std::string_view word) {
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \t\n\r\f");
    if (begin == std::string_view::npos) return false;
    text.remove_prefix(begin);
    const std::string_view w = text.substr(0, text.find_first_of(" \t\n\r\f"));
    if (std::equal(w.begin(), w.end(), word.begin(), word.end(), [](char a, char b) { return (a | 0x20) == b; }))
      return true;
    text.remove_prefix(w.size());
  }
  return false;
}

class UnsafeBlankTarget final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::a, body::Tag::area, body::Tag::form}}; }

  void element(Context& ctx, const body::Node& node) override {
    const body::Document& doc = ctx.document();
    const body::Attribute* target = doc.attribute(node, "target");
    if (target == nullptr || node.start.empty() || !attribute_is(doc, node, "target", "_blank")) return;
    const body::Attribute* rel = doc.attribute(node, "rel");
    // `opener` is a decision.
    if (rel != nullptr &&
        (has_word(rel->value, "noopener") || has_word(rel->value, "noreferrer") || has_word(rel->value, "opener")))
      return;
    if (node.tag != body::Tag::form && doc.attribute(node, "href") == nullptr) return;
    const Span at = written(ctx, *target);
    Finding& f = ctx.report(at.empty() ? doc.start_tag_place(node) : at,
                            "The new tab could take over the page that it came from; add `rel=\"noopener\"`.");
    const Span value = rel != nullptr ? doc.value_place(*rel) : Span{};
    const Span whole = rel != nullptr ? doc.attribute_place(*rel) : Span{};
    if (rel != nullptr && !rel->value.empty()) {
      if (ctx.source().text(value) == rel->value)
        f.fix = Fix{FixGrade::safe, "Add `noopener`", {{{value.end, value.end}, " noopener"}}};
    } else if (rel != nullptr) {
      if (!whole.empty()) f.fix = Fix{FixGrade::safe, "Write `rel=\"noopener\"`", {{whole, "rel=\"noopener\""}}};
    } else if (!at.empty()) {
      f.fix = Fix{FixGrade::safe, "Add `rel=\"noopener\"`", {{{at.end, at.end}, " rel=\"noopener\""}}};
    }
  }

 private:
  // All of the attribute; in an attribute list of kramdown's only its value comes from the post.
  static Span written(const Context& ctx, const body::Attribute& target) {
    const Span whole = ctx.document().attribute_place(target);
    if (!whole.empty()) return whole;
    const Span value = ctx.document().value_place(target);
    constexpr std::string_view name = "target=";
    const std::string_view post = ctx.source().bytes();
    if (value.empty() || value.begin < name.size() + 1 || value.end >= post.size()) return {};
    const auto begin = static_cast<std::uint32_t>(value.begin - 1 - name.size());
    const bool quoted = post[value.end] == post[value.begin - 1] && (post[value.end] == '"' || post[value.end] == '\'');
    return quoted && post.substr(begin, name.size()) == name ? Span{begin, value.end + 1} : Span{};
  }
};

}  // namespace

GALLEY_RULE(LK013, info, documentation, UnsafeBlankTarget);

}  // namespace galley::rules::LK013
