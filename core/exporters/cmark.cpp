#include "core/exporters/cmark.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <vector>

#include "core/body/html/html.h"

// Exported by the library, declared in none of the headers that Debian installs (extensions/table.h, strikethrough.h).
extern "C" {
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;
}

namespace galley::exporters {
namespace {

using content::Block;
using content::BlockId;
using content::Content;
using content::Kind;
using content::Marks;
using content::Run;
using content::RunKind;

struct FreeParser {
  void operator()(cmark_parser* p) const { cmark_parser_free(p); }
};
struct FreeNode {
  void operator()(cmark_node* n) const { cmark_node_free(n); }
};
struct FreeIterator {
  void operator()(cmark_iter* i) const { cmark_iter_free(i); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;
using Parser = std::unique_ptr<cmark_parser, FreeParser>;

int options_of(Dialect dialect) { return CMARK_OPT_UNSAFE | (dialect == Dialect::gfm ? CMARK_OPT_FOOTNOTES : 0); }

/// cmark-gfm keeps its extensions in a list of the process; they are looked up once.
struct Extensions {
  std::vector<cmark_syntax_extension*> all;
  Extensions() {
    cmark_gfm_core_extensions_ensure_registered();
    for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
      if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) all.push_back(extension);
  }
};

const Extensions& extensions() {
  static const Extensions found;
  return found;
}

Parser parser_of(Dialect dialect) {
  const Extensions& found = extensions();
  Parser parser(cmark_parser_new(options_of(dialect)));
  if (dialect == Dialect::gfm)
    for (cmark_syntax_extension* extension : found.all) cmark_parser_attach_syntax_extension(parser.get(), extension);
  return parser;
}

Tree parse(cmark_parser* parser, std::string_view markdown) {
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  return Tree(cmark_parser_finish(parser));
}

std::string_view view(const char* text) { return text ? std::string_view(text) : std::string_view(); }

/// The tree as content. Gives up (`failed`) at what only an HTML parser understands.
class Reader {
 public:
  explicit Reader(cmark_node* root) : root_(root) { content_.blocks.push_back({}); }

  std::optional<Content> read() {
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root_));
    for (cmark_event_type event; !failed_ && (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_IMAGE) {
        add_image(node);
        cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
        continue;
      }
      if (event == CMARK_EVENT_ENTER)
        enter(node);
      else
        leave(node);
    }
    if (failed_) return std::nullopt;
    flush();
    content_.blocks[0].end = static_cast<BlockId>(content_.blocks.size());
    return std::move(content_);
  }

 private:
  void enter(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) return add_text(view(cmark_node_get_literal(node)));
    if (type == CMARK_NODE_SOFTBREAK) return add_text("\n");
    if (type == CMARK_NODE_LINEBREAK)
      return add({.kind = RunKind::line_break, .marks = {}, .object = 0, .node = body::no_node, .text = {}});
    if (type == CMARK_NODE_EMPH) return mark(content::mark_emphasis);
    if (type == CMARK_NODE_STRONG) return mark(content::mark_strong);
    if (type == CMARK_NODE_STRIKETHROUGH) return mark(content::mark_deleted);
    if (type == CMARK_NODE_CODE) {
      const Marks outside = marks_;
      marks_.bits = static_cast<std::uint16_t>(marks_.bits | content::mark_code);
      add_text(view(cmark_node_get_literal(node)));
      marks_ = outside;
      return;
    }
    if (type == CMARK_NODE_LINK) return enter_link(node);
    if (type == CMARK_NODE_DOCUMENT) return;
    if (type == CMARK_NODE_PARAGRAPH) {
      cmark_node* list = cmark_node_parent(node) ? cmark_node_parent(cmark_node_parent(node)) : nullptr;
      if (!list || cmark_node_get_type(list) != CMARK_NODE_LIST || !cmark_node_get_list_tight(list)) flush();
      return;
    }
    enter_block(node, type);
  }

  void enter_block(cmark_node* node, cmark_node_type type) {
    flush();
    if (type == CMARK_NODE_BLOCK_QUOTE) {
      open(Kind::quote);
    } else if (type == CMARK_NODE_LIST) {
      Block& list = open(Kind::list);
      list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      if (list.ordered) list.start = content_.keep(std::to_string(cmark_node_get_list_start(node)));
    } else if (type == CMARK_NODE_ITEM) {
      open(Kind::item);
      if (view(cmark_node_get_type_string(node)) == "tasklist") {
        content_.objects.push_back({});
        content_.objects.back().name = "input";
        content_.objects.back().checked = cmark_gfm_extensions_get_tasklist_item_checked(node);
        add_object(RunKind::check_box);
        add_text(" ");
      }
    } else if (type == CMARK_NODE_HEADING) {
      open(Kind::heading).level = static_cast<std::uint8_t>(cmark_node_get_heading_level(node));
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      Block& code = open(Kind::code);
      const std::string_view info = view(cmark_node_get_fence_info(node));
      code.language = content_.keep(info.substr(0, info.find_first_of(" \t")));
      add_text(view(cmark_node_get_literal(node)));
      flush(true);
      close();
    } else if (type == CMARK_NODE_THEMATIC_BREAK) {
      open(Kind::rule);
      close();
    } else if (type == CMARK_NODE_TABLE) {
      open(Kind::table);
    } else if (type == CMARK_NODE_TABLE_ROW) {
      open(Kind::row);
      header_ = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
    } else if (type == CMARK_NODE_TABLE_CELL) {
      open(Kind::cell).header = header_;
    } else {
      failed_ = true;  // raw HTML, a footnote
    }
  }

