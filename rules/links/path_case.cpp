#include <fmt/format.h>

#include <vector>

#include "core/site/url_template.h"
#include "core/text/unicode.h"
#include "core/text/url.h"
#include "rules/site_targets.h"
#include "rules/wording.h"

namespace galley::rules {
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

std::string lower(std::string_view text) {
  std::string out;
  unicode::append_lower(out, text);
  return out;
}

// The link with its path as the page has it; empty where that cannot be said of the text as it stands.
std::string corrected(std::string_view text, std::string_view path, std::string_view file) {
  const std::string_view name = path.substr(1);
  if (file.size() < name.size() || lower(file.substr(0, name.size())) != lower(name)) return "";
  std::string_view right = file.substr(0, name.size());
  const std::size_t end = std::min(text.find_first_of("?#"), text.size());
  std::size_t begin = text.find("//") == std::string_view::npos ? 0 : text.find("//") + 2;
  if (begin > 0) begin = std::min(text.find('/', begin), end);
  std::vector<std::string> parts;  // from the last
  std::string_view rest = text.substr(begin, end - begin);
  while (true) {
    const std::size_t slash = rest.rfind('/');
    const std::string_view part = slash == std::string_view::npos ? rest : rest.substr(slash + 1);
    const std::size_t right_slash = right.rfind('/');
    const std::string_view right_part = right_slash == std::string_view::npos ? right : right.substr(right_slash + 1);
    // Above the site's root is `baseurl`.
    const bool above = right.empty() && !part.empty();
    if (above || part.empty() || part == ".") {
      parts.emplace_back(part);
    } else {
      if (lower(url::percent_decoded(part)) != lower(right_part)) return "";
      parts.push_back(part.find('%') == std::string_view::npos ? std::string(right_part)
                                                               : site::escape_path(right_part));
    }
    if (!above && part != ".") right = right_slash == std::string_view::npos ? "" : right.substr(0, right_slash);
    if (slash == std::string_view::npos) break;
    rest = rest.substr(0, slash);
  }
  std::string out(text.substr(0, begin));
  for (std::size_t i = parts.size(); i-- > 0;) out += parts[i] + (i > 0 ? "/" : "");
  return out + std::string(text.substr(end));
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

}  // namespace galley::rules
