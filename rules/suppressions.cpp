#include "rules/suppressions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/text/ascii.h"
#include "core/text/nearest.h"
#include "rules/judge.h"
#include "rules/registry.h"
#include "rules/words.h"

namespace galley::rules {
namespace {

constexpr std::string_view prefix = "galley-";
constexpr std::array<std::string_view, 4> verbs{"disable", "enable", "disable-line", "disable-next-line"};

enum class Verb : std::uint8_t { disable, enable, disable_line, disable_next_line, disable_post };
enum class Medium : std::uint8_t { html, liquid, yaml, key };

struct Code {
  Span at;
  std::string word;                // empty where the comment names none, and means all
  std::vector<std::size_t> rules;  // sorted
  bool used = false;
};

struct Directive {
  Verb verb = Verb::disable;
  Medium medium = Medium::html;
  Span whole;   // the comment with its delimiters
  Span naming;  // `galley-disable`
  std::vector<Code> codes;
  std::uint32_t first_line = 1, last_line = 1;
};

using ascii::is_ruby_space;
bool ends_word(char c) { return is_ruby_space(c) || c == ','; }

// galley's own rules are silenced only by words that mean them, or nothing could tell of a comment that means all.
bool is_own(std::size_t rule) { return all_rules()[rule]->info.code.starts_with("GA"); }

// Whether a rule had its say: not those that ask the network, nor what is judged elsewhere and was not.
bool was_asked(const RuleEntry& rule, const Judged& judged) {
  if (rule.make_judge != nullptr) return judged.archive && (judged.site || !rule.make_judge()->asks_site());
  return rule.info.code != "LK021" && rule.info.code != "LK023";
}

class SuppressionReader {
 public:
  explicit SuppressionReader(const post::Post& post) : post_(post), source_(*post.source), bytes_(source_.bytes()) {}

  void read() {
    read_front_matter();
    read_liquid();
    read_html();
    std::stable_sort(directives.begin(), directives.end(),
                     [](const Directive& a, const Directive& b) { return a.whole.begin < b.whole.begin; });
  }

  struct Unknown {
    Span at;
    std::string message;
  };
  std::vector<Directive> directives;
  std::vector<Unknown> unknown;

 private:
  void read_front_matter() {
    const post::FrontMatter& fm = post_.front_matter;
    for (const Span comment : post::yaml_comments(bytes_, fm)) {
      Span inner = comment;
      while (!inner.empty() && bytes_[inner.begin] == '#') ++inner.begin;
      read_comment(comment, inner, Medium::yaml);
    }
    if (!fm.readable() || fm.yaml.empty()) return;
    const post::Entry entry = fm.find("galley");
    if (entry.key == post::no_node) return;
    const post::YamlTree& yaml = fm.yaml;
    const post::NodeId value = yaml.resolve(entry.value);
    if (value == post::no_node) return;
    if (yaml[value].kind != post::NodeKind::mapping) {
      unknown.push_back(
          {yaml[entry.key].span,
           "The key `galley` takes a mapping, as `galley: {disable: [LK008]}`; correct it, or delete it."});
      return;
    }
    for (const post::Entry& inner : yaml.entries(value)) {
      const post::NodeId name = yaml.resolve(inner.key), words = yaml.resolve(inner.value);
      if (name == post::no_node || words == post::no_node) continue;
      if (yaml[name].kind != post::NodeKind::scalar || yaml.text(name) != "disable") {
        unknown.push_back(
            {yaml[inner.key].span, "Under `galley` only `disable` means something; correct the key, or delete it."});
        continue;
      }
      Directive directive{Verb::disable_post, Medium::key, yaml[entry.key].span, yaml[inner.key].span, {}, 1, 1};
      const auto add = [&](post::NodeId id) {
        const post::NodeId node = yaml.resolve(id);
        if (node == post::no_node || yaml[node].kind != post::NodeKind::scalar) return;
        if (yaml.text(node) == slice(bytes_, yaml[node].content))
          read_codes(yaml[node].content, directive);
        else
          add_code(yaml[id].span, yaml.text(node), directive);
      };
      if (yaml[words].kind == post::NodeKind::sequence)
        for (const post::NodeId item : yaml.items(words)) add(item);
      else
        add(words);
      if (!directive.codes.empty()) directives.push_back(std::move(directive));
    }
  }

