#include <fmt/format.h>

#include "rules/site_targets.h"
#include "rules/wording.h"

namespace galley::rules {
namespace {

constexpr RuleInfo info{
    .code = "LK003",
    .name = "broken-internal-link",
    .summary = "a link within the site at whose path nothing is published",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Readers who follow it get the page that says that there is none. galley knows what each file of a Jekyll site publishes
without running Jekyll (`galley urls` lists it): posts, pages, collections, static files, redirects, and what the usual
plugins add. Links may be relative, absolute below `baseurl`, or name the site's own host (`url`) under any scheme;
`{% post_url %}`, `{% link %}`, `{{ site.baseurl }}`, `{{ site.url }}`, `relative_url` and `absolute_url` are evaluated.

It is silent where only a build could tell: other Liquid, files below `/assets/` of a site with a theme, and sites whose own
plugins make pages, until `known-paths` in `.galley.yml` says which (`known-paths: ["/tags/**"]`).

```bad files
==> _config.yml <==
url: https://example.com
==> about.md <==
---
title: About
---
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
[关于](/abuot.html) and [the same](https://example.com/who/), ![图](图/一.png)
```
```good files
==> _config.yml <==
url: https://example.com
==> about.md <==
---
title: About
---
==> 图/一.png <==
(an image)
==> _posts/2022-06-09-first.md <==
---
title: First
---
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
[关于](/about.html?x=1), [the same](//example.com/about), ![图](/%E5%9B%BE/一.png), [first]({% post_url 2022-06-09-first %}),
[second]({{ '/about.html' | relative_url }}), [who knows]({{ page.next.url }}), [elsewhere](https://example.org/who/)
```
)md";

class BrokenInternalLink final : public LinkJudge {
 private:
  void link(JudgeContext& ctx, const site::SiteView& view, const site::LinkFact& link,
            const site::Target& target) const override {
    if (target.state == site::Target::State::missing) ctx.report(link.at, message(target, view));
  }

  static std::string message(const site::Target& target, const site::SiteView& view) {
    const std::string path = shown(shown_path(target, view), 120);
    std::string file = target.path.substr(1);
    if (file.empty() || file.ends_with('/')) file += "index.html";
    for (const std::string& there : {file, file + ".html", file + "/index.html"})
      if (const site::PostFacts* post = view.unpublished_at(there))
        return fmt::format("Nothing is published at {}: its post, {}, {}.", path, shown(post->path, 120),
                           post->written ? "lies in the future" : "is not published");
    const site::Publication* near = view.nearest(file);
    return near == nullptr
               ? fmt::format("Nothing is published at {}; correct the link or take it away.", path)
               : fmt::format("Nothing is published at {}; is {} meant?", path, shown(shown_url(*near, view), 120));
  }
};

}  // namespace

GALLEY_JUDGE(LK003, info, documentation, BrokenInternalLink);

}  // namespace galley::rules
