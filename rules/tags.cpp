#include "rules/tags.h"

#include "core/text/ascii.h"
#include "rules/markup/markup.h"
#include "rules/sound_tags.h"

#include <algorithm>
#include <optional>
#include <string>

namespace galley::rules {
namespace {

using body::Note;
using body::Token;
using body::Tokens;

using ascii::is_letter;
using ascii::lower;
constexpr bool ends_name(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/' || c == '>';
}

using ascii::lowered;

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

// The name of the tag that `text` begins with, or nothing.
std::string_view tag_name_at(std::string_view text) {
  std::size_t i = text.starts_with("</") ? 2 : 1;
  const std::size_t begin = i;
  if (text.size() <= i || text[0] != '<' || !is_letter(text[i])) return {};
  while (i < text.size() && !ends_name(text[i])) ++i;
  return text.substr(begin, i - begin);
}

// Liquid in which the author wrote alternatives: only the first is what a reader of the whole sees in sequence.
std::vector<Span> alternatives(const post::Post& post) {
  std::vector<Span> spans;
  std::vector<std::optional<std::uint32_t>> open;  // by open condition: where its second branch began
  for (const body::LiquidToken& t : post.prepared.tokens) {
    if (t.kind != body::LiquidToken::Kind::tag) continue;
    const std::string_view name = post.source->text(t.name);
    if (name == "if" || name == "unless" || name == "case" || name == "for") {
      open.push_back(std::nullopt);
      // What stands between `case` and its first `when` is never shown; the first `when` begins no alternative.
    } else if ((name == "else" || name == "elsif" || name == "when") && !open.empty()) {
      if (name == "when" && !open.back())
        open.back() = 0;
      else if (!open.back() || *open.back() == 0)
        open.back() = t.whole.end;
    } else if ((name == "endif" || name == "endunless" || name == "endcase" || name == "endfor") && !open.empty()) {
      if (open.back() && *open.back() != 0) spans.push_back({*open.back(), t.whole.begin});
      open.pop_back();
    }
  }
  std::sort(spans.begin(), spans.end());
  std::vector<Span> joined;  // conditions stand within each other
  for (const Span s : spans) {
    if (!joined.empty() && s.begin <= joined.back().end)
      joined.back().end = std::max(joined.back().end, s.end);
    else
      joined.push_back(s);
  }
  return joined;
}

class SourceTagReader {
 public:
  explicit SourceTagReader(const post::Post& post)
      : post_(post),
        bytes_(post.source->bytes()),
        html_(post.document.html()),
        // What was cut for a bound is no part of the tree either.
        text_(post.document.cut() ? html_.text().substr(0, post.document.cut()->at) : html_.text()),
        tokens_(text_) {}

  SourceTags run() {
    if (text_.find('<') != std::string_view::npos) made();
    literals();
    branches();
    return std::move(out_);
  }

 private:
  void made() {
    Token t;
    while (tokens_.next(t)) {
      if (t.kind == Token::Kind::start_tag || t.kind == Token::Kind::end_tag)
        tag(t);
      else
        comment(t);
    }
  }

  // The segment that holds `at`, which only grows.
  const Segment& segment(std::uint32_t at) {
    const auto& all = html_.segments();
    while (segment_ + 1 < all.size() && all[segment_ + 1].begin <= at) ++segment_;
    return all[segment_];
  }
  std::uint32_t segment_end() const {
    const auto& all = html_.segments();
    return segment_ + 1 < all.size() ? all[segment_ + 1].begin : static_cast<std::uint32_t>(text_.size());
  }

