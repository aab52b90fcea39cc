#include "core/site/facts.h"

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>

#include "core/archive/glob.h"
#include "core/post/date.h"
#include "core/post/terms.h"
#include "core/site/permalink.h"
#include "core/site/publishing.h"
#include "core/text/utf8.h"

namespace galley::site {
namespace {

using post::Entry;
using post::no_node;
using post::NodeId;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\n\r\f";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) + 1 - begin);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

// The authority that a text after its scheme names: `//host:port/…`.
std::string_view authority_of(std::string_view rest) {
  if (!rest.starts_with("//")) return {};
  rest.remove_prefix(2);
  return rest.substr(0, rest.find_first_of("/?#\\"));
}

// The scheme with its colon, or empty.
std::string_view scheme_of(std::string_view text) {
  const std::size_t colon = text.find_first_of(":/?#");
  if (colon == std::string_view::npos || colon == 0 || text[colon] != ':') return {};
  const std::string_view name = text.substr(0, colon);
  const auto is_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  const bool valid = is_letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
                       return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
                     });
  return valid ? text.substr(0, colon + 1) : std::string_view();
}

class Gatherer {
 public:
  Gatherer(const post::Post& post, const SiteConfig& config, std::string_view below, const GatherOptions& options)
      : post_(post), yaml_(post.front_matter.yaml), config_(config), below_(below), options_(options) {
    const std::string_view scheme = scheme_of(config.url);
    own_host_ = authority_of(std::string_view(config.url).substr(scheme.size()));
  }

  PostFacts gather() {
    facts_.path = post_.source->path();
    facts_.role = post_.role;
    // Before front matter Jekyll takes a byte order mark from posts alone.
    const bool is_post = post_.role == post::Role::post || post_.role == post::Role::draft;
    facts_.has_front_matter =
        post_.front_matter.present() && (is_post || !post_.source->bytes().starts_with("\xEF\xBB\xBF"));
    if (post_.front_matter.readable()) take_front_matter();
    take_date();
    take_place();
    take_body();
    take_tags();
    facts_.sketch = content::sketch_of(content::compared_text(post_.document));
    facts_.hold(lists_);
    return std::move(facts_);
  }

 private:
  Span keep(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(lists_.texts.size());
    lists_.texts += text;
    return {begin, static_cast<std::uint32_t>(lists_.texts.size())};
  }

  // A scalar's text and place; false where there is none.
  bool take_scalar(std::string_view key, Span& text, Span& at) {
    const Entry entry = post_.front_matter.find(key);
    if (entry.value == no_node) return false;
    const NodeId value = yaml_.resolve(entry.value);
    if (value == no_node || yaml_[value].kind != post::NodeKind::scalar ||
        yaml_[value].type == post::Scalar::Type::null)
      return false;
    text = keep(post::text_of(post::value_of(yaml_, value)));
    at = yaml_[entry.value].span;
    return true;
  }

  void take_terms(std::string_view key, bool category) {
    const Entry entry = post_.front_matter.find(key);
    if (entry.value == no_node) return;
    const NodeId value = yaml_.resolve(entry.value);
    // `tag` and `category` take a text whole.
    if ((key == "tag" || key == "category") && value != no_node && yaml_[value].kind == post::NodeKind::scalar) {
      TermFact term{{}, {}, category};
      if (take_scalar(key, term.text, term.at)) lists_.terms.push_back(term);
      return;
    }
    for (const post::Term& t : post::terms_of(post_, entry.value))
      lists_.terms.push_back({keep(t.text), t.at, category});
  }

  bool is_source(std::string_view text) const {
    return std::any_of(options_.source_patterns.begin(), options_.source_patterns.end(),
                       [&](const std::string& pattern) { return archive::glob_match(pattern, text); });
  }

  // Texts under any key that are such links.
  void take_sources() {
    if (yaml_.empty()) return;
    for (const Entry& entry : yaml_.entries(yaml_.root())) {
      const NodeId value = yaml_.resolve(entry.value);
      if (value == no_node || yaml_[value].kind != post::NodeKind::scalar) continue;
      const std::string_view text = trimmed(yaml_.text(value));
      if (is_source(text)) lists_.sources.push_back({keep(text), yaml_[entry.value].span});
    }
  }

