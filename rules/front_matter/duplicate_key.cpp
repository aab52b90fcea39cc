#include <algorithm>
#include <array>
#include <unordered_map>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM004 {
namespace {

constexpr RuleInfo info{
    .code = "FM004",
    .name = "duplicate-key",
    .summary = "a key given twice in one mapping",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Where a key stands twice, Jekyll takes the last one without a word, and what the first one said is lost; other programs take
the first.

Keep the one that is meant.

```bad
---
title: 央行：稳字当头
tags: 宏观
title: 另一个标题
---
```
```good
---
title: 央行：稳字当头
author: {name: 张三}
editor: {name: 李四}
---
```
)md";

class DuplicateKey final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    for (NodeId id = 0; id < fm->yaml.size(); ++id) {
      if (fm->yaml[id].kind == post::NodeKind::mapping) check(ctx, fm->yaml, id);
    }
  }

 private:
  // Whether no two keys of a few are of one text, as nearly always: seen without looking at what they are.
  static bool all_differ(const post::YamlTree& yaml, const std::vector<Entry>& entries) {
    constexpr std::size_t few = 24;
    std::array<std::string_view, few> texts;
    if (entries.size() > few) return false;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const NodeId key = yaml.resolve(entries[i].key);
      if (key == post::no_node || yaml[key].kind != post::NodeKind::scalar) return false;
      texts[i] = yaml.text(key);
      if (std::find(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(i), texts[i]) !=
          texts.begin() + static_cast<std::ptrdiff_t>(i))
        return false;
    }
    return true;
  }

  static void check(Context& ctx, const post::YamlTree& yaml, NodeId mapping) {
    const auto entries = yaml.entries(mapping);
    if (entries.size() < 2 || all_differ(yaml, entries)) return;
    // Keys of one text may still be two (1 and "1"), so the text only gathers what is then compared.
    std::unordered_multimap<std::string_view, NodeId> seen;
    for (const Entry& entry : entries) {
      const NodeId key = yaml.resolve(entry.key);
      if (key == post::no_node || yaml[key].kind != post::NodeKind::scalar) continue;
      const std::string_view text = yaml.text(key);
      if (text == "<<") continue;  // merging several mappings is what these are for
      const post::Value value = post::value_of(yaml, key);
      const auto [begin, end] = seen.equal_range(text);
      bool twice = false;
      for (auto it = begin; it != end && !twice; ++it) {
        if (!post::value_of(yaml, it->second).same_key(value)) continue;
        twice = true;
        ctx.report(yaml[entry.key].span,
                   "The key " + in_message(text) +
                       " is given a second time, and the last one holds; remove the one that is not meant.")
            .related.push_back({yaml[it->second].span, "it is given here first", ""});
      }
      if (!twice) seen.emplace(text, entry.key);
    }
  }
};

}  // namespace

GALLEY_RULE(FM004, info, documentation, DuplicateKey);

}  // namespace galley::rules::FM004
