#include "cli/cache/facts_record.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>

namespace galley::cli {
namespace {

// What a record begins with. The lists follow in the order of their counts, and then the texts: all lie as they do in
// memory (what differs between machines is in the cache's key), so that reading is looking.
struct Head {
  std::int64_t seconds = 0;
  std::uint64_t sketch_hash = 0;
  std::uint32_t characters = 0, texts = 0;
  std::array<Span, 7> spans{};
  std::array<std::uint32_t, 6> counts{};
  std::array<std::uint8_t, content::Sketch::places> minima{};
  std::uint8_t role = 0, dated = 0, written = 0, unpublished = 0, speaks = 0, has_front_matter = 0, shows_others = 0,
               hidden = 0;
};
static_assert(std::has_unique_object_representations_v<Head>);

template <typename Fact>
void append(std::string& out, std::span<const Fact> list) {
  out.append(reinterpret_cast<const char*>(list.data()), list.size_bytes());
}

// A byte that is to be a truth or a small number, before anything takes it for one.
std::uint8_t byte_of(const void* fact, std::size_t offset) { return static_cast<const std::uint8_t*>(fact)[offset]; }

class Reader {
 public:
  Reader(std::string_view bytes, std::uint64_t post_size) : bytes_(bytes), post_size_(post_size) {}

  std::optional<site::PostFacts> read() {
    const bool aligned = reinterpret_cast<std::uintptr_t>(bytes_.data()) % alignof(std::uint32_t) == 0;
    Head head;
    if (!aligned || bytes_.size() < sizeof(head)) return std::nullopt;
    std::memcpy(&head, bytes_.data(), sizeof(head));
    bytes_.remove_prefix(sizeof(head));
    texts_size_ = head.texts;
    site::PostFacts f;
    take(head.counts[0], f.links);
    take(head.counts[1], f.anchors);
    take(head.counts[2], f.redirects);
    take(head.counts[3], f.sources);
    take(head.counts[4], f.terms);
    take(head.counts[5], f.tags);
    if (!ok_ || bytes_.size() != head.texts || head.role > static_cast<std::uint8_t>(post::Role::lone_file))
      return std::nullopt;
    f.texts = bytes_;
    f.role = static_cast<post::Role>(head.role);
    f.url = text(head.spans[0]);
    f.file = text(head.spans[1]);
    f.url_at = place(head.spans[2]);
    f.title = text(head.spans[3]);
    f.title_at = place(head.spans[4]);
    f.layout = text(head.spans[5]);
    f.layout_at = place(head.spans[6]);
    if (head.dated != 0) f.seconds = head.seconds;
    f.written = head.written != 0;
    f.unpublished = head.unpublished != 0;
    f.speaks = head.speaks != 0;
    f.has_front_matter = head.has_front_matter != 0;
    f.shows_others = head.shows_others != 0;
    f.hidden = head.hidden != 0;
    f.sketch = {head.sketch_hash, head.characters, head.minima};
    for (const site::LinkFact& link : f.links) {
      ok_ = ok_ &&
            byte_of(&link, offsetof(site::LinkFact, kind)) <= static_cast<std::uint8_t>(post::Link::Kind::base) &&
            byte_of(&link, offsetof(site::LinkFact, has_liquid)) <= 1;
      text(link.text), place(link.at);
    }
    for (const auto& words : {f.anchors, f.redirects, f.sources})
      for (const site::WordFact& word : words) text(word.text), place(word.at);
    for (const site::TermFact& term : f.terms) {
      ok_ = ok_ && byte_of(&term, offsetof(site::TermFact, category)) <= 1;
      text(term.text), place(term.at);
    }
    for (const site::TagFact& tag : f.tags) text(tag.name), text(tag.markup), place(tag.at);
    if (!ok_) return std::nullopt;
    return f;
  }

 private:
  Span within(Span s, std::uint64_t size) {
    ok_ = ok_ && s.begin <= s.end && s.end <= size;
    return s;
  }
  Span text(Span s) { return within(s, texts_size_); }
  Span place(Span s) { return within(s, post_size_); }
  template <typename Fact>
  void take(std::uint32_t count, std::span<const Fact>& list) {
    ok_ = ok_ && count <= bytes_.size() / sizeof(Fact);
    if (!ok_) return;
    list = {reinterpret_cast<const Fact*>(bytes_.data()), count};
    bytes_.remove_prefix(list.size_bytes());
  }

  std::string_view bytes_;
  std::uint64_t post_size_;
  std::uint64_t texts_size_ = 0;
  bool ok_ = true;
};

}  // namespace

void append_facts(std::string& out, const site::PostFacts& f) {
  Head head;
  head.seconds = f.seconds.value_or(0);
  head.sketch_hash = f.sketch.hash;
  head.characters = f.sketch.characters;
  head.texts = static_cast<std::uint32_t>(f.texts.size());
  head.spans = {f.url, f.file, f.url_at, f.title, f.title_at, f.layout, f.layout_at};
  const std::array<std::size_t, 6> counts{f.links.size(),   f.anchors.size(), f.redirects.size(),
                                          f.sources.size(), f.terms.size(),   f.tags.size()};
  for (std::size_t i = 0; i < counts.size(); ++i) head.counts[i] = static_cast<std::uint32_t>(counts[i]);
  head.minima = f.sketch.minima;
  head.role = static_cast<std::uint8_t>(f.role);
  const auto flag = [](bool b) { return static_cast<std::uint8_t>(b ? 1 : 0); };
  head.dated = flag(f.seconds.has_value());
  head.written = flag(f.written);
  head.unpublished = flag(f.unpublished);
  head.speaks = flag(f.speaks);
  head.has_front_matter = flag(f.has_front_matter);
  head.shows_others = flag(f.shows_others);
  head.hidden = flag(f.hidden);
  out.append(reinterpret_cast<const char*>(&head), sizeof(head));
  append(out, f.links);
  append(out, f.anchors);
  append(out, f.redirects);
  append(out, f.sources);
  append(out, f.terms);
  append(out, f.tags);
  out += f.texts;
}

std::optional<site::PostFacts> facts_in(std::string_view bytes, std::uint64_t post_size) {
  return Reader(bytes, post_size).read();
}

}  // namespace galley::cli
