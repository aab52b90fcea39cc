#include "core/exporters/markdown/escape.h"

#include <algorithm>

#include "core/content/model.h"
#include "core/exporters/markdown/flanking.h"
#include "core/text/ascii.h"

namespace galley::exporters::markdown {
namespace {

using ascii::is_digit;
using ascii::is_letter;
bool is_blank(char c) { return c == ' ' || c == '\t'; }

// A longer one is escaped unseen, so that hostile text costs no more.
constexpr std::size_t longest_url = 4000;

class Finder {
 public:
  Finder(std::string_view text, std::string_view literal, Place place, Flavour flavour, bool definitions)
      : text_(text), literal_(literal), place_(place), flavour_(flavour), definitions_(definitions) {}

  std::vector<Escape> find() {
    links_ = definitions_ || text_.find("](") != std::string_view::npos || text_.find("]:") != std::string_view::npos ||
             (flavour_ != Flavour::commonmark && text_.find("[^") != std::string_view::npos) ||
             (flavour_ == Flavour::kramdown && text_.find('[') != std::string_view::npos);
    last_greater_ = text_.rfind('>');
    if (place_ == Place::paragraph || place_ == Place::item) at_line_start(0, true);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\n') {
        if (place_ == Place::paragraph || place_ == Place::item) at_line_start(i + 1, false);
        continue;
      }
      if (literal_[i] == '1') at_character(i);
    }
    if (place_ == Place::heading) at_heading_end();
    std::stable_sort(found_.begin(), found_.end(), [](const Escape& a, const Escape& b) { return a.at < b.at; });
    found_.erase(
        std::unique(found_.begin(), found_.end(), [](const Escape& a, const Escape& b) { return a.at == b.at; }),
        found_.end());
    return std::move(found_);
  }

 private:
  void backslash(std::size_t at) {
    found_.push_back({.at = static_cast<std::uint32_t>(at), .with = "\\", .before = true});
  }
  void replace(std::size_t at, std::string_view with) {
    found_.push_back({.at = static_cast<std::uint32_t>(at), .with = with, .before = false});
  }

  char next(std::size_t at) const { return at + 1 < text_.size() ? text_[at + 1] : '\0'; }
  bool is_literal(std::size_t at) const { return at < literal_.size() && literal_[at] == '1'; }
  bool in(std::string_view set, char c) const { return set.find(c) != std::string_view::npos; }

  std::string_view line_at(std::size_t begin) const {
    const std::size_t end = text_.find('\n', begin);
    return text_.substr(begin, end == std::string_view::npos ? std::string_view::npos : end - begin);
  }

  void at_line_start(std::size_t begin, bool first) {
    std::size_t at = begin;
    while (at < text_.size() && is_blank(text_[at])) ++at;
    if (at >= text_.size() || !is_literal(at)) return;
    const std::string_view line = line_at(at);
    const char c = line[0];
    const auto ends_after = [&](std::size_t n) { return n >= line.size() || is_blank(line[n]) || line[n] == '\\'; };
    const auto only = [&](std::string_view set) { return line.find_first_not_of(set) == std::string_view::npos; };
    switch (c) {
      case '#': {
        const std::size_t n = std::min(line.find_first_not_of('#'), line.size());
        if (flavour_ == Flavour::kramdown || (n <= 6 && ends_after(n))) backslash(at);
        break;
      }
      case '>':
        backslash(at);
        break;
      case '+':
        if (ends_after(1)) backslash(at);
        break;
      case '-':
      case '*':
      case '_':
        if ((c != '_' && ends_after(1)) || only(c == '-' ? " \t-|:+" : c == '*' ? " \t*" : " \t_")) backslash(at);
        break;
      case '=':
        if (!first && only(" \t=")) backslash(at);
        break;
      case '|':
      case ':':
        if ((!first && line.find('-') != std::string_view::npos && only(" \t-|:+=")) || flavour_ == Flavour::kramdown)
          backslash(at);
        break;
      case '`':
        if (line.starts_with("```")) backslash(at);
        break;
      case '~':
        if (line.starts_with("~~~")) backslash(at);
        break;
      case '<':
        if (is_letter(next(at)) || in("/!?", next(at))) backslash(at);
        break;
      case '[':
        if (line.find("]:") != std::string_view::npos ||
            (place_ == Place::item && first && line.size() > 2 && line[2] == ']'))
          backslash(at);
        break;
      case '^':
        if (flavour_ == Flavour::kramdown) replace(at, "&#94;");  // which no backslash escapes
        break;
      case '{':
      case '$':
        if (flavour_ == Flavour::kramdown) backslash(at);
        break;
      default:
        if (is_digit(c)) {
          std::size_t n = 1;
          while (n < line.size() && is_digit(line[n])) ++n;
          if (n < line.size() && n <= 9 && is_literal(at + n) && (line[n] == '.' || line[n] == ')') &&
              ends_after(n + 1))
            backslash(at + n);
        }
    }
  }

