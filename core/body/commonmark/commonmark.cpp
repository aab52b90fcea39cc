#include "core/body/commonmark/commonmark.h"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/body/commonmark/bare_links.h"
#include "core/text/utf8.h"

namespace galley::body {
namespace {

class Writer {
 public:
  /// `read` is what md4c reads: `text`, or a text of the same size that hides from it what is not for it.
  Writer(std::string_view text, std::string_view read, std::vector<BareLink> links, const CommonMarkOptions& options)
      : source_(text), read_(read), links_(std::move(links)), options_(options) {
    out_.html.reserve(text.size() + text.size() / 4, text.size() / 32 + 8);
  }

  ReadMarkdown take() {
    std::stable_sort(out_.notes.begin(), out_.notes.end(),
                     [](const Note& a, const Note& b) { return a.at.begin < b.at.begin; });
    return std::move(out_);
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_DOC:
        break;
      case MD_BLOCK_QUOTE:
        tag("<blockquote>\n");
        break;
      case MD_BLOCK_UL:
        tag("<ul>\n");
        break;
      case MD_BLOCK_OL: {
        const auto* d = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        tag(d->start == 1 ? "<ol>\n" : fmt::format("<ol start=\"{}\">\n", d->start));
        break;
      }
      case MD_BLOCK_LI:
        item(*static_cast<MD_BLOCK_LI_DETAIL*>(detail));
        break;
      case MD_BLOCK_HR:
        tag("<hr />\n");
        break;
      case MD_BLOCK_H:
        tag(fmt::format("<h{}>", static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
        break;
      case MD_BLOCK_CODE:
        code_block(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
        break;
      case MD_BLOCK_HTML:
        block_begin_ = none;
        verbatim_ = true;
        break;
      case MD_BLOCK_P:
        tag("<p>");
        break;
      case MD_BLOCK_TABLE:
        tag("<table>\n");
        block_begin_ = none;
        in_table_ = true;
        break;
      case MD_BLOCK_THEAD:
        tag("<thead>\n");
        break;
      case MD_BLOCK_TBODY:
        tag("<tbody>\n");
        break;
      case MD_BLOCK_TR:
        tag("<tr>\n");
        break;
      case MD_BLOCK_TH:
        cell("th", *static_cast<MD_BLOCK_TD_DETAIL*>(detail));
        break;
      case MD_BLOCK_TD:
        cell("td", *static_cast<MD_BLOCK_TD_DETAIL*>(detail));
        break;
    }
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    if (const std::size_t width = std::exchange(indent_, 0)) put(std::string(width, ' '));
    verbatim_ = false;
    switch (type) {
      case MD_BLOCK_DOC:
      case MD_BLOCK_HR:
        break;
      case MD_BLOCK_QUOTE:
        tag("</blockquote>\n");
        break;
      case MD_BLOCK_UL:
        tag("</ul>\n");
        break;
      case MD_BLOCK_OL:
        tag("</ol>\n");
        break;
      case MD_BLOCK_LI:
        tag("</li>\n");
        break;
      case MD_BLOCK_H:
        tag(fmt::format("</h{}>\n", static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
        break;
      case MD_BLOCK_CODE:
        tag("</code></pre>\n");
        note_block(Note::Kind::code);
        break;
      case MD_BLOCK_HTML:
        note_block(Note::Kind::html_block);
        break;
      case MD_BLOCK_P:
        tag("</p>\n");
        break;
      case MD_BLOCK_TABLE:
        tag("</table>\n");
        note_block(Note::Kind::table);
        in_table_ = false;
        break;
      case MD_BLOCK_THEAD:
        tag("</thead>\n");
        break;
      case MD_BLOCK_TBODY:
        tag("</tbody>\n");
        break;
      case MD_BLOCK_TR:
        tag("</tr>\n");
        break;
      case MD_BLOCK_TH:
        tag("</th>\n");
        break;
      case MD_BLOCK_TD:
        tag("</td>\n");
        break;
    }
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_IMG) {
      if (images_++ == 0) image_begins(*static_cast<MD_SPAN_IMG_DETAIL*>(detail));
      return;
    }
    if (images_ > 0) return;  // what stands in alternative text is text
    switch (type) {
      case MD_SPAN_EM:
        delimiter("<em>", "*_", 1);
        break;
      case MD_SPAN_STRONG:
        delimiter("<strong>", "*_", 2);
        break;
      case MD_SPAN_DEL:
        delimiter("<del>", "~", 2);
        break;
      case MD_SPAN_A:
        ++in_link_;
        link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
        break;
      case MD_SPAN_CODE:
        tag("<code>");
        block_begin_ = none;
        break;
      default:
        break;
    }
  }

  void leave_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_IMG) {
      if (--images_ == 0) image_ends(*static_cast<MD_SPAN_IMG_DETAIL*>(detail));
      return;
    }
    if (images_ > 0) return;
    switch (type) {
      case MD_SPAN_EM:
        delimiter("</em>", "*_", 1);
        break;
      case MD_SPAN_STRONG:
        delimiter("</strong>", "*_", 2);
        break;
      case MD_SPAN_DEL:
        delimiter("</del>", "~", 2);
        break;
      case MD_SPAN_A:
        --in_link_;
        link_ends();
        break;
      case MD_SPAN_CODE:
        tag("</code>");
        if (!in_table_) note_block(Note::Kind::code);
        break;
      default:
        break;
    }
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    // md4c reads a copy in which some characters are hidden: what they are is in the source.
    if (const std::uint32_t at = place(text); at != none) text = source_.substr(at, text.size());
    if (verbatim_ && indentation(text)) return;
    if ((type == MD_TEXT_NORMAL || type == MD_TEXT_ENTITY) && !links_.empty() && bare_links(text)) return;
    switch (type) {
      case MD_TEXT_NULLCHAR:
        put("\xEF\xBF\xBD");
        break;
      case MD_TEXT_BR:
        tag(images_ > 0 ? "\n" : "<br />\n");
        break;
      case MD_TEXT_SOFTBR:
        tag(options_.hard_breaks && images_ == 0 ? "<br />\n" : "\n");
        break;
      case MD_TEXT_HTML:
        raw(text);
        break;
      case MD_TEXT_ENTITY:
        entity(text);
        break;
      case MD_TEXT_CODE:
        if (in_table_)
          cell_code(text);
        else
          escaped(text);
        break;
      default:
        escaped(text);
        break;
    }
  }

 private:
  static constexpr std::uint32_t none = ~0u;

  // Where text that md4c handed over stands; `none` for text of its own.
  std::uint32_t place(std::string_view text) const {
    for (const std::string_view all : {read_, source_})
      if (text.data() >= all.data() && text.data() + text.size() <= all.data() + all.size())
        return static_cast<std::uint32_t>(text.data() - all.data());
    return none;
  }

  /// md4c gives the white space that code and HTML lines begin with as spaces of its own. Keeps count of them; before
  /// what follows them, writes the tabs that stand there, where these are as wide.
  bool indentation(std::string_view text) {
    const std::uint32_t at = place(text);
    if (at == none && !text.empty() && text.find_first_not_of(' ') == std::string_view::npos) {
      indent_ += text.size();
      return true;
    }
    const std::uint32_t end = at == none ? blank_line() : at;
    const std::size_t width = std::exchange(indent_, 0);
    if (at == none && text == "\n" && width == 0) blanks_at_line_end();
    if (at == none && text == "\n")
      cursor_ = static_cast<std::uint32_t>(std::min(source_.find('\n', cursor_), source_.size() - 1)) + 1;
    if (width == 0) return false;
    std::size_t begin = end == none ? 0 : source_.rfind('\n', end == 0 ? 0 : end - 1);
    begin = begin == std::string_view::npos || end == 0 ? 0 : begin + 1;
    std::vector<std::size_t> columns;
    std::size_t column = 0;
    for (std::size_t i = begin; end != none && i < end; ++i) {
      columns.push_back(column);
      column += source_[i] == '\t' ? 4 - column % 4 : 1;
    }
    for (std::size_t i = columns.size(); i-- > 0;) {
      if (source_[begin + i] != ' ' && source_[begin + i] != '\t') break;
      if (column - columns[i] < width) continue;
      if (column - columns[i] > width) break;
      out_.html.copy(source_.substr(begin + i, columns.size() - i), static_cast<std::uint32_t>(begin + i));
      return false;
    }
    put(std::string(width, ' '));
    return false;
  }

  /// What md4c takes from the end of a line of HTML: within `pre` it counts.
  void blanks_at_line_end() {
    const std::size_t end = std::min(source_.find_first_not_of(" \t", cursor_), source_.size());
    if (end == cursor_ || cursor_ == 0 || source_[cursor_ - 1] == '\n') return;
    if (end < source_.size() && source_[end] != '\n') return;
    out_.html.copy(source_.substr(cursor_, end - cursor_), cursor_);
    cursor_ = static_cast<std::uint32_t>(end);
  }

  /// Where the line at `cursor_` ends, if nothing but white space and markers stands in it.
  std::uint32_t blank_line() const {
    const std::size_t end = std::min(source_.find('\n', cursor_), source_.size());
    return end > cursor_ ? static_cast<std::uint32_t>(end) : none;
  }

  /// Writes text in which bare links begin or go on; false where there are none.
  bool bare_links(std::string_view text) {
    const std::uint32_t at = place(text);
    if (at == none || in_link_ > 0 || images_ > 0) return false;
    const auto end = at + static_cast<std::uint32_t>(text.size());
    std::uint32_t from = std::max(at, link_end_);
    auto next = std::lower_bound(links_.begin(), links_.end(), from,
                                 [](const BareLink& link, std::uint32_t offset) { return link.at.begin < offset; });
    if (from == at && (next == links_.end() || next->at.begin >= end)) return false;
    for (; next != links_.end() && next->at.begin < end; ++next) {
      if (next->at.begin < from) continue;
      escaped(source_.substr(from, next->at.begin - from));
      Span link = next->at;
      if (in_table_) link.end = std::min(link.end, static_cast<std::uint32_t>(source_.find('|', link.begin)));
      const std::string_view said = source_.substr(link.begin, link.end - link.begin);
      tag("<a href=\"");
      put(next->scheme);
      escaped(said);
      tag("\">");
      escaped(said);
      tag("</a>");
      out_.notes.push_back({Note::Kind::automatic_link, link, link});
      from = link_end_ = link.end;
    }
    if (from < end) escaped(source_.substr(from, end - from));
    return true;
  }

  void tag(std::string_view html) { out_.html.generate(html, {cursor_, cursor_}); }
  void put(std::string_view html) { out_.html.rewrite(html, {cursor_, cursor_}); }

  void seen(std::uint32_t begin, std::size_t size) {
    cursor_ = begin + static_cast<std::uint32_t>(size);
    block_begin_ = std::min(block_begin_, begin);
  }

  // A mark whose delimiter stands right where text was read last, or behind the markers of the blocks that begin there.
  void delimiter(std::string_view html, std::string_view characters, std::uint32_t size) {
    const auto is_delimiter = [&](std::size_t i) {
      return i < source_.size() && characters.find(source_[i]) != std::string_view::npos;
    };
    std::size_t at = cursor_;
    if (!is_delimiter(at)) at = std::min(source_.find_first_not_of(" \t\n>-+.)0123456789#|", at), source_.size());
    std::uint32_t n = 0;
    while (n < size && is_delimiter(at + n)) ++n;
    if (n == 0) return tag(html);
    cursor_ = static_cast<std::uint32_t>(at) + n;
    out_.html.rewrite(html, {cursor_ - n, cursor_});
  }

  void raw(std::string_view text) {
    const std::uint32_t at = place(text);
    if (at == none) return put(text);
    out_.html.copy(text, at);
    seen(at, text.size());
  }

  void escaped(std::string_view text) {
    const std::uint32_t at = place(text);
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t stop = std::min(text.size(), text.find_first_of("&<>\"", i));
      const auto from = at == none ? cursor_ : at + static_cast<std::uint32_t>(i);
      if (at == none)
        put(text.substr(i, stop - i));
      else
        out_.html.copy(text.substr(i, stop - i), from);
      i = stop;
      if (i == text.size()) break;
      const std::string_view reference = text[i] == '&'   ? "&amp;"
                                         : text[i] == '<' ? "&lt;"
                                         : text[i] == '>' ? "&gt;"
                                                          : "&quot;";
      if (at == none)
        put(reference);
      else
        out_.html.rewrite(reference, {at + static_cast<std::uint32_t>(i), at + static_cast<std::uint32_t>(i) + 1});
      ++i;
    }
    if (at != none) seen(at, text.size());
  }

