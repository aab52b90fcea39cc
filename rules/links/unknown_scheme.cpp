#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/rule.h"
#include "rules/schemes.h"
#include "rules/wording.h"

namespace galley::rules::LK022 {
namespace {

constexpr std::array options{
    Option{Option::Kind::texts, "allow", "", "schemes that are in use here though nobody registered them"},
};

constexpr RuleInfo info{
    .code = "LK022",
    .name = "unknown-scheme",
    .summary = "a URL whose scheme nobody has registered",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
A scheme that is neither registered with IANA nor configured is most often a slip of the pen (`htpp:`, `hhtps:`), a host and port
without `http://` before it (`localhost:4000`), or a file of one's own machine (`C:\notes.txt`). Browsers do nothing with it.

Option `allow` names schemes that are in use.

```bad body
<p><a href="htpp://example.com/">全文</a></p>
```
```bad body
[Preview](localhost:4000/about/) and [notes](C:/notes.html)
```
```good body
<p><a href="https://example.com/a:b">全文</a> <a href="mailto:a@example.com">Mail</a> <a href="magnet:?xt=urn:btih:1">File</a>
<a href="web+galley:x">App</a> <a href="/a:b">Path</a></p>
```
```good body allow=obsidian
[Note](obsidian://open?vault=a)
```
)md";

class UnknownScheme final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void begin(Context& ctx) override {
    if (allowed_for_ == &ctx.settings()) return;
    allowed_for_ = &ctx.settings();
    allowed_ = ctx.option_texts("allow");
  }

  void link(Context& ctx, const post::Link& link) override {
    if (link.literal().find(':') == std::string_view::npos) return;
    const url::Url& url = link.url();
    const std::string& scheme = url.scheme;
    // LK007 speaks of scripts and of what `data:` holds.
    if (scheme.empty() || scheme == "http" || scheme == "https" || scheme == "javascript" || scheme == "vbscript" ||
        scheme == "data" || link.touches_liquid(url.scheme_at))
      return;
    if (is_registered_scheme(scheme) || std::find(allowed_.begin(), allowed_.end(), scheme) != allowed_.end()) return;
    const Span at = link.place(ctx.document());
    const std::string_view rest = link.literal().substr(url.scheme_at.end + 1);
    const bool port = !rest.empty() && rest[0] >= '0' && rest[0] <= '9';
    if (scheme.size() == 1)
      ctx.report(at,
                 fmt::format("{} is a file of one's own machine; link to where it is published.", shown(link.text)));
    else if (const std::string_view meant = scheme_meant(scheme); !meant.empty())
      ctx.report(at, fmt::format("There is no scheme `{}:` as in {}; `{}:` was probably meant.", scheme,
                                 shown(link.text), meant));
    else if (port && (scheme == "localhost" || scheme.find('.') != std::string::npos))
      ctx.report(at, fmt::format("{} is read as a scheme and a path; write `http://` before it.", shown(link.text)));
    else
      ctx.report(at, fmt::format("The scheme `{}:` of {} is not registered; mend it, or allow it for this rule.",
                                 scheme, shown(link.text)));
  }

 private:
  const Settings* allowed_for_ = nullptr;
  std::vector<std::string> allowed_;
};

}  // namespace

GALLEY_RULE(LK022, info, documentation, UnknownScheme);

}  // namespace galley::rules::LK022
