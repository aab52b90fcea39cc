// From a Document to Content, in one pass over its nodes in document order with a stack of what is open.
#include <algorithm>
#include <utility>

#include "core/content/elements.h"
#include "core/content/model.h"
#include "core/content/url.h"

namespace galley::content {
namespace {

using body::Document;
using body::Namespace;
using body::Node;
using body::NodeId;
using body::NodeKind;
using body::Tag;

bool blank(std::string_view text) { return text.find_first_not_of(" \t\n\f\r") == std::string_view::npos; }

bool visible(const Run& run) {
  switch (run.kind) {
    case RunKind::text:
      return !blank(run.text);
    case RunKind::line_break:
    case RunKind::comment:
    case RunKind::anchor:
      return false;
    default:
      return true;
  }
}

std::string unescaped(std::string_view html) {
  static constexpr std::pair<std::string_view, char> references[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    const auto found = std::find_if(std::begin(references), std::end(references),
                                    [&](const auto& r) { return html.substr(i).starts_with(r.first); });
    out.push_back(found == std::end(references) ? html[i] : found->second);
    i += found == std::end(references) ? 1 : found->first.size();
  }
  return out;
}

class Builder {
 public:
  Builder(const Document& document, const BuildOptions& options) : document_(document), options_(options) {
    for (const Segment& s : document.html().segments()) liquid_ |= s.origin == Origin::opaque;
    content_.blocks.reserve(document.nodes().size() / 2 + 2);
    content_.runs.reserve(document.nodes().size());
    content_.blocks.push_back({});
  }

  Content build() {
    const auto nodes = document_.nodes();
    for (NodeId id = 1; id < nodes.size();) {
      while (!open_.empty() && open_.back().end <= id) close();
      id = visit(id, nodes[id]);
    }
    while (!open_.empty()) close();
    flush(false);
    content_.blocks[0].end = static_cast<BlockId>(content_.blocks.size());
    return std::move(content_);
  }

 private:
  struct Open {
    NodeId end;
    Marks marks;  // outside of it
    BlockId box;  // outside of it
    bool pre;     // outside of it
    bool breaks;  // text before and after it is in other blocks
    bool paragraph;
    bool quotes;
    std::uint32_t runs;  // how many there were: a link that adds none is an anchor
    NodeId anchor;
  };

  NodeId visit(NodeId id, const Node& node) {
    if (node.kind == NodeKind::text) {
      add_text(id, node);
      return id + 1;
    }
    if (node.kind == NodeKind::comment) {
      if (meaningful_comment(node.text))
        add_run({.kind = RunKind::comment, .marks = {}, .object = 0, .node = id, .text = node.text});
      else
        ++content_.dropped.comments;
      return id + 1;
    }
    if (node.kind != NodeKind::element) return id + 1;
    if (id < options_.removed.size() && options_.removed[id]) {
      ++content_.dropped.removed;
      return node.subtree_end;
    }
    if (id < options_.kept.size() && options_.kept[id] && (marks_.bits & marks_kept) == 0) {
      if (shows_nothing(id, node)) {
        add_run({.kind = RunKind::comment, .marks = {}, .object = 0, .node = id, .text = {}});
        return node.subtree_end;
      }
      kept_ = kept_ == mark_kept ? mark_kept_too : mark_kept;
      open_.push_back(opened(node, false));
      marks_.bits = static_cast<std::uint16_t>(marks_.bits | kept_);
    }
    if (node.ns != Namespace::html) return add_foreign(id, node);
    switch (role_of(node.tag)) {
      case Role::dropped:
        if (node.tag == Tag::script && document_.attribute(node, "src"))
          add_run({.kind = RunKind::comment, .marks = {}, .object = 0, .node = id, .text = {}});
        else if (node.tag == Tag::script || node.tag == Tag::style)
          ++content_.dropped.scripts;
        return node.subtree_end;
      case Role::embed:
        add_object(RunKind::embed, id, node);
        return node.subtree_end;
      case Role::control:
        if (document_.value(node, "type") == "checkbox")
          add_object(RunKind::check_box, id, node);
        else
          ++content_.dropped.controls;
        return node.subtree_end;
      case Role::wrapper:
        open_wrapper(id, node);
        return id + 1;
      case Role::container:
        open_container(id, node);
        return id + 1;
      case Role::inline_element:
        break;
    }
    if (node.tag == Tag::br) {
      add_run({.kind = RunKind::line_break, .marks = {}, .object = 0, .node = id, .text = {}});
      return id + 1;
    }
    if (node.tag == Tag::hr) {
      flush(pre_);
      Block& rule = add_block(Kind::rule, id);
      rule.end = static_cast<BlockId>(content_.blocks.size());
      return id + 1;
    }
    if (node.tag == Tag::img) {
      add_object(RunKind::image, id, node);
      return node.subtree_end;
    }
    Open open = opened(node, false);
    if (const std::uint16_t mark = mark_of(node.tag))
      marks_.bits = static_cast<std::uint16_t>(marks_.bits | mark);
    else if (node.tag == Tag::a && document_.attribute(node, "href"))
      open_link(id, node, open);
    if (node.tag == Tag::listing || node.tag == Tag::xmp) pre_ = true;
    if (node.tag == Tag::q) {
      add_run({.kind = RunKind::text, .marks = open.marks, .object = 0, .node = id, .text = "“"});
      open.quotes = true;
    }
    open_.push_back(open);
    return id + 1;
  }