  // In a cell `\|` is `|`, in code too (GFM 4.10), where md4c leaves it as it stands.
  void cell_code(std::string_view text) {
    for (std::size_t pipe; (pipe = text.find("\\|")) != std::string_view::npos; text.remove_prefix(pipe + 2)) {
      escaped(text.substr(0, pipe));
      const std::uint32_t at = place(text);
      const std::uint32_t from = at == none ? cursor_ : at + static_cast<std::uint32_t>(pipe);
      out_.html.rewrite("|", {from, at == none ? from : from + 2});
      if (at != none) seen(from, 2);
    }
    if (!text.empty()) escaped(text);
  }

  // Browsers know the same names, but read numbers from 128 to 159 as Windows does, where CommonMark takes the code
  // point.
  void entity(std::string_view text) {
    const std::uint32_t at = place(text);
    const Span span = at == none ? Span{cursor_, cursor_} : Span{at, at + static_cast<std::uint32_t>(text.size())};
    const char32_t number = numeric(text);
    if (number >= 0x80 && number <= 0x9F) {
      std::string c;
      utf8::append(c, number);
      out_.html.rewrite(c, span);
    } else {
      out_.html.rewrite(text, span);
    }
    if (at != none) seen(at, text.size());
  }

  static char32_t numeric(std::string_view text) {
    if (!text.starts_with("&#") || text.size() < 4) return 0;
    const bool hexadecimal = text[2] == 'x' || text[2] == 'X';
    char32_t value = 0;
    for (const char c : text.substr(hexadecimal ? 3 : 2)) {
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) break;
      value = std::min<char32_t>(value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
    }
    return value;
  }

