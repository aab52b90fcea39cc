#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK008 {
namespace {

constexpr std::array options{
    Option{Option::Kind::texts, "allow", "1.1.1.1", "hosts and addresses that may be linked to"},
};

constexpr RuleInfo info{
    .code = "LK008",
    .name = "private-host",
    .summary = "a link to this machine, a private network, or a bare IP address",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
`localhost`, names under `.local`, and loopback, link-local and private addresses are not the same for readers as they are for
whoever wrote the post: the link is dead, or leads into the reader's own network. A public address without a name is
reported too: it changes hands, has no certificate that browsers trust, and says nothing to readers. Addresses count in every
spelling that browsers take (`127.1`, `0x7f000001`, `2130706433`). A link that shows its own address on this machine with a port, as
tutorials do (`<http://localhost:4000>`), is left alone.

Link to the public name. Option `allow` names hosts that may stay.

```bad body
<p><a href="http://192.168.1.20/web/webapi">接口</a></p>
```
```bad body
[Preview](http://localhost:4000/2022/06/10/example/) or [the printer](http://printer.local/) or [its page](http://[fe80::1]/)
```
```good body
<p><a href="https://example.com/localhost">接口</a> <a href="https://1.1.1.1/">DNS</a></p>
```
```good body
Run `jekyll serve`, and go to <http://localhost:4000>.
```
```good body allow=staging.local,10.0.0.7
[Staging](http://staging.local/) and [its machine](http://10.0.0.7/)
```
)md";

using url::Host;

std::string_view kind_of_ipv4(const std::uint8_t* a) {
  if (a[0] == 127 || a[0] == 0) return "this machine";
  if (a[0] == 10 || (a[0] == 172 && (a[1] & 0xF0) == 16) || (a[0] == 192 && a[1] == 168) ||
      (a[0] == 100 && (a[1] & 0xC0) == 64))
    return "a private network";
  if (a[0] == 169 && a[1] == 254) return "the local network";
  return "a bare IP address";
}

std::string_view kind_of(const Host& host) {
  const auto& a = host.address;
  if (host.kind == Host::Kind::ipv4) return kind_of_ipv4(a.data());
  if (host.kind == Host::Kind::ipv6) {
    const bool zeros = std::all_of(a.begin(), a.begin() + 10, [](std::uint8_t b) { return b == 0; });
    if (zeros && a[10] == 0xFF && a[11] == 0xFF) return kind_of_ipv4(a.data() + 12);
    if (zeros && std::all_of(a.begin() + 10, a.begin() + 15, [](std::uint8_t b) { return b == 0; }) && a[15] <= 1)
      return "this machine";
    if (a[0] == 0xFE && (a[1] & 0xC0) == 0x80) return "the local network";
    if ((a[0] & 0xFE) == 0xFC) return "a private network";
    return "a bare IP address";
  }
  std::string_view name = host.text;
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name == "localhost" || name.ends_with(".localhost") || name == "localhost.localdomain") return "this machine";
  // RFC 6762, and the names that its appendix G and RFC 8375 set apart for networks at home.
  for (const std::string_view end : {".local", ".localdomain", ".internal", ".intranet", ".lan", ".home.arpa"})
    if (name.ends_with(end)) return "the local network";
  return {};
}

class PrivateHost final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void begin(Context& ctx) override {
    if (allowed_for_ == &ctx.settings()) return;
    allowed_for_ = &ctx.settings();
    allowed_ = ctx.option_texts("allow");
  }

  void link(Context& ctx, const post::Link& link) override {
    const url::Url& url = link.url();
    if (!url.has_authority || url.host.kind == Host::Kind::none || link.touches_liquid(url.host_at)) return;
    Host host = url.host;
    if (host.kind == Host::Kind::opaque && !url::parse_host(host.text, host)) return;
    const std::string_view kind = kind_of(host);
    if (kind.empty()) return;
    const std::string_view written = slice(link.literal(), url.host_at);
    if (std::find(allowed_.begin(), allowed_.end(), written) != allowed_.end() ||
        std::find(allowed_.begin(), allowed_.end(), host.text) != allowed_.end())
      return;
    if (kind == "this machine" && shows_itself(ctx.document(), link)) return;
    ctx.report(link.place(ctx.document()),
               kind == "a bare IP address"
                   ? fmt::format("{} leads to a bare IP address; link to the site's name.", shown(link.text))
                   : fmt::format("{} leads to {}, which other readers cannot reach; link to a public address.",
                                 shown(link.text), kind));
  }

 private:
  // `<http://localhost:4000>`: a tutorial that tells its readers where their own machine will answer.
  static bool shows_itself(const body::Document& doc, const post::Link& link) {
    const url::Url& url = link.url();
    const bool port = link.literal().substr(url.host_at.end).starts_with(':');
    const std::string text = port && link.node->tag == body::Tag::a ? doc.text_content(*link.node) : std::string();
    return !text.empty() && (text == link.text || link.text == text + "/" || link.text == "http://" + text ||
                             link.text == "http://" + text + "/");
  }

  const Settings* allowed_for_ = nullptr;
  std::vector<std::string> allowed_;
};

}  // namespace

GALLEY_RULE(LK008, info, documentation, PrivateHost);

}  // namespace galley::rules::LK008
