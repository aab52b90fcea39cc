// What the rules over a whole archive need to know of one post, small enough to be held for every post of a site at
// once: where it is published, what it links to and defines, its terms, its date, and a sketch of its text. Gathered
// from the post that is at hand anyway, and kept by `galley lint` between runs. Spans named `…_at` and `at` are places
// in the post; those named `text` and the like are slices of `texts`, which holds all words of the record. What has no
// fixed size lies in one stretch of memory, so that a post costs one allocation, or none where a cache holds it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/content/sketch.h"
#include "core/post/links.h"
#include "core/post/post.h"
#include "core/site/site_config.h"
#include "core/text/span.h"

namespace galley::site {

/// A link whose target may be in the site: relative, or to the site's own host (`url`), or with Liquid in it.
struct LinkFact {
  Span text;  // as its attribute says it, references decoded, Liquid as written
  Span at;    // the URL's place
  post::Link::Kind kind = post::Link::Kind::hyperlink;
  bool has_liquid = false;
  std::uint16_t unused = 0;  // no bytes without a value: these records are kept as they are
  friend bool operator==(const LinkFact&, const LinkFact&) = default;
};

/// A tag or category as Jekyll reads it.
struct TermFact {
  Span text;
  Span at;
  bool category = false;  // else a tag
  std::array<std::uint8_t, 3> unused{};
  friend bool operator==(const TermFact&, const TermFact&) = default;
};

/// A word with its place: a target of `redirect_from`, an anchor, a source.
struct WordFact {
  Span text;
  Span at;
  friend bool operator==(const WordFact&, const WordFact&) = default;
};

/// A Liquid tag that asks the site for something, or that only a plugin knows.
struct TagFact {
  Span name;    // `post_url`, `include`, `gist`
  Span markup;  // what follows
  Span at;      // the whole tag
  friend bool operator==(const TagFact&, const TagFact&) = default;
};

/// What of a post's facts has no fixed size, while it is gathered.
struct FactLists {
  std::string texts;
  std::vector<LinkFact> links;
  std::vector<WordFact> anchors, redirects, sources;
  std::vector<TermFact> terms;
  std::vector<TagFact> tags;
};

struct PostFacts {
  std::string path;  // as the run names the post; not part of what is kept
  post::Role role = post::Role::post;

  std::string_view texts;  // see above
  std::string_view text(Span slice_of_texts) const { return slice(texts, slice_of_texts); }

  Span url;                // where it is published, percent-encoded, from the site's root; empty where it is not
  Span file;               // where that is written, below the destination
  bool written = false;    // Jekyll writes it, unless `seconds` lie in the future
  Span url_at;             // the value of `permalink`; empty where there is none
  Span title, title_at;    // empty where the front matter has none
  Span layout, layout_at;  // the same
  std::optional<std::int64_t> seconds;  // its date, since 1970
  bool unpublished = false;             // `published: false`
  bool speaks = false;                  // it has words that silence findings
  bool has_front_matter = false;        // Jekyll renders it
  bool hidden = false;                  // `hidden: true`: paginators leave it out

  std::span<const LinkFact> links;      // in document order
  std::span<const WordFact> anchors;    // `id` of any element and `name` of `a`, in document order
  std::span<const WordFact> redirects;  // `redirect_from`
  std::span<const WordFact> sources;    // links that a pattern of AR005 names
  std::span<const TermFact> terms;
  std::span<const TagFact> tags;  // in the post's order
  bool shows_others = false;      // it prints what other files say: their content, data, or what a plugin makes of it

  content::Sketch sketch;  // of the body's text

  /// Takes a copy of the lists, in memory that copies of the facts share.
  void hold(const FactLists& lists);

 private:
  std::shared_ptr<const std::byte[]> memory_;  // null where somebody else owns it, for longer
};

/// What gathering depends on besides the post and its site.
struct GatherOptions {
  std::vector<std::string> source_patterns;  // globs: links that name where a post was taken from
};

/// `config` is the site's, or the default one for a post that belongs to none.
/// `below`: the post's path below the site's folder; empty where it belongs to none.
PostFacts gather_facts(const post::Post& post, const SiteConfig& config, std::string_view below,
                       const GatherOptions& options = {});

/// The tags of Liquid and Jekyll that ask for nothing.
bool is_plain_tag(std::string_view name);

}  // namespace galley::site