  /// Whether nothing of an element would reach content.
  bool shows_nothing(NodeId id, const Node& node) const {
    if (node.ns != Namespace::html) return false;
    for (NodeId i = id; i < node.subtree_end; ++i) {
      const Node& n = document_[i];
      if (n.kind == NodeKind::text && !blank(n.text)) return false;
      if (n.kind != NodeKind::element) continue;
      const Role role = role_of(n.tag);
      if (role == Role::dropped || role == Role::control) {
        if (role == Role::control && document_.value(n, "type") == "checkbox") return false;
        i = n.subtree_end - 1;
      } else if (role == Role::embed || n.tag == Tag::img || n.tag == Tag::hr || n.ns != Namespace::html) {
        return false;
      }
    }
    return true;
  }

  Open opened(const Node& node, bool breaks) const {
    return {.end = node.subtree_end,
            .marks = marks_,
            .box = box_,
            .pre = pre_,
            .breaks = breaks,
            .paragraph = false,
            .quotes = false,
            .runs = 0,
            .anchor = body::no_node};
  }

  void open_wrapper(NodeId id, const Node& node) {
    flush(pre_);
    Open open = opened(node, true);
    open.paragraph = node.tag == Tag::p;
    paragraphs_ += open.paragraph;
    if (node.tag == Tag::figure && has_caption(id, node)) {
      add_block(Kind::figure, id);
      box_ = static_cast<BlockId>(content_.blocks.size() - 1);
    }
    open_.push_back(open);
  }

  bool has_caption(NodeId id, const Node& node) const {
    for (NodeId i = id + 1; i < node.subtree_end; ++i)
      if (document_[i].tag == Tag::figcaption && document_[i].parent == id) return true;
    return false;
  }

  void open_container(NodeId id, const Node& node) {
    flush(pre_);
    open_.push_back(opened(node, true));
    Block& block = add_block(kind_of(node.tag), id);
    box_ = static_cast<BlockId>(content_.blocks.size() - 1);
    switch (block.kind) {
      case Kind::heading:
        block.level = static_cast<std::uint8_t>(node.name[1] - '0');
        break;
      case Kind::list:
        block.ordered = node.tag == Tag::ol;
        if (block.ordered) block.start = or_one(document_.value(node, "start"));
        break;
      case Kind::code:
        pre_ = true;
        block.language = language_of(id, node);
        break;
      case Kind::cell:
        block.header = node.tag == Tag::th;
        block.colspan = or_one(document_.value(node, "colspan"));
        block.rowspan = or_one(document_.value(node, "rowspan"));
        block.alignment = alignment_of(document_, node);
        break;
      default:
        break;
    }
  }

  static std::string_view or_one(std::string_view value) { return value.empty() ? "1" : value; }

