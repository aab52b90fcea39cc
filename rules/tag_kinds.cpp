#include "rules/tag_kinds.h"

#include <array>

namespace galley::rules {

using body::Tag;

bool closes_paragraph(Tag tag) {
  static const body::TagSet set = body::set_of(
      {Tag::address, Tag::article, Tag::aside,   Tag::blockquote, Tag::center, Tag::details,   Tag::dialog,
       Tag::dir,     Tag::div,     Tag::dl,      Tag::dt,         Tag::dd,     Tag::fieldset,  Tag::figcaption,
       Tag::figure,  Tag::footer,  Tag::form,    Tag::h1,         Tag::h2,     Tag::h3,        Tag::h4,
       Tag::h5,      Tag::h6,      Tag::header,  Tag::hgroup,     Tag::hr,     Tag::li,        Tag::listing,
       Tag::main,    Tag::menu,    Tag::nav,     Tag::ol,         Tag::p,      Tag::plaintext, Tag::pre,
       Tag::search,  Tag::section, Tag::summary, Tag::table,      Tag::ul,     Tag::xmp});
  return in(set, tag);
}

// Whether an element ends where another begins in it, as an item does at the next item.
bool ends_at(Tag open, Tag next) {
  const bool cell = next == Tag::td || next == Tag::th, term = next == Tag::dt || next == Tag::dd;
  return (next == Tag::li && open == Tag::li) || (term && (open == Tag::dt || open == Tag::dd)) ||
         (next == Tag::option && open == Tag::option) || (cell && (open == Tag::td || open == Tag::th)) ||
         (next == Tag::tr && (open == Tag::tr || open == Tag::td || open == Tag::th)) ||
         (heading_level(next) > 0 && heading_level(open) > 0);
}

bool is_row_part(Tag t) {
  return t == Tag::caption || t == Tag::colgroup || t == Tag::tbody || t == Tag::thead || t == Tag::tfoot ||
         t == Tag::tr || t == Tag::td || t == Tag::th;
}

bool is_barrier(Tag t) {
  return t == Tag::table || t == Tag::td || t == Tag::th || t == Tag::caption || t == Tag::object ||
         t == Tag::template_ || t == Tag::marquee || t == Tag::applet || t == Tag::svg || t == Tag::math;
}

bool keeps_items(Tag tag) {
  static const body::TagSet set = body::set_of(
      {Tag::applet,  Tag::article,   Tag::aside,   Tag::blockquote, Tag::button,   Tag::caption,  Tag::center,
       Tag::details, Tag::dir,       Tag::dl,      Tag::dt,         Tag::dd,       Tag::fieldset, Tag::figcaption,
       Tag::figure,  Tag::footer,    Tag::form,    Tag::h1,         Tag::h2,       Tag::h3,       Tag::h4,
       Tag::h5,      Tag::h6,        Tag::header,  Tag::hgroup,     Tag::iframe,   Tag::li,       Tag::listing,
       Tag::main,    Tag::marquee,   Tag::menu,    Tag::nav,        Tag::noscript, Tag::object,   Tag::ol,
       Tag::pre,     Tag::search,    Tag::section, Tag::select,     Tag::summary,  Tag::table,    Tag::tbody,
       Tag::td,      Tag::template_, Tag::tfoot,   Tag::th,         Tag::thead,    Tag::tr,       Tag::ul,
       Tag::xmp,     Tag::svg,       Tag::math});
  return in(set, tag);
}

bool may_not_nest(Tag t) { return t == Tag::a || t == Tag::button || t == Tag::form || t == Tag::nobr; }

unsigned heading_level(Tag t) {
  constexpr std::array headings{Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6};
  for (unsigned i = 0; i < headings.size(); ++i)
    if (headings[i] == t) return i + 1;
  return 0;
}

bool is_item(Tag t) { return t == Tag::li || t == Tag::dt || t == Tag::dd; }

}  // namespace galley::rules
