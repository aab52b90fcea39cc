#include "cli/cache/facts_record.h"

#include "cli/cache/wire.h"

namespace galley::cli {
namespace {

class Writer {
 public:
  explicit Writer(std::string& out) : w_(out) {}
  void facts(const site::PostFacts& f) {
    w_.number(static_cast<std::uint8_t>(f.role));
    w_.text(f.texts);
    for (const Span s : {f.url, f.file, f.url_at, f.title, f.title_at, f.layout, f.layout_at}) span(s);
    flag(f.seconds.has_value());
    w_.number(f.seconds.value_or(0));
    for (const bool b : {f.written, f.unpublished, f.speaks, f.has_front_matter, f.shows_others}) flag(b);
    count(f.links.size());
    for (const site::LinkFact& link : f.links) {
      span(link.text);
      span(link.at);
      w_.number(static_cast<std::uint8_t>(link.kind));
      flag(link.has_liquid);
    }
    for (const auto* words : {&f.anchors, &f.redirects, &f.sources}) {
      count(words->size());
      for (const site::WordFact& word : *words) {
        span(word.text);
        span(word.at);
      }
    }
    count(f.terms.size());
    for (const site::TermFact& term : f.terms) {
      span(term.text);
      span(term.at);
      flag(term.category);
    }
    count(f.tags.size());
    for (const site::TagFact& tag : f.tags)
      for (const Span s : {tag.name, tag.markup, tag.at}) span(s);
    w_.number(f.sketch.hash);
    w_.number(f.sketch.characters);
    w_.text({reinterpret_cast<const char*>(f.sketch.minima.data()), f.sketch.minima.size()});
  }

 private:
  void span(Span s) {
    w_.number(s.begin);
    w_.number(s.end);
  }
  void flag(bool b) { w_.number(static_cast<std::uint8_t>(b ? 1 : 0)); }
  void count(std::size_t n) { w_.number(static_cast<std::uint32_t>(n)); }
  WireWriter w_;
};

class Reader {
 public:
  Reader(std::string_view bytes, std::uint64_t post_size) : r_(bytes), post_size_(post_size) {}

  std::optional<site::PostFacts> read() {
    site::PostFacts f;
    const auto role = r_.number<std::uint8_t>();
    ok_ = role <= static_cast<std::uint8_t>(post::Role::lone_file);
    f.role = static_cast<post::Role>(role);
    f.texts = r_.text();
    texts_size_ = f.texts.size();
    f.url = text();
    f.file = text();
    f.url_at = place();
    f.title = text();
    f.title_at = place();
    f.layout = text();
    f.layout_at = place();
    const bool dated = flag();
    const auto seconds = r_.number<std::int64_t>();
    if (dated) f.seconds = seconds;
    f.written = flag();
    f.unpublished = flag();
    f.speaks = flag();
    f.has_front_matter = flag();
    f.shows_others = flag();
    list(f.links, [&] {
      site::LinkFact link{text(), place()};
      const auto kind = r_.number<std::uint8_t>();
      ok_ = ok_ && kind <= static_cast<std::uint8_t>(post::Link::Kind::base);
      link.kind = static_cast<post::Link::Kind>(kind);
      link.has_liquid = flag();
      return link;
    });
    for (auto* words : {&f.anchors, &f.redirects, &f.sources}) {
      list(*words, [&] {
        const Span word = text();
        return site::WordFact{word, place()};
      });
    }
    list(f.terms, [&] {
      site::TermFact term{text(), place()};
      term.category = flag();
      return term;
    });
    list(f.tags, [&] {
      const Span name = text(), markup = text();
      return site::TagFact{name, markup, place()};
    });
    f.sketch.hash = r_.number<std::uint64_t>();
    f.sketch.characters = r_.number<std::uint32_t>();
    const std::string_view minima = r_.text();
    if (minima.size() != f.sketch.minima.size()) return std::nullopt;
    std::copy(minima.begin(), minima.end(), f.sketch.minima.begin());
    if (!ok_ || !r_.ok() || !r_.at_end()) return std::nullopt;
    return f;
  }

 private:
  Span within(std::uint64_t size) {
    const auto begin = r_.number<std::uint32_t>();
    const auto end = r_.number<std::uint32_t>();
    ok_ = ok_ && begin <= end && end <= size;
    return ok_ ? Span{begin, end} : Span{};
  }
  Span text() { return within(texts_size_); }
  Span place() { return within(post_size_); }
  bool flag() { return r_.number<std::uint8_t>() != 0; }
  template <typename Fact, typename Read>
  void list(std::vector<Fact>& out, Read read) {
    const auto n = r_.number<std::uint32_t>();
    // Not more room than the bytes can be about.
    if (n <= texts_size_ + post_size_) out.reserve(n);
    for (std::uint32_t i = 0; i < n && ok_ && r_.ok(); ++i) out.push_back(read());
  }

  WireReader r_;
  std::uint64_t post_size_;
  std::uint64_t texts_size_ = 0;
  bool ok_ = true;
};

}  // namespace

std::string encode_facts(const site::PostFacts& facts) {
  std::string out;
  Writer(out).facts(facts);
  return out;
}

std::optional<site::PostFacts> decode_facts(std::string_view bytes, std::uint64_t post_size) {
  return Reader(bytes, post_size).read();
}

}  // namespace galley::cli
