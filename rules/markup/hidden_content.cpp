#include <fmt/format.h>

#include <algorithm>

#include "rules/markup/markup.h"
#include "rules/rule.h"
#include "rules/style.h"

namespace galley::rules::MK013 {
namespace {

using body::Node;
using body::Tag;

constexpr RuleInfo info{
    .code = "MK013",
    .name = "hidden-content",
    .summary = "content that readers never see",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Text, links or pictures that a reader never sees, since the element says `display:none`, `visibility:hidden`, `hidden`, or
has no size. Scraped pages bring them along: advertisements, tracking pixels, the source site's search words. Search
engines take hidden text for a trick and may punish the page.

An element with nothing in it is not reported, nor text that is kept for screen readers by clipping it.

The fix deletes the element.

```bad body path=_posts/2022-06-10-example.html
<p>要闻</p><p style="display:none;height:1px;overflow:hidden;">广告</p>
```
```fixed body
<p>要闻</p>
```
```bad body path=_posts/2022-06-10-example.html
<p>News<img src="https://example.com/pixel.gif" alt="" width="0" height="0"></p>
```
```fixed body
<p>News</p>
```
```bad body path=_posts/2022-06-10-example.html
<div style="height:0; overflow:hidden">cheap <a href="https://example.com/">watches</a></div>
```
```fixed body

```
```good body path=_posts/2022-06-10-example.html
<p style="display:block;height:1px">要闻</p>
<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)">for screen readers</span>
<div id="map" style="display:none"></div>
```
)md";

bool is_picture(Tag tag) {
  return tag == Tag::img || tag == Tag::iframe || tag == Tag::embed || tag == Tag::object || tag == Tag::video ||
         tag == Tag::audio || tag == Tag::canvas || tag == Tag::input;
}

class HiddenContent final : public Rule {
 public:
  Interest interest() const override { return {.every_element = true}; }

  void begin(Context&) override { until_ = 0; }

  void element(Context& ctx, const Node& node) override {
    if (node.attribute_count == 0 || node.ns != body::Namespace::html) return;
    const body::Document& document = ctx.document();
    if (document.id(node) < until_ || has(node.mended, body::Mended::reconstructed) || !is_content(node)) return;
    for (const body::Attribute& a : document.attributes(node)) {
      if (a.name == "style") {
        if (a.value.size() < 7) continue;
        const auto style = declarations(a.value);
        if (const Declaration* d = hides(document, node, style))
          return report(ctx, node, ctx.document().value_place(a, d->begin, d->end));
      } else if (a.name == "hidden") {
        if (ascii::lowered(a.value) != "until-found" && has_content(document, node))
          return report(ctx, node, attribute_place(ctx, a));
      } else if ((a.name == "width" || a.name == "height") && is_picture(node.tag) && node.tag != Tag::input) {
        const std::string value = ascii::lowered(a.value);
        if (!value.empty() && is_zero_length(value)) return report(ctx, node, attribute_place(ctx, a));
      }
    }
  }

 private:
  static bool is_content(const Node& node) {
    return node.tag != Tag::script && node.tag != Tag::style && node.tag != Tag::template_ &&
           node.tag != Tag::noscript && node.tag != Tag::link && node.tag != Tag::meta;
  }

