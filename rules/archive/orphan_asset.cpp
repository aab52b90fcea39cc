#include <fmt/format.h>

#include <algorithm>

#include "rules/judge.h"
#include "rules/wording.h"

namespace galley::rules::AR007 {
namespace {

constexpr Option options[] = {
    {Option::Kind::texts, "folders", "assets,images,img,uploads,media,static",
     "The folders, from the site's source, whose files are to be linked."},
};

constexpr RuleInfo info{
    .code = "AR007",
    .name = "orphan-asset",
    .summary = "a file under the asset folders that nothing links to",
    .level = Level::off,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Images and downloads that no page shows any more stay in the archive, are copied to the site by each build, and nobody
dares to delete them. What is looked for is the file's name, as a word of its own, in any other text below the site's
source: posts, pages, layouts, style sheets, scripts, data and the configuration; percent-encoded or not, in any letter case. A name
that Liquid puts together of parts is not seen, so look before you delete.

The option `folders` says where assets are. The rule tells of files, not of posts, and only where a run checks the whole
site.

```bad files
==> _config.yml <==
title: x
==> assets/old.png <==
(an image)
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
甲
```
```good files
==> _config.yml <==
title: x
==> assets/new.png <==
(an image)
==> assets/图 一.png <==
(an image)
==> assets/theme.css <==
body { background: url(back.png) }
==> assets/back.png <==
(an image)
==> _layouts/post.html <==
<link rel="stylesheet" href="/assets/theme.css">{{ content }}
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
![甲](/assets/new.png) ![乙](/assets/%E5%9B%BE%20%E4%B8%80.png)
```
)md";

class OrphanAsset final : public Judge {
 public:
  bool asks_site() const override { return true; }

  void compare(const ArchiveContext& ctx) override {
    const site::SiteView* view = ctx.archive().view;
    if (view == nullptr) return;
    for (std::size_t i = 0; i < ctx.size(); ++i)
      if (!ctx.reports_on(i)) return;
    for (const std::string_view source : view->unnamed_files(ctx.option_texts("folders"), ctx.archive().jobs))
      files_.push_back({view->path_of(source), "No text of the site names this file; link to it, or delete it."});
  }

  void post(JudgeContext&) const override {}
  std::vector<FileFinding> files() const override { return files_; }

 private:
  std::vector<FileFinding> files_;
};

}  // namespace

GALLEY_JUDGE(AR007, info, documentation, OrphanAsset);

}  // namespace galley::rules::AR007
