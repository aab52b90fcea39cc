// Code blocks, indented and fenced: kramdown/codeblock.rb, gfm.rb.
#include <algorithm>

#include "core/body/kramdown/block_parser.h"

namespace galley::body::kramdown {

/// CODEBLOCK_MATCH at `from`: the end of the code's lines, those that lazily go on among them. It may be `from`.
std::size_t BlockParser::indented_code_end(std::size_t from) {
  const std::string_view s = scan_->bytes;
  const auto code_line = [&](std::size_t p) {  // indented, and not blank
    std::size_t size = 0;
    if (!is_indented(p, &size)) return false;
    p += size;
    while (at(p) == ' ' || at(p) == '\t') ++p;
    return p < s.size() && !is_space(s[p]) && s[line_end(p) - 1] == '\n';
  };
  const auto lazy_line = [&](std::size_t p) {
    std::size_t q = p;
    while (at(q) == ' ' || at(q) == '\t') ++q;
    if (q >= s.size() || is_space(s[q]) || s[line_end(q) - 1] != '\n') return false;
    const std::size_t indent = p + spaces(p, 3);
    if (at(indent) == '{' && match_list(p, nullptr)) return false;
    if (end_of_block_marker(p)) return false;
    return at(indent) != '<' || !html_lazy_end(indent);
  };
  std::size_t end = from;
  for (;;) {
    std::size_t p = blank_lines(end);
    if (!code_line(p)) return end;
    while (p < s.size() && code_line(p)) p = line_end(p);
    while (p < s.size() && lazy_line(p)) p = line_end(p);
    end = p;
  }
}

bool BlockParser::parse_indented_code() {
  const std::size_t from = scan_->at;
  const std::size_t end = indented_code_end(from);
  // White space that is no blank line (a form feed) begins code without a line of it: kramdown never ends there, and a
  // paragraph takes the line.
  if (end == from) return false;
  const std::string_view s = scan_->bytes;
  TextBuilder code;
  for (std::size_t line = from; line < end;) {
    const std::size_t next = line_end(line);
    const std::size_t indent = spaces(line, 3);
    const char c = at(line + indent);
    std::size_t size = 0;
    if (line != from && c != '\t' && !is_space(c)) {
      // A line that goes on lazily joins the one before.
      code.pop_back();
      code.append(" ", source_of(scan_->slice(line - 1, line)));
    } else {
      is_indented(line, &size);
    }
    code.append(scan_->slice(line + size, next));
    line = next;
  }
  Node* node = block(Kind::codeblock);
  const Text* text = code.finish(doc_.arena);
  node->value = {text, 0, static_cast<std::uint32_t>(text->bytes.size())};
  tree_->append(node);
  const std::size_t last = end > from && s[end - 1] == '\n' ? end - 1 : end;
  doc_.note(Note::Kind::code, scan_->slice(from, last), scan_->slice(from, last));
  scan_->at = end;
  return true;
}

/// Every line of the text that could close a fence: found once, when the first fence opens.
const std::vector<BlockParser::Fence>& BlockParser::fences() {
  if (scan_->fences) return *scan_->fences;
  std::vector<Fence>& all = scan_->fences.emplace();
  const std::string_view s = scan_->bytes;
  for (std::size_t line = 0; line < s.size(); line = line_end(line)) {
    const std::size_t begin = line + spaces(line, options_.gfm ? 3 : 0);
    std::size_t p = begin;
    while (at(p) == '~' || (options_.gfm && at(p) == '`')) ++p;
    if (p - begin < 3) continue;
    if (const std::size_t end = rest_is_space(p)) all.push_back({line, begin, p, end});
  }
  return all;
}

bool BlockParser::parse_fenced_code() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const std::size_t begin = from + spaces(from, options_.gfm ? 3 : 0);
  std::size_t run_end = begin;
  while (at(run_end) == '~' || (options_.gfm && at(run_end) == '`')) ++run_end;
  if (run_end - begin < 3) return false;

  // The longest run that has a closing fence opens the block; what it leaves of the run begins the language's name.
  const std::size_t longest = run_end - begin;
  const bool uniform = s.substr(begin, longest).find_first_not_of(s[begin]) == std::string_view::npos;
  const auto& all = fences();
  const auto after =
      std::upper_bound(all.begin(), all.end(), from, [](std::size_t p, const Fence& f) { return p < f.line; });
  const auto closes = [&](const Fence& f, std::size_t length) {
    if (f.run_end - f.run_begin < length || s.substr(f.run_begin, length) != s.substr(begin, length)) return false;
    return s.substr(f.run_begin + length, f.run_end - f.run_begin - length).find_first_not_of(s[begin + length - 1]) ==
           std::string_view::npos;
  };
  const Fence* found = nullptr;
  bool& none_closes = s[begin] == '~' ? scan_->no_tilde_fence : scan_->no_backtick_fence;
  if (uniform && none_closes) {
    doc_.note(Note::Kind::unclosed_fence, scan_->slice(begin, run_end));
    return false;
  }
  std::size_t length = longest;
  Slice language, full_language;
  std::size_t content = 0;
  constexpr std::size_t most_lengths = 32;  // of a run that mixes both characters
  for (std::size_t tries = 0; length >= 3 && !found && tries < most_lengths; ++tries) {
    std::size_t p = begin + length;
    language = full_language = {};
    while (p < s.size() && s[p] != '\n' && is_space(s[p])) ++p;
    if (p < s.size() && !is_space(s[p])) {
      const std::size_t word = p;
      while (p < s.size() && !is_space(s[p])) ++p;
      full_language = scan_->slice(word, p);
      const std::size_t question = s.substr(word + 1, p - word - 1).find('?');
      language = scan_->slice(word, question == std::string_view::npos ? p : word + 1 + question);
    }
    content = rest_is_space(p);
    if (content == 0) {
      if (length == longest) return false;  // a shorter run has the same white space after its word
      break;
    }
    std::size_t best = 0;
    // Runs that mix both characters are compared with each fence; that is done for a while only.
    for (auto it = after; it != all.end() && (uniform || ++scan_->fence_tries < 16 * s.size()); ++it) {
      if (it->line < content) continue;
      if (closes(*it, length)) {
        found = &*it;
        break;
      }
      if (uniform && s[it->run_begin] == s[begin]) best = std::max(best, it->run_end - it->run_begin);
    }
    if (found) break;
    length = uniform ? std::min(best, length - 1) : length - 1;
  }
  if (!found) {
    if (uniform && length < 3) none_closes = true;
    doc_.note(Note::Kind::unclosed_fence, scan_->slice(begin, run_end));
    return false;
  }
  Node* code = block(Kind::codeblock);
  code->value = scan_->slice(content, found->line);
  if (!language.empty()) {
    code->name = full_language.view();
    Attribute& classes = code->attributes.set(doc_.arena, "class");
    classes.add(doc_.arena, "language-", {});
    classes.add(doc_.arena, language);
  }
  code->open = scan_->slice(begin, content - 1);
  code->close = scan_->slice(found->run_begin, found->run_end);
  tree_->append(code);
  doc_.note(Note::Kind::code, code->value, scan_->slice(begin, found->line_end - 1));
  scan_->at = found->line_end;
  return true;
}

}  // namespace galley::body::kramdown