  void take_front_matter() {
    take_scalar("title", facts_.title, facts_.title_at);
    take_scalar("layout", facts_.layout, facts_.layout_at);
    Span permalink;
    take_scalar("permalink", permalink, facts_.url_at);
    for (const std::string_view key : {"categories", "category"}) take_terms(key, true);
    const auto said = [&](std::string_view key) {
      const Entry entry = post_.front_matter.find(key);
      return entry.value != no_node && yaml_.resolve(entry.value) != no_node &&
             yaml_[yaml_.resolve(entry.value)].type != post::Scalar::Type::null;
    };
    take_terms(said("tag") ? "tag" : "tags", false);
    const Entry redirects = post_.front_matter.find("redirect_from");
    if (redirects.value != no_node) {
      const NodeId value = yaml_.resolve(redirects.value);
      if (value != no_node && yaml_[value].kind == post::NodeKind::sequence) {
        for (const post::Term& t : post::terms_of(post_, redirects.value))
          lists_.redirects.push_back({keep(t.text), t.at});
      } else {
        WordFact one;
        if (take_scalar("redirect_from", one.text, one.at)) lists_.redirects.push_back(one);
      }
    }
    if (!options_.source_patterns.empty()) take_sources();
    const Entry published = post_.front_matter.find("published");
    if (published.value != no_node) {
      const NodeId value = yaml_.resolve(published.value);
      facts_.unpublished = value != no_node && yaml_[value].kind == post::NodeKind::scalar &&
                           yaml_[value].type == post::Scalar::Type::boolean && !yaml_.scalar(value).boolean;
    }
  }

  void take_date() {
    if (post_.front_matter.readable()) {
      const Entry entry = post_.front_matter.find("date");
      if (entry.value != no_node) {
        const post::DateReading date = post::read_date(yaml_, entry.value, post_.zone, {});
        if (date.valid() && !date.from_now) facts_.seconds = date.instant.seconds;
        return;
      }
    }
    const auto& named = post_.path.date;
    if (named && named->state != post::FileNameDate::State::impossible)
      facts_.seconds = post_.zone.to_utc({named->day.year, named->day.month, named->day.day, 0, 0, 0});
  }

  void take_place() {
    if (below_.empty()) {
      if (const auto url = published_path(post_, config_, facts_.seconds)) facts_.url = keep(*url);
      return;
    }
    if (post_.role == post::Role::post && !post_.path.dated()) return;
    const SourceFile file = source_file(below_, post_.role, facts_.has_front_matter, config_);
    const bool valid = utf8::valid(post_.source->bytes());
    // As if it were built in the last moment there is: what lies in the future is for who judges to say.
    static constexpr std::int64_t end_of_time = std::int64_t{1} << 40;
    const Published published = publish(file, post_.front_matter, valid, config_, end_of_time);
    // Where it has no date, its URL may be of the moment of the build.
    if (!published.seconds && publish(file, post_.front_matter, valid, config_, 0).url != published.url) return;
    if (!published.url.empty()) facts_.url = keep(published.url);
    // Most are written where their URL says.
    const bool same = published.url.size() == published.file.size() + 1 && published.url.ends_with(published.file);
    facts_.file = same ? Span{facts_.url.begin + 1, facts_.url.end} : keep(published.file);
    facts_.written = published.written;
    facts_.hidden = published.hidden;
    if (published.seconds) facts_.seconds = published.seconds;
  }

  void take_tags() {
    bool in_comment = false;  // where Liquid runs nothing, and knows no tag
    for (const body::LiquidToken& token : post_.prepared.tokens) {
      if (token.kind == body::LiquidToken::Kind::tag) {
        const std::string_view word = slice(post_.source->bytes(), token.name);
        if (word == "comment" || word == "endcomment") in_comment = word == "comment";
      }
      if (in_comment) continue;
      const std::string_view markup = slice(post_.source->bytes(), token.markup);
      if (token.kind == body::LiquidToken::Kind::object) {
        for (const std::string_view word : {"content", "excerpt", "markdownify", "site.data", "output"})
          facts_.shows_others = facts_.shows_others || markup.find(word) != std::string_view::npos;
        continue;
      }
      const std::string_view name = slice(post_.source->bytes(), token.name);
      if (is_plain_tag(name)) continue;
      const Span kept = keep(name);
      lists_.tags.push_back({kept, keep(markup), token.whole});
    }
  }