  void read_liquid() {
    const auto& tokens = post_.prepared.tokens;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (!is_tag(tokens[i], "comment") || !is_tag(tokens[i + 1], "endcomment")) continue;
      read_comment({tokens[i].whole.begin, tokens[i + 1].whole.end}, {tokens[i].whole.end, tokens[i + 1].whole.begin},
                   Medium::liquid);
    }
  }
  bool is_tag(const body::LiquidToken& token, std::string_view name) const {
    return token.kind == body::LiquidToken::Kind::tag && slice(bytes_, token.name) == name;
  }

  void read_html() {
    for (const body::Node& node : post_.document.nodes()) {
      if (node.kind != body::NodeKind::comment || !speaks_to_galley(node.text)) continue;
      const Span whole = post_.document.place(node);
      const std::string_view text = slice(bytes_, whole);
      if (!text.starts_with("<!--") || !text.ends_with("-->") || text.size() < 7) continue;
      read_comment(whole, {whole.begin + 4, whole.end - 3}, Medium::html);
    }
  }

  void read_comment(Span whole, Span inner, Medium medium) {
    while (!inner.empty() && is_ruby_space(bytes_[inner.begin])) ++inner.begin;
    if (!slice(bytes_, inner).starts_with(prefix)) return read_slip(slice(bytes_, inner), inner.begin);
    Directive directive;
    directive.medium = medium;
    directive.whole = whole;
    std::uint32_t at = inner.begin;
    while (at < inner.end && !ends_word(bytes_[at])) ++at;
    directive.naming = {inner.begin, at};
    const std::string_view verb = slice(bytes_, {inner.begin + static_cast<std::uint32_t>(prefix.size()), at});
    const auto known = std::find(verbs.begin(), verbs.end(), verb);
    if (known == verbs.end()) {
      const std::string_view near = nearest(verb, {verbs.begin(), verbs.end()});
      unknown.push_back({directive.naming,
                         fmt::format("`{}` is no word that galley knows; {}", slice(bytes_, directive.naming),
                                     near.empty() ? "write `galley-disable`, `galley-enable`, `galley-disable-line` or "
                                                    "`galley-disable-next-line`."
                                                  : fmt::format("did you mean `{}{}`?", prefix, near))});
      return;
    }
    directive.verb = static_cast<Verb>(known - verbs.begin());
    directive.first_line = source_.position(whole.begin).line;
    directive.last_line = source_.position(whole.end > whole.begin ? whole.end - 1 : whole.end).line;
    const std::size_t before = unknown.size();
    read_codes({at, inner.end}, directive);
    if (directive.codes.empty()) {
      if (unknown.size() > before) return;
      Code all{directive.naming, "", {}, false};
      for (const std::size_t r : rules_named("ALL"))
        if (!is_own(r)) all.rules.push_back(r);
      directive.codes.push_back(std::move(all));
    }
    directives.push_back(std::move(directive));
  }

  // `galley disable LK008` and `galley: disable` look as if they did something.
  void read_slip(std::string_view text, std::uint32_t begin) {
    constexpr std::string_view name = "galley";
    if (!text.starts_with(name)) return;
    const std::size_t word = text.find_first_not_of(": \t", name.size());
    if (word == std::string_view::npos || word == name.size()) return;
    for (const std::string_view verb : {"disable", "enable", "ignore"})
      if (text.substr(word).starts_with(verb)) {
        const auto end = static_cast<std::uint32_t>(word + verb.size());
        unknown.push_back({{begin, begin + end},
                           fmt::format("This comment does nothing; galley listens to `{}{}`.", prefix,
                                       verb == "enable" ? "enable" : "disable")});
        return;
      }
  }

