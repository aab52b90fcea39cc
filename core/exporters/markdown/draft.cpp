#include "core/exporters/markdown/draft.h"

#include <algorithm>
#include <cstdio>

#include "core/content/url.h"
#include "core/exporters/markdown/flanking.h"
#include "core/exporters/markdown/html.h"
#include "core/exporters/markdown/links.h"
#include "core/text/utf8.h"

namespace galley::exporters::markdown {

using content::Content;
using content::Piece;
using content::RunKind;

namespace {
constexpr std::size_t draft_rounds = 64;
}

Draft::Draft(const Content& content, const body::Document& document, const Source& source, const Options& options,
             Flavour flavour, Place place, Literal literal, const content::Inline& text,
             std::vector<Definition>& definitions)
    : content_(content),
      document_(document),
      source_(source),
      options_(options),
      flavour_(flavour),
      place_(place),
      level_(options.raw_html == Options::RawHtml::never ? Literal::plain : literal),
      text_(text),
      definitions_(definitions),
      nesting_(nest(content, text)) {}

void Draft::write() {
  choose_first_shapes();
  // A mark has three forms, and few marks touch.
  for (std::size_t rounds = std::min<std::size_t>(shapes_.size() * 3 + 1, draft_rounds); rounds > 0; --rounds) {
    assemble();
    if (mend()) return;
  }
  for (Shape& shape : shapes_)
    if (shape.style == Style::star || shape.style == Style::underscore || shape.style == Style::tilde)
      shape.style = Style::html;
  assemble();
}

void Draft::choose_first_shapes() {
  shapes_.assign(nesting_.marks.size(), {});
  for (std::size_t t = 0; t < nesting_.tokens.size(); ++t) {
    if (nesting_.tokens[t].kind != Token::Kind::open) continue;
    const Mark& mark = nesting_.marks[nesting_.tokens[t].index];
    Style& style = shapes_[nesting_.tokens[t].index].style;
    const bool plain = level_ == Literal::plain;
    switch (mark.bit) {
      case 0:
        style = level_ == Literal::html_all ? Style::html
                : is_bare_link(t)           ? Style::bare
                : is_plain_link(t)          ? Style::autolink
                                            : Style::brackets;

        break;
      case content::mark_strong:
      case content::mark_emphasis:
        style = plain ? Style::star : Style::html;
        break;
      case content::mark_deleted:
        style = plain && flavour_ != Flavour::commonmark ? Style::tilde : Style::html;
        break;
      default:
        style = Style::html;
    }
    if (style == Style::html && options_.raw_html == Options::RawHtml::never) style = Style::none;
  }
}

/// Whether the link that opens at `token` can stand as `<url>`.
bool Draft::is_plain_link(std::size_t token) const {
  if (token + 2 >= nesting_.tokens.size() || nesting_.tokens[token + 1].kind != Token::Kind::piece ||
      nesting_.tokens[token + 2].kind != Token::Kind::close)
    return false;
  const Piece& piece = text_.pieces[nesting_.tokens[token + 1].index];
  const content::Link& link = content_.link(nesting_.marks[nesting_.tokens[token].index].link);
  return piece.kind == RunKind::text && !(piece.marks.bits & content::mark_code) && link.title.empty() &&
         is_autolink(text_.of(piece), link.href);
}

/// Whether the link that opens at `token` stands in the post as a bare URL, which GitHub makes a link of.
bool Draft::is_bare_link(std::size_t token) const {
  if (flavour_ != Flavour::gfm || level_ != Literal::plain || token + 2 >= nesting_.tokens.size() ||
      nesting_.tokens[token + 1].kind != Token::Kind::piece || nesting_.tokens[token + 2].kind != Token::Kind::close)
    return false;
  const Piece& piece = text_.pieces[nesting_.tokens[token + 1].index];
  const content::Link& link = content_.link(nesting_.marks[nesting_.tokens[token].index].link);
  if (piece.kind != RunKind::text || link.node == body::no_node || !link.href.ends_with(text_.of(piece))) return false;
  const Span place = document_.place(document_[link.node]);
  if (place.end > source_.size() || place.empty() || source_.text(place) != text_.of(piece)) return false;
  return place.begin == 0 || source_.bytes()[place.begin - 1] != '<';
}

void Draft::raw(std::string_view markup) {
  out_ += markup;
  literal_.append(markup.size(), '0');
}

void Draft::assemble() {
  out_.clear();
  literal_.clear();
  delimiters_.clear();
  references_ = guards_ = code_as_html_ = 0;
  encode_next_ = false;
  bool autolink = false;
  for (std::size_t t = 0; t < nesting_.tokens.size(); ++t) {
    const Token& token = nesting_.tokens[t];
    switch (token.kind) {
      case Token::Kind::open:
        autolink = shapes_[token.index].style == Style::autolink || shapes_[token.index].style == Style::bare;
        append_open(t);
        break;
      case Token::Kind::close:
        append_close(token.index);
        autolink = false;
        break;
      case Token::Kind::piece:
        append_piece(text_.pieces[token.index], autolink);
    }
  }
}

void Draft::append_open(std::size_t token) {
  const std::uint32_t id = nesting_.tokens[token].index;
  const Mark& mark = nesting_.marks[id];
  const Shape& shape = shapes_[id];
  if (shape.guard_before) guard(true);
  switch (shape.style) {
    case Style::star:
    case Style::underscore:
    case Style::tilde: {
      const std::string delimiters(mark.bit == content::mark_emphasis ? 1 : 2, shape.style == Style::star    ? '*'
                                                                               : shape.style == Style::tilde ? '~'
                                                                                                             : '_');
      delimiters_.push_back({out_.size(), delimiters.size(), id, true});
      raw(delimiters);
      break;
    }
    case Style::html:
      raw(mark.bit ? "<" + std::string(tag_of(mark.bit)) + ">" : link_open_html(content_.link(mark.link)));
      break;
    case Style::brackets:
      raw("[");
      break;
    case Style::autolink:
      raw("<");
      break;
    case Style::bare:
    case Style::none:
      break;
  }
}

void Draft::append_close(std::uint32_t id) {
  const Mark& mark = nesting_.marks[id];
  const Shape& shape = shapes_[id];
  switch (shape.style) {
    case Style::star:
    case Style::underscore:
    case Style::tilde: {
      const std::string delimiters(mark.bit == content::mark_emphasis ? 1 : 2, shape.style == Style::star    ? '*'
                                                                               : shape.style == Style::tilde ? '~'
                                                                                                             : '_');
      delimiters_.push_back({out_.size(), delimiters.size(), id, false});
      raw(delimiters);
      break;
    }
    case Style::html:
      raw(mark.bit ? "</" + std::string(tag_of(mark.bit)) + ">" : "</a>");
      break;
    case Style::brackets:
      raw(link_end(content_.link(mark.link)));
      break;
    case Style::autolink:
      raw(">");
      break;
    case Style::bare:
    case Style::none:
      break;
  }
  if (shape.guard_after) guard(false);
}

/// Keeps delimiters beside a letter apart from it: by a comment, or by writing the letter as a reference.
void Draft::guard(bool before) {
  if (options_.emphasis == Options::Emphasis::comment) {
    raw("<!-- -->");
    ++guards_;
    return;
  }
  if (!before) {
    encode_next_ = true;
    return;
  }
  if (out_.empty() || literal_.back() != '1') return;
  const utf8::Decoded last = utf8::decode_before(out_, out_.size());
  out_.resize(out_.size() - last.size);
  literal_.resize(out_.size());
  std::string reference = "&#x";
  char digits[9];
  std::snprintf(digits, sizeof digits, "%X", static_cast<unsigned>(last.code_point));
  raw(reference + digits + ";");
  ++references_;
}

/// A URL as its author typed it, where a CommonMark reader percent-encoded that and it is the same URL.
std::string_view Draft::as_typed(std::string_view url, body::NodeId node, std::string_view attribute) const {
  if (node == body::no_node || url.find('%') == std::string_view::npos) return url;
  const body::Attribute* made = document_.attribute(document_[node], attribute);
  if (!made || made->value != url) return url;
  const Span place = document_.value_place(*made);
  if (place.empty() || place.end > source_.size()) return url;
  const std::string_view typed = source_.text(place);
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) > 127; };
  const bool plain = typed.find_first_of(" \t\n\r<>()\\&\"'`*_[]{}|") == std::string_view::npos;
  if (!plain || std::none_of(typed.begin(), typed.end(), beyond_ascii)) return url;
  return content::canonical_url(typed) == content::canonical_url(url) ? typed : url;
}

