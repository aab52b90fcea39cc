// HTML blocks: kramdown/html.rb and parser/html.rb. Inside of an element nothing is read as Markdown unless its
// `markdown` attribute or parse_block_html says so; its tags must nest, and one that is not closed takes all that
// follows.
#include "core/body/kramdown/block_parser.h"
#include "core/body/kramdown/html_native.h"

namespace galley::body::kramdown {
namespace {

/// What a start tag's `markdown` attribute asks for; nothing where it says something else.
std::optional<Content> asked_content(std::string_view value, Content usual) {
  if (value == "0") return Content::raw;
  if (value == "1") return usual;
  if (value == "span") return Content::span;
  if (value == "block") return Content::block;
  return std::nullopt;
}

}  // namespace

bool BlockParser::parse_html() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const std::size_t p = from + spaces(from, 3);
  const auto skip_line_end = [&] {
    std::size_t q = scan_->at;
    while (at(q) == ' ' || at(q) == '\t') ++q;
    if (at(q) == '\n') scan_->at = q + 1;
  };
  if (p == from && s.substr(p, 4) == "<!--") {
    const std::size_t close = scan_->next_comment(s, "-->", p + 4);
    if (close != std::string_view::npos) {
      Node* comment = doc_.make_text(scan_->slice(p, close + 3), Kind::html_comment);
      comment->is_block = true;
      tree_->append(comment);
      scan_->at = close + 3;
      skip_line_end();
      return true;
    }
  }
  if (const auto tag = match_start_tag(*scan_->text, p); tag && !element_in_lower(tag->name.view()).span) {
    scan_->at = tag->whole.end;
    html_element(*tag, tree_);
    if (options_.html_to_native) convert_to_native(doc_, tree_->last);
    return true;
  }
  const auto end = match_end_tag(*scan_->text, p);
  if (!end || tree_->kind != Kind::html) return false;
  std::string name;
  unicode::append_lower(name, end->name.view());
  if (element(name).span || name != tree_->name) return false;
  tree_->close = end->whole;
  scan_->at = end->whole.end;
  stop_ = true;
  return true;
}

/// Makes an element of a start tag that was just read, and reads what it holds, its end tag included.
void BlockParser::html_element(const StartTag& tag, Node* parent) {
  const Element known = element_in_lower(tag.name.view());
  const bool in_raw = parent->kind == Kind::html && parent->content == Content::raw;
  Node* el = doc_.make(Kind::html);
  el->is_block = true;
  el->open = tag.whole;
  el->plain = tag.plain && spelling_counts_ == 0;
  el->canonical = spelling_counts_ > 0;
  el->name = known.known ? lower_name(doc_.arena, tag.name.view()) : tag.name.view();
  if (list_for_next_) {
    el->list = list_for_next_;
    list_for_next_ = nullptr;
  }
  parent->append(el);

  Content content = !in_raw && options_.parse_block_html ? known.content : Content::raw;
  if (!el->plain) {
    el->attributes = read_attributes(doc_.arena, tag, known.known, false);
    if (const Attribute* markdown = el->attributes.find("markdown")) {
      if (const auto asked = asked_content(markdown->value(), known.content)) content = *asked;
      el->attributes.remove("markdown");
    }
  }
  const auto skip_line_end = [&] {
    std::size_t q = scan_->at;
    while (at(q) == ' ' || at(q) == '\t') ++q;
    if (at(q) == '\n') scan_->at = q + 1;
  };
  if (known.raw_text) {
    const std::size_t begin = scan_->at;
    const std::size_t end = find_end_tag(scan_->bytes, el->name, begin);
    const std::size_t to = std::min(end, scan_->bytes.size());
    if (to > begin) el->append(doc_.make_text(scan_->slice(begin, to), Kind::html_verbatim));
    scan_->at = to;
    if (end != std::string_view::npos) {
      el->close = match_end_tag(*scan_->text, end)->whole;
      scan_->at = el->close.end;
    } else {
      doc_.note(Note::Kind::swallowing_element, tag.whole);
    }
    if (content == Content::block) skip_line_end();
    el->content = content;
    return;
  }
  if (content == Content::block) skip_line_end();
  el->content = content;
  el->closed = tag.closed || known.empty;
  if (!el->closed) {
    spelling_counts_ += known.spelling_counts;
    html_content(el, content);
    spelling_counts_ -= known.spelling_counts;
    if (!in_raw) skip_line_end();
  }
}

