#include <fmt/format.h>

#include <algorithm>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK008 {
namespace {

constexpr RuleInfo info{
    .code = "MK008",
    .name = "duplicate-id",
    .summary = "an id used twice in a post",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
Two elements of one post with the same `id`. A link to it, a style and a script find the first only.

Give each its own id, or use a class where several are meant.

```bad body path=_posts/2022-06-10-example.html
<p id="lead">要闻</p><p id="lead">速递</p>
```
```good body path=_posts/2022-06-10-example.html
<p id="lead">要闻</p><p id="news">速递</p><p class="lead">快讯</p>
{% if page.wide %}<p id="wide">A</p>{% else %}<p id="wide">B</p>{% endif %}
```
)md";

class DuplicateId final : public Rule {
 public:
  Interest interest() const override { return {.every_element = true}; }
  void begin(Context&) override { ids_.clear(); }

  void element(Context& ctx, const body::Node& node) override {
    if (node.attribute_count == 0 || is_copy(node)) return;
    const body::Attribute* id = ctx.document().attribute(node, "id");
    if (id != nullptr && !id->value.empty()) ids_.push_back({id->value, id, &node});
  }

  void end(Context& ctx) override {
    if (ids_.size() < 2) return;
    std::stable_sort(ids_.begin(), ids_.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
    for (std::size_t i = 1, first = 0; i < ids_.size(); ++i) {
      if (ids_[i].value != ids_[first].value) {
        first = i;
        continue;
      }
      const Span at = place(ctx, ids_[i]), before = place(ctx, ids_[first]);
      // Which of the two there is, or what they are, may be Liquid's to decide.
      if (has_liquid_control(ctx.post(), cover(at, before)) || ids_[i].value.find("{{") != std::string_view::npos)
        continue;
      ctx.report(at, fmt::format("The id `{}` is used twice; give this element another.", short_text(ids_[i].value)))
          .related.push_back({before, "It is used here first.", ""});
    }
  }

 private:
  struct Id {
    std::string_view value;
    const body::Attribute* attribute;
    const body::Node* node;
  };
  // What kramdown made of a heading's text stands where the heading does.
  static Span place(const Context& ctx, const Id& id) {
    const Span at = ctx.document().value_place(*id.attribute);
    return at.empty() ? ctx.document().place(*id.node) : at;
  }

  std::vector<Id> ids_;
};

}  // namespace

GALLEY_RULE(MK008, info, documentation, DuplicateId);

}  // namespace galley::rules::MK008