std::string Draft::link_end(const content::Link& link) {
  if (options_.links != Options::Links::reference)
    return "](" + destination(as_typed(link.href, link.node, "href")) + title(link.title) + ')';
  auto known = std::find_if(definitions_.begin(), definitions_.end(),
                            [&](const Definition& d) { return d.href == link.href && d.title == link.title; });
  if (known == definitions_.end())
    known = definitions_.insert(known, {std::string(link.href), std::string(link.title)});
  return "][" + std::to_string(known - definitions_.begin() + 1) + ']';
}

void Draft::append_piece(const Piece& piece, bool in_autolink) {
  switch (piece.kind) {
    case RunKind::text:
      if (in_autolink)
        raw(text_.of(piece));
      else if (piece.marks.bits & content::mark_code)
        append_code(text_.of(piece));
      else
        append_text(text_.of(piece));
      break;
    case RunKind::line_break:
      append_break();
      break;
    case RunKind::image: {
      const content::Object& object = content_.objects[piece.object];
      if (level_ == Literal::html_all || options_.raw_html == Options::RawHtml::keep) {
        raw(image_html(object, document_));
      } else {
        raw("![");
        append_text(content::folded(object.alt));
        raw("](" + destination(as_typed(object.source, object.node, "src")) + title(object.title) + ")");
      }
      break;
    }
    case RunKind::check_box: {
      const bool checked = content_.objects[piece.object].checked;
      if (out_.empty() && place_ == Place::item && flavour_ != Flavour::commonmark && level_ == Literal::plain)
        raw(checked ? "[x]" : "[ ]");
      else
        raw(checked ? "<input type=\"checkbox\" checked>" : "<input type=\"checkbox\">");
      break;
    }
    case RunKind::embed:
      raw(element_html(document_, piece.node, true));
      break;
    case RunKind::comment:
      if (document_[piece.node].kind == body::NodeKind::comment)
        raw("<!--" + std::string(document_[piece.node].text) + "-->");
      else
        raw(element_html(document_, piece.node, true));
      break;
    case RunKind::anchor:
      break;
  }
}

