#include "core/body/html/bounds.h"

#include <algorithm>
#include <vector>

#include "core/body/html/html.h"
#include "core/body/html/tokens.h"

namespace galley::body {
namespace {

// Nodes that reopening unclosed formatting in each new block may add before the text is cut.
constexpr std::uint32_t max_reopened = 100'000;

std::uint32_t name_hash(std::string_view text) {
  std::uint32_t h = 2166136261u;
  for (char c : text) h = (h ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 16777619u;
  return h;
}

bool is_table_part(Tag t) {
  return t == Tag::table || t == Tag::caption || t == Tag::colgroup || t == Tag::tbody || t == Tag::thead ||
         t == Tag::tfoot || t == Tag::tr || t == Tag::td || t == Tag::th;
}

bool is_scope_end(Tag t) {
  return t == Tag::table || t == Tag::td || t == Tag::th || t == Tag::caption || t == Tag::object ||
         t == Tag::marquee || t == Tag::applet || t == Tag::template_ || t == Tag::foreignobject;
}

struct Open {
  Tag tag;
  std::uint32_t hash;
};

class Stack {
 public:
  std::size_t depth() const { return open_.size(); }
  std::size_t formatting() const { return formatting_.size(); }

  void start(Tag tag, std::uint32_t hash, std::uint32_t tag_hash) {
    close_implied(tag);
    open_.push_back({tag, hash});
    if (!is_formatting(tag)) return;
    // Three alike are kept at the most (13.2.4.3, "Noah's Ark clause").
    if (std::count(formatting_.begin() +
                       static_cast<std::ptrdiff_t>(formatting_.size() - std::min<std::size_t>(formatting_.size(), 64)),
                   formatting_.end(), std::pair(tag, tag_hash)) < 3)
      formatting_.emplace_back(tag, tag_hash);
  }

  void end(Tag tag, std::uint32_t hash) {
    if (is_formatting(tag)) {
      const auto f =
          std::find_if(formatting_.rbegin(), formatting_.rend(), [&](const auto& e) { return e.first == tag; });
      if (f != formatting_.rend()) formatting_.erase(std::next(f).base());
    }
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Open& o = open_[i];
      if (o.tag == tag && o.hash == hash) {
        if (is_formatting(tag))
          open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
        else
          open_.resize(i);
        return;
      }
      const bool stops = is_table_part(tag)                    ? o.tag == Tag::table
                         : is_block(tag) || is_formatting(tag) ? is_scope_end(o.tag)
                                                               : is_block(o.tag);
      if (stops) return;
    }
  }

 private:
  void close_implied(Tag tag) {
    if (tag == Tag::li || tag == Tag::dt || tag == Tag::dd || tag == Tag::option || is_table_part(tag)) {
      pop_alike(tag);
      return;
    }
    if (!is_block(tag)) return;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].tag == Tag::p) {
        open_.resize(i);
        return;
      }
      if (is_block(open_[i].tag) || is_scope_end(open_[i].tag)) return;
    }
  }

  // `<li>` closes an open `<li>` unless a list began since; a cell, row or section closes all up to its row, section or
  // table.
  void pop_alike(Tag tag) {
    if (tag == Tag::table) return;
    const bool item = tag == Tag::dt || tag == Tag::dd;
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Tag o = open_[i].tag;
      if (is_table_part(tag)) {
        const bool section = o == Tag::tbody || o == Tag::thead || o == Tag::tfoot;
        const bool cell = tag == Tag::td || tag == Tag::th;
        if (o == Tag::table || (cell && o == Tag::tr) || ((cell || tag == Tag::tr) && section)) {
          open_.resize(i + 1);
          return;
        }
        continue;
      }
      if (o == tag || (item && (o == Tag::dt || o == Tag::dd))) {
        open_.resize(i);
        return;
      }
      if (is_scope_end(o) || o == Tag::ul || o == Tag::ol || o == Tag::dl) return;
    }
  }

  std::vector<Open> open_;
  std::vector<std::pair<Tag, std::uint32_t>> formatting_;
};

// Whether a text is too small to meet any bound: fewer tags than could nest or reopen too deep, and fewer separators
// than a thousand attributes need. It is true of nearly every post, and costs one vectorised pass.
bool surely_within(std::string_view html) {
  std::size_t tags = 0, separators = 0;
  for (const char c : html) {
    tags += c == '<';
    separators += (c == ' ') | (c == '=') | (c == '/') | (c == '\n') | (c == '\t') | (c == '\r') | (c == '\f');
  }
  return tags <= tags_within_bounds && separators < max_attributes;
}

}  // namespace

std::optional<Cut> find_cut(std::string_view html) {
  if (surely_within(html)) return std::nullopt;
  Tokens tokens(html);
  Token t;
  Stack stack;
  std::uint64_t reopened = 0;
  while (tokens.next(t)) {
    if (t.kind == Token::Kind::start_tag) {
      if (tokens.attributes().size() > max_attributes) return Cut{Cut::Bound::attributes, t.whole.begin};
      if (is_void(t.tag)) continue;
      stack.start(t.tag, t.tag == Tag::unknown ? name_hash(slice(html, t.name)) : 0,
                  is_formatting(t.tag) ? name_hash(slice(html, t.whole)) : 0);
      if (is_block(t.tag)) reopened += stack.formatting();
      if (stack.depth() > max_open_elements) return Cut{Cut::Bound::depth, t.whole.begin};
      if (stack.formatting() > max_open_formatting || reopened > max_reopened)
        return Cut{Cut::Bound::formatting, t.whole.begin};
    } else if (t.kind == Token::Kind::end_tag) {
      stack.end(t.tag, t.tag == Tag::unknown ? name_hash(slice(html, t.name)) : 0);
    }
  }
  return std::nullopt;
}

}  // namespace galley::body
