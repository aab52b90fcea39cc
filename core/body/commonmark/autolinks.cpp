#include "core/body/commonmark/autolinks.h"

#include <algorithm>
#include <string>

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::body::commonmark {
namespace {

using ascii::is_alphanumeric;
using ascii::is_letter;
using ascii::is_ruby_space;
using ascii::lower;
bool one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Everything but white space and punctuation.
bool is_host_character(const utf8::Decoded& d) {
  if (d.code_point < 0x80) return is_alphanumeric(static_cast<char>(d.code_point));
  const utf8::Category category = utf8::category(d.code_point);
  return d.valid && category != utf8::Category::space && category != utf8::Category::punctuation;
}

/// How many bytes of `text` are a domain; 0 where it is none. As in cmark-gfm's check_domain, neither the first
/// character nor the last byte of the line is looked at.
std::size_t domain(std::string_view text, bool needs_dot) {
  std::size_t at = utf8::decode(text, 0).size, dots = 0, underscores_before = 0, underscores = 0;
  const std::size_t line_end = std::min(text.find('\n'), text.size());
  while (at + 1 < line_end) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (d.code_point == '_') {
      ++underscores;
    } else if (d.code_point == '.') {
      underscores_before = underscores;
      underscores = 0;
      ++dots;
    } else if (d.code_point != '-' && !is_host_character(d)) {
      break;
    }
    at += d.size;
  }
  if (underscores_before + underscores > 0 && dots <= 10) return 0;
  return needs_dot && dots == 0 ? 0 : at;
}

/// Where a link ends that might reach to `end`: what trails it is left out.
std::size_t without_trail(std::string_view link, std::size_t end) {
  end = std::min(end, std::min(link.find('<'), link.size()));
  auto opening = std::count(link.begin(), link.begin() + static_cast<std::ptrdiff_t>(end), '(');
  auto closing = std::count(link.begin(), link.begin() + static_cast<std::ptrdiff_t>(end), ')');
  while (end > 0) {
    const char last = link[end - 1];
    if (last == ')') {
      if (closing <= opening) return end;
      --closing;
      --end;
    } else if (one_of(last, "?!.,:*_~'\"")) {
      --end;
    } else if (last == ';') {
      std::size_t name = end - 1;
      while (name > 0 && is_letter(link[name - 1])) --name;
      end = name > 0 && name < end - 1 && link[name - 1] == '&' ? name - 1 : end - 1;
    } else {
      return end;
    }
  }
  return 0;
}

class Finder {
 public:
  Finder(const Stretch& stretch, const std::vector<std::uint32_t>& escaped, int& open_brackets)
      : text_(stretch.text.substr(0, stretch.at.end)),
        begin_(stretch.at.begin),
        escaped_(escaped),
        open_(open_brackets) {}

  std::vector<Autolink> run() {
    std::size_t next_escape = 0;
    std::size_t free = begin_;  // text up to here is searched
    for (std::size_t at = begin_; at < text_.size();) {
      while (next_escape < escaped_.size() && escaped_[next_escape] < at) ++next_escape;
      if (next_escape < escaped_.size() && escaped_[next_escape] == at) {
        at += 2;
        continue;
      }
      const char c = text_[at];
      if (c == '[') ++open_;
      if (c == ']' && open_ > 0) --open_;
      std::size_t from = at;
      const std::size_t end = open_ > 0 ? 0 : c == ':' ? url(from, free) : c == 'w' ? www(at) : 0;
      if (end == 0) {
        ++at;
        continue;
      }
      addresses(free, from);
      add(from, end, c == ':' ? "" : "http://");
      at = free = end;
    }
    addresses(free, text_.size());
    return std::move(out_);
  }

 private:
  void add(std::size_t begin, std::size_t end, std::string_view prefix) {
    out_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, prefix});
  }

  std::size_t end_of_link(std::size_t begin, std::size_t after_domain) const {
    std::size_t end = after_domain;
    while (end < text_.size() && !is_ruby_space(text_[end]) && text_[end] != '<') ++end;
    return without_trail(text_.substr(begin), end - begin) + begin;
  }

  // The end of the URL whose colon stands at `from`, which becomes its beginning; 0 where there is none.
  std::size_t url(std::size_t& from, std::size_t free) const {
    if (text_.substr(from, 3) != "://") return 0;
    const std::size_t colon = from;
    while (from > free && is_letter(text_[from - 1])) --from;
    std::string scheme;
    for (const char c : text_.substr(from, colon - from)) scheme += lower(c);
    if (scheme != "http" && scheme != "https" && scheme != "ftp") return 0;
    const std::size_t host = colon + 3;
    if (host >= text_.size() || !is_host_character(utf8::decode(text_, host))) return 0;
    const std::size_t size = domain(text_.substr(host), false);
    if (size == 0) return 0;
    const std::size_t end = end_of_link(colon, host + size);
    return end > colon ? end : 0;
  }

  std::size_t www(std::size_t at) const {
    if (text_.substr(at, 4) != "www.") return 0;
    if (at > 0 && !is_ruby_space(text_[at - 1]) && !one_of(text_[at - 1], "*_~(")) return 0;
    const std::size_t size = domain(text_.substr(at), true);
    if (size == 0) return 0;
    const std::size_t end = end_of_link(at, at + size);
    return end > at ? end : 0;
  }

  // E-mail addresses in [begin, end), which holds no other link.
  void addresses(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; (at = text_.substr(0, end).find('@', at)) != std::string_view::npos; ++at) {
      std::size_t from = at;
      while (from > begin && (is_alphanumeric(text_[from - 1]) || one_of(text_[from - 1], ".+-_"))) --from;
      if (from == at) continue;
      std::size_t to = at, dots = 0, ats = 0;
      for (; to < end; ++to) {
        const char c = text_[to];
        if (c == '@')
          ++ats;
        else if (c == '.' && to + 1 < end && is_alphanumeric(text_[to + 1]))
          ++dots;
        else if (!is_alphanumeric(c) && c != '-' && c != '_')
          break;
      }
      if (to - at < 2 || ats != 1 || dots == 0 || (!is_letter(text_[to - 1]) && text_[to - 1] != '.')) continue;
      const std::size_t size = without_trail(text_.substr(at, to - at), to - at);
      if (size == 0) continue;
      add(from, at + size, "mailto:");
      begin = at + size;
      at = begin - 1;
    }
  }

  std::string_view text_;
  std::size_t begin_;
  const std::vector<std::uint32_t>& escaped_;
  int& open_;
  std::vector<Autolink> out_;
};

}  // namespace

std::vector<Autolink> find_autolinks(const Stretch& stretch, const std::vector<std::uint32_t>& escaped,
                                     int& open_brackets) {
  return Finder(stretch, escaped, open_brackets).run();
}

}  // namespace galley::body::commonmark
