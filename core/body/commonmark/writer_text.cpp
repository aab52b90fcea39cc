#include <algorithm>
#include <string>
#include <utility>

#include "core/body/commonmark/autolinks.h"
#include "core/body/commonmark/for_md4c.h"
#include "core/body/commonmark/urls.h"
#include "core/body/commonmark/writer.h"
#include "core/text/utf8.h"

namespace galley::body::commonmark {

Writer::Writer(std::string_view text, std::string_view parsed, const CommonMarkOptions& options)
    : source_(text), parsed_(parsed), options_(options) {
  out_.html.reserve(text.size() + text.size() / 4, text.size() / 32 + 8);
}

ReadMarkdown Writer::take() {
  std::stable_sort(out_.notes.begin(), out_.notes.end(),
                   [](const Note& a, const Note& b) { return a.at.begin < b.at.begin; });
  return std::move(out_);
}

void Writer::text(MD_TEXTTYPE type, std::string_view read) {
  const std::string_view text = as_written(read);
  if ((type == MD_TEXT_NORMAL && hold(text, Piece::Kind::text)) ||
      (type == MD_TEXT_ENTITY && hold(text, Piece::Kind::entity)))
    return;
  flush();
  switch (type) {
    case MD_TEXT_NULLCHAR:
      put(utf8::replacement);
      break;
    case MD_TEXT_BR:
      tag(images_ > 0 ? "\n" : "<br />\n");
      break;
    case MD_TEXT_SOFTBR:
      tag(options_.hard_breaks && images_ == 0 ? "<br />\n" : "\n");
      break;
    case MD_TEXT_HTML:
      if (!in_html_block_ || !only_indentation(text)) raw(text);
      break;
    case MD_TEXT_ENTITY:
      entity(text);
      break;
    case MD_TEXT_CODE:
      if (in_table_)
        cell_code(text);
      else if (in_code_block_)
        block_code(text);
      else
        escaped(text);
      break;
    default:
      escaped(text);
      break;
  }
}

// The post's own bytes for text that md4c handed over from what it parsed; what it made itself stays.
std::string_view Writer::as_written(std::string_view read) const {
  if (read.data() < parsed_.data() || read.data() + read.size() > parsed_.data() + parsed_.size()) return read;
  return source_.substr(static_cast<std::size_t>(read.data() - parsed_.data()), read.size());
}

std::uint32_t Writer::place(std::string_view text) const {
  if (text.data() < source_.data() || text.data() + text.size() > source_.data() + source_.size()) return none;
  return static_cast<std::uint32_t>(text.data() - source_.data());
}

void Writer::seen(std::uint32_t begin, std::size_t size) {
  cursor_ = begin + static_cast<std::uint32_t>(size);
  block_begin_ = std::min(block_begin_, begin);
}

void Writer::raw(std::string_view text) {
  const std::uint32_t at = place(text);
  if (at == none) return put(text);
  out_.html.copy(text, at);
  seen(at, text.size());
}

void Writer::escaped(std::string_view text) {
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
void Writer::cell_code(std::string_view text) {
  for (std::size_t pipe; (pipe = text.find("\\|")) != std::string_view::npos; text.remove_prefix(pipe + 2)) {
    escaped(text.substr(0, pipe));
    const std::uint32_t at = place(text);
    const std::uint32_t from = at == none ? cursor_ : at + static_cast<std::uint32_t>(pipe);
    out_.html.rewrite("|", {from, at == none ? from : from + 2});
    if (at != none) seen(from, 2);
  }
  if (!text.empty()) escaped(text);
}

// md4c tells of a line's indentation as so many spaces, where the code keeps its tabs (CommonMark 2.2).
void Writer::block_code(std::string_view text) {
  if (!only_indentation(text)) escaped(text);
}

// Whether `text` is the white space that a line of code or HTML begins with, which md4c gives as spaces of its own. It
// is kept until what follows it tells where it stands, and is then written as it stands there.
bool Writer::only_indentation(std::string_view text) {
  const std::uint32_t at = place(text);
  if (at == none && text.find_first_not_of(' ') == std::string_view::npos) {
    indentation_ += text.size();
    return true;
  }
  if (const std::size_t wanted = std::exchange(indentation_, 0); wanted > 0) {
    if (at == none)
      put(std::string(wanted, ' '));
    else
      indentation(at, wanted);
  }
  return false;
}

// The last `wanted` columns of what stands before `at` in its line.
void Writer::indentation(std::uint32_t at, std::size_t wanted) {
  const std::size_t line = at == 0 ? 0 : source_.rfind('\n', at - 1) + 1;
  const auto column_after = [&](std::size_t i, std::size_t column) {
    if (source_[i] == '\t') return column + 4 - column % 4;
    return (static_cast<unsigned char>(source_[i]) & 0xC0) == 0x80 ? column : column + 1;
  };
  std::size_t whole = 0, column = 0;
  for (std::size_t i = line; i < at; ++i) whole = column_after(i, whole);
  const std::size_t from = whole - std::min(wanted, whole);
  for (std::size_t i = line; i < at; ++i) {
    const std::size_t end = column_after(i, column);
    const auto begin = static_cast<std::uint32_t>(i);
    if (end > from && column >= from)
      out_.html.copy(source_.substr(i, 1), begin);
    else if (end > from)
      out_.html.rewrite(std::string(end - from, ' '), {begin, begin + 1});
    column = end;
  }
}

// Browsers know the same names, but read numbers from 128 to 159 as Windows does, where CommonMark takes the code
// point.
void Writer::entity(std::string_view text) {
  const std::uint32_t at = place(text);
  const Span span = at == none ? Span{cursor_, cursor_} : Span{at, at + static_cast<std::uint32_t>(text.size())};
  const char32_t character = reference_character(text);
  std::string written(text);
  if (in_url_ && character != 0) {
    written.clear();
    utf8::append(written, character);
    written = in_url(written);
  } else if (character >= 0x80 && character <= 0x9F) {
    written.clear();
    utf8::append(written, character);
  }
  out_.html.rewrite(written, span);
  if (at != none) seen(at, text.size());
}

void Writer::url(std::string_view text) {
  const std::uint32_t at = place(text);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = utf8::decode(text, i).size;
    const std::string_view character = text.substr(i, size);
    const std::string written = in_url(character);
    const auto from = at == none ? cursor_ : at + static_cast<std::uint32_t>(i);
    if (at != none && written == character)
      out_.html.copy(written, from);
    else
      out_.html.rewrite(written, {from, at == none ? from : from + static_cast<std::uint32_t>(size)});
    i += size;
  }
  if (at != none) seen(at, text.size());
}

// An attribute's text where it stands in the source: md4c hands out a copy of one that has an ampersand or a backslash.
// It is looked for behind the cursor first, then, for reference definitions, anywhere.
std::string_view Writer::standing(const MD_ATTRIBUTE& a) {
  const std::string_view text(a.text, a.size);
  if (text.empty() || parsed_.data() != source_.data() || place(text) != none) return text;
  constexpr std::size_t near = 4096;
  std::size_t at = source_.substr(0, cursor_ + near + text.size()).find(text, cursor_);
  if (at == std::string_view::npos && far_searches_ > 0) {
    --far_searches_;
    at = source_.find(text);
  }
  return at == std::string_view::npos ? text : source_.substr(at, text.size());
}

void Writer::attribute(std::string_view open, const MD_ATTRIBUTE& a, bool is_url) {
  if (a.text == nullptr) return;
  const std::string_view all = standing(a);
  tag(open);
  in_url_ = is_url;
  in_attribute_ = true;
  const std::uint32_t back = cursor_;
  for (unsigned i = 0; a.substr_offsets[i] < a.size; ++i) {
    const std::string_view part = all.substr(a.substr_offsets[i], a.substr_offsets[i + 1] - a.substr_offsets[i]);
    // What md4c put together itself holds the bytes that it was shown.
    const bool own = as_written(part).data() == part.data() && parsed_.data() != source_.data();
    const std::string mended = own ? restored(part) : std::string();
    const std::string_view written = own ? std::string_view(mended) : as_written(part);
    if (is_url && a.substr_types[i] == MD_TEXT_NORMAL)
      url(written);
    else
      this->text(a.substr_types[i], written);
  }
  in_url_ = in_attribute_ = false;
  // An attribute stands after the text that it belongs to, so the text's place is not lost.
  attribute_end_ = std::max(attribute_end_, cursor_);
  cursor_ = back;
  tag("\"");
}

}  // namespace galley::body::commonmark