  void tag(const Token& t) {
    const Segment& s = segment(t.whole.begin);
    SourceTag made;
    made.end = t.kind == Token::Kind::end_tag;
    made.self_closing = t.self_closing;
    made.tag = t.tag;
    made.name = slice(text_, t.name);
    made.made = t.whole;
    const auto index = static_cast<std::uint32_t>(out_.tags.size());
    if (s.origin == Origin::copied && t.whole.end <= segment_end()) {
      const std::uint32_t shift = s.source.begin - s.begin;  // wraps where the HTML is longer than the post
      made.at = {t.whole.begin + shift, t.whole.end + shift};
      out_.tags.push_back(made);
      details(index, tokens_, [shift](Span at) { return Span{at.begin + shift, at.end + shift}; });
      return;
    }
    made.at = html_.source_cover(t.whole);
    const bool opened = s.origin == Origin::copied || s.origin == Origin::rewritten;
    const std::string_view source = slice(bytes_, made.at);
    made.written = opened && same(tag_name_at(source), made.name) && source.starts_with("</") == made.end;
    out_.tags.push_back(made);
    if (made.written) elsewhere(index, t);
  }

  // A tag that was not copied in one piece: with Liquid in it, over the lines of a quote, or spelled anew by the
  // reader.
  void elsewhere(std::uint32_t index, const Token& t) {
    const auto& all = html_.segments();
    bool as_it_stands = true;
    for (std::size_t i = segment_; i < all.size() && all[i].begin < t.whole.end; ++i)
      as_it_stands = as_it_stands && (all[i].origin == Origin::copied || all[i].origin == Origin::opaque);
    if (as_it_stands) {
      details(index, tokens_, [this](Span at) { return html_.source_cover(at); });
      return;
    }
    const Span at = out_.tags[index].at;
    const std::string source = without_liquid(at);
    Tokens again(source);
    Token token;
    if (!again.next(token) || token.whole.begin != 0) return;
    details(index, again, [at](Span in) { return Span{in.begin + at.begin, in.end + at.begin}; });
  }

  // The post's bytes with Liquid blotted out, so that quotes in it do not end attributes.
  std::string without_liquid(Span at) const {
    std::string source(slice(bytes_, at));
    const auto& tokens = post_.prepared.tokens;
    auto i = std::lower_bound(tokens.begin(), tokens.end(), at.begin,
                              [](const body::LiquidToken& t, std::uint32_t begin) { return t.whole.end <= begin; });
    for (; i != tokens.end() && i->whole.begin < at.end; ++i) {
      const std::uint32_t from = std::max(i->whole.begin, at.begin), to = std::min(i->whole.end, at.end);
      std::fill(source.begin() + (from - at.begin), source.begin() + (to - at.begin), i->prints ? 'x' : ' ');
    }
    return source;
  }

  template <typename Place>
  void details(std::uint32_t index, const Tokens& tokens, Place place) {
    const SourceTag& tag = out_.tags[index];
    auto a = tokens.attributes().begin();
    for (const body::TokenError& e : tokens.errors()) {
      while (a != tokens.attributes().end() && whole(*a).end < e.at.end) ++a;  // both are in the text's order
      const bool inside = a != tokens.attributes().end() && whole(*a).begin <= e.at.begin;
      TagError error{index, e.kind, place(inside ? whole(*a) : e.at), place(e.at), false};
      // Only the first error of a tag tells what is wrong.
      if (&e == &tokens.errors().front()) {
        for (auto b = tokens.attributes().begin(); b != tokens.attributes().end() && b->name.begin < e.at.end; ++b) {
          if (b->quote == 0 || !runs_on(post_.source->text(place(b->value)))) continue;
          error.unbalanced = true;
          const std::size_t shown = post_.source->text(place(b->value)).find('>');
          error.at = place({b->name.begin, b->value.begin + static_cast<std::uint32_t>(shown)});
          break;
        }
      }
      out_.errors.push_back(error);
    }
    if (tag.end || tokens.attributes().size() < 2) return;
    const auto name_of = [&](const body::AttributeToken& attribute) {
      // Tokens read either the document's HTML or a copy of the post's bytes; either way the post has the name.
      return post_.source->text(place(attribute.name));
    };
    const auto& attributes = tokens.attributes();
    if (attributes.size() <= 24) {
      for (std::size_t i = 1; i < attributes.size(); ++i)
        for (std::size_t j = i; j-- > 0;)
          if (attributes[i].name.size() == attributes[j].name.size() &&
              same(name_of(attributes[i]), name_of(attributes[j]))) {
            duplicate(index, lowered(name_of(attributes[i])), place(whole(attributes[j])), place(whole(attributes[i])));
            break;
          }
      return;
    }
    std::vector<std::pair<std::string, std::size_t>> names;
    for (std::size_t i = 0; i < attributes.size(); ++i) names.emplace_back(lowered(name_of(attributes[i])), i);
    std::sort(names.begin(), names.end());
    for (std::size_t i = 1; i < names.size(); ++i)
      if (names[i].first == names[i - 1].first)
        duplicate(index, names[i].first, place(whole(attributes[names[i - 1].second])),
                  place(whole(attributes[names[i].second])));
  }

