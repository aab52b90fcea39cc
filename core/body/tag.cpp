#include "core/body/tag.h"

#include <algorithm>
#include <array>
#include <utility>

namespace galley::body {
namespace {

constexpr std::array<std::string_view, tag_count> names = {
    "",
#define TAG(identifier, name) name,
#include "core/body/tags.def"
#undef TAG
};

// A perfect hash is not worth its code here: names sorted once, found by binary search within one first letter.
struct Index {
  std::array<std::pair<std::string_view, Tag>, tag_count - 1> sorted{};
  std::array<std::uint16_t, 27> first{};  // where each letter begins
  Index() {
    for (std::size_t i = 1; i < tag_count; ++i) sorted[i - 1] = {names[i], static_cast<Tag>(i)};
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t letter = 0; letter <= 26; ++letter) {
      const char c = static_cast<char>('a' + letter);
      first[letter] = static_cast<std::uint16_t>(
          std::find_if(sorted.begin(), sorted.end(), [c](const auto& p) { return p.first[0] >= c; }) - sorted.begin());
    }
  }
};

}  // namespace

std::string_view tag_name(Tag tag) { return names[static_cast<std::size_t>(tag)]; }

Tag tag_of(std::string_view name) {
  static const Index index;
  constexpr std::size_t longest = 14;
  if (name.empty() || name.size() > longest) return Tag::unknown;
  std::array<char, longest> lower{};
  for (std::size_t i = 0; i < name.size(); ++i)
    lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
  if (lower[0] < 'a' || lower[0] > 'z') return Tag::unknown;
  const std::string_view key(lower.data(), name.size());
  const auto letter = static_cast<std::size_t>(lower[0] - 'a');
  for (std::size_t i = index.first[letter]; i < index.first[letter + 1]; ++i)
    if (index.sorted[i].first == key) return index.sorted[i].second;
  return Tag::unknown;
}

bool is_void(Tag tag) {
  static const TagSet set = set_of({Tag::area, Tag::base, Tag::br, Tag::col, Tag::embed, Tag::hr, Tag::img, Tag::input,
                                    Tag::link, Tag::meta, Tag::param, Tag::source, Tag::track, Tag::wbr, Tag::image,
                                    Tag::basefont, Tag::bgsound, Tag::frame, Tag::keygen});
  return in(set, tag);
}

bool has_optional_end(Tag tag) {
  static const TagSet set =
      set_of({Tag::html,    Tag::head,  Tag::body,  Tag::li,    Tag::dt,       Tag::dd,     Tag::p,
              Tag::rt,      Tag::rp,    Tag::rb,    Tag::rtc,   Tag::optgroup, Tag::option, Tag::colgroup,
              Tag::caption, Tag::thead, Tag::tbody, Tag::tfoot, Tag::tr,       Tag::td,     Tag::th});
  return in(set, tag);
}

bool is_formatting(Tag tag) {
  static const TagSet set = set_of({Tag::a, Tag::b, Tag::big, Tag::code, Tag::em, Tag::font, Tag::i, Tag::nobr, Tag::s,
                                    Tag::small, Tag::strike, Tag::strong, Tag::tt, Tag::u});
  return in(set, tag);
}

bool is_raw_text(Tag tag) {
  static const TagSet set = set_of({Tag::script, Tag::style, Tag::textarea, Tag::title, Tag::xmp, Tag::iframe,
                                    Tag::noembed, Tag::noframes, Tag::plaintext});
  return in(set, tag);
}

bool is_block(Tag tag) {
  static const TagSet set = set_of(
      {Tag::html,    Tag::body,     Tag::article,   Tag::section, Tag::nav,      Tag::aside,      Tag::h1,
       Tag::h2,      Tag::h3,       Tag::h4,        Tag::h5,      Tag::h6,       Tag::hgroup,     Tag::header,
       Tag::footer,  Tag::address,  Tag::p,         Tag::hr,      Tag::pre,      Tag::blockquote, Tag::ol,
       Tag::ul,      Tag::li,       Tag::dl,        Tag::dt,      Tag::dd,       Tag::figure,     Tag::figcaption,
       Tag::main,    Tag::div,      Tag::table,     Tag::caption, Tag::colgroup, Tag::col,        Tag::tbody,
       Tag::thead,   Tag::tfoot,    Tag::tr,        Tag::td,      Tag::th,       Tag::form,       Tag::fieldset,
       Tag::legend,  Tag::optgroup, Tag::option,    Tag::details, Tag::summary,  Tag::menu,       Tag::dir,
       Tag::listing, Tag::xmp,      Tag::plaintext, Tag::center,  Tag::frameset, Tag::frame,      Tag::search,
       Tag::dialog,  Tag::multicol});
  return in(set, tag);
}

}  // namespace galley::body