  // Words between white space and commas, up to a `--`, behind which a reason stands.
  void read_codes(Span in, Directive& directive) {
    for (std::uint32_t at = in.begin; at < in.end;) {
      if (ends_word(bytes_[at])) {
        ++at;
        continue;
      }
      const std::uint32_t begin = at;
      while (at < in.end && !ends_word(bytes_[at])) ++at;
      const std::string_view word = slice(bytes_, {begin, at});
      if (word.starts_with("--")) return;
      add_code({begin, at}, word, directive);
    }
  }

  void add_code(Span at, std::string_view word, Directive& directive) {
    Code code{at, std::string(word), rules_named(word), false};
    if (code.rules.empty()) {
      unknown.push_back({at, fmt::format("`{}` names no rule{}; correct it, or delete it.", word.substr(0, 60),
                                         did_you_mean_rule(word))});
      return;
    }
    const bool means_own = std::all_of(code.rules.begin(), code.rules.end(), is_own);
    if (!means_own) code.rules.erase(std::remove_if(code.rules.begin(), code.rules.end(), is_own), code.rules.end());
    directive.codes.push_back(std::move(code));
  }

  const post::Post& post_;
  const Source& source_;
  std::string_view bytes_;
};

// Which code silences a rule at a place.
class Silencer {
 public:
  Silencer(const Source& source, std::vector<Directive>& directives)
      : source_(source), directives_(directives), rules_(all_rules().size()) {
    for (Directive& d : directives_) {
      if (d.verb == Verb::disable_post)
        fill(post_, d);
      else if (d.verb == Verb::disable_line)
        for (std::uint32_t line = d.first_line; line <= d.last_line; ++line) fill(by_line_[line], d);
      else if (d.verb == Verb::disable_next_line)
        fill(by_line_[d.last_line + 1], d);
      if (d.verb == Verb::disable && d.first_line == 1) fill(file_, d);
    }
  }

  /// Takes the silenced out; `findings` are sorted by place.
  void silence(std::vector<Finding>& findings) {
    open_.assign(rules_, {});
    next_ = 0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      advance(findings[i].at.begin);
      if (Code* code = silencer_of(findings[i])) {
        code->used = true;
        continue;
      }
      if (kept != i) findings[kept] = std::move(findings[i]);
      ++kept;
    }
    findings.resize(kept);
    advance(source_.size() + 1);
  }

 private:
  using Slots = std::vector<Code*>;  // by rule

  void fill(Slots& slots, Directive& d) {
    slots.resize(rules_, nullptr);
    for (Code& code : d.codes)
      for (const std::size_t r : code.rules)
        if (slots[r] == nullptr) slots[r] = &code;
  }

  // Opens and closes what begins at or before a place.
  void advance(std::uint32_t to) {
    for (; next_ < directives_.size() && directives_[next_].whole.begin <= to; ++next_) {
      Directive& d = directives_[next_];
      for (Code& code : d.codes) {
        for (const std::size_t r : code.rules) {
          if (d.verb == Verb::disable) open_[r].push_back(&code);
          if (d.verb == Verb::enable) {
            code.used = code.used || !open_[r].empty();
            open_[r].clear();
          }
        }
      }
    }
  }

  Code* silencer_of(const Finding& finding) {
    const std::size_t r = rule_index(*finding.rule);
    if (r >= rules_) return nullptr;
    const auto in = [r](const Slots& slots) { return slots.empty() ? nullptr : slots[r]; };
    if (!by_line_.empty()) {
      const auto line = by_line_.find(finding.whole_file ? 1 : source_.position(finding.at.begin).line);
      if (line != by_line_.end())
        if (Code* code = in(line->second)) return code;
    }
    if (finding.whole_file) {
      if (Code* code = in(file_)) return code;
    } else if (!open_[r].empty()) {
      return open_[r].back();
    }
    return in(post_);
  }

  const Source& source_;
  std::vector<Directive>& directives_;
  std::size_t rules_;
  Slots post_, file_;
  std::map<std::uint32_t, Slots> by_line_;
  std::vector<std::vector<Code*>> open_;  // by rule
  std::size_t next_ = 0;
};

