#include <fmt/format.h>

#include <array>

#include "core/text/unicode.h"
#include "core/text/utf8.h"
#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX009 {
namespace {

constexpr std::array options{
    Option{Option::Kind::text, "space", "one", "`one`: exactly one space between them; `none`: no space"},
    Option{Option::Kind::boolean, "digits", "false", "whether digits count as Latin text"},
};

constexpr RuleInfo info{
    .code = "TX009",
    .name = "cjk-latin-spacing",
    .summary = "no space, or not one, between CJK and Latin text (or any, as configured)",
    .level = Level::off,
    .fix = FixGrade::unsafe,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Whether a space belongs between Chinese or Japanese and Latin text is a matter of house style; an archive should have one. Option `space`
says which: `one` or `none`. Digits are left alone unless `digits` is set. URLs, code, Liquid and front matter are never touched.

The fix writes what is configured.

```bad body
使用Jekyll发布，以及 https://example.com/用Jekyll 与 `用Jekyll`。
```
```fixed body
使用 Jekyll 发布，以及 https://example.com/用Jekyll 与 `用Jekyll`。
```
```bad body
使用<b>Jekyll</b>  发布
```
```fixed body
使用 <b>Jekyll</b> 发布
```
```bad body space=none
使用 Jekyll 发布
```
```fixed body space=none
使用Jekyll发布
```
```bad body digits=true
共20篇
```
```fixed body digits=true
共 20 篇
```
```good body
使用 Jekyll 发布，2022年（Ruby）。Ruby는 언어이다.
```
)md";

class CjkLatinSpacing final : public Rule {
 public:
  Interest interest() const override { return {.every_element = true, .text = true}; }

  void begin(Context& ctx) override {
    one_ = ctx.option_text("space") != "none";
    digits_ = ctx.option_flag("digits");
    before_ = Side::neither;
    block_ = body::no_node;
  }

  void element(Context& ctx, const body::Node& node) override {
    if (!body::is_formatting(node.tag) && node.tag != body::Tag::span && node.tag != body::Tag::mark &&
        node.tag != body::Tag::del && node.tag != body::Tag::ins)
      before_ = Side::neither;
    (void)ctx;
  }

  void text(Context& ctx, const body::Node& node) override {
    const body::NodeId block = block_of(ctx.document(), node);
    if (block != block_) before_ = Side::neither;
    block_ = block;
    const std::vector<Span> parts = prose_of(ctx.post(), node);
    if (parts.empty()) before_ = Side::neither;
    std::uint32_t at = 0;
    for (const Span p : parts) {
      if (p.begin != at) before_ = Side::neither;
      prose(ctx, node, p);
      at = p.end;
    }
    if (at != node.text.size()) before_ = Side::neither;
  }

 private:
  enum class Side { neither, cjk, latin };

  Side side(char32_t c) const {
    if (c < 0x80) {
      const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      return letter || (digits_ && c >= '0' && c <= '9') ? Side::latin : Side::neither;
    }
    // Korean has spaces of its own, and joins its particles to Latin words.
    if (utf8::is_cjk(c)) return unicode::script(c) == unicode::Script::hangul ? Side::neither : Side::cjk;
    return unicode::is_alphabetic(c) && unicode::script(c) == unicode::Script::latin ? Side::latin : Side::neither;
  }

  static bool differ(Side a, Side b) { return a != b && a != Side::neither && b != Side::neither; }

  void prose(Context& ctx, const body::Node& node, Span part) {
    const std::string_view text = node.text;
    std::uint32_t spaces = part.begin;  // where the run of spaces before `i` begins
    for (std::uint32_t i = part.begin; i < part.end;) {
      if (text[i] == ' ') {
        ++i;
        continue;
      }
      const utf8::Decoded d = utf8::decode(text, i);
      const Side here = side(d.code_point);
      if (differ(before_, here) && (i > spaces || spaces > 0 || one_)) gap(ctx, node, spaces, i);
      before_ = here;
      i += d.size;
      spaces = i;
    }
    if (spaces < part.end) before_ = Side::neither;  // spaces at the end of a text: the next does not touch this one
  }

  void gap(Context& ctx, const body::Node& node, std::uint32_t begin, std::uint32_t end) {
    const std::uint32_t size = end - begin;
    if (one_ ? size == 1 : size == 0) return;
    const body::Document& doc = ctx.document();
    const std::uint32_t next = end + utf8::decode(node.text, end).size;
    const Span after = doc.text_place(node, end, next);
    // Outside the marks that begin between the two.
    std::uint32_t between = after.begin;
    if (begin == 0)
      for (const body::Node* n = &node; n->parent != block_ && doc[n->parent].first_child == doc.id(*n);
           n = &doc[n->parent])
        between = doc.start_tag_place(doc[n->parent]).begin;
    Edit edit{{between, between}, " "};
    Span at{after.begin, after.end};
    if (size > 0) {
      edit = {doc.text_place(node, begin, end), one_ ? " " : ""};
      at = edit.at;
    } else if (begin > 0) {
      at = {doc.text_place(node, begin - utf8::decode_before(node.text, begin).size, begin).begin, after.end};
    }
    ctx.report(at, one_ ? "Between CJK and Latin text one space is wanted; write one."
                        : "Between CJK and Latin text no space is wanted; delete it.")
        .fix = Fix{FixGrade::unsafe, one_ ? "Write one space" : "Delete the space", {std::move(edit)}};
  }

  bool one_ = true, digits_ = false;
  Side before_ = Side::neither;
  body::NodeId block_ = body::no_node;
};

}  // namespace

GALLEY_RULE(TX009, info, documentation, CjkLatinSpacing);

}  // namespace galley::rules::TX009
