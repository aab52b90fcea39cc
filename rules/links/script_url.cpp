#include <fmt/format.h>

#include "core/text/ascii.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK007 {
namespace {

constexpr RuleInfo info{
    .code = "LK007",
    .name = "script-url",
    .summary = "a link that runs a script: `javascript:`, `vbscript:`, or an HTML page in a `data:` URL",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
A `javascript:` or `vbscript:` URL is a program, and a `data:text/html` URL a page of one's own making. In an archive of
texts they are what a scraped page's buttons leave behind, dead or worse; feed readers and mail programs drop them, and
content policies block them. Letter case, white space, control characters, character references and percent-encoding do
not hide them from browsers, nor from this rule.

Link to what the script showed, or take the link away and keep its text.

```bad body
<p><a href="javascript:void(0)">展开全文</a></p>
```
```bad body
<p><a href=" &#106;ava	SCRIPT&colon;alert(1)">Next</a></p>
```
```bad body
[Page](data:text/html,<p>Hello</p>)
```
```good body
<p><a href="/tags/javascript/">javascript: an overview</a> <img src="data:image/png;base64,iVBORw0KGgo=" alt="Dot"></p>
```
)md";

using ascii::lowered;

// The media type of a data URL, in lower case and without white space.
std::string media_type(std::string_view url) {
  const std::size_t colon = url.find(':');
  std::string type;
  for (const char c : url.substr(std::min(url.size(), colon + 1))) {
    if (c == ';' || c == ',') break;
    if (static_cast<unsigned char>(c) > 0x20) type += c;
  }
  return lowered(type);
}

std::string_view verdict(std::string_view url) {
  const std::string scheme = url::scheme_of(url);
  if (scheme == "javascript") return "javascript:";
  if (scheme == "vbscript") return "vbscript:";
  if (scheme != "data") return {};
  const std::string type = media_type(url);
  return type == "text/html" || type == "application/xhtml+xml" ? "data:text/html" : std::string_view();
}

class ScriptUrl final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void link(Context& ctx, const post::Link& link) override {
    const std::string_view url = link.literal();
    if (url.find_first_of(":%") == std::string_view::npos) return;
    std::string_view what = verdict(url);
    if (what.empty() && url.find('%') != std::string_view::npos) what = verdict(url::percent_decoded(url));
    if (what.empty()) return;
    ctx.report(
        link.place(ctx.document()),
        fmt::format(
            "{} is a `{}` URL, which runs as a program; link to a page, or take the link away and keep its text.",
            shown(link.text), what));
  }
};

}  // namespace

GALLEY_RULE(LK007, info, documentation, ScriptUrl);

}  // namespace galley::rules::LK007
