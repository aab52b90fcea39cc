// Definitions of footnotes, links and abbreviations: kramdown/footnote.rb, link.rb, abbreviation.rb.
#include "core/body/kramdown/block_parser.h"

namespace galley::body::kramdown {

/// FOOTNOTE_DEFINITION_START: the line and the indented lines that follow, as code blocks go on.
bool BlockParser::parse_footnote_definition() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const std::size_t p = from + spaces(from, 3);
  if (at(p + 1) != '^' || deep()) return false;
  const std::size_t name_end = match_id_name(s, p + 2);
  if (name_end == p + 2 || at(name_end) != ']' || at(name_end + 1) != ':') return false;
  const std::size_t begin = name_end + 2;
  const std::size_t first = line_end(begin);
  if (s[first - 1] != '\n') return false;
  const std::size_t end = indented_code_end(first);
  TextBuilder inside;
  for (std::size_t line = begin; line < end;) {
    const std::size_t next = line_end(line);
    std::size_t size = 0;
    is_indented(line, &size);
    inside.append(scan_->slice(line + size, next));
    line = next;
  }
  scan_->at = end;
  Node* content = doc_.make(Kind::root);
  parse_text(content, *inside.finish(doc_.arena));
  Node* marker = block(Kind::end_of_block);
  marker->end_of_block = EndOfBlock::footnote_definition;
  marker->open = scan_->slice(p, begin);
  tree_->append(marker);
  const std::string_view name = s.substr(p + 2, name_end - p - 2);
  Footnote*& note = doc_.footnotes_by_name[name];
  if (!note) {
    note = doc_.arena.make<Footnote>(name);
    doc_.footnotes.push_back(note);
  }
  note->content = content;
  note->end_of_block = marker;
  return true;
}

/// LINK_DEFINITION_START: `[name]: url "title"`, the title on the next line perhaps. The URL may contain spaces.
bool BlockParser::parse_link_definition() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const std::size_t p = from + spaces(from, 3);
  std::size_t close = p + 1;
  while (close < s.size() && s[close] != '\n' && s[close] != ']') ++close;
  if (close == p + 1 || at(close) != ']' || at(close + 1) != ':') return false;
  std::size_t begin = close + 2;
  while (at(begin) == ' ' || at(begin) == '\t') ++begin;
  const std::size_t line = line_end(begin);
  if (line == begin || s[line - 1] != '\n') return false;
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  const auto trimmed_end = [&](std::size_t line_begin, std::size_t next) {  // after the last character but blanks
    std::size_t e = next - 1;
    while (e > line_begin && blank(s[e - 1])) --e;
    return e;
  };

  struct Title {
    std::size_t begin = 0, end = 0, after = 0;
  };
  // A title that begins with the quote at `q` ends with the last character of its line.
  const auto title_at = [&](std::size_t q) -> Title {
    if (at(q) != '"' && at(q) != '\'') return {};
    const std::size_t next = line_end(q);
    if (next == q || s[next - 1] != '\n') return {};
    const std::size_t last = trimmed_end(q, next) - 1;
    return last >= q + 2 && s[last] == s[q] ? Title{q + 1, last, next} : Title{};
  };
  const auto title_after = [&](std::size_t e) -> Title {  // on this line or the next
    std::size_t q = e;
    while (blank(at(q))) ++q;
    if (at(q) == '\n') {
      ++q;
      while (blank(at(q))) ++q;
      return title_at(q);
    }
    return q > e ? title_at(q) : Title{};
  };

  Slice url;
  Title title;
  std::size_t end = 0;
  if (s[begin] == '<') {
    for (std::size_t angle = begin + 1; angle < line; ++angle) {
      if (s[angle] != '>') continue;
      title = title_after(angle + 1);
      end = title.after ? title.after : trimmed_end(begin, line) == angle + 1 ? line : 0;
      if (end) {
        url = scan_->slice(begin + 1, angle);
        break;
      }
    }
  }
  if (end == 0) {
    const std::size_t stop = trimmed_end(begin, line);
    if (stop == begin) return false;
    std::size_t e = begin + 1;
    for (; e < stop; ++e) {
      if (!blank(s[e])) continue;
      std::size_t q = e;
      while (blank(s[q])) ++q;
      if (title = title_at(q); title.after) break;
      if (s[q] == '"' || s[q] == '\'') return false;  // white space and a quote, in what would be the URL
      e = q;
    }
    if (title.after == 0) {
      e = stop;
      title = title_after(e);
    }
    url = scan_->slice(begin, e);
    end = title.after ? title.after : line;
  }
  scan_->at = end;
  Node* marker = block(Kind::end_of_block);
  marker->end_of_block = EndOfBlock::link_definition;
  tree_->append(marker);
  LinkDefinition& definition = doc_.links[normalize_link_name(s.substr(p + 1, close - p - 1))];
  definition = {url, {}, title.after != 0, marker};
  if (title.after) definition.title = scan_->slice(title.begin, title.end);
  doc_.note(Note::Kind::reference_definition, url, scan_->slice(p, end - 1));
  return true;
}

/// ABBREV_DEFINITION_START: `*[name]: text`.
bool BlockParser::parse_abbreviation_definition() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const std::size_t p = from + spaces(from, 3);
  if (at(p + 1) != '[') return false;
  const std::size_t line = line_end(p);
  if (s[line - 1] != '\n') return false;
  const std::size_t close = s.substr(0, line).find("]:", p + 3);
  if (close == std::string_view::npos) return false;
  Slice text = scan_->slice(close + 2, line - 1);
  while (!text.empty() && is_strippable(text.view().back())) --text.end;
  while (!text.empty() && is_strippable(text.view().front())) ++text.begin;
  scan_->at = line;
  Node* marker = block(Kind::end_of_block);
  marker->end_of_block = EndOfBlock::abbreviation_definition;
  tree_->append(marker);
  const std::string_view name = s.substr(p + 2, close - p - 2);
  Abbreviation*& abbreviation = doc_.abbreviations_by_name[name];
  if (!abbreviation) {
    abbreviation = doc_.arena.make<Abbreviation>(name);
    doc_.abbreviations.push_back(abbreviation);
  }
  abbreviation->text = text;
  abbreviation->end_of_block = marker;
  return true;
}

}  // namespace galley::body::kramdown