void Draft::append_text(std::string_view text) {
  if (encode_next_ && !text.empty()) {
    encode_next_ = false;
    const utf8::Decoded first = utf8::decode(text, 0);
    char digits[16];
    std::snprintf(digits, sizeof digits, "&#x%X;", static_cast<unsigned>(first.code_point));
    raw(digits);
    ++references_;
    text.remove_prefix(first.size);
  }
  const bool one_line = place_ == Place::heading || place_ == Place::cell;
  const std::size_t at = out_.size();
  out_ += text;
  literal_.append(text.size(), '1');
  if (one_line) std::replace(out_.begin() + static_cast<std::ptrdiff_t>(at), out_.end(), '\n', ' ');
}

void Draft::append_code(std::string_view text) {
  if (level_ != Literal::plain && options_.raw_html != Options::RawHtml::never) {
    raw("<code>");
    append_text(text);
    raw("</code>");
    ++code_as_html_;
    return;
  }
  // As many backticks as no run in it has; a space where it begins or ends with one.
  std::vector<bool> taken(4, false);
  for (std::size_t i = 0; (i = text.find('`', i)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of('`', i), text.size());
    if (end - i >= taken.size()) taken.resize(end - i + 1, false);
    taken[end - i] = true;
    i = end;
  }
  std::size_t size = 1;
  while (size < taken.size() && taken[size]) ++size;
  const std::string fence(size, '`');
  const bool pad = text.front() == '`' || text.back() == '`';
  raw(fence);
  if (pad) raw(" ");
  for (const char c : text) {
    out_ += c == '\n' ? ' ' : c;
    literal_ += '0';
  }
  if (pad) raw(" ");
  raw(fence);
}