  // The declaration by which an element hides what it holds, or null.
  static const Declaration* hides(const body::Document& document, const Node& node,
                                  const std::vector<Declaration>& style) {
    const Declaration* display = find(style, "display");
    if (display != nullptr && display->value == "none") return has_content(document, node) ? display : nullptr;
    const Declaration* visibility = find(style, "visibility");
    if (visibility != nullptr && (visibility->value == "hidden" || visibility->value == "collapse"))
      return has_content(document, node) ? visibility : nullptr;
    const Declaration* opacity = find(style, "opacity");
    if (opacity != nullptr && is_zero_length(opacity->value) && find(style, "transition") == nullptr &&
        find(style, "animation") == nullptr)
      return has_content(document, node) ? opacity : nullptr;
    if (const Declaration* away = off_screen(style)) return has_content(document, node) ? away : nullptr;
    const Declaration* font = find(style, "font-size");
    if (font != nullptr && is_zero_length(font->value)) return has_own_text(document, node) ? font : nullptr;
    const bool picture = is_picture(node.tag);
    const auto clipped = [&](std::string_view axis) {
      for (const std::string_view name : {std::string_view("overflow"), axis}) {
        const Declaration* overflow = find(style, name);
        if (overflow != nullptr && (overflow->value.starts_with("hidden") || overflow->value.starts_with("clip")))
          return true;
      }
      return false;
    };
    for (const auto& [name, axis] : {std::pair("height", "overflow-y"), std::pair("max-height", "overflow-y"),
                                     std::pair("width", "overflow-x"), std::pair("max-width", "overflow-x")}) {
      const Declaration* size = find(style, name);
      // A box whose room is made by padding shows its background, and a picture that is placed by it.
      if (size == nullptr || !is_zero_length(size->value) || !(picture || clipped(axis)) || has_padding(style))
        continue;
      if (has_content(document, node)) return size;
    }
    return nullptr;
  }

  // The declaration that moves an element, or its text, far out of the page.
  static const Declaration* off_screen(const std::vector<Declaration>& style) {
    const auto far = [&](std::string_view name) -> const Declaration* {
      const Declaration* d = find(style, name);
      if (d == nullptr || !d->value.starts_with('-')) return nullptr;
      const std::size_t digits = d->value.find_first_not_of("0123456789", 1);
      return digits != std::string::npos && digits >= 5 && d->value.substr(digits) == "px" ? d : nullptr;
    };
    if (const Declaration* indent = far("text-indent")) return indent;
    const Declaration* position = find(style, "position");
    if (position == nullptr || (position->value != "absolute" && position->value != "fixed")) return nullptr;
    const Declaration* left = far("left");
    return left != nullptr ? left : far("top");
  }

  static bool has_padding(const std::vector<Declaration>& style) {
    return std::any_of(style.begin(), style.end(),
                       [](const Declaration& d) { return d.name.starts_with("padding") && !is_zero_length(d.value); });
  }

  static bool has_content(const body::Document& document, const Node& node) {
    if (is_picture(node.tag)) return true;
    for (body::NodeId i = document.id(node) + 1; i < node.subtree_end; ++i) {
      const Node& n = document[i];
      if (n.kind == body::NodeKind::text && !only_space(n.text) && is_content(document[n.parent])) return true;
      // A line break is what scraped pages leave in paragraphs that they hide; an element without anything is a
      // script's.
      if (n.kind == body::NodeKind::element && (is_picture(n.tag) || n.tag == Tag::br)) return true;
    }
    return false;
  }

  // Text to which a font size of the element goes down: nothing within sets another.
  static bool has_own_text(const body::Document& document, const Node& node) {
    for (body::NodeId i = document.id(node) + 1; i < node.subtree_end;) {
      const Node& n = document[i];
      if (n.kind == body::NodeKind::text && !only_space(n.text)) return true;
      const bool other =
          n.kind == body::NodeKind::element &&
          (ascii::lowered(document.value(n, "style")).find("font") != std::string::npos || n.tag == Tag::font);
      i = other ? n.subtree_end : i + 1;
    }
    return false;
  }

  void report(Context& ctx, const Node& node, Span at) {
    until_ = node.subtree_end;
    if (at.empty()) at = ctx.document().start_tag_place(node);
    Finding& f = ctx.report(at, fmt::format("Readers never see what this `<{}>` holds (`{}`); delete it, or show it.",
                                            short_name(node.name), short_name(ctx.source().text(at))));
    const Span element = element_in_one_piece(ctx, node);
    if (!element.empty()) f.fix = Fix{FixGrade::unsafe, "Delete the hidden element", {{element, ""}}};
  }

  body::NodeId until_ = 0;  // what stands in an element that was reported
};

}  // namespace

GALLEY_RULE(MK013, info, documentation, HiddenContent);

}  // namespace galley::rules::MK013