  std::string_view language_of(NodeId id, const Node& pre) const {
    if (const auto language = language_in(document_.value(pre, "class")); !language.empty()) return language;
    if (const auto language = document_.value(pre, "lang"); !language.empty()) return language;
    if (id + 1 < pre.subtree_end && document_[id + 1].tag == Tag::code) {
      const Node& code = document_[id + 1];
      if (const auto language = language_in(document_.value(code, "class")); !language.empty()) return language;
      if (const auto language = document_.value(code, "data-lang"); !language.empty()) return language;
    }
    NodeId up = pre.parent;
    for (int i = 0; i < 2 && up != body::no_node && up != 0; ++i, up = document_[up].parent) {
      const Tag tag = document_[up].tag;
      if (tag != Tag::div && tag != Tag::figure) break;
      const std::string_view classes = document_.value(document_[up], "class");
      const auto language = language_in(classes);
      // What Jekyll writes around code whose author named no language.
      if (language == "plaintext" && classes.find("highlighter-rouge") != std::string_view::npos) return {};
      if (!language.empty()) return language;
    }
    return {};
  }

  void open_link(NodeId id, const Node& node, Open& open) {
    const body::Attribute& href = *document_.attribute(node, "href");
    Link link{.href = held(href.value, href.value_at), .title = {}, .outer = marks_.link, .node = id};
    if (const body::Attribute* title = document_.attribute(node, "title"))
      link.title = held(title->value, title->value_at);
    content_.links.push_back(link);
    marks_.link = static_cast<std::uint32_t>(content_.links.size());
    open.anchor = id;
    open.runs = run_count_;
  }

  void close() {
    const Open open = open_.back();
    open_.pop_back();
    if (open.breaks) flush(pre_);
    if (open.anchor != body::no_node && open.runs == run_count_ && !content_.link(marks_.link).href.empty())
      add_run({.kind = RunKind::anchor, .marks = marks_, .object = 0, .node = open.anchor, .text = {}});
    if (open.box != box_) content_.blocks[box_].end = static_cast<BlockId>(content_.blocks.size());
    paragraphs_ -= open.paragraph;
    marks_ = open.marks;
    box_ = open.box;
    pre_ = open.pre;
    if (open.quotes) add_run({.kind = RunKind::text, .marks = marks_, .object = 0, .node = body::no_node, .text = "”"});
  }

  NodeId add_foreign(NodeId id, const Node& node) {
    add_object(RunKind::embed, id, node);
    content_.objects.back().text = content_.keep(document_.text_content(node));
    return node.subtree_end;
  }

  void add_object(RunKind kind, NodeId id, const Node& node) {
    Object object;
    object.name = node.name;
    object.node = id;
    const auto get = [&](std::string_view name) -> std::string_view {
      const body::Attribute* attribute = document_.attribute(node, name);
      return attribute ? held(attribute->value, attribute->value_at) : std::string_view();
    };
    object.source = get("src");
    if (kind == RunKind::embed && object.source.empty()) object.source = get("data");
    if (kind == RunKind::image) {
      object.alt = get("alt");
      object.title = get("title");
    }
    object.checked = kind == RunKind::check_box && document_.attribute(node, "checked") != nullptr;
    content_.objects.push_back(object);
    add_run({.kind = kind,
             .marks = marks_,
             .object = static_cast<std::uint32_t>(content_.objects.size() - 1),
             .node = id,
             .text = {}});
  }

  void add_text(NodeId id, const Node& node) {
    std::string_view text = node.text;
    if (liquid_) text = held(text, node.start);
    if (!text.empty()) add_run({.kind = RunKind::text, .marks = marks_, .object = 0, .node = id, .text = text});
  }

  /// `text`, which was decoded from the made text at `at`, with placeholders for the Liquid in it.
  std::string_view held(std::string_view text, Span at) {
    if (!liquid_ || at.empty()) return text;
    const auto& segments = document_.html().segments();
    std::string out;
    std::size_t done = 0;
    const auto first = std::upper_bound(segments.begin(), segments.end(), at.begin,
                                        [](std::uint32_t offset, const Segment& s) { return offset < s.begin; });
    for (auto s = first == segments.begin() ? first : first - 1; s != segments.end() && s->begin < at.end; ++s) {
      if (s->origin != Origin::opaque) continue;
      const auto end =
          s + 1 == segments.end() ? static_cast<std::uint32_t>(document_.html().text().size()) : (s + 1)->begin;
      const Span range{std::max(s->begin, at.begin), std::min(end, at.end)};
      // A reader escapes an atom for HTML, and the parser decodes it again.
      std::string_view atom = content_.keep(unescaped(slice(document_.html().text(), range)));
      std::size_t found = text.find(atom, done);
      if (found == std::string_view::npos) found = text.find(atom = slice(document_.html().text(), range), done);
      if (atom.empty() || found == std::string_view::npos) continue;
      out += text.substr(done, found - done);
      out += placeholder(content_.atoms.size());
      content_.atoms.push_back(atom);
      done = found + atom.size();
    }
    if (done == 0) return text;
    out += text.substr(done);
    return content_.keep(out);
  }

