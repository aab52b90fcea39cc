#include <fmt/format.h>

#include <string>
#include <utility>

#include "core/body/commonmark/writer.h"
#include "core/text/ascii.h"

namespace galley::body::commonmark {

void Writer::enter_block(MD_BLOCKTYPE type, void* detail) {
  flush();
  open_brackets_ = 0;
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
      heading_ = static_cast<std::uint32_t>(out_.html.text().size());
      tag(fmt::format("<h{}>", static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_CODE:
      code_block(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
      break;
    case MD_BLOCK_HTML:
      block_begin_ = none;
      in_html_block_ = true;
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

void Writer::leave_block(MD_BLOCKTYPE type, void* detail) {
  flush();
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
      if (options_.heading_ids) heading_id();
      tag(fmt::format("</h{}>\n", static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_CODE:
      in_code_block_ = false;
      tag("</code></pre>\n");
      note_block(Note::Kind::code);
      break;
    case MD_BLOCK_HTML:
      in_html_block_ = false;
      if (const std::size_t rest = std::exchange(indentation_, 0); rest > 0) put(std::string(rest, ' '));
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

// Gives the heading that was written last the id that jekyll-commonmark-ghpages makes from its HTML, tags and all.
void Writer::heading_id() {
  const auto end = static_cast<std::uint32_t>(out_.html.text().size());
  const auto inner = static_cast<std::uint32_t>(out_.html.text().find('>', heading_)) + 1;
  std::string id;
  for (const char c : out_.html.text().substr(inner)) {
    const bool letter = ascii::is_letter(c);
    if (letter)
      id += static_cast<char>(c | 0x20);
    else if (!id.empty() && ((c >= '0' && c <= '9') || c == ' ' || c == '-'))
      id += c == ' ' ? '-' : c;
  }
  if (id.empty()) id = "section";
  const auto [known, is_new] = used_ids_.try_emplace(id, 0);
  if (!is_new) id += fmt::format("-{}", ++known->second);
  MappedText content;
  content.append(out_.html, {inner, end});
  out_.html.truncate(inner - 1);
  const Span made_from = content.source_cover({0, end - inner});
  out_.html.generate(fmt::format(" id=\"{}\"", id), made_from, Construct::automatic_id);
  tag(">");
  out_.html.append(content);
}

void Writer::item(const MD_BLOCK_LI_DETAIL& d) {
  if (d.is_task == 0) return tag("<li>");
  tag("<li>");
  const bool done = d.task_mark == 'x' || d.task_mark == 'X';
  const std::uint32_t at = d.task_mark_offset;
  out_.html.rewrite(
      done ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> " : "<input type=\"checkbox\" disabled=\"\" /> ",
      {at - 1, at + 2});
}

void Writer::code_block(const MD_BLOCK_CODE_DETAIL& d) {
  tag("<pre><code");
  if (d.lang.size > 0) attribute(" class=\"language-", d.lang);
  tag(">");
  block_begin_ = none;
  in_code_block_ = true;
  indentation_ = 0;
}

void Writer::cell(std::string_view name, const MD_BLOCK_TD_DETAIL& d) {
  const std::string_view align = d.align == MD_ALIGN_LEFT     ? " align=\"left\""
                                 : d.align == MD_ALIGN_CENTER ? " align=\"center\""
                                 : d.align == MD_ALIGN_RIGHT  ? " align=\"right\""
                                                              : "";
  tag(fmt::format("<{}{}>", name, align));
}

void Writer::note_block(Note::Kind kind) {
  if (block_begin_ != none && block_begin_ < cursor_) out_.notes.push_back({kind, {block_begin_, cursor_}, {}});
  block_begin_ = none;
}

}  // namespace galley::body::commonmark
