#include <optional>

#include "core/post/schema.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM010 {
namespace {

constexpr Option options[] = {
    {Option::Kind::text, "schema", "",
     "A JSON Schema (draft 4 to 7): the path of its file, or the schema itself, as a mapping or as JSON."},
};

constexpr RuleInfo info{
    .code = "FM010",
    .name = "schema-violation",
    .summary = "front matter that breaks the JSON Schema of the configuration",
    .level = Level::error,
    .options = options,
};

constexpr std::string_view documentation = R"md(
A JSON Schema says what the front matter of an archive's posts must have, of which type and form, more exactly than the other
rules can. Dates are texts to it, days as `2022-06-10` and times as RFC 3339 writes them. Nothing is checked where `schema`
is not set.

Correct the value, or the schema.

```bad schema={"required":["author"]}
---
title: 央行：稳字当头
---
```
```bad schema={"properties":{"tags":{"type":"array"}}}
---
title: 央行：稳字当头
tags: 宏观
---
```
```good schema={"required":["title"],"properties":{"tags":{"type":"array"}}}
---
title: 央行：稳字当头
tags: [宏观]
---
```
)md";

class SchemaViolation final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string given = ctx.option_text("schema");
    if (given.empty()) return;
    if (!schema_ || given != given_) {
      given_ = given;
      const auto file = ctx.settings().files.find(given);
      const bool inline_schema = given.find('{') != std::string::npos && file == ctx.settings().files.end();
      if (!inline_schema && file == ctx.settings().files.end()) return;
      schema_ = post::Schema::compile(inline_schema ? given : file->second);
    }
    if (!*schema_) {
      ctx.report_file("The schema of FM010, " + in_message(given) + ", cannot be used: " + schema_->error() + ".");
      return;
    }
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    for (const post::Violation& violation : (*schema_)->validate(fm->yaml)) {
      const NodeId id = violation.node;
      const bool whole = id == fm->yaml.root() || fm->yaml[id].kind == post::NodeKind::mapping;
      const Span at = whole && id == fm->yaml.root() ? opening_place(*fm) : fm->yaml[id].span;
      ctx.report(at.empty() ? opening_place(*fm) : at,
                 (violation.where.empty() ? std::string("The front matter") : in_message(violation.where)) +
                     " breaks the schema: " + without_full_stop(violation.problem) + "; correct it.");
    }
  }

 private:
  static std::string without_full_stop(std::string text) {
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    return text;
  }

  std::string given_;
  std::optional<tl::expected<post::Schema, std::string>> schema_;
};

}  // namespace

GALLEY_RULE(FM010, info, documentation, SchemaViolation);

}  // namespace galley::rules::FM010
