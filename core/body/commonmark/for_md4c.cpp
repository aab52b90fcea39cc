#include "core/body/commonmark/for_md4c.h"

#include <algorithm>
#include <array>

#include "core/text/ascii.h"

namespace galley::body::commonmark {
namespace {

constexpr std::string_view opening = "<textarea", closing = "</textarea>";
constexpr std::string_view delimiters = "_*~", stand_ins = "\x01\x02\x03";

// Names that md4c misses, most of them as another name begins them, and names of the same length that it knows.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> names{{{"h2", "dd"},
                                                                               {"h3", "dd"},
                                                                               {"h4", "dd"},
                                                                               {"h5", "dd"},
                                                                               {"h6", "dd"},
                                                                               {"link", "body"},
                                                                               {"param", "aside"},
                                                                               {"thead", "aside"},
                                                                               {"track", "aside"},
                                                                               {"header", "center"},
                                                                               {"source", "center"},
                                                                               {"basefont", "fieldset"},
                                                                               {"colgroup", "fieldset"},
                                                                               {"menuitem", "fieldset"}}};

using ascii::lower;

bool equal(std::string_view a, std::string_view lower_case) {
  return a.size() == lower_case.size() &&
         std::equal(a.begin(), a.end(), lower_case.begin(), [](char x, char y) { return lower(x) == y; });
}

bool contains(std::string_view text, std::string_view lower_case) {
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string_view::npos; ++at)
    if (equal(text.substr(at, lower_case.size()), lower_case)) return true;
  return false;
}

class Changer {
 public:
  explicit Changer(std::string_view text) : text_(text) {}

  void blocks() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      line(begin, text_.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  // Candidates for bare URLs; that some are none does no harm, as nothing but delimiters changes and those between
  // brackets, in targets and in definitions are left alone.
  void urls() {
    if (text_.find_first_of(stand_ins) != std::string_view::npos) return;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t colon = std::min(text_.find("://", at), text_.size());
      const std::size_t www = std::min(text_.find("www.", at), text_.size());
      const std::size_t found = std::min(colon, www);
      if (found == text_.size()) return;
      std::size_t begin = found;
      if (found == colon)
        while (begin > at && lower(text_[begin - 1]) >= 'a' && lower(text_[begin - 1]) <= 'z') --begin;
      std::size_t end = found;
      while (end < text_.size() && std::string_view(" \t\n<").find(text_[end]) == std::string_view::npos) ++end;
      at = std::max(end, found + 1);
      if (!may_be_bare(begin)) continue;
      // What trails a URL is no part of it, and may close emphasis around it.
      std::size_t last = end;
      while (last > found && std::string_view("?!.,:*_~'\");").find(text_[last - 1]) != std::string_view::npos) --last;
      for (std::size_t i = found; i < last; ++i)
        if (const std::size_t which = delimiters.find(text_[i]); which != std::string_view::npos)
          changed()[i] = stand_ins[which];
    }
  }

  std::string take() { return std::move(out_); }

 private:
  std::string& changed() {
    if (out_.empty()) out_ = text_;
    return out_;
  }

  void line(std::size_t begin, std::string_view line) {
    if (in_textarea_) return close_textarea(begin, line);
    // What stands before an element that begins a block may be markers of quotes and items.
    const std::size_t at = line.find_first_not_of(" \t>-+*.)0123456789");
    if (at == std::string_view::npos || line[at] != '<') return;
    const std::size_t name = at + (line.substr(at, 2) == "</" ? 2 : 1);
    const std::size_t end = std::min(line.find_first_of(" \t>/", name), line.size());
    const std::string_view element = line.substr(name, end - name);
    if (name == at + 1 && equal(element, opening.substr(1))) {
      if (at >= 4 && line.substr(at - 4, 4) == "    ") return;
      changed().replace(begin + at, opening.size(), "<script  ");
      in_textarea_ = true;
      return close_textarea(begin, line);
    }
    for (const auto& [missing, known] : names)
      if (equal(element, missing)) changed().replace(begin + name, known.size(), known);
  }

  void close_textarea(std::size_t begin, std::string_view line) {
    for (std::size_t at = 0; (at = line.find('<', at)) != std::string_view::npos; ++at) {
      if (!equal(line.substr(at, closing.size()), closing)) continue;
      changed().replace(begin + at, closing.size(), "xx</script>");
      in_textarea_ = false;
    }
    for (const std::string_view other : {"</script>", "</pre>", "</style>"})
      if (contains(line, other)) in_textarea_ = false;
  }

  bool may_be_bare(std::size_t begin) {
    const std::size_t line = begin == 0 ? 0 : text_.rfind('\n', begin - 1) + 1;
    if (line != line_) {
      line_ = scanned_ = line;
      open_ = 0;
      const std::size_t first = text_.find_first_not_of(" \t>", line);
      definition_ = first < text_.size() && text_[first] == '[';
    }
    for (; scanned_ < begin; ++scanned_) {
      if (text_[scanned_] == '[') ++open_;
      if (text_[scanned_] == ']' && open_ > 0) --open_;
    }
    if (definition_ || open_ > 0) return false;
    std::size_t blank = begin;
    while (blank > line && (text_[blank - 1] == ' ' || text_[blank - 1] == '\t')) --blank;
    if (blank >= line + 2 && text_.substr(blank - 2, 2) == "](") return false;
    if (begin == line) return true;
    const char before = text_[begin - 1];
    return std::string_view("<\"'=").find(before) == std::string_view::npos;
  }

  std::string_view text_;
  std::string out_;
  bool in_textarea_ = false;
  std::size_t line_ = std::string_view::npos, scanned_ = 0;
  int open_ = 0;
  bool definition_ = false;
};

}  // namespace

std::string for_md4c(std::string_view text, bool bare_urls) {
  Changer changer(text);
  if (text.find('<') != std::string_view::npos) changer.blocks();
  if (bare_urls) changer.urls();
  return changer.take();
}

std::string restored(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (const std::size_t which = stand_ins.find(c); which != std::string_view::npos) c = delimiters[which];
  return out;
}

}  // namespace galley::body::commonmark
