#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"
#include "rules/tag_kinds.h"

namespace galley::rules::MK009 {
namespace {

using body::Node;
using body::Tag;

constexpr RuleInfo info{
    .code = "MK009",
    .name = "invalid-nesting",
    .summary = "content that its parent may not have",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
An element where HTML does not let it stand: a block in a paragraph (which ends there, so that its `</p>` makes an empty
one), a link in a link, a block in `span` or `strong`, an item outside of a list, something other than items in a list, a
cell outside of a table. Browsers rearrange what they find, each converter and reader in its own way.

kramdown prints block tags that stand within a line of text; there it is an error.

```bad body path=_posts/2022-06-10-example.html
<p>one<div>two</div>three</p>
```
```bad body path=_posts/2022-06-10-example.html
<a href="/a">one <a href="/b">two</a></a>
```
```bad body path=_posts/2022-06-10-example.html
<div><li>要闻</li></div>
```
```bad body path=_posts/2022-06-10-example.html
<span><p>要闻</p></span>
```
```good body path=_posts/2022-06-10-example.html
<div>one<div>two</div></div>
<p>one<ul><li>The end tag of a paragraph may be left out.</ul>
<a href="/a"><div>A link may hold blocks.</div></a>
<ul><li><p>要闻</p></li></ul>
```
)md";

bool is_list(Tag t) { return t == Tag::ul || t == Tag::ol || t == Tag::menu || t == Tag::dir; }

bool is_transparent(Tag t) {
  return t == Tag::a || t == Tag::ins || t == Tag::del || t == Tag::map || t == Tag::object || t == Tag::video ||
         t == Tag::audio || t == Tag::canvas || t == Tag::noscript || t == Tag::slot;
}

// Elements that may hold text and inline elements only (4.3 to 4.5 of the standard, "phrasing content").
bool holds_inline_only(Tag t) {
  switch (t) {
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::pre:
    case Tag::span:
    case Tag::em:
    case Tag::strong:
    case Tag::small:
    case Tag::s:
    case Tag::cite:
    case Tag::q:
    case Tag::dfn:
    case Tag::abbr:
    case Tag::time:
    case Tag::code:
    case Tag::var:
    case Tag::samp:
    case Tag::kbd:
    case Tag::sub:
    case Tag::sup:
    case Tag::i:
    case Tag::b:
    case Tag::u:
    case Tag::mark:
    case Tag::bdi:
    case Tag::bdo:
    case Tag::label:
    case Tag::button:
      return true;
    default:
      return false;
  }
}

bool is_row_part(Tag t) {
  return t == Tag::tr || t == Tag::td || t == Tag::th || t == Tag::tbody || t == Tag::thead || t == Tag::tfoot ||
         t == Tag::caption || t == Tag::colgroup || t == Tag::col;
}

class InvalidNesting final : public Rule {
 public:
  Interest interest() const override { return {.every_element = true, .text = true}; }

  void begin(Context& ctx) override {
    last_parent_ = body::no_node;
    for (const TagFault& f : ctx.facts().pairs().faults)
      if (f.kind == TagFault::Kind::nested) nested(ctx, f);
    const auto& tags = ctx.facts().tags().tags;
    std::size_t tables = 0;
    std::uint32_t line_end = 0;
    bool in_run = false;  // of parts of one row or table: they are one defect
    for (const SourceTag& t : tags) {
      // Behind a tag that kramdown cannot read, of which another rule speaks, the rest of its line is text to kramdown.
      if (t.made.empty() && t.at.begin >= line_end && (t.end || !kramdown_reads(ctx.source().text(t.at))))
        line_end = static_cast<std::uint32_t>(
            std::min<std::size_t>(ctx.source().bytes().find('\n', t.at.end), ctx.source().size()));
      if (t.literal && t.written && !t.end && t.at.begin >= line_end && kramdown_wants_block(t.name)) literal(ctx, t);
      if (t.tag == Tag::table) {
        tables += t.end ? (tables > 0 ? std::size_t(-1) : 0) : 1;
        in_run = false;
      } else if (is_row_part(t.tag) && tables == 0 && !t.alternative && t.written && !t.literal) {
        if (!t.end && !in_run)
          ctx.report(t.at, fmt::format("`<{0}>` stands outside of a table, where browsers leave it out; put `<table>` "
                                       "around it, or take it away.",
                                       name_of(t)));
        in_run = true;
      } else if (!is_row_part(t.tag) && is_block(t.tag)) {
        in_run = false;
      }
    }
  }

