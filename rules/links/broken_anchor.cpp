#include <fmt/format.h>

#include "rules/site_targets.h"
#include "rules/wording.h"

namespace galley::rules {
namespace {

constexpr RuleInfo info{
    .code = "LK004",
    .name = "broken-anchor",
    .summary = "a link to a place of a page of the site that has no element of that id",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
The browser opens the page at its top, and readers do not find what the link promised. An anchor is the `id` of any
element, the `name` of an `a`, or the id that the site's Markdown renderer gives a heading: kramdown makes `#a-heading` of "A
heading", and numbers those that would be the same (`#a-heading-1`). Ids that layouts and includes give count too. `#top` and
text fragments (`#:~:text=…`) need no element.

It is silent where a theme, a plugin's tag or Liquid may bring the anchor.

```bad files
==> _config.yml <==
title: x
==> _posts/2022-06-09-first.md <==
---
title: First
---
## 第一部分
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
[below](#second), [there]({% post_url 2022-06-09-first %}#第二部分)
```
```good files
==> _config.yml <==
title: x
==> _layouts/post.html <==
<main id="main">{{ content }}</main><p id="p-{{ page.slug }}"></p>
==> _posts/2022-06-09-first.md <==
---
title: First
---
## 第一部分
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
# One
# One
[up](#top), [again](#one-1), [there]({% post_url 2022-06-09-first %}#%E7%AC%AC%E4%B8%80%E9%83%A8%E5%88%86), [main](#main), [slug](#p-example)
{: #para}
[here](#para), [a word](#:~:text=word)
```
)md";

class BrokenAnchor final : public LinkJudge {
 private:
  void link(JudgeContext& ctx, const site::SiteView& view, const site::LinkFact& link,
            const site::Target& target) const override {
    if (target.fragment.empty() || target.state != site::Target::State::found || target.page == nullptr) return;
    const std::string id = target.fragment.substr(0, target.fragment.find(":~:"));
    // `#/…` and `#!…` are the routes of programs.
    if (id.empty() || id[0] == '/' || id[0] == '!' || is_top(id)) return;
    if (view.has_anchor(*target.page, id) != site::SiteView::Answer::no) return;
    const bool here = target.page->source == source_of(ctx);
    ctx.report(link.at, fmt::format("{} has no element with the id {}; correct it, or give the element that id.",
                                    here ? "This page" : shown(shown_url(*target.page, view), 120), shown(id, 80)));
  }

  static bool is_top(std::string_view id) {
    return id.size() == 3 && (id[0] | 0x20) == 't' && (id[1] | 0x20) == 'o' && (id[2] | 0x20) == 'p';
  }
};

}  // namespace

GALLEY_JUDGE(LK004, info, documentation, BrokenAnchor);

}  // namespace galley::rules