void Draft::append_break() {
  const bool html = place_ == Place::heading || place_ == Place::cell || out_.empty() || out_ == "<br>";
  if (html) return raw("<br>");
  raw(flavour_ == Flavour::kramdown ? "\\\\\n" : "\\\n");
}

/// Looks at every run of delimiters; true where all of them open and close what they should in every version of
/// CommonMark. Else the outermost mark of each run that fails takes its next form. A run that touches one of these
/// waits: it may be well beside the new form.
bool Draft::mend() {
  bool well = true;
  std::size_t changed = std::string::npos;  // where the last run that failed ends
  for (std::size_t i = 0; i < delimiters_.size();) {
    const char c = out_[delimiters_[i].at];
    std::size_t end = i + 1;
    while (end < delimiters_.size() && delimiters_[end].at == delimiters_[end - 1].at + delimiters_[end - 1].size &&
           out_[delimiters_[end].at] == c)
      ++end;
    const std::size_t run_end = delimiters_[end - 1].at + delimiters_[end - 1].size;
    if (delimiters_[i].at != changed && !mend_run(i, end, run_end)) {
      well = false;
      changed = run_end;
    }
    i = end;
  }
  return well;
}

/// The same of one run, of the delimiters [i, end).
bool Draft::mend_run(std::size_t i, std::size_t end, std::size_t run_end) {
  const bool opens = delimiters_[i].opens;
  std::size_t turn = i;
  while (turn < end && delimiters_[turn].opens == opens) ++turn;
  if (turn < end) {  // one closes where another opens: they would be read as one run
    if (!escalate(delimiters_[turn], true)) escalate(delimiters_[i], true);
    return false;
  }
  if (flavour_ == Flavour::kramdown) return true;
  const Flanking f = flanking(out_, delimiters_[i].at, run_end);
  if (opens ? f.opens : f.closes) return true;
  escalate(delimiters_[opens ? i : end - 1], false);
  return false;
}

/// Gives a mark its next form; false where it has none left.
bool Draft::escalate(const Delimiter& delimiter, bool other_delimiter) {
  Shape& shape = shapes_[delimiter.mark];
  if (other_delimiter && shape.style == Style::star) {
    shape.style = Style::underscore;
    return true;
  }
  if (shape.style == Style::html || shape.style == Style::none) return false;
  bool& guarded = delimiter.opens ? shape.guard_before : shape.guard_after;
  // Without HTML a reference is the last means.
  const bool guards = options_.emphasis != Options::Emphasis::html || options_.raw_html == Options::RawHtml::never;
  if (guards && !guarded && !other_delimiter && shape.style != Style::underscore) {
    guarded = true;
    return true;
  }
  shape.style = options_.raw_html == Options::RawHtml::never ? Style::none : Style::html;
  shape.guard_before = shape.guard_after = false;
  return true;
}

void Draft::count(Report& report) const {
  for (std::size_t i = 0; i < shapes_.size(); ++i) {
    const Mark& mark = nesting_.marks[i];
    if (shapes_[i].style == Style::underscore) ++report.other_delimiters;
    if (shapes_[i].style != Style::html) continue;
    const bool own_form = mark.bit == 0 || mark.bit == content::mark_strong || mark.bit == content::mark_emphasis ||
                          mark.bit == content::mark_deleted;
    ++(own_form ? report.html_inlines : report.html_marks);
  }
  report.html_inlines += code_as_html_;
  report.character_references += references_;
  report.guard_comments += guards_;
}

}  // namespace galley::exporters::markdown