  void text(Context& ctx, const Node& node) override {
    const body::Document& document = ctx.document();
    const Node& parent = document[node.parent];
    if ((!is_list(parent.tag) && parent.tag != Tag::dl) || parent.ns != body::Namespace::html ||
        only_space(node.text) || !is_closed(ctx, parent) || node.start.empty() || !is_written(ctx, parent) ||
        node.text.find("</") != std::string_view::npos || !is_new_parent(node.parent))
      return;  // a tag that is printed there is another rule's
    std::size_t begin = node.text.find_first_not_of(" \t\n\r\f"), end = node.text.find_last_not_of(" \t\n\r\f") + 1;
    const Span at = document.text_place(node, begin, end);
    if (has_liquid_control(ctx.post(), at)) return;
    ctx.report(at, fmt::format("{} stands in `<{}>`, which may hold only {}; put it into one.",
                               in_marks(ctx.source().text(at)), parent.name,
                               parent.tag == Tag::dl ? "`<dt>` and `<dd>`" : "`<li>`"));
  }

  void element(Context& ctx, const Node& node) override {
    if (node.start.empty() || node.ns != body::Namespace::html || node.parent == body::no_node) return;
    const body::Document& document = ctx.document();
    // Marks that the parser opened again around it are not what its author put it in.
    body::NodeId around = node.parent;
    while (is_copy(document[around])) around = document[around].parent;
    const Node& parent = document[around];
    if (parent.ns != body::Namespace::html) return;
    if (is_control(document, node)) control(ctx, node);
    if (node.tag == Tag::li) {
      if (!is_list(parent.tag))
        misplaced(ctx, node, "`<li>` stands outside of a list; put `<ul>` or `<ol>` around its items.");
    } else if (node.tag == Tag::dt || node.tag == Tag::dd) {
      const bool grouped =
          parent.tag == Tag::div && parent.parent != body::no_node && document[parent.parent].tag == Tag::dl;
      if (parent.tag != Tag::dl && !grouped)
        misplaced(ctx, node, fmt::format("`<{}>` stands outside of a `<dl>`; put one around it.", node.name));
    } else if (parent.tag == Tag::dl) {
      if (node.tag != Tag::div && node.tag != Tag::script && node.tag != Tag::template_ && is_closed(ctx, parent) &&
          is_new_parent(around))
        misplaced(ctx, node,
                  fmt::format("`<{}>` stands in `<dl>`, which may hold only `<dt>` and `<dd>`; put it into one.",
                              short_name(node.name)));
    } else if (node.tag == Tag::option || node.tag == Tag::optgroup) {
      if (parent.tag != Tag::select && parent.tag != Tag::datalist && parent.tag != Tag::optgroup)
        misplaced(ctx, node,
                  fmt::format("`<{}>` stands outside of a `<select>`; put one around it.", short_name(node.name)));
    } else if (node.tag == Tag::figcaption || node.tag == Tag::summary || node.tag == Tag::legend) {
      const Tag due = node.tag == Tag::figcaption ? Tag::figure
                      : node.tag == Tag::summary  ? Tag::details
                                                  : Tag::fieldset;
      if (parent.tag != due)
        misplaced(ctx, node,
                  fmt::format("`<{}>` stands outside of a `<{}>`, to which it belongs; put it into one.", node.name,
                              body::tag_name(due)));
    } else if (is_list(parent.tag)) {
      if (!is_closed(ctx, parent)) return;  // what a list that is never closed comes to hold is not its author's doing
      if (node.tag != Tag::script && node.tag != Tag::template_ && is_new_parent(around))
        misplaced(ctx, node,
                  fmt::format("`<{}>` stands in `<{}>`, which may hold only `<li>`; put it into an item.",
                              short_name(node.name), parent.name));
    } else if (is_block(node.tag) && !is_row_part(node.tag) && node.tag != Tag::option && node.tag != Tag::optgroup &&
               node.tag != Tag::colgroup && node.tag != Tag::col) {
      block(ctx, node);
    }
  }

 private:
  // One finding for one parent, however many of its children may not stand in it.
  bool is_new_parent(body::NodeId parent) {
    if (parent == last_parent_) return false;
    last_parent_ = parent;
    return true;
  }

  static void misplaced(Context& ctx, const Node& node, std::string message) {
    if (!is_copy(node) && !has(node.mended, body::Mended::foster_parented) && is_written(ctx, node))
      ctx.report(ctx.document().start_tag_place(node), std::move(message));
  }

  // Links, buttons and fields: what a reader acts upon ("interactive content").
  static bool is_control(const body::Document& document, const Node& node) {
    switch (node.tag) {
      case Tag::a:
        return document.attribute(node, "href") != nullptr;
      case Tag::button:
      case Tag::select:
      case Tag::textarea:
      case Tag::iframe:
      case Tag::embed:
      case Tag::label:
      case Tag::details:
        return true;
      case Tag::input:
        return ascii::lowered(document.value(node, "type")) != "hidden";
      default:
        return false;
    }
  }