  void attribute(std::string_view open, const MD_ATTRIBUTE& a) {
    if (a.text == nullptr) return;
    tag(open);
    const std::uint32_t back = cursor_;
    for (unsigned i = 0; a.substr_offsets[i] < a.size; ++i) {
      const std::string_view part(a.text + a.substr_offsets[i], a.substr_offsets[i + 1] - a.substr_offsets[i]);
      text(a.substr_types[i], part);
    }
    // An attribute stands after the text that it belongs to, so the text's place is not lost.
    attribute_end_ = std::max(attribute_end_, cursor_);
    cursor_ = back;
    tag("\"");
  }

  void link(const MD_SPAN_A_DETAIL& d) {
    attribute_end_ = 0;
    if (d.href.text != nullptr)
      attribute("<a href=\"", d.href);
    else
      tag("<a href=\"\"");
    attribute(" title=\"", d.title);
    tag(">");
    link_attribute_end_ = attribute_end_;
    const std::uint32_t at = d.href.text == nullptr ? none : place({d.href.text, d.href.size});
    if (at != none && at > 0 && source_[at - 1] == '<' && at <= cursor_ + 1)
      out_.notes.push_back({Note::Kind::automatic_link, {at, at + d.href.size}, {at - 1, at + d.href.size + 1}});
  }