  void at_character(std::size_t i) {
    const char c = text_[i];
    switch (c) {
      case '*':
      case '_':
        emphasis(i, c);
        break;
      case '`':
        if (text_.find('`', i + 1) != std::string_view::npos || text_.rfind('`', i ? i - 1 : 0) < i) backslash(i);
        break;
      case '[':
      case ']':
        if (links_) backslash(i);
        break;
      case '!':
        if (next(i) == '[' && !is_literal(i + 1)) backslash(i);
        break;
      case '<':
        if (last_greater_ != std::string_view::npos && last_greater_ > i && (is_letter(next(i)) || in("/!?", next(i))))
          backslash(i);
        else if (next(i) == '?' || next(i) == '!')  // cmark-gfm looks for the end of each of them
          backslash(i);
        else if (flavour_ == Flavour::kramdown && next(i) == '<')
          backslash(i);
        break;
      case '>':
        if (flavour_ == Flavour::kramdown && next(i) == '>') backslash(i);
        break;
      case '&':
        if (reference_at(text_, i)) replace(i, "&amp;");
        break;
      case '\\':
        if (is_ascii_punctuation(next(i)) || next(i) == '\n') backslash(i);
        // Liquid is not there yet when the text is read back: its brace would be what is escaped.
        if (content::begins_placeholder(text_.substr(i + 1))) {
          backslash(i);
          found_.back().for_others = true;
        }
        break;
      case '~':
        if (flavour_ != Flavour::commonmark && (text_.find('~', i + 1) != std::string_view::npos ||
                                                (i > 0 && text_.rfind('~', i - 1) != std::string_view::npos)))
          backslash(i);
        break;
      case ':':
        automatic_link(i);
        break;
      case 'w':
        if (flavour_ == Flavour::gfm && text_.substr(i).starts_with("www.") && runs_on(i)) backslash(i + 3);
        break;
      default:
        kramdown_only(i, c);
    }
  }

  /// Where runs of a delimiter stand that some version reads as markup.
  struct Partners {
    bool known = false;
    std::size_t first_opening = std::string_view::npos;
    std::size_t last_closing = 0;
  };

  const Partners& partners(char c) {
    Partners& found = partners_[c == '_'];
    if (found.known) return found;
    found.known = true;
    for (std::size_t begin = 0; (begin = text_.find(c, begin)) != std::string_view::npos;) {
      const std::size_t end = std::min(text_.find_first_not_of(c, begin), text_.size());
      const Flanking f = flanking(text_, begin, end);
      if (f.might_open) found.first_opening = std::min(found.first_opening, begin);
      if (f.might_close) found.last_closing = begin;
      begin = end;
    }
    return found;
  }

  void emphasis(std::size_t i, char c) {
    if (i >= run_end_) {
      std::size_t begin = i;
      while (begin > 0 && text_[begin - 1] == c) --begin;
      run_end_ = std::min(text_.find_first_not_of(c, i), text_.size());
      const Flanking f = flanking(text_, begin, run_end_);
      run_counts_ = f.might_open || f.might_close || flavour_ == Flavour::kramdown;
      // Versions that disagree whether it opens or closes matter where another run might be its partner.
      if (flavour_ != Flavour::kramdown && (f.might_open != f.opens || f.might_close != f.closes)) {
        const Partners& others = partners(c);
        run_disputed_ = (f.might_open != f.opens && others.last_closing > begin) ||
                        (f.might_close != f.closes && others.first_opening < begin);
      } else {
        run_disputed_ = false;
      }
    }
    if (run_counts_) backslash(i);
    if (run_counts_ && run_disputed_) found_.back().for_others = true;
  }

