#include <fmt/format.h>

#include <vector>

#include "core/text/nearest.h"
#include "rules/site_targets.h"
#include "rules/wording.h"

namespace galley::rules {
namespace {

constexpr RuleInfo info{
    .code = "LK018",
    .name = "unresolved-liquid-link",
    .summary = "`post_url` or `link` that names no post or file, at which the build fails",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Jekyll stops the whole build where `{% post_url %}` names a post, or `{% link %}` a file, that it does not publish: for a
spelling mistake, a post that lies in the future or says `published: false`, a draft, or a folder without output.

```bad files
==> _config.yml <==
title: x
==> _posts/2022-06-09-first.md <==
---
title: First
---
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
[first]({% post_url 2022-06-09-frist %}), [page]({% link about.md %})
```
```good files
==> _config.yml <==
title: x
==> about.md <==
---
title: About
---
==> _posts/2022-06-09-first.md <==
---
title: First
---
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
[first]({% post_url 2022-06-09-first %}), [page]({% link about.md %}), [any]({% link {{ page.about }} %})
```
)md";

class UnresolvedLiquidLink final : public SiteJudge {
 private:
  void post(JudgeContext& ctx, const site::SiteView& view) const override {
    for (const site::TagFact& tag : ctx.facts().tags) {
      const std::string_view name = ctx.facts().text(tag.name), what = ctx.facts().text(tag.markup);
      if ((name != "post_url" && name != "link") || what.empty() || what.find('{') != std::string_view::npos) continue;
      const bool is_post = name == "post_url";
      if ((is_post ? site::named_post(what, view) : site::named_file(what, view)) != nullptr) continue;
      // A file that a plugin adds, or a theme has.
      if (!is_post && (view.themed() || !view.model().opaque().empty())) continue;
      std::string hint;
      if (const std::string near = nearest_to(what, is_post, view); !near.empty())
        hint = fmt::format(" Is {} meant?", shown(near, 120));
      else if (!is_post && view.exists(what))
        hint = " The file is there, but Jekyll does not publish it.";
      ctx.report(tag.at, fmt::format("`{}` names {}, which is no {} that Jekyll publishes, so the build fails.{}", name,
                                     shown(what, 120), is_post ? "post" : "file", hint));
    }
  }

  static std::string nearest_to(std::string_view what, bool is_post, const site::SiteView& view) {
    while (what.starts_with('/')) what.remove_prefix(1);
    // Among those of the same day, or of the same folder.
    static constexpr std::size_t day = 10;
    const std::string_view begin = is_post ? what.substr(0, day) : what.substr(0, what.rfind('/') + 1);
    std::vector<std::string_view> words;
    for (const site::Publication& p : view.model().publications()) {
      std::string_view word = p.source;
      if (is_post) {
        if (p.kind != site::Publication::Kind::post) continue;
        word = word.substr(word.rfind('/') + 1);
        word = word.substr(0, word.rfind('.'));
      } else if (p.kind >= site::Publication::Kind::redirect) {
        continue;
      }
      if (word.starts_with(begin)) words.push_back(word.substr(begin.size()));
    }
    static constexpr std::size_t most = 2000;
    if (words.size() > most) return "";
    const std::string_view near = galley::nearest(what.substr(begin.size()), words);
    return near.empty() ? "" : std::string(begin) + std::string(near);
  }
};

}  // namespace

GALLEY_JUDGE(LK018, info, documentation, UnresolvedLiquidLink);

}  // namespace galley::rules
