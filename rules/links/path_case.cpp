#include <fmt/format.h>

#include <vector>

#include "core/site/url_template.h"
#include "core/text/unicode.h"
#include "core/text/url.h"
#include "rules/site_targets.h"
#include "rules/wording.h"

namespace galley::rules::LK020 {
namespace {

constexpr RuleInfo info{
    .code = "LK020",
    .name = "path-case",
    .summary = "a link within the site whose target exists only with other letter case",
    .level = Level::error,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
On macOS and Windows, where file systems fold letter case, such a link works in a preview; on the web server it leads
nowhere. The fix writes the path as it is published.

```bad files
==> _config.yml <==
title: x
==> category/techweb.html <==
---
title: TechWeb
---
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
<a href="/category/TechWeb.html#top">TechWeb</a>
```
```fixed files
==> _config.yml <==
title: x
==> category/techweb.html <==
---
title: TechWeb
---
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
<a href="/category/techweb.html#top">TechWeb</a>
```
```good files
==> _config.yml <==
title: x
==> category/TechWeb.html <==
---
title: TechWeb
---
==> _posts/2022-06-10-example.md <==
---
title: 示例
---
<a href="/category/TechWeb.html">TechWeb</a>
```
)md";

using unicode::downcased;

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// The link with its path as the page has it; empty where that cannot be said of the text as it stands. `path` is where
// it leads, from the site's root; `file` is what is there, and may have more at its end, as `/index.html`.
std::string corrected(std::string_view text, std::string_view path, std::string_view file) {
  const std::string_view name = path.substr(1);
  if (file.size() < name.size() || downcased(file.substr(0, name.size())) != downcased(name)) return "";
  const std::size_t end = std::min(text.find_first_of("?#"), text.size());
  std::size_t begin = text.find("//") == std::string_view::npos ? 0 : text.find("//") + 2;
  if (begin > 0) begin = std::min(text.find('/', begin), end);
  // Both from their ends: what the link has more at its beginning is `baseurl`, or leads up.
  const auto right = parts_of(file.substr(0, name.size()));
  auto parts = parts_of(text.substr(begin, end - begin));
  std::vector<std::string> out;
  auto there = right.rbegin();
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const bool above = there == right.rend();
    if (above || part->empty() || *part == ".") {
      out.emplace_back(*part);
      if (!above && part->empty() && there->empty()) ++there;
      continue;
    }
    if (downcased(url::percent_decoded(*part)) != downcased(*there)) return "";
    out.push_back(part->find('%') == std::string_view::npos ? std::string(*there) : site::escape_path(*there));
    ++there;
  }
  return fmt::format("{}{}{}", text.substr(0, begin), fmt::join(out.rbegin(), out.rend(), "/"), text.substr(end));
}

class PathCase final : public LinkJudge {
 private:
  void link(JudgeContext& ctx, const site::SiteView& view, const site::LinkFact& link,
            const site::Target& target) const override {
    if (target.state != site::Target::State::other_case) return;
    Finding& finding = ctx.report(
        link.at, fmt::format("{} is published as {}: letter case counts on the web; write it so.",
                             shown(shown_path(target, view), 120), shown(shown_url(*target.page, view), 120)));
    const std::string_view text = ctx.facts().text(link.text);
    if (link.has_liquid || link.at.size() != text.size()) return;
    const std::string right = corrected(text, target.path, target.page->file);
    if (!right.empty() && right != text)
      finding.fix = Fix{FixGrade::unsafe, "Write the path as it is published", {{link.at, right}}};
  }
};

}  // namespace

GALLEY_JUDGE(LK020, info, documentation, PathCase);

}  // namespace galley::rules::LK020