  // A link in a link, or a button in a button, is told by its tags.
  static void control(Context& ctx, const Node& node) {
    const body::Document& document = ctx.document();
    if (is_copy(node) || !is_written(ctx, node)) return;
    int levels = 0;
    for (body::NodeId up = node.parent; up != body::no_node && ++levels < 64; up = document[up].parent) {
      const Node& outer = document[up];
      if (body::is_block(outer.tag) && outer.tag != Tag::div && outer.tag != Tag::p) return;
      if ((outer.tag != Tag::a && outer.tag != Tag::button) || outer.tag == node.tag) continue;
      if (outer.end.empty() || outer.start.empty() || is_copy(outer)) return;
      ctx.report(document.start_tag_place(node),
                 fmt::format("`<{0}>` may not stand in `<{1}>`, where it cannot be used; "
                             "close the `<{1}>` before it.",
                             node.name, outer.name))
          .related.push_back({document.start_tag_place(outer), fmt::format("In this `<{}>`.", outer.name), ""});
      return;
    }
  }

  void block(Context& ctx, const Node& node) {
    const body::Document& document = ctx.document();
    body::NodeId up = node.parent;
    while (up != body::no_node && is_transparent(document[up].tag)) {
      if (document[up].end.empty()) return;
      up = document[up].parent;
    }
    if (up == body::no_node) return;
    const Node& parent = document[up];
    // What an unclosed element comes to hold is not its author's doing.
    if (!holds_inline_only(parent.tag) || parent.end.empty() || is_copy(parent) || parent.start.empty() ||
        !is_written(ctx, node) || is_copy(node))
      return;
    if (document.html().segment_at(parent.end.begin).origin == Origin::generated && is_written(ctx, parent)) return;
    if (!is_new_parent(up)) return;
    ctx.report(
           document.start_tag_place(node),
           fmt::format(
               "`<{}>` is a block, which may not stand in `<{}>`; put `<{}>` inside of it, or use `<div>` for both.",
               node.name, parent.name, parent.name))
        .related.push_back({document.start_tag_place(parent), fmt::format("In this `<{}>`.", parent.name), ""});
  }

  static void nested(Context& ctx, const TagFault& f) {
    const auto& tags = ctx.facts().tags().tags;
    const SourceTag &inner = tags[f.start], &outer = tags[f.outer];
    const std::string name = name_of(inner);
    Finding& finding =
        outer.tag == Tag::p
            ? ctx.report(inner.at, fmt::format("`<{}>` may not stand in a paragraph, which ends here; close the "
                                               "paragraph before it, or make it a `<div>`.",
                                               name))
        : heading_level(inner.tag) > 0
            ? ctx.report(inner.at, fmt::format("`<{0}>` may not stand in `<{1}>`, which ends here; close the `<{1}>` "
                                               "before it.",
                                               name, name_of(outer)))
        : inner.tag == outer.tag
            ? ctx.report(inner.at,
                         fmt::format("`<{0}>` may not stand in another `<{0}>`; close the first before it.", name))
            : ctx.report(inner.at, fmt::format("`<{0}>` stands in `<{1}>`, outside of a list, and ends what is around; "
                                               "put `<{2}>` around it, or close `<{1}>` before it.",
                                               name, name_of(outer), inner.tag == Tag::li ? "ul" : "dl"));
    if (outer.written)
      finding.related.push_back({outer.at, fmt::format("This `<{}>` is still open.", name_of(outer)), ""});
  }

  // Whether a comment begins before that place in its line, and ends nowhere before it: kramdown prints all of it.
  static bool behind_open_comment(std::string_view bytes, std::size_t at) {
    constexpr std::size_t farthest = 4096;
    std::string_view before = bytes.substr(at - std::min(at, farthest), std::min(at, farthest));
    before = before.substr(before.rfind('\n') + 1);  // all of it where there is no line end
    const std::size_t open = before.rfind("<!--");
    return open != std::string_view::npos && before.find("-->", open) == std::string_view::npos;
  }

  static void literal(Context& ctx, const SourceTag& tag) {
    if (ctx.post().renderer != post::Renderer::kramdown || !kramdown_reads(ctx.source().text(tag.at))) return;  // MK023
    if (behind_open_comment(ctx.source().bytes(), tag.at.begin)) return;                                        // MK020
    ctx.report(Level::error, tag.at,
               fmt::format("kramdown prints `<{0}>` within a line of text, so that readers see the tag; begin a line "
                           "with it, after an empty line.",
                           name_of(tag)));
  }

  body::NodeId last_parent_ = body::no_node;
};

}  // namespace

GALLEY_RULE(MK009, info, documentation, InvalidNesting);

}  // namespace galley::rules::MK009