  void link_ends() {
    tag("</a>");
    cursor_ = std::max(cursor_, link_attribute_end_);
  }

  void image_begins(const MD_SPAN_IMG_DETAIL& d) {
    attribute_end_ = 0;
    if (d.src.text != nullptr)
      attribute("<img src=\"", d.src);
    else
      tag("<img src=\"\"");
    tag(" alt=\"");
  }

  /// `d` is md4c's own of this call: what it gave when the image began is gone by now.
  void image_ends(const MD_SPAN_IMG_DETAIL& d) {
    tag("\"");
    attribute(" title=\"", d.title);
    tag(" />");
    cursor_ = std::max(cursor_, attribute_end_);
  }

  void item(const MD_BLOCK_LI_DETAIL& d) {
    if (d.is_task == 0) return tag("<li>");
    tag("<li class=\"task-list-item\">");
    const bool done = d.task_mark == 'x' || d.task_mark == 'X';
    const std::uint32_t at = d.task_mark_offset;
    // With a space between, as GitHub has it.
    out_.html.rewrite(done ? "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled checked> "
                           : "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled> ",
                      {at - 1, at + 2});
  }

  void code_block(const MD_BLOCK_CODE_DETAIL& d) {
    tag("<pre><code");
    if (d.lang.size > 0) attribute(" class=\"language-", d.lang);
    tag(">");
    block_begin_ = none;
    verbatim_ = true;
  }

