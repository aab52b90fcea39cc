#include <fmt/format.h>

#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK005 {
namespace {

constexpr RuleInfo info{
    .code = "LK005",
    .name = "insecure-url",
    .summary = "a link by `http:`",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A link by `http:` is not encrypted, and a page served by `https:` may not load images and scripts that way. Addresses on this
machine and network (`localhost`, `192.168.1.1`, `*.test`) are left alone. Off by default: in an archive of old posts many sites behind such links never
learnt `https:`.

The fix writes `https:`. It is unsafe: nothing here knows whether the site answers to that.

```bad body
<p><img src="http://example.com/a.png" alt="图"></p>
```
```fixed body
<p><img src="https://example.com/a.png" alt="图"></p>
```
```good body
<p><img src="https://example.com/a.png" alt="图"> <a href="http://localhost:4000/">Preview</a></p>
```
)md";

bool is_local(const url::Host& host) {
  const std::string_view name = host.text;
  if (host.kind == url::Host::Kind::ipv4) {
    const auto& a = host.address;
    return a[0] == 127 || a[0] == 10 || (a[0] == 172 && (a[1] & 0xF0) == 16) || (a[0] == 192 && a[1] == 168);
  }
  return name == "localhost" || name.ends_with(".localhost") || name.ends_with(".test") || name.ends_with(".local");
}

class InsecureUrl final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void link(Context& ctx, const post::Link& link) override {
    const url::Url& url = link.url();
    if (url.scheme != "http" || url.fault != url::Fault::none || is_local(url.host) ||
        link.touches_liquid(url.scheme_at))
      return;
    // A name of a vocabulary, not an address to go to.
    if (link.kind == post::Link::Kind::resource && url.host.text == "purl.org") return;
    Finding& f =
        ctx.report(link.place(ctx.document()),
                   fmt::format("{} is not encrypted; write `https:` where the site answers to it.", shown(link.text)));
    // A port that was given belongs to the scheme.
    if (link.literal().substr(url.host_at.end).starts_with(':')) return;
    f.fix = Fix{FixGrade::unsafe,
                "Write `https:`",
                {{link.place(ctx.document(), url.scheme_at.begin, url.scheme_at.end), "https"}}};
  }
};

}  // namespace

GALLEY_RULE(LK005, info, documentation, InsecureUrl);

}  // namespace galley::rules::LK005
