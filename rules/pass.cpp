#include "rules/pass.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tuple>

#include "rules/suppressions.h"

namespace galley::rules {
namespace {

// RULES.md, "One defect, one finding": the first speaks where both see the same thing.
struct Precedence {
  std::string_view first, then;
};
constexpr std::array precedence{
    Precedence{"FM011", "FM001"}, Precedence{"TX001", "FM003"}, Precedence{"FM003", "TX002"},
    Precedence{"FM006", "DT001"}, Precedence{"FM006", "DT003"}, Precedence{"FM006", "FM008"},
    Precedence{"DT001", "DT003"}, Precedence{"FM008", "FM007"}, Precedence{"LK001", "MK018"},
    Precedence{"LK010", "MK014"}, Precedence{"LK011", "LK010"}, Precedence{"MK003", "MK001"},
    Precedence{"MK003", "MK002"}, Precedence{"TX003", "TX002"}, Precedence{"TX003", "TX004"},
    Precedence{"TX003", "TX012"}, Precedence{"LK020", "LK003"}, Precedence{"AR001", "AR004"},
    Precedence{"LK007", "LK002"}, Precedence{"LK007", "MK017"}, Precedence{"LK016", "LK015"},
    Precedence{"MK013", "MK014"}, Precedence{"MK020", "MK019"}, Precedence{"MK023", "LK002"},
    Precedence{"MK023", "LK003"}, Precedence{"MK001", "MK029"}, Precedence{"MK003", "MK029"},
    Precedence{"MK025", "LK016"}, Precedence{"LK002", "LK003"},
};

// The places of one rule's findings, for asking whether another finding touches any of them.
class Places {
 public:
  void add(const Finding& f) {
    whole_file_ = whole_file_ || f.whole_file;
    spans_.push_back(f.at);
    for (const Related& r : f.related)
      if (r.path.empty()) spans_.push_back(r.at);
  }

  void finish() {
    std::sort(spans_.begin(), spans_.end());
    for (const Span s : spans_) furthest_.push_back(std::max(s.end, furthest_.empty() ? 0 : furthest_.back()));
  }

  bool touch(const Finding& f) const {
    if (whole_file_ || (f.whole_file && !spans_.empty())) return true;
    // All that begin at or before the finding's last byte; an empty span touches what it stands in or beside.
    const std::uint32_t last = f.at.empty() ? f.at.begin : f.at.end - 1;
    const auto after =
        std::upper_bound(spans_.begin(), spans_.end(), last, [](std::uint32_t at, Span s) { return at < s.begin; });
    if (after == spans_.begin()) return false;
    const std::uint32_t end = furthest_[static_cast<std::size_t>(after - spans_.begin()) - 1];
    return end > f.at.begin || (after - 1)->begin == f.at.begin;
  }

 private:
  std::vector<Span> spans_;
  std::vector<std::uint32_t> furthest_;  // the greatest end up to each
  bool whole_file_ = false;
};

// No one reads ten thousand findings of one kind about one post; a post that was made to give more must not fill the
// disk.
void bound(std::vector<Finding>& findings) {
  constexpr std::size_t most = 10'000;
  if (findings.size() <= most) return;
  struct Count {
    const RuleInfo* rule;
    std::size_t seen = 0;
    std::size_t last = 0;  // where the last that is kept came to stand
  };
  std::vector<Count> counts;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    auto count = std::find_if(counts.begin(), counts.end(), [&](const Count& c) { return c.rule == findings[i].rule; });
    if (count == counts.end()) count = counts.insert(counts.end(), Count{findings[i].rule});
    if (++count->seen > most) continue;
    count->last = kept;
    if (kept++ != i) findings[kept - 1] = std::move(findings[i]);
  }
  findings.resize(kept);
  for (const Count& c : counts)
    if (c.seen > most)
      findings[c.last].message += fmt::format(" {} more of this rule in this post are not listed.", c.seen - most);
}

// Front matter that Jekyll does not see is text to it. That it is lost is one defect: what rules on bodies have to say
// of its lines is not what their author would mend.
void leave_out_lost_front_matter(const post::Post& post, std::vector<Finding>& findings) {
  using State = post::FrontMatterCut::State;
  const post::FrontMatterCut& cut = post.front_matter.cut;
  if (findings.empty() || (cut.state != State::unclosed && cut.state != State::shadowed)) return;
  std::uint32_t end = cut.close.end;
  if (cut.state == State::unclosed) {
    // Up to the first line that is no key, item, comment, or part of a value.
    const std::string_view bytes = post.source->bytes();
    std::size_t line = std::min(bytes.find('\n', post.source->bom_size()), bytes.size() - 1) + 1;
    while (line < bytes.size()) {
      const std::size_t next = std::min(bytes.find('\n', line), bytes.size() - 1) + 1;
      const std::string_view text = bytes.substr(line, next - line);
      const std::size_t colon = text.find(':');
      const bool key = colon != std::string_view::npos && text.find_first_of(" \t<>[](){}*/#\"'") > colon;
      if (!key && std::string_view(" \t-#\"'").find(text[0]) == std::string_view::npos) break;
      line = next;
    }
    end = static_cast<std::uint32_t>(line);
  }
  // What holds for any line of a file still does.
  constexpr std::array of_any_text{"TX001", "TX002", "TX003", "TX005", "TX006", "TX016"};
  std::erase_if(findings, [&](const Finding& f) {
    return !f.whole_file && f.at.begin < end && (f.rule->code.starts_with("TX") || f.rule->code.starts_with("MK")) &&
           std::find(of_any_text.begin(), of_any_text.end(), f.rule->code) == of_any_text.end();
  });
}

}  // namespace

