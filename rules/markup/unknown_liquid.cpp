#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/text/nearest.h"
#include "rules/site_targets.h"
#include "rules/wording.h"

namespace galley::rules {
namespace {

constexpr RuleInfo info{
    .code = "MK032",
    .name = "unknown-liquid",
    .summary = "a Liquid tag that neither Jekyll nor a plugin brings, or an include that is missing: the build fails",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Jekyll stops the whole build at a tag that it does not know, and at an include whose file is not there. Known are Liquid's
and Jekyll's own tags, those of the usual plugins where the configuration or the Gemfile names these, and what Ruby files below
`_plugins` register. A post that shows Liquid to its readers needs `{% raw %}` around it.

It is silent on tags where a plugin is named that galley does not know, and on includes of sites with a theme.

```bad files
==> _config.yml <==
title: x
==> _includes/note.html <==
<p>Note</p>
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
{% include nota.html %} and {% gist 1234 %}
```
```good files
==> _config.yml <==
plugins: [jekyll-gist]
==> _includes/note.html <==
<p>Note</p>
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
{% include note.html text="x" %} and {% gist 1234 %}, {% raw %}{% anything %}{% endraw %}, {% include {{ page.note }} %}
```
)md";

// Tags of plugins, each with the plugin that brings it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> plugin_tags{{
    {"feed_meta", "jekyll-feed"},
    {"seo", "jekyll-seo-tag"},
    {"gist", "jekyll-gist"},
    {"avatar", "jekyll-avatar"},
    {"include_cached", "jekyll-include-cache"},
    {"github_edit_link", "jekyll-github-metadata"},
    {"toc", "jekyll-toc"},
    {"twitter", "jekyll-twitter-plugin"},
    {"last_modified_at", "jekyll-last-modified-at"},
    {"octicon", "jekyll-octicons"},
    {"youtube", "jekyll-youtube"},
    {"picture", "jekyll_picture_tag"},
}};

constexpr std::array<std::string_view, 5> jekyll_tags{"include", "include_relative", "link", "post_url", "highlight"};

class UnknownLiquid final : public SiteJudge {
 private:
  void post(JudgeContext& ctx, const site::SiteView& view) const override {
    for (const site::TagFact& tag : ctx.facts().tags) {
      const std::string_view name = ctx.facts().text(tag.name);
      if (name == "include" || name == "include_relative")
        check_include(ctx, view, tag, name == "include_relative");
      else
        check_tag(ctx, view, tag, name);
    }
  }

  static void check_tag(JudgeContext& ctx, const site::SiteView& view, const site::TagFact& tag,
                        std::string_view name) {
    if (std::find(jekyll_tags.begin(), jekyll_tags.end(), name) != jekyll_tags.end()) return;
    if (view.own_plugins_say(name)) return;
    // What only opens and closes is told with its block, by another rule.
    if (name.starts_with("end")) return;
    const auto known =
        std::find_if(plugin_tags.begin(), plugin_tags.end(), [&](const auto& t) { return t.first == name; });
    if (known != plugin_tags.end() && view.has_plugin(known->second)) return;
    if (!view.model().opaque().empty()) return;  // a plugin or generator that galley does not know
    if (known != plugin_tags.end()) {
      ctx.report(tag.at,
                 fmt::format("`{}` is a tag of {}, which `plugins` in `_config.yml` does not name, so the build "
                             "fails; name it there.",
                             name, known->second));
      return;
    }
    std::vector<std::string_view> names(jekyll_tags.begin(), jekyll_tags.end());
    for (const std::string_view core : {"assign", "capture", "case", "comment", "cycle", "for", "if", "raw", "unless"})
      names.push_back(core);
    const std::string_view near = galley::nearest(name, names);
    ctx.report(tag.at,
               fmt::format("There is no Liquid tag {}, so the build fails; {}", shown(name),
                           near.empty() ? "put it between `{% raw %}` and `{% endraw %}` if readers are to see it."
                                        : fmt::format("is {} meant?", shown(near))));
  }

  static void check_include(JudgeContext& ctx, const site::SiteView& view, const site::TagFact& tag, bool relative) {
    std::string_view file = ctx.facts().text(tag.markup);
    file = file.substr(0, file.find_first_of(" \t\r\n"));
    if (file.empty() || file.find('{') != std::string_view::npos) return;
    if (relative) {
      const std::string source = source_of(ctx);
      const std::size_t slash = source.rfind('/');
      const std::string path =
          slash == std::string::npos ? std::string(file) : source.substr(0, slash + 1) + std::string(file);
      if (file.find("..") != std::string_view::npos || view.exists(path)) return;
      ctx.report(tag.at, fmt::format("There is no file {} beside this post, so the build fails.", shown(file, 120)));
      return;
    }
    if (view.themed() || view.has_include(file)) return;
    std::vector<std::string_view> names(view.includes().begin(), view.includes().end());
    const std::string_view near = galley::nearest(file, names);
    ctx.report(tag.at,
               fmt::format("There is no file {} in `{}`, so the build fails; {}", shown(file, 120),
                           view.site().config.includes_dir,
                           near.empty() ? "make it, or take the tag away." : fmt::format("is {} meant?", shown(near))));
  }
};

}  // namespace

GALLEY_JUDGE(MK032, info, documentation, UnknownLiquid);

}  // namespace galley::rules