void BlockParser::html_content(Node* el, Content content) {
  const std::size_t begin = scan_->at;
  if (content == Content::block && !deep()) {
    if (!parse_blocks(el)) doc_.note(Note::Kind::swallowing_element, el->open);
    return;
  }
  if (content == Content::span) {
    const std::size_t end = find_end_tag(scan_->bytes, el->name, begin);
    if (end == std::string_view::npos) {
      add_raw_text(el, scan_->slice(begin, scan_->bytes.size()));
      scan_->at = scan_->bytes.size();
      doc_.note(Note::Kind::swallowing_element, el->open);
    } else {
      add_raw_text(el, scan_->slice(begin, end));
      el->close = match_end_tag(*scan_->text, end)->whole;
      scan_->at = el->close.end;
    }
    return;
  }
  if (options_.html_to_native && !deep()) {
    ++depth_;
    raw_html_tree(el);
    --depth_;
    return;
  }
  raw_html(el);
  const std::size_t end = el->close.empty() ? scan_->at : el->close.begin;
  doc_.note(Note::Kind::html_block, scan_->slice(begin, end));
}

/// The same as a tree, for html_to_native, which looks into it.
void BlockParser::raw_html_tree(Node* el) {
  const std::string_view s = scan_->bytes;
  const bool known = element(el->name).known;
  const auto text = [&](std::size_t to) {
    const Slice part = scan_->slice(scan_->at, to);
    if (part.empty()) return;
    Node* last = el->last;
    if (last && last->kind == Kind::text && last->value.end == part.begin)
      last->value.end = part.end;
    else
      el->append(doc_.make_text(part));
    scan_->at = to;
  };
  while (!scan_->done()) {
    const std::size_t lt = std::min(s.find('<', scan_->at), s.size());
    text(lt);
    if (lt == s.size()) break;
    const auto comment = [&](std::string_view open, NextFind& next, std::string_view close) {
      if (s.substr(lt, open.size()) != open) return false;
      const std::size_t end = next(s, close, lt + open.size());
      if (end == std::string_view::npos) return false;
      el->append(doc_.make_text(scan_->slice(lt, end + close.size()), Kind::html_comment));
      el->last->is_block = true;
      scan_->at = end + close.size();
      return true;
    };
    if (comment("<!--", scan_->next_comment, "-->") || comment("<?", scan_->next_instruction, "?>")) continue;
    if (const auto tag = match_start_tag(*scan_->text, lt)) {
      scan_->at = tag->whole.end;
      html_element(*tag, el);
    } else if (const auto end = match_end_tag(*scan_->text, lt)) {
      if (known ? same_name(end->name.view(), el->name) : end->name.view() == el->name) {
        el->close = end->whole;
        scan_->at = end->whole.end;
        return;
      }
      doc_.note(Note::Kind::literal_tag, end->whole);
      text(end->whole.end);
    } else {
      text(lt + 1);
    }
  }
  if (el->close.empty()) doc_.note(Note::Kind::swallowing_element, el->open);
}