Selection Selection::defaults() {
  Selection s;
  for (const RuleEntry* r : all_rules()) s.rules.push_back({r->info.level, false});
  return s;
}

Pass::Pass(const Selection& selection) : selection_(selection) {
  const auto rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Selection::Chosen chosen = selection.rules[i];
    if (chosen.level == Level::off || rules[i]->make == nullptr) continue;
    const auto index = static_cast<std::uint16_t>(active_.size());
    active_.push_back({rules[i], chosen, rules[i]->make()});
    const Interest interest = active_.back().rule->interest();
    for (const body::Tag tag : interest.tags) by_tag_[static_cast<std::size_t>(tag)].push_back(index);
    if (interest.every_element) every_element_.push_back(index);
    if (interest.text) text_.push_back(index);
    if (interest.comments) comments_.push_back(index);
    if (interest.links) links_.push_back(index);
  }
}

std::vector<Finding> Pass::run(const post::Post& post, const Settings& settings, Judged judged) {
  std::vector<Finding> findings = std::move(judged.findings);
  Facts facts(post);
  std::vector<post::Link> links;
  std::vector<Context> contexts;
  contexts.reserve(active_.size());
  for (const Active& a : active_)
    contexts.emplace_back(post, settings, a.entry->info, a.chosen.level, a.chosen.by_user, facts, findings);
  for (std::size_t i = 0; i < active_.size(); ++i) active_[i].rule->begin(contexts[i]);
  for (const body::Node& node : post.document.nodes()) {
    switch (node.kind) {
      case body::NodeKind::element:
        if (node.ns == body::Namespace::html)
          for (const auto i : by_tag_[static_cast<std::size_t>(node.tag)]) active_[i].rule->element(contexts[i], node);
        for (const auto i : every_element_) active_[i].rule->element(contexts[i], node);
        if (!links_.empty() && (node.ns != body::Namespace::html || post::may_have_links(node.tag))) {
          links.clear();
          post::append_links(post, node, links);
          for (const post::Link& link : links)
            for (const auto i : links_) active_[i].rule->link(contexts[i], link);
        }
        break;
      case body::NodeKind::text:
        for (const auto i : text_) active_[i].rule->text(contexts[i], node);
        break;
      case body::NodeKind::comment:
        for (const auto i : comments_) active_[i].rule->comment(contexts[i], node);
        break;
      case body::NodeKind::root:
        break;
    }
  }
  for (std::size_t i = 0; i < active_.size(); ++i) active_[i].rule->end(contexts[i]);
  leave_out_lost_front_matter(post, findings);
  holds_ = facts.holds();
  settle(findings);
  if (speaks_to_galley(post.source->bytes())) {
    apply_suppressions(post, selection_, judged, findings);
    settle(findings);
  }
  return findings;
}

void settle(std::vector<Finding>& findings) {
  if (findings.size() > 1) {
    std::vector<bool> silent(findings.size(), false);
    for (const Precedence& p : precedence) {
      const auto of = [&](std::string_view code) { return [code](const Finding& f) { return f.rule->code == code; }; };
      if (std::none_of(findings.begin(), findings.end(), of(p.then))) continue;
      Places places;
      for (const Finding& f : findings)
        if (f.rule->code == p.first) places.add(f);
      places.finish();
      for (std::size_t i = 0; i < findings.size(); ++i)
        if (findings[i].rule->code == p.then && places.touch(findings[i])) silent[i] = true;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (!silent[i] && kept++ != i) findings[kept - 1] = std::move(findings[i]);
    findings.resize(kept);
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tuple(a.at.begin, a.rule->code, a.at.end) < std::tuple(b.at.begin, b.rule->code, b.at.end);
  });
  // What stands once in the post may be seen twice in the tree: the target of a link definition, at each link to it.
  const auto same = [](const Finding& a, const Finding& b) {
    return a.rule == b.rule && a.at == b.at && a.whole_file == b.whole_file && a.message == b.message;
  };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
  bound(findings);
}

}  // namespace galley::rules
