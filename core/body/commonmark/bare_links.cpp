#include "core/body/commonmark/bare_links.h"

#include <algorithm>
#include <array>

#include "core/text/utf8.h"

namespace galley::body {
namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_alpha(c) || (c >= '0' && c <= '9'); }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool among(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

/// What of `url` is left without the punctuation behind it (cmark-gfm's autolink.c, autolink_delim).
std::size_t trimmed(std::string_view url) {
  std::size_t end = std::min(url.find('<'), url.size());
  auto parentheses = std::count(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(end), '(') -
                     std::count(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(end), ')');
  while (end > 0) {
    const char c = url[end - 1];
    if (among("?!.,:*_~'\"", c)) {
      --end;
    } else if (c == ';') {  // a reference at the end is not part of it
      std::size_t name = end - 1;
      while (name > 0 && is_alpha(url[name - 1])) --name;
      end = name > 0 && name < end - 1 && url[name - 1] == '&' ? name - 1 : end - 1;
    } else if (c == ')' && parentheses < 0) {
      ++parentheses;
      --end;
    } else {
      break;
    }
  }
  return end;
}

/// The length of the domain that `text` begins with, 0 where none does (check_domain).
std::size_t domain(std::string_view text, bool without_dot) {
  std::size_t dots = 0, before_last = 0, in_last = 0, i = 1;
  while (i + 1 < text.size()) {
    const char c = text[i];
    if (c == '_') {
      ++in_last;
    } else if (c == '.') {
      before_last = in_last;
      in_last = 0;
      ++dots;
    } else if (c != '-') {
      const utf8::Decoded d = utf8::decode(text, i);
      const bool letter = d.valid && (d.code_point < 0x80 ? is_alnum(c) : [&] {
                            const auto kind = utf8::category(d.code_point);
                            return kind != utf8::Category::space && kind != utf8::Category::punctuation;
                          }());
      if (!letter) break;
      i += d.size;
      continue;
    }
    ++i;
  }
  if (before_last > 0 || in_last > 0) return 0;
  return without_dot || dots > 0 ? i : 0;
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::vector<BareLink> find() {
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t at = i++;
      switch (text_[at]) {
        case '\n':
          if (at + 1 < text_.size() && text_[at + 1] == '\n') depth_ = 0;
          break;
        case '\\':
          if (i < text_.size() && text_[i] != '\n') ++i;
          break;
        case '`':
          i = behind_code(at);
          break;
        case '[':
          ++depth_;
          break;
        case ']':
          if (depth_ > 0) --depth_;
          break;
        case ':':
          i = std::max(i, url(at));
          break;
        case 'w':
          i = std::max(i, www(at));
          break;
        case '@':
          i = std::max(i, address(at));
          break;
        default:
          break;
      }
    }
    return std::move(found_);
  }

 private:
  /// Code is no text. A run of backticks that nothing closes before the paragraph ends is.
  std::size_t behind_code(std::size_t at) {
    const std::size_t size = std::min(text_.find_first_not_of('`', at), text_.size()) - at;
    // A run of this size was looked for in vain up to there.
    std::size_t& vain = vain_[std::min(size, vain_.size() - 1)];
    if (at < vain) return at + size;
    std::size_t i = at + size;
    while (i < text_.size()) {
      const std::size_t run = text_.find('`', i);
      const std::size_t blank = text_.find("\n\n", i);
      if (run == std::string_view::npos || blank < run) {
        vain = std::min(blank, text_.size());
        break;
      }
      i = std::min(text_.find_first_not_of('`', run), text_.size());
      if (i - run == size) return i;
    }
    return at + size;
  }

  std::size_t line_end(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size() && !is_space(text_[end])) ++end;
    return end;
  }

  std::size_t url(std::size_t colon) {
    if (depth_ > 0 || !text_.substr(colon).starts_with("://")) return 0;
    std::size_t begin = colon;
    while (begin > last_end() && is_alpha(text_[begin - 1])) --begin;
    bool known = false;
    for (const std::string_view scheme : {"http", "https", "ftp"}) {
      const std::string_view said = text_.substr(begin, colon - begin);
      known |= said.size() == scheme.size() &&
               std::equal(said.begin(), said.end(), scheme.begin(), [](char a, char b) { return (a | 0x20) == b; });
    }
    if (!known || colon + 3 >= text_.size() || !is_alnum(text_[colon + 3])) return 0;
    const std::size_t host = domain(text_.substr(colon + 3), true);
    return host == 0 ? 0 : add(begin, line_end(colon + 3 + host), "");
  }

  std::size_t www(std::size_t at) {
    if (depth_ > 0 || !text_.substr(at).starts_with("www.")) return 0;
    if (at > 0 && !among("*_~(", text_[at - 1]) && !is_space(text_[at - 1])) return 0;
    const std::size_t host = domain(text_.substr(at), false);
    return host == 0 ? 0 : add(at, line_end(at + host), "http://");
  }

  std::size_t address(std::size_t at) {
    std::size_t begin = at;
    while (begin > last_end() && (is_alnum(text_[begin - 1]) || among(".+-_", text_[begin - 1]))) --begin;
    if (begin == at || (begin > 0 && text_[begin - 1] == '/')) return 0;
    std::size_t end = at + 1, dots = 0;
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      if (c == '@') return 0;
      if (c == '.' && end + 1 < text_.size() && is_alnum(text_[end + 1]))
        ++dots;
      else if (!is_alnum(c) && c != '-' && c != '_')
        break;
    }
    if (dots == 0 || !is_alpha(text_[end - 1])) return 0;
    return add(begin, end, "mailto:");
  }

  std::size_t last_end() const { return found_.empty() ? 0 : found_.back().at.end; }

  std::size_t add(std::size_t begin, std::size_t end, std::string_view scheme) {
    end = begin + trimmed(text_.substr(begin, end - begin));
    if (end <= begin) return 0;
    found_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, scheme});
    return end;
  }

  std::string_view text_;
  std::vector<BareLink> found_;
  std::array<std::size_t, 16> vain_{};
  int depth_ = 0;  // of brackets: cmark-gfm makes no links of URLs within them
};

}  // namespace

std::vector<BareLink> find_bare_links(std::string_view text) { return Finder(text).find(); }

std::string without_delimiters(std::string_view text, const std::vector<BareLink>& links) {
  std::string out(text);
  for (const BareLink& link : links) {
    // The target of a link or of an automatic one is none of them, and its brackets count.
    if (link.scheme == "mailto:" || (link.at.begin > 0 && among("(<", text[link.at.begin - 1]))) continue;
    for (std::uint32_t i = link.at.begin; i < link.at.end; ++i)
      if (among("*_~[]", out[i])) out[i] = 'x';
  }
  return out;
}

}  // namespace galley::body