  /// Whether what GFM would link from `at` on goes beyond plain ASCII text.
  bool runs_on(std::size_t at) const {
    for (std::size_t i = at; i < text_.size() && !in(" \t\n<", text_[i]); ++i)
      if (i - at > longest_url || static_cast<unsigned char>(text_[i]) > 127 || literal_[i] != '1') return true;
    return false;
  }

  void automatic_link(std::size_t i) {
    if (flavour_ == Flavour::gfm && text_.substr(i).starts_with("://") && i > 0 && is_letter(text_[i - 1]) &&
        runs_on(i))
      backslash(i);
    else if (flavour_ == Flavour::kramdown && (next(i) == ':' || in("[{", i ? text_[i - 1] : '\0')))
      backslash(i);
  }

  /// kramdown's own: smart quotes, dashes, dots, attribute lists, mathematics, tables, footnotes, abbreviations.
  void kramdown_only(std::size_t i, char c) {
    if (flavour_ != Flavour::kramdown) return;
    switch (c) {
      case '"':
      case '\'':
        backslash(i);
        break;
      case '-':
        if (next(i) == '-') backslash(i);
        break;
      case '.':
        if (next(i) == '.' && text_.substr(i).starts_with("...")) backslash(i);
        break;
      case '|':
        if (place_ != Place::cell) backslash(i);
        break;
      case '$':
        if (next(i) == '$') backslash(i);
        break;
      case '{':
        backslash(i);
        break;
      default:
        break;
    }
  }

  void at_heading_end() {
    std::size_t begin = text_.size();
    while (begin > 0 && text_[begin - 1] == '#') --begin;
    if (begin == text_.size() || !is_literal(begin)) return;
    if (begin == 0 || text_[begin - 1] == ' ' || flavour_ == Flavour::kramdown) backslash(text_.size() - 1);
  }

  std::string_view text_;
  std::string_view literal_;
  Place place_;
  Flavour flavour_;
  bool definitions_;
  bool links_ = false;
  std::size_t last_greater_ = 0;
  std::size_t run_end_ = 0;  // of the delimiter run last looked at
  bool run_counts_ = false;
  bool run_disputed_ = false;
  Partners partners_[2];
  std::vector<Escape> found_;
};

}  // namespace

std::size_t reference_at(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  if (i >= text.size()) return 0;
  if (text[i] == '#') {
    const bool hex = i + 1 < text.size() && (text[i + 1] == 'x' || text[i + 1] == 'X');
    i += hex ? 2 : 1;
    const std::size_t digits = i;
    while (i < text.size() &&
           (is_digit(text[i]) || (hex && ((text[i] >= 'a' && text[i] <= 'f') || (text[i] >= 'A' && text[i] <= 'F')))))
      ++i;
    return i > digits && i < text.size() && text[i] == ';' ? i + 1 - at : 0;
  }
  if (!is_letter(text[i])) return 0;
  while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]))) ++i;
  return i < text.size() && text[i] == ';' ? i + 1 - at : 0;
}

std::vector<Escape> find_escapes(std::string_view text, std::string_view literal, Place place, Flavour flavour,
                                 bool definitions) {
  return Finder(text, literal, place, flavour, definitions).find();
}

std::string apply_escapes(std::string_view text, const std::vector<Escape>& escapes, const std::vector<bool>& on) {
  std::string out;
  out.reserve(text.size() + escapes.size() * 2);
  std::size_t done = 0;
  for (std::size_t i = 0; i < escapes.size(); ++i) {
    if (!on[i]) continue;
    out.append(text, done, escapes[i].at - done);
    out += escapes[i].with;
    done = escapes[i].at + (escapes[i].before ? 0 : 1);
  }
  out.append(text, done);
  return out;
}

}  // namespace galley::exporters::markdown
