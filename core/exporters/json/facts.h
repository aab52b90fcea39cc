// What JSON exports tell of a post's content beyond its text: headings, links and images with their places, and counts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/content/model.h"
#include "core/text/span.h"

namespace galley::exporters {

struct HeadingFact {
  int level;
  std::string text;
  std::string id;
  Span place;
};

/// Where a link leads, by its form alone.
enum class LinkKind : std::uint8_t {
  external,  // another host
  internal,  // a path
  anchor,    // `#…` in the same post
  mail,
  other,  // another scheme
};
std::string_view to_string(LinkKind kind);
LinkKind link_kind(std::string_view url);

struct LinkFact {
  std::string url;
  std::string text;
  std::string title;
  LinkKind kind;
  Span place;
};

struct ImageFact {
  std::string url;
  std::string alt;
  std::string title;
  LinkKind kind;
  Span place;
};

/// `removed`: elements that were left out of the content, by node; their text is not told.
std::vector<HeadingFact> headings(const content::Content& content, const body::Document& document,
                                  const std::vector<bool>& removed);
std::vector<LinkFact> links(const content::Content& content, const body::Document& document,
                            const std::vector<bool>& removed);
std::vector<ImageFact> images(const content::Content& content, const body::Document& document);

struct TextCounts {
  std::uint64_t characters = 0;  // code points that are not white space
  std::uint64_t words = 0;  // each CJK letter is one; else a stretch without white space that holds a letter or digit
};
TextCounts count_text(std::string_view text);

}  // namespace galley::exporters
