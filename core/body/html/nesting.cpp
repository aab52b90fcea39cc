#include "core/body/html/nesting.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace galley::body {
namespace {

// What the tree construction does at an element's start tag, of those elements that it does nothing else with.
enum class Role : std::uint8_t {
  unlike,      // something else: the parser must see it
  block,       // closes an open `p`
  heading,     // the same, and a heading right around it
  item,        // the same, and belongs into a list, where nothing else closes it
  term,        // the same of a definition list
  formatting,  // is kept in a list, to be opened again
  inline_,     // opens the formatting again
  void_,       // the same, and has no content
  rule,        // `hr`: a block without content
  raw,         // its content is text
  table,       // a block; its parts have no text of their own, and each belongs into another
  section,     // of a table: `thead`, `tbody`, `tfoot`
  row,
  cell,
};

Role role_of(Tag tag) {
  static const auto roles = [] {
    std::array<Role, tag_count> r{};
    const auto set = [&](Role role, std::initializer_list<Tag> tags) {
      for (const Tag t : tags) r[static_cast<std::size_t>(t)] = role;
    };
    set(Role::block,
        {Tag::address, Tag::article, Tag::aside,      Tag::blockquote, Tag::center,  Tag::details, Tag::dir,  Tag::div,
         Tag::dl,      Tag::figure,  Tag::figcaption, Tag::footer,     Tag::header,  Tag::hgroup,  Tag::main, Tag::menu,
         Tag::nav,     Tag::ol,      Tag::p,          Tag::section,    Tag::summary, Tag::ul,      Tag::pre});
    set(Role::heading, {Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6});
    set(Role::item, {Tag::li});
    set(Role::term, {Tag::dt, Tag::dd});
    set(Role::formatting, {Tag::a, Tag::b, Tag::big, Tag::code, Tag::em, Tag::font, Tag::i, Tag::s, Tag::small,
                           Tag::strike, Tag::strong, Tag::tt, Tag::u});
    set(Role::inline_, {Tag::span, Tag::cite, Tag::q,     Tag::dfn,   Tag::abbr,  Tag::time,   Tag::var,
                        Tag::samp, Tag::kbd,  Tag::sub,   Tag::sup,   Tag::mark,  Tag::bdi,    Tag::bdo,
                        Tag::ins,  Tag::del,  Tag::video, Tag::audio, Tag::label, Tag::acronym});
    set(Role::void_, {Tag::br, Tag::img, Tag::wbr, Tag::embed, Tag::source, Tag::track});
    set(Role::rule, {Tag::hr});
    set(Role::raw, {Tag::iframe, Tag::script, Tag::style});
    set(Role::table, {Tag::table});
    set(Role::section, {Tag::thead, Tag::tbody, Tag::tfoot});
    set(Role::row, {Tag::tr});
    set(Role::cell, {Tag::td, Tag::th});
    return r;
  }();
  return roles[static_cast<std::size_t>(tag)];
}

// Far below what the bounds allow (bounds.h), so that those need no look.
constexpr std::size_t max_open_tags = 100;
constexpr std::size_t max_reopened_tags = 10'000;
// Of more than three alike the parser forgets the first ("Noah's Ark clause", 13.2.4.3).
constexpr std::uint8_t max_alike = 2;

class Nesting {
 public:
  bool start(Tag tag) {
    const Role role = role_of(tag);
    const Tag around = innermost();
    const Role part = role_of(around);
    if (part == Role::table || part == Role::section || part == Role::row) {
      // Nothing else stands in a part of a table than the next smaller part.
      if (static_cast<int>(role) != static_cast<int>(part) + 1) return false;
    } else if (role == Role::section || role == Role::row || role == Role::cell) {
      return false;
    }
    switch (role) {
      case Role::unlike:
        return false;
      case Role::heading:
        if (role_of(around) == Role::heading) return false;
        break;
      case Role::item:
        if (around != Tag::ul && around != Tag::ol) return false;
        break;
      case Role::term:
        if (around != Tag::dl) return false;
        break;
      case Role::formatting: {
        const auto alike = static_cast<std::uint8_t>(
            std::count(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(depth_), tag));
        if (alike >= (tag == Tag::a ? 1 : max_alike)) return false;
        ++formatting_;
        break;
      }
      case Role::void_:
        return true;
      case Role::block:
      case Role::rule:
      case Role::inline_:
      case Role::raw:
      case Role::table:
      case Role::section:
      case Role::row:
      case Role::cell:
        break;
    }
    if (role == Role::block || role == Role::heading || role == Role::item || role == Role::term ||
        role == Role::rule || role == Role::table) {
      if (paragraphs_ > 0) return false;
      reopened_ += formatting_;
      if (reopened_ > max_reopened_tags) return false;
      if (role == Role::rule) return true;
      if (tag == Tag::p) ++paragraphs_;
    }
    if (depth_ == max_open_tags) return false;
    open_[depth_++] = tag;
    return true;
  }

  bool end(Tag tag) {
    if (depth_ == 0 || open_[depth_ - 1] != tag) return false;
    --depth_;
    if (tag == Tag::p) --paragraphs_;
    if (role_of(tag) == Role::formatting) --formatting_;
    return true;
  }

  // Text that is not white space is moved out of the parts of a table.
  bool text() const {
    const Role around = role_of(innermost());
    return around != Role::table && around != Role::section && around != Role::row;
  }

  bool done() const { return depth_ == 0; }

 private:
  Tag innermost() const { return depth_ == 0 ? Tag::unknown : open_[depth_ - 1]; }

  std::array<Tag, max_open_tags> open_{};
  std::size_t depth_ = 0;
  std::size_t paragraphs_ = 0, formatting_ = 0, reopened_ = 0;
};

}  // namespace

bool nests(const Skeleton& skeleton) {
  Nesting nesting;
  for (const Skeleton::Record& r : skeleton.records()) {
    if (r.kind == Skeleton::Record::Kind::text && !nesting.text()) return false;
    if (r.kind != Skeleton::Record::Kind::tag) continue;
    if (!(r.end_tag ? nesting.end(r.tag) : nesting.start(r.tag))) return false;
  }
  return nesting.done();
}

}  // namespace galley::body