// Whether a code that silenced nothing can be called unused: all that it means has been looked for.
bool was_looked_for(const Code& code, const Selection& selection, const Judged& judged) {
  const bool alone = code.rules.size() == 1;
  return std::all_of(code.rules.begin(), code.rules.end(), [&](std::size_t r) {
    const RuleInfo& info = all_rules()[r]->info;
    if (!was_asked(*all_rules()[r], judged) || is_own(r)) return false;
    return selection.rules[r].level != Level::off || (!alone && info.level == Level::off);
  });
}

// Deleting a comment, or a word of it.
Fix removal(std::string_view bytes, const Directive& d, const std::vector<const Code*>& unused, const Code& code) {
  const bool trims = slice(bytes, d.whole).find("{%-") != std::string_view::npos ||
                     slice(bytes, d.whole).find("-%}") != std::string_view::npos;
  // An HTML comment is part of what Jekyll builds; white space control takes more than the comment with it.
  Fix fix{d.medium == Medium::html || trims ? FixGrade::unsafe : FixGrade::safe, "Delete the comment", {}};
  Span at = d.whole;
  if (unused.size() < d.codes.size()) {
    fix.title = fmt::format("Delete `{}`", code.word);
    const auto index = static_cast<std::size_t>(&code - d.codes.data());
    at = index + 1 < d.codes.size() ? Span{code.at.begin, d.codes[index + 1].at.begin}
                                    : Span{d.codes[index - 1].at.end, code.at.end};
  } else if (d.medium == Medium::yaml) {
    while (at.begin > 0 && (bytes[at.begin - 1] == ' ' || bytes[at.begin - 1] == '\t')) --at.begin;
    const bool whole_line = at.begin == 0 || bytes[at.begin - 1] == '\n';
    if (whole_line && at.end < bytes.size() && bytes[at.end] == '\r') ++at.end;
    if (whole_line && at.end < bytes.size() && bytes[at.end] == '\n') ++at.end;
  }
  fix.edits.push_back({at, ""});
  return fix;
}

}  // namespace

bool speaks_to_galley(std::string_view text) { return text.find("galley") != std::string_view::npos; }

void apply_suppressions(const post::Post& post, const Selection& selection, const Judged& judged,
                        std::vector<Finding>& findings) {
  SuppressionReader reader(post);
  reader.read();
  if (reader.directives.empty() && reader.unknown.empty()) return;
  Silencer silencer(*post.source, reader.directives);
  silencer.silence(findings);

  std::vector<Finding> own;
  const auto report = [&](std::string_view code, Span at, std::string message) -> Finding* {
    const RuleEntry* rule = find_rule(code);
    const Selection::Chosen chosen = selection.rules[rule_index(rule->info)];
    if (chosen.level == Level::off) return nullptr;
    Finding& f = own.emplace_back();
    f.rule = &rule->info;
    f.level = chosen.level;
    f.at = at;
    f.message = std::move(message);
    return &f;
  };
  for (SuppressionReader::Unknown& u : reader.unknown) report("GA002", u.at, std::move(u.message));
  const std::string_view bytes = post.source->bytes();
  for (const Directive& d : reader.directives) {
    std::vector<const Code*> unused;
    for (const Code& code : d.codes)
      if (!code.used && was_looked_for(code, selection, judged)) unused.push_back(&code);
    for (const Code* code : unused) {
      const std::string what = code->word.empty() ? "This" : fmt::format("`{}`", code->word);
      Finding* f = report("GA001", code->at,
                          d.verb == Verb::enable
                              ? fmt::format("{} is not silenced here, so there is nothing to enable; delete it.",
                                            code->word.empty() ? "Anything" : what)
                              : fmt::format("{} silences nothing{}; delete it.", what,
                                            d.verb == Verb::disable_line        ? " on this line"
                                            : d.verb == Verb::disable_next_line ? " on the next line"
                                            : d.verb == Verb::disable_post      ? " in this post"
                                                                                : " from here on"));
      if (f != nullptr && d.medium != Medium::key) f->fix = removal(bytes, d, unused, *code);
    }
  }
  std::stable_sort(own.begin(), own.end(), [](const Finding& a, const Finding& b) { return a.at.begin < b.at.begin; });
  silencer.silence(own);
  findings.insert(findings.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
}

}  // namespace galley::rules
