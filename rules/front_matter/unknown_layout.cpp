#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/text/nearest.h"
#include "rules/judge.h"
#include "rules/wording.h"

namespace galley::rules {
namespace {

constexpr Option options[] = {
    {Option::Kind::texts, "layouts", "", "layouts that come from elsewhere, as from a theme's gem"},
};

constexpr RuleInfo info{
    .code = "FM014",
    .name = "unknown-layout",
    .summary = "a layout that the site does not have",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Jekyll prints a warning, and publishes the post without a head, style and navigation. A layout is a file of `_layouts`, named
without its extension; `none` and `null` ask for no layout.

It is silent in a site without any layouts, and in one with a theme unless `layouts` names what that has.

```bad files
==> _config.yml <==
title: x
==> _layouts/post.html <==
{{ content }}
==> _posts/2022-06-10-example.md <==
---
title: 示例
layout: psot
---
```
```good files
==> _config.yml <==
title: x
==> _layouts/post.html <==
{{ content }}
==> _layouts/sub/page.html <==
{{ content }}
==> _posts/2022-06-10-example.md <==
---
title: 示例
layout: post
---
==> _posts/2022-06-11-example.md <==
---
title: 示例
layout: sub/page
---
==> _posts/2022-06-12-example.md <==
---
title: 示例
layout: none
---
```
)md";

class UnknownLayout final : public SiteJudge {
 private:
  void post(JudgeContext& ctx, const site::SiteView& view) const override {
    const std::string_view layout = ctx.facts().text(ctx.facts().layout);
    const std::vector<std::string> more = ctx.option_texts("layouts");
    if (layout.empty() || layout == "none" || layout == "null") return;
    if (more.empty() && (view.layouts().empty() || view.themed())) return;
    const auto has = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), layout) != names.end();
    };
    if (has(view.layouts()) || has(more)) return;
    if (layout == "redirect" && view.has_plugin("jekyll-redirect-from")) return;
    std::vector<std::string_view> names(view.layouts().begin(), view.layouts().end());
    names.insert(names.end(), more.begin(), more.end());
    const std::string_view near = galley::nearest(layout, names);
    ctx.report(ctx.facts().layout_at,
               fmt::format("There is no layout {}, so the post is published without one; {}", shown(layout),
                           near.empty() ? fmt::format("make `{}/{}.html`, or name one that is there.",
                                                      view.site().config.layouts_dir, layout)
                                        : fmt::format("is {} meant?", shown(near))));
  }
};

}  // namespace

GALLEY_JUDGE(FM014, info, documentation, UnknownLayout);

}  // namespace galley::rules
