#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK014 {
namespace {

constexpr RuleInfo info{
    .code = "LK014",
    .name = "deceptive-link-text",
    .summary = "a link whose text is a URL or host, and another one than it leads to",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A link that reads `https://example.com/` and leads somewhere else: the pattern of every phishing mail, and, in an archive, what a
copied and half-edited link or a tracker in between leaves. The scheme, `www.`, letter case, a path that the text leaves out or
cuts short, and other names below the same domain do not matter; nor do web archives and Twitter's `t.co`, which show what they lead to.

Let the text and the destination name the same place, or write words instead.

```bad body
<p><a href="https://evil.example/login">https://bank.example/login</a></p>
```
```bad body
[www.example.com](https://example.org/)
```
```good body
<p><a href="https://www.example.com/a/b/c.html?d=1">example.com/a/…</a> <a href="https://docs.example.com/">http://example.com/</a>
<a href="https://web.archive.org/web/2010/http://example.com/">example.com</a> <a href="https://nodejs.org/">Node.js</a></p>
```
)md";

using ascii::lower;

using ascii::trimmed;

// Domains that stand alone in running text without being a file name or a product: not `README.md`, `Node.js` or
// `ASP.NET`.
constexpr std::array<std::string_view, 34> domains{
    "com", "org", "net", "edu", "gov", "info", "biz", "io", "dev", "cn", "tw", "hk", "jp", "kr", "uk", "de", "fr",
    "eu",  "us",  "ru",  "br",  "in",  "au",   "ca",  "nl", "it",  "es", "se", "ch", "at", "pl", "tv", "me", "example"};

// The host that the text names, without scheme and `www.`; empty where it names none.
std::string host_named(std::string_view text) {
  const std::size_t scheme = text.find("://");
  bool sure = false;
  if (scheme != std::string_view::npos) {
    const std::string_view name = text.substr(0, scheme);
    const auto is = [name](std::string_view s) {
      return std::equal(name.begin(), name.end(), s.begin(), s.end(), [](char a, char b) { return lower(a) == b; });
    };
    if (!is("http") && !is("https") && !is("ftp")) return {};
    text.remove_prefix(scheme + 3);
    sure = true;
  }
  std::string_view host = text.substr(0, text.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
    if (!sure) return {};  // a mail address
    host.remove_prefix(at + 1);
  }
  if (const std::size_t colon = host.rfind(':');
      colon != std::string_view::npos && host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos)
    host = host.substr(0, colon);
  // A host that was cut short says too little.
  if (host.ends_with("...") || host.ends_with("…")) return {};
  while (!host.empty() && (host.back() == '.' || host.back() == ',' || host.back() == ':')) host.remove_suffix(1);
  if (!sure) {
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return {};
    const auto is_host = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    if (!std::all_of(host.begin(), host.end(), is_host) || host.find("..") != std::string_view::npos) return {};
    const bool www = host.starts_with("www.");
    if (!www && std::find(domains.begin(), domains.end(), host.substr(dot + 1)) == domains.end()) return {};
  }
  url::Host read;
  if (!url::parse_host(host, read) || read.text.find('.') == std::string::npos) return {};
  return read.text;
}

std::string_view without_www(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

bool below(std::string_view host, std::string_view domain) {
  return host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
}

bool same_site(std::string_view a, std::string_view b) {
  a = without_www(a);
  b = without_www(b);
  if (a == b || below(a, b) || below(b, a)) return true;
  // Two names below one domain of at least two labels, as docs.example.com and blog.example.com.
  const std::size_t dot_a = a.find('.'), dot_b = b.find('.');
  const std::string_view rest = a.substr(dot_a + 1);
  if (rest == b.substr(dot_b + 1) && rest.find('.') != std::string_view::npos) {
    const std::size_t dot = rest.find('.');
    return dot > 3 || (rest.size() - dot > 3 && dot > 2);  // not co.uk, com.cn
  }
  const auto pair = [&](std::string_view x, std::string_view y) { return (a == x && b == y) || (a == y && b == x); };
  return pair("youtu.be", "youtube.com") || pair("twitter.com", "x.com");
}

// They show what they lead to, in their path or by name.
bool shows_its_target(std::string_view host) {
  host = without_www(host);
  return host == "t.co" || host == "web.archive.org" || host == "archive.org" || host == "archive.is" ||
         host == "archive.ph" || host == "archive.today" || host == "webcache.googleusercontent.com" ||
         host == "link.zhihu.com" || host == "wayback.archive.org" || host == "translate.google.com";
}

class DeceptiveLinkText final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void link(Context& ctx, const post::Link& link) override {
    if (link.kind != post::Link::Kind::hyperlink || link.node->tag != body::Tag::a) return;
    const body::Document& doc = ctx.document();
    const body::NodeId id = doc.id(*link.node);
    // Most links hold words; only one text without white space and with a dot can be a URL.
    const std::string text = doc.text_content(*link.node);
    const std::string_view shown_url = trimmed(text);
    if (shown_url.size() < 4 || shown_url.size() > 2000 || id + 1 >= link.node->subtree_end) return;
    if (shown_url.find('.') == std::string_view::npos || shown_url.find_first_of(" \t\r\n{<") != std::string_view::npos)
      return;
    if (shown_url == link.literal()) return;
    const url::Url& url = link.url();
    if (url.host.kind != url::Host::Kind::domain && url.host.kind != url::Host::Kind::ipv4) return;
    if (link.touches_liquid(url.host_at) || shows_its_target(url.host.text)) return;
    const std::string named = host_named(shown_url);
    const std::string host =
        url.host.kind == url::Host::Kind::ipv4 ? std::string(slice(link.literal(), url.host_at)) : url.host.text;
    if (named.empty() || same_site(named, host)) return;
    ctx.report(doc.place(*link.node),
               fmt::format("The text names {}, but the link leads to {}; let both name the same place.", shown(named),
                           shown(host)));
  }
};

}  // namespace

GALLEY_RULE(LK014, info, documentation, DeceptiveLinkText);

}  // namespace galley::rules::LK014