  static bool runs_on(std::string_view value) {
    const std::size_t close = value.find('>');
    return close != std::string_view::npos && value.find('<', close) != std::string_view::npos;
  }

  void duplicate(std::uint32_t index, std::string name, Span first, Span second) {
    // What Liquid decides on may be one or the other.
    if (name.empty() || has_liquid_control(post_, cover(first, second))) return;
    out_.duplicates.push_back({index, std::move(name), first, second});
  }

  static Span whole(const body::AttributeToken& a) {
    return {a.name.begin, a.has_value ? std::max(a.value.end + (a.quote != 0 ? 1 : 0), a.name.end) : a.name.end};
  }

  void comment(const Token& t) {
    const Segment& s = segment(t.whole.begin);
    if (s.origin == Origin::generated || s.origin == Origin::opaque) return;
    SourceComment c;
    c.kind = t.kind;
    c.complete = t.complete;
    c.at = html_.source_cover(t.whole);
    c.text = slice(text_, t.name);
    for (const body::TokenError& e : tokens_.errors()) c.errors.emplace_back(e.kind, html_.source_cover(e.at));
    out_.comments.push_back(std::move(c));
  }

  // What a Markdown reader prints literally or lets swallow what follows.
  void literals() {
    const std::size_t made = out_.tags.size();
    std::vector<std::pair<std::uint32_t, std::size_t>> by_place;  // of start tags
    for (const Note& n : post_.notes) {
      if (n.kind == Note::Kind::swallowing_element) {
        if (by_place.empty())
          for (std::size_t i = 0; i < made; ++i) by_place.emplace_back(out_.tags[i].at.begin, i);
        if (!std::is_sorted(by_place.begin(), by_place.end())) std::sort(by_place.begin(), by_place.end());
        const auto found = std::lower_bound(by_place.begin(), by_place.end(), std::pair(n.at.begin, std::size_t{0}));
        for (auto i = found; i != by_place.end() && i->first == n.at.begin; ++i)
          if (!out_.tags[i->second].end) out_.tags[i->second].swallows = true;
      } else if (n.kind == Note::Kind::literal_tag || n.kind == Note::Kind::ignored_end_tag) {
        literal(n);
      }
    }
    printed_by_commonmark();
    if (out_.tags.size() == made) return;
    std::stable_sort(out_.tags.begin(), out_.tags.end(),
                     [](const SourceTag& a, const SourceTag& b) { return a.made.begin < b.made.begin; });
    // Errors and duplicates speak of tags by index.
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < out_.tags.size(); ++i)
      if (!out_.tags[i].made.empty()) order.push_back(i);
    for (TagError& e : out_.errors) e.tag = order[e.tag];
    for (DuplicateAttribute& d : out_.duplicates) d.tag = order[d.tag];
  }