  void add_run(const Run& run) {
    content_.runs.push_back(run);
    ++run_count_;
  }

  Block& add_block(Kind kind, NodeId node) {
    Block block;
    block.kind = kind;
    block.parent = box_;
    block.node = node;
    content_.blocks.push_back(block);
    pending_ = static_cast<std::uint32_t>(content_.runs.size());
    return content_.blocks.back();
  }

  void add_apart(const Run& run) {
    const Node& node = document_[run.node];
    const std::uint32_t pending = pending_;
    Block& block = add_block(node.kind == NodeKind::comment ? Kind::comment : Kind::script, run.node);
    block.text = run.text;
    block.end = static_cast<BlockId>(content_.blocks.size());
    pending_ = pending;
  }

  /// Makes a paragraph of the runs since the last block. Comments at its edges stand beside it, not in it.
  void flush(bool preformatted) {
    auto& runs = content_.runs;
    if (pending_ == runs.size()) return;
    std::uint32_t first = pending_;
    auto last = static_cast<std::uint32_t>(runs.size());
    const auto shown = [&](std::uint32_t i) {
      return preformatted ? runs[i].kind != RunKind::comment : visible(runs[i]);
    };
    std::uint32_t begin = first, end = last;
    while (begin < end && !shown(begin)) ++begin;
    while (end > begin && !shown(end - 1)) --end;
    bool anchors = false;
    for (std::uint32_t i = first; i < last; ++i) anchors |= runs[i].kind == RunKind::anchor;
    if (begin == end && !anchors) {
      for (std::uint32_t i = first; i < last; ++i)
        if (runs[i].kind == RunKind::comment) add_apart(Run(runs[i]));
      runs.resize(first);
      pending_ = first;
      return;
    }
    if (begin != end) {
      for (std::uint32_t i = first; i < begin; ++i)
        if (runs[i].kind == RunKind::comment) add_apart(Run(runs[i]));
    }
    Block block;
    block.kind = Kind::paragraph;
    block.parent = box_;
    block.preformatted = preformatted;
    block.spaced = paragraphs_ > 0;
    block.first_run = first;
    block.run_count = last - first;
    block.node = runs[begin < end ? begin : first].node;
    content_.blocks.push_back(block);
    content_.blocks.back().end = static_cast<BlockId>(content_.blocks.size());
    if (block.spaced && content_.blocks[box_].kind == Kind::item && content_.blocks[box_].parent != no_block)
      content_.blocks[content_.blocks[box_].parent].spaced = true;
    if (begin != end) {
      const auto apart = [&](std::uint32_t i) { return runs[i].kind == RunKind::comment && (i < begin || i >= end); };
      for (std::uint32_t i = end; i < last; ++i)
        if (apart(i)) add_apart(Run(runs[i]));
      std::uint32_t to = first;
      for (std::uint32_t i = first; i < last; ++i)
        if (!apart(i)) runs[to++] = runs[i];
      for (BlockId b = static_cast<BlockId>(content_.blocks.size()); b-- > 0;) {
        if (content_.blocks[b].kind != Kind::paragraph) continue;
        content_.blocks[b].run_count = to - first;
        break;
      }
      runs.resize(to);
    }
    pending_ = static_cast<std::uint32_t>(runs.size());
  }

  const Document& document_;
  const BuildOptions& options_;
  Content content_;
  std::vector<Open> open_;
  Marks marks_;
  BlockId box_ = 0;
  bool pre_ = false;
  bool liquid_ = false;
  std::uint16_t kept_ = mark_kept_too;  // the bit of the last kept element
  int paragraphs_ = 0;
  std::uint32_t pending_ = 0;  // the first run that no block has yet
  std::uint32_t run_count_ = 0;
};

}  // namespace

Content from_document(const Document& document, const BuildOptions& options) {
  return Builder(document, options).build();
}

}  // namespace galley::content