/// Reads the content of an element in which nothing is Markdown, to its end tag. Whole runs of tags and text are kept
/// as they stand; only what HTML would read differently is set apart: literal characters, attributes, missing end tags.
void BlockParser::raw_html(Node* el) {
  struct Open {
    std::string_view name;
    bool known;
    bool spelling_counts;  // it, or one around it
    Slice tag;
  };
  const std::string_view s = scan_->bytes;
  std::vector<Open> open;
  const Element own = element(el->name);
  const auto top = [&] {
    return open.empty() ? Open{el->name, own.known, spelling_counts_ > 0, el->open} : open.back();
  };
  std::size_t run = scan_->at;  // where the run of what stays as it stands began
  std::size_t p = run;
  const auto flush = [&](std::size_t to) {
    if (to > run) el->append(doc_.make_text(scan_->slice(run, to), Kind::html_verbatim));
  };
  const auto literal = [&](std::size_t from, std::size_t to) {
    flush(from);
    el->append(doc_.make_text(scan_->slice(from, to)));
    run = p = to;
  };
  for (;;) {
    const std::size_t lt = find_markup(s, p);
    p = lt;
    if (lt == s.size()) break;
    if (s[lt] != '<') {
      const std::size_t end = s[lt] == '&' ? match_reference(s, lt) : lt;
      if (end != lt) {
        p = end;
        continue;
      }
      if (s[lt] == '&') doc_.note(Note::Kind::literal_reference, scan_->slice(lt, lt + 1));
      literal(lt, lt + 1);
      continue;
    }
    const char c = at(lt + 1);
    if (c == '/') {
      const auto end = match_end_tag(*scan_->text, lt);
      if (end) {
        const Open closing = top();
        const std::string_view name = end->name.view();
        if (closing.known ? same_name(name, closing.name) : name == closing.name) {
          if (open.empty()) {
            flush(lt);
            el->close = end->whole;
            scan_->at = end->whole.end;
            return;
          }
          open.pop_back();
          p = end->whole.end;
          if (top().spelling_counts) {
            flush(lt);
            Node* node = doc_.make(Kind::html_end);
            node->name = closing.name;
            node->open = end->whole;
            el->append(node);
            run = p;
          }
          continue;
        }
        doc_.note(Note::Kind::literal_tag, end->whole);
        literal(lt, end->whole.end);
        continue;
      }
    } else if (c == '!' && s.substr(lt, 4) == "<!--") {
      const std::size_t close = scan_->next_comment(s, "-->", lt + 4);
      if (close != std::string_view::npos) {
        p = close + 3;
        continue;
      }
    } else if (c == '?') {
      const std::size_t close = scan_->next_instruction(s, "?>", lt + 2);
      if (close != std::string_view::npos) {
        p = close + 2;
        continue;
      }
    } else if (const auto tag = match_start_tag(*scan_->text, lt)) {
      const Element known = element_in_lower(tag->name.view());
      p = tag->whole.end;
      if (tag->has_markdown_attribute) {
        const Attributes attributes = read_attributes(doc_.arena, *tag, known.known, false);
        const Attribute* markdown = attributes.find("markdown");
        const auto asked = markdown ? asked_content(markdown->value(), known.content) : std::nullopt;
        if (asked && *asked != Content::raw && !deep()) {
          flush(lt);
          scan_->at = p;
          html_element(*tag, el);
          el->last->raw_depth = static_cast<std::uint32_t>(std::min<std::size_t>(open.size(), max_block_depth));
          run = p = scan_->at;
          continue;
        }
      }
      const std::string_view name = known.known ? lower_name(doc_.arena, tag->name.view()) : tag->name.view();
      if (!tag->plain || top().spelling_counts) {
        flush(lt);
        Node* node = doc_.make(Kind::html_tag);
        node->open = tag->whole;
        node->name = name;
        node->closed = tag->closed;
        node->attributes = read_attributes(doc_.arena, *tag, known.known, false);
        node->attributes.remove("markdown");
        el->append(node);
        run = p;
      }
      if (known.raw_text) {
        const std::size_t end = find_end_tag(s, tag->name.view(), p);
        if (end == std::string_view::npos) {
          p = s.size();
          open.push_back({name, true, false, tag->whole});
          break;
        }
        p = match_end_tag(*scan_->text, end)->whole.end;
      } else if (!tag->closed && !known.empty) {
        open.push_back({name, known.known, known.spelling_counts || top().spelling_counts, tag->whole});
      }
      continue;
    } else if (match_name(s, lt + 1) != lt + 1) {
      std::size_t to = s.find_first_of("<>\n", lt + 1);
      doc_.note(Note::Kind::literal_tag,
                scan_->slice(lt, std::min(to == std::string_view::npos ? to : to + 1, s.size())));
    }
    literal(lt, lt + 1);
  }
  flush(s.size());
  scan_->at = s.size();
  doc_.note(Note::Kind::swallowing_element, open.empty() ? el->open : open.back().tag);
  for (std::size_t i = open.size(); i-- > 0;) {
    Node* end = doc_.make(Kind::html_end);
    end->name = open[i].name;
    end->open = {scan_->text, static_cast<std::uint32_t>(s.size()), static_cast<std::uint32_t>(s.size())};
    el->append(end);
  }
}

}  // namespace galley::body::kramdown
