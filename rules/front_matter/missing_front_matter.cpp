#include "rules/rule.h"

namespace galley::rules::FM001 {
namespace {

constexpr RuleInfo info{
    .code = "FM001",
    .name = "missing-front-matter",
    .summary = "a file that does not begin with a `---` line",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Jekyll takes a file for a post or a page by the `---` that is its very first line. Without one it copies a page as it is, and
publishes a post without its layout and under a title made of its file name.

Begin the file with front matter: a line of three dashes, keys with values, and another such line.

```bad
央行：稳字当头。
```
```good
---
title: 央行：稳字当头
---
央行：稳字当头。
```
)md";

class MissingFrontMatter final : public Rule {
 public:
  void begin(Context& ctx) override {
    using State = post::FrontMatterCut::State;
    const auto& cut = ctx.post().front_matter.cut;
    if (cut.state == State::missing || cut.state == State::shadowed) {
      ctx.report_file(
          "The file has no front matter, so Jekyll does not lay it out; begin it with `---`, its keys, and another "
          "`---`.");
    }
  }
};

}  // namespace

GALLEY_RULE(FM001, info, documentation, MissingFrontMatter);

}  // namespace galley::rules::FM001