  void cell(std::string_view name, const MD_BLOCK_TD_DETAIL& d) {
    const std::string_view align = d.align == MD_ALIGN_LEFT     ? " align=\"left\""
                                   : d.align == MD_ALIGN_CENTER ? " align=\"center\""
                                   : d.align == MD_ALIGN_RIGHT  ? " align=\"right\""
                                                                : "";
    tag(fmt::format("<{}{}>", name, align));
  }

  void note_block(Note::Kind kind) {
    if (block_begin_ != none && block_begin_ < cursor_) out_.notes.push_back({kind, {block_begin_, cursor_}, {}});
    block_begin_ = none;
  }

  std::string_view source_;
  std::string_view read_;
  std::vector<BareLink> links_;
  const CommonMarkOptions& options_;
  ReadMarkdown out_;
  std::uint32_t cursor_ = 0;          // behind what was read last
  std::uint32_t block_begin_ = none;  // where the text of the code, HTML or table begins that is being read
  std::uint32_t attribute_end_ = 0, link_attribute_end_ = 0;
  std::uint32_t link_end_ = 0;  // of the bare link written last
  std::size_t indent_ = 0;      // spaces of a line of code or HTML that are yet to be written
  int images_ = 0;              // images are nested in each other's text
  int in_link_ = 0;
  bool in_table_ = false;
  bool verbatim_ = false;  // in code or HTML that stands in lines of its own
};

// No exception may pass through md4c; running out of memory is the only one, and ends the program either way.
template <typename Detail, void (Writer::*Member)(Detail, void*)>
int call(Detail type, void* detail, void* writer) noexcept {
  (static_cast<Writer*>(writer)->*Member)(type, detail);
  return 0;
}

}  // namespace

ReadMarkdown read_commonmark(std::string_view text, const CommonMarkOptions& options) {
  std::vector<BareLink> links;
  std::string read;
  if (options.bare_autolinks) {
    links = find_bare_links(text);
    read = without_delimiters(text, links);
  }
  const std::string_view markdown = links.empty() ? text : std::string_view(read);
  Writer writer(text, markdown, std::move(links), options);
  MD_PARSER parser{};
  if (options.tables) parser.flags |= MD_FLAG_TABLES;
  if (options.strikethrough) parser.flags |= MD_FLAG_STRIKETHROUGH;
  if (options.task_lists) parser.flags |= MD_FLAG_TASKLISTS;
  parser.enter_block = call<MD_BLOCKTYPE, &Writer::enter_block>;
  parser.leave_block = call<MD_BLOCKTYPE, &Writer::leave_block>;
  parser.enter_span = call<MD_SPANTYPE, &Writer::enter_span>;
  parser.leave_span = call<MD_SPANTYPE, &Writer::leave_span>;
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* t, MD_SIZE size, void* w) noexcept {
    static_cast<Writer*>(w)->text(type, {t, size});
    return 0;
  };
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &writer);
  return writer.take();
}

}  // namespace galley::body
