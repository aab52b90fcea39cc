#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM008 {
namespace {

using post::NodeKind;
using Type = post::Scalar::Type;

constexpr RuleInfo info{
    .code = "FM008",
    .name = "ambiguous-scalar",
    .summary = "an unquoted value that YAML does not read as the text that it looks like",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Under a key that holds text (`title`, `tags`, `author`, `slug`, `lang`, …) some unquoted words are no text to YAML, or not to
every version of it: `no` and `on` are booleans to Jekyll's YAML 1.1 and text to 1.2, `010` is 8 or 10, `12:30:45` is 45,045 or
text, `1.10` is printed as 1.1, `~` is nothing. The same words are read differently again by SafeYAML, which older Jekylls
use.

Quote the value.

```bad
---
title: no
tags: [on, 010, 1.10]
---
```
```fixed
---
title: "no"
tags: ["on", "010", "1.10"]
---
```
```good
---
title: "no"
tags: ["on", y, v1.10, 2022]
published: no
weight: 010
---
```
)md";

constexpr std::array<std::string_view, 18> text_keys{
    "title", "subtitle", "author",  "authors", "name",    "tags",        "tag",     "category",  "categories",
    "slug",  "lang",     "keyword", "layout",  "excerpt", "description", "summary", "permalink", "keywords"};

/// Ruby's to_s of what Psych makes of a scalar, where that is simple.
std::string printed(const post::Scalar& scalar) {
  switch (scalar.type) {
    case Type::boolean:
      return scalar.boolean ? "true" : "false";
    case Type::integer:
      return std::to_string(scalar.integer);
    case Type::floating: {
      std::string text = fmt::format("{}", scalar.floating);
      return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
    }
    default:
      return "";
  }
}

post::CoreType core_type_of(Type type) {
  switch (type) {
    case Type::null:
      return post::CoreType::null;
    case Type::boolean:
      return post::CoreType::boolean;
    case Type::integer:
    case Type::big_integer:
      return post::CoreType::integer;
    case Type::floating:
      return post::CoreType::floating;
    default:
      return post::CoreType::string;
  }
}

std::string_view name_of(post::CoreType type) {
  switch (type) {
    case post::CoreType::null:
      return "nothing";
    case post::CoreType::boolean:
      return "a boolean";
    case post::CoreType::integer:
    case post::CoreType::floating:
      return "a number";
    default:
      return "text";
  }
}

class AmbiguousScalar final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    for (const std::string_view key : text_keys) {
      const Entry entry = fm->find(key);
      const NodeId value = fm->yaml.resolve(entry.value);
      if (value == post::no_node) continue;
      if (fm->yaml[value].kind == NodeKind::sequence) {
        for (const NodeId item : fm->yaml.items(value)) check(ctx, fm->yaml, item, key, true);
      } else {
        check(ctx, fm->yaml, entry.value, key, false);
      }
    }
  }

 private:
  static void check(Context& ctx, const post::YamlTree& yaml, NodeId id, std::string_view key, bool item) {
    const post::Node& node = yaml[id];
    if (node.kind != NodeKind::scalar || node.style != post::NodeStyle::plain || !node.properties.empty() ||
        node.span.empty()) {
      return;
    }
    // A day is FM007's, and `layout: null` is how a page asks for none.
    if (node.type == Type::date || node.type == Type::time) return;
    const std::string_view text = yaml.text(id);
    if ((key == "layout" || key == "permalink") && (node.type == Type::null || node.type == Type::boolean)) return;
    const post::Scalar scalar = yaml.scalar(id);
    const post::CoreType here = core_type_of(scalar.type);
    const post::CoreType elsewhere = post::core_schema_type(text);
    const auto safe_yaml = post::safe_yaml_type(text);
    const bool safe_text = safe_yaml == post::SafeYamlType::string || safe_yaml == post::SafeYamlType::date ||
                           safe_yaml == post::SafeYamlType::time;
    std::string reading;
    if (scalar.type == Type::null) {
      reading = "is nothing to YAML";
    } else if (scalar.type == Type::big_integer) {
      if (here == elsewhere && text.find_first_not_of("0123456789") == std::string_view::npos && text[0] != '0') return;
      reading = "is another number to YAML";
    } else if (scalar.type == Type::string) {
      if (elsewhere != post::CoreType::string) {
        reading = fmt::format("is text to Jekyll and {} to YAML 1.2", name_of(elsewhere));
      } else if (!safe_text) {
        reading = "is text to Jekyll and something else to the YAML of older Jekylls";
      } else {
        return;
      }
    } else if (here != elsewhere) {
      const std::string as = printed(scalar);
      reading = here == post::CoreType::boolean ? fmt::format("is the boolean `{}` to Jekyll", as)
                                                : fmt::format("is the number {} to Jekyll", as);
    } else if (const std::string as = printed(scalar); as != text && here != post::CoreType::boolean) {
      reading = fmt::format("is the number {} to YAML", as);
    } else {
      return;
    }
    Finding& finding =
        ctx.report(node.span, fmt::format("{} under `{}`{} {}; quote it, so that it stays the text that it is.",
                                          in_message(text), key, item ? " (a term of a list)" : "", reading));
    finding.fix = quote_fix(ctx.post(), id, key);
  }
};

}  // namespace

GALLEY_RULE(FM008, info, documentation, AmbiguousScalar);

}  // namespace galley::rules::FM008