  void leave(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_STRIKETHROUGH ||
        type == CMARK_NODE_LINK) {
      marks_ = outside_.back();
      outside_.pop_back();
    } else if (type == CMARK_NODE_PARAGRAPH) {
      cmark_node* list = cmark_node_parent(node) ? cmark_node_parent(cmark_node_parent(node)) : nullptr;
      if (!list || cmark_node_get_type(list) != CMARK_NODE_LIST || !cmark_node_get_list_tight(list)) flush();
    } else if (type != CMARK_NODE_DOCUMENT && type != CMARK_NODE_IMAGE && type != CMARK_NODE_CODE_BLOCK &&
               type != CMARK_NODE_THEMATIC_BREAK) {
      flush();
      close();
    }
  }

  void enter_link(cmark_node* node) {
    failed_ |= marks_.link != content::no_link;  // a link in a link: the HTML parser decides
    outside_.push_back(marks_);
    content::Link link;
    link.href = content_.keep(view(cmark_node_get_url(node)));
    link.title = content_.keep(view(cmark_node_get_title(node)));
    content_.links.push_back(link);
    marks_.link = static_cast<std::uint32_t>(content_.links.size());
  }

  /// The alternative text is what the text in it says (html.c, `plain`).
  void add_image(cmark_node* image) {
    std::string alt;
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(image));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
      if (event != CMARK_EVENT_ENTER) continue;
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const cmark_node_type type = cmark_node_get_type(node);
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE)
        alt += view(cmark_node_get_literal(node));
      else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        alt += ' ';
      else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
        failed_ = true;
    }
    content::Object object;
    object.name = "img";
    object.source = content_.keep(view(cmark_node_get_url(image)));
    object.title = content_.keep(view(cmark_node_get_title(image)));
    object.alt = content_.keep(alt);
    content_.objects.push_back(object);
    add_object(RunKind::image);
  }

  void mark(content::MarkBit bit) {
    outside_.push_back(marks_);
    marks_.bits = static_cast<std::uint16_t>(marks_.bits | bit);
  }

  void add(const Run& run) { content_.runs.push_back(run); }

  void add_object(RunKind kind) {
    add({.kind = kind,
         .marks = marks_,
         .object = static_cast<std::uint32_t>(content_.objects.size() - 1),
         .node = body::no_node,
         .text = {}});
  }

  void add_text(std::string_view text) {
    if (!text.empty()) add({.kind = RunKind::text, .marks = marks_, .object = 0, .node = body::no_node, .text = text});
  }

  Block& open(Kind kind) {
    Block block;
    block.kind = kind;
    block.parent = box_;
    content_.blocks.push_back(block);
    box_ = static_cast<BlockId>(content_.blocks.size() - 1);
    return content_.blocks.back();
  }

  void close() {
    content_.blocks[box_].end = static_cast<BlockId>(content_.blocks.size());
    box_ = content_.blocks[box_].parent;
  }

  void flush(bool preformatted = false) {
    if (pending_ == content_.runs.size()) return;
    Block& block = open(Kind::paragraph);
    block.preformatted = preformatted;
    block.first_run = pending_;
    block.run_count = static_cast<std::uint32_t>(content_.runs.size()) - pending_;
    pending_ = static_cast<std::uint32_t>(content_.runs.size());
    close();
  }

  cmark_node* root_;
  Content content_;
  Marks marks_;
  std::vector<Marks> outside_;
  BlockId box_ = 0;
  std::uint32_t pending_ = 0;
  bool header_ = false;
  bool failed_ = false;
};

}  // namespace

std::string cmark_html(std::string_view markdown, Dialect dialect) {
  const Parser parser = parser_of(dialect);
  const Tree tree = parse(parser.get(), markdown);
  const std::unique_ptr<char, decltype(&std::free)> html(
      cmark_render_html(tree.get(), options_of(dialect), cmark_parser_get_syntax_extensions(parser.get())), &std::free);
  return std::string(html.get());
}

std::optional<Content> cmark_content(std::string_view markdown, Dialect dialect) {
  const Parser parser = parser_of(dialect);
  // The content's text is the tree's, so the tree lives with it.
  const std::shared_ptr<cmark_node> tree = parse(parser.get(), markdown);
  std::optional<Content> content = Reader(tree.get()).read();
  if (content) content->keep_alive(tree);
  return content;
}

Content read_back(std::string_view markdown, Dialect dialect) {
  if (std::optional<Content> content = cmark_content(markdown, dialect)) return std::move(*content);
  const std::string html = cmark_html(markdown, dialect);
  const auto document = std::make_shared<const body::Document>(body::parse_html(MappedText::verbatim(html, 0)));
  Content content = content::from_document(*document);
  content.keep_alive(document);
  return content;
}

}  // namespace galley::exporters
