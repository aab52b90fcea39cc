#include <array>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM007 {
namespace {

using post::NodeKind;
using Type = post::Scalar::Type;

constexpr RuleInfo info{
    .code = "FM007",
    .name = "wrong-type",
    .summary = "a key whose value is of a type that Jekyll cannot use",
    .level = Level::error,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
YAML gives each value a type, and Jekyll does not check it: `categories` that are a number or a mapping keep the whole front
matter from being read, `tags` that are one are dropped without a word, a `title` that is a date is printed as a time, and
`published: "false"` publishes the post, since any text counts as true. A title that is a number is shown as meant, but
sorts and compares as a number in templates; that is a warning.

Quote what is text; write lists as lists, and `true` and `false` without quotes.

```bad
---
title: 20220610
---
```
```fixed
---
title: "20220610"
---
```
```bad
---
title: 央行：稳字当头
tags: {宏观: 1}
published: "false"
---
```
```good
---
title: "20220610"
tags: [宏观, 2022]
categories: news
published: false
layout: null
---
```
)md";

/// What a key may be. Null is always fine here.
enum Kind : unsigned { text = 1, number = 2, boolean = 4, day = 8, list = 16, mapping = 32 };

struct Expected {
  std::string_view key;
  unsigned kinds;
  std::string_view is;  // in the message
};

constexpr std::array<Expected, 15> keys{{
    {"title", text, "text"},
    {"layout", text | boolean, "the name of a layout"},
    {"tags", text | list, "text or a list"},
    {"tag", text | number | list | boolean | day, "text or a list"},
    {"categories", text | list, "text or a list"},
    {"category", text | number | list | boolean | day, "text"},
    {"permalink", text | boolean, "text"},
    {"slug", text, "text"},
    {"date", text | number | day | boolean, "a date"},
    {"published", boolean, "`true` or `false`"},
    {"render_with_liquid", boolean, "`true` or `false`"},
    {"excerpt_separator", text | boolean, "text"},
    {"description", text | number | boolean | day, "text"},
    {"lang", text | boolean | number, "text"},
    {"redirect_from", text | list, "text or a list"},
}};

unsigned kind_of(const post::YamlTree& yaml, NodeId id) {
  if (yaml[id].kind == NodeKind::mapping) return mapping;
  if (yaml[id].kind == NodeKind::sequence) return list;
  switch (yaml[id].type) {
    case Type::boolean:
      return boolean;
    case Type::integer:
    case Type::big_integer:
    case Type::floating:
      return number;
    case Type::date:
    case Type::time:
      return day;
    default:
      return text;
  }
}

std::string_view name_of(unsigned kind) {
  switch (kind) {
    case mapping:
      return "a mapping";
    case list:
      return "a list";
    case boolean:
      return "a boolean";
    case number:
      return "a number";
    case day:
      return "a date";
    default:
      return "text";
  }
}

class WrongType final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter& fm = ctx.post().front_matter;
    if (!fm.present() || !fm.yaml.valid() || fm.yaml.empty()) return;
    if (!fm.readable()) {
      const post::Node& root = fm.yaml[fm.yaml.root()];
      ctx.report(root.span.empty() ? opening_place(fm) : first_line(ctx, root.span),
                 std::string("The front matter is ") + std::string(name_of(kind_of(fm.yaml, fm.yaml.root()))) +
                     ", so Jekyll cannot read it; write keys with values, as `title: …`.");
      return;
    }
    for (const Expected& expected : keys) {
      const Entry entry = fm.find(expected.key);
      const NodeId value = fm.yaml.resolve(entry.value);
      if (value == post::no_node) continue;
      const post::Node& node = fm.yaml[value];
      if (node.kind == NodeKind::scalar && node.type == Type::null) continue;
      const unsigned kind = kind_of(fm.yaml, value);
      if ((expected.kinds & kind) == 0) report(ctx, fm, expected, entry, kind);
    }
  }

 private:
  static Span first_line(const Context& ctx, Span at) {
    const auto end = ctx.source().text(at).find_first_of("\r\n");
    return end == std::string_view::npos ? at : Span{at.begin, at.begin + static_cast<std::uint32_t>(end)};
  }

  static void report(Context& ctx, const post::FrontMatter& fm, const Expected& expected, const Entry& entry,
                     unsigned kind) {
    const post::Node& node = fm.yaml[entry.value];
    const bool scalar = node.kind == NodeKind::scalar;
    const std::string key(expected.key);
    std::string message = "`" + key + "` is " + std::string(name_of(kind));
    if (scalar) message += ", " + in_message(ctx.source().text(node.span)) + ",";
    message += " where Jekyll expects " + std::string(expected.is);
    const bool words = kind == Kind::text;                     // a boolean in quotes
    const bool switches = (expected.kinds & Kind::text) == 0;  // only `true` and `false` will do
    const bool in_quotes = words && post::type_plain_scalar(fm.yaml.text(entry.value)).type == Type::boolean;
    message += in_quotes           ? "; write it without quotes."
               : words || switches ? "; write the one that is meant."
               : scalar            ? "; quote it."
                                   : "; write it so.";
    const bool title_number = expected.key == "title" && kind == number;
    Finding& finding = title_number ? ctx.report(Level::warning, value_place(fm, entry), std::move(message))
                                    : ctx.report(value_place(fm, entry), std::move(message));
    if (!scalar || !node.properties.empty()) return;
    if (in_quotes) {
      const std::string_view value = fm.yaml.text(entry.value);
      finding.fix = Fix{FixGrade::unsafe, "Write `" + key + "` without quotes", {{node.span, std::string(value)}}};
    } else if (node.style == post::NodeStyle::plain && (expected.kinds & Kind::text) != 0) {
      finding.fix = quote_fix(ctx.post(), entry.value, expected.key);
    }
  }
};

}  // namespace

GALLEY_RULE(FM007, info, documentation, WrongType);

}  // namespace galley::rules::FM007
