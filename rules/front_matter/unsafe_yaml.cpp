#include <fmt/format.h>

#include <utility>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM016 {
namespace {

constexpr RuleInfo info{
    .code = "FM016",
    .name = "unsafe-yaml",
    .summary = "tags and symbols of Ruby's, and aliases that expand beyond a bound",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
YAML can name objects of a programming language (`!ruby/object:…`), and such a value has made programs run what it said.
Jekyll refuses the whole front matter that has one, and one with a Ruby symbol (`:name`). Aliases can be nested so that a few
lines stand for millions of values; those, and aliases inside of what they stand for, are refused here.

Write plain values, and quote text that begins with a colon.

```bad
---
title: 央行：稳字当头
x: !ruby/object:Gem::Installer {}
---
```
```bad
---
title: :smile
---
```
```good
---
title: ":smile"
base: &base {a: 1}
more: *base
n: !!str 12
---
```
)md";

class UnsafeYaml final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter& fm = ctx.post().front_matter;
    if (!fm.present()) return;
    using Kind = post::YamlError::Kind;
    Span refused;
    if (!fm.yaml.valid()) {
      const post::YamlError& error = fm.yaml.error();
      refused = error.at;
      if (error.kind == Kind::excessive) {
        const Span at = error.at.empty() || error.at.size() > 200 ? opening_place(fm) : error.at;
        ctx.report(at, "The front matter asks for more than is reasonable (" + error.problem + "); make it smaller.");
        return;
      }
      if (error.kind == Kind::unsafe) {
        const std::string_view text = ctx.source().text(error.at);
        if (text.starts_with(':')) {
          ctx.report(error.at, "The value " + in_message(text) +
                                   " begins with a colon, which makes it a Ruby symbol that Jekyll refuses; quote it.");
        } else if (text.starts_with('*')) {
          ctx.report(error.at,
                     "The alias " + in_message(text) + " stands inside of what it stands for; write the value out.");
        } else {
          ctx.report(error.at, "The tag " + in_message(text) +
                                   " names a Ruby class, so Jekyll refuses the whole front matter; remove it.");
        }
      }
    }
    // Tags of Ruby's that Psych happens to let pass, and those after the one at which it stopped.
    for (NodeId id = 0; id < fm.yaml.size(); ++id) {
      const post::Node& node = fm.yaml[id];
      const std::string_view tag = fm.yaml.tag(id);
      if (node.properties.overlaps(refused)) continue;
      if (const std::string_view language = other_language(tag); !language.empty()) {
        ctx.report(node.properties, fmt::format("The tag {} has {} make an object of the value, which front matter "
                                                "must not do; remove it.",
                                                in_message(ctx.source().text(node.properties)), language));
        continue;
      }
      if (!tag.starts_with("!ruby/") && !tag.starts_with("tag:ruby.yaml.org,")) continue;
      ctx.report(node.properties, "The tag " + in_message(ctx.source().text(node.properties)) +
                                      " is Ruby's, which front matter must not have; remove it.");
    }
  }

 private:
  /// The language whose loaders make objects by this tag; empty for Ruby's, and for those of no language.
  static std::string_view other_language(std::string_view tag) {
    constexpr std::string_view standard = "tag:yaml.org,2002:";
    if (tag.starts_with(standard))
      tag.remove_prefix(standard.size());
    else if (tag.starts_with('!'))
      tag.remove_prefix(1);
    constexpr std::pair<std::string_view, std::string_view> languages[] = {
        {"python/", "Python"}, {"perl/", "Perl"},  {"php/", "PHP"},   {"js/", "JavaScript"},
        {"java/", "Java"},     {"javax.", "Java"}, {"java.", "Java"}, {"com.sun.", "Java"}};
    for (const auto& [begin, language] : languages)
      if (tag.starts_with(begin)) return language;
    return {};
  }
};

}  // namespace

GALLEY_RULE(FM016, info, documentation, UnsafeYaml);

}  // namespace galley::rules::FM016