  // CommonMark takes for a tag only what its own grammar of attributes does, and prints the rest.
  void printed_by_commonmark() {
    using post::Renderer;
    if (post_.renderer != Renderer::commonmark && post_.renderer != Renderer::gfm) return;
    std::vector<Doubtful> found;
    for (std::size_t at = 0; (at = text_.find("&lt;", at)) != std::string_view::npos; ++at) {
      const auto made = static_cast<std::uint32_t>(at);
      const Segment& s = html_.segment_at(made);
      if (s.origin == Origin::rewritten && s.begin == made && s.source.size() == 1 &&
          !(s.source.begin > 0 && bytes_[s.source.begin - 1] == '\\') &&
          !tag_name_at(bytes_.substr(s.source.begin, 40)).empty())
        found.push_back({made, true, false, nullptr});
    }
    keep_in_text(post_.document, found);
    for (const Doubtful& d : found) {
      const std::uint32_t at = html_.source_offset(d.made);
      Tokens tokens(bytes_.substr(at, 2000));
      Token token;
      if (d.in_attribute || !tokens.next(token) || token.whole.begin != 0 || !token.complete) continue;
      // `a <b and c> d` is prose: what is meant as a tag gives an attribute its value.
      if (bytes_.substr(at, token.whole.end).find('=') == std::string_view::npos) continue;
      if (bytes_.substr(at, token.whole.end).find("\n\n") != std::string_view::npos) continue;
      Note note{};
      note.kind = Note::Kind::literal_tag;
      note.at = {at, at + token.whole.end};
      literal(note);
    }
  }

  void literal(const Note& n) {
    const std::string_view source = slice(bytes_, n.at);
    SourceTag tag;
    tag.name = tag_name_at(source);
    // A `<` before a word is prose as often as not.
    if (tag.name.empty() || !source.ends_with('>')) return;
    tag.end = source.starts_with("</");
    if (!tag.end && body::tag_of(tag.name) == body::Tag::unknown) return;
    tag.literal = n.kind == Note::Kind::literal_tag;
    tag.self_closing = source.ends_with("/>");
    tag.tag = body::tag_of(tag.name);
    tag.at = n.at;
    const std::uint32_t at = made_place(n.at.begin);
    tag.made = {at, at};
    out_.tags.push_back(tag);
  }

  // Where in the HTML the post's byte `at` came to stand, or the place of what comes after it.
  std::uint32_t made_place(std::uint32_t at) {
    if (by_source_.empty()) {
      for (const Segment& s : html_.segments())
        if (s.origin != Origin::generated) by_source_.push_back(s);
      std::stable_sort(by_source_.begin(), by_source_.end(),
                       [](const Segment& a, const Segment& b) { return a.source.begin < b.source.begin; });
    }
    const auto after = std::upper_bound(by_source_.begin(), by_source_.end(), at,
                                        [](std::uint32_t value, const Segment& s) { return value < s.source.begin; });
    if (after == by_source_.begin()) return 0;
    const Segment& s = *(after - 1);
    if (s.origin == Origin::copied && at < s.source.end) return s.begin + (at - s.source.begin);
    if (s.source.contains(at) || after == by_source_.end()) return s.begin;
    return after->begin;
  }

  void branches() {
    if (post_.prepared.tokens.empty()) return;
    const std::vector<Span> spans = alternatives(post_);
    if (spans.empty()) return;
    for (SourceTag& t : out_.tags) {
      const auto after = std::upper_bound(spans.begin(), spans.end(), t.at.begin,
                                          [](std::uint32_t at, Span s) { return at < s.begin; });
      t.alternative = after != spans.begin() && (after - 1)->contains(t.at.begin);
    }
  }

  const post::Post& post_;
  std::string_view bytes_;
  const MappedText& html_;
  std::string_view text_;
  Tokens tokens_;
  std::size_t segment_ = 0;
  std::vector<Segment> by_source_;
  SourceTags out_;
};

}  // namespace

SourceTags read_source_tags(const post::Post& post) {
  return tags_are_sound(post) ? SourceTags() : read_every_source_tag(post);
}

SourceTags read_every_source_tag(const post::Post& post) { return SourceTagReader(post).run(); }

bool has_liquid_control(const post::Post& post, Span at) {
  const auto& tokens = post.prepared.tokens;
  auto i = std::lower_bound(tokens.begin(), tokens.end(), at.begin,
                            [](const body::LiquidToken& t, std::uint32_t begin) { return t.whole.end <= begin; });
  for (; i != tokens.end() && i->whole.begin < at.end; ++i)
    if (!i->prints) return true;
  return false;
}

}  // namespace galley::rules