  bool may_be_inside(std::string_view text) const {
    const std::string_view scheme = scheme_of(text);
    if (!scheme.empty() && !same_name(scheme, "http:") && !same_name(scheme, "https:")) return false;
    const std::string_view authority = authority_of(text.substr(scheme.size()));
    if (authority.empty()) return scheme.empty() && !text.empty();
    return same_name(authority, own_host_);
  }

  void take_body() {
    std::vector<post::Link> links;
    for (const body::Node& node : post_.document.nodes()) {
      if (node.kind != body::NodeKind::element || node.attribute_count == 0) continue;
      take_anchors(node);
      if (node.ns == body::Namespace::html && !post::may_have_links(node.tag)) continue;
      links.clear();
      post::append_links(post_, node, links);
      for (const post::Link& link : links) take_link(link);
    }
  }

  void take_anchors(const body::Node& node) {
    for (const body::Attribute& a : post_.document.attributes(node)) {
      const bool names = a.name == "id" || (a.name == "name" && node.tag == body::Tag::a);
      if (names && !a.value.empty()) lists_.anchors.push_back({keep(a.value), post_.document.value_place(a)});
    }
  }

  void take_link(const post::Link& link) {
    const std::string_view text = trimmed(link.text);
    if (text.empty()) return;
    if (link.has_liquid || may_be_inside(trimmed(link.literal())))
      lists_.links.push_back({keep(text), link.place(post_.document), link.kind, link.has_liquid});
    if (is_source(text)) lists_.sources.push_back({keep(text), link.place(post_.document)});
  }

  const post::Post& post_;
  const post::YamlTree& yaml_;
  const SiteConfig& config_;
  std::string_view below_;
  const GatherOptions& options_;
  std::string_view own_host_;
  PostFacts facts_;
  FactLists lists_;
};

}  // namespace

bool is_plain_tag(std::string_view name) {
  static constexpr std::array<std::string_view, 31> plain{
      "assign",    "break",        "capture",     "endcapture", "case",      "endcase",      "comment",   "endcomment",
      "continue",  "cycle",        "decrement",   "echo",       "else",      "elsif",        "for",       "endfor",
      "highlight", "endhighlight", "if",          "endif",      "ifchanged", "endifchanged", "increment", "raw",
      "endraw",    "tablerow",     "endtablerow", "unless",     "endunless", "when",         "#"};
  return std::find(plain.begin(), plain.end(), name) != plain.end();
}

void PostFacts::hold(const FactLists& lists) {
  const auto size = [](const auto& list) { return list.size() * sizeof(list[0]); };
  const std::size_t all = size(lists.links) + size(lists.anchors) + size(lists.redirects) + size(lists.sources) +
                          size(lists.terms) + size(lists.tags) + lists.texts.size();
  const auto memory = std::make_shared_for_overwrite<std::byte[]>(all);
  std::byte* at = memory.get();
  const auto take = [&](const auto& list, auto& view) {
    using Fact = std::remove_cvref_t<decltype(list[0])>;
    static_assert(std::is_trivially_copyable_v<Fact> && std::has_unique_object_representations_v<Fact>);
    std::uninitialized_copy(list.begin(), list.end(), reinterpret_cast<Fact*>(at));
    view = {reinterpret_cast<const Fact*>(at), list.size()};
    at += size(list);
  };
  take(lists.links, links);
  take(lists.anchors, anchors);
  take(lists.redirects, redirects);
  take(lists.sources, sources);
  take(lists.terms, terms);
  take(lists.tags, tags);
  lists.texts.copy(reinterpret_cast<char*>(at), lists.texts.size());
  texts = {reinterpret_cast<const char*>(at), lists.texts.size()};
  memory_ = memory;
}

PostFacts gather_facts(const post::Post& post, const SiteConfig& config, std::string_view below,
                       const GatherOptions& options) {
  return Gatherer(post, config, below, options).gather();
}

}  // namespace galley::site
