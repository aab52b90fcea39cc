#include <fmt/format.h>

#include <algorithm>

#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/tree.h"
#include "rules/wording.h"

namespace galley::rules::LK002 {
namespace {

constexpr RuleInfo info{
    .code = "LK002",
    .name = "malformed-url",
    .summary = "a link whose destination is no URL",
    .level = Level::error,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A destination that the URL Standard (https://url.spec.whatwg.org) calls an error: a host or port that cannot be one, a percent
sign without two hexadecimal digits behind it, white space or control characters inside, `<`, `>` or `"`, backslashes for
slashes, `http:/` or `http:///` for `http://`, a scheme written twice. Browsers mend some of these, each other program
in its own way or not at all. In Markdown white space can keep a link from being one: readers then see brackets.

The fix encodes or takes out what is wrong where only one thing can be meant.

```bad body
[返回财经新闻](/category/21shijijingjibaodao 21caijingAPP.html)
```
```fixed body
[返回财经新闻](/category/21shijijingjibaodao%2021caijingAPP.html)
```
```bad body renderer=commonmark
[返回财经新闻](/category/21shijijingjibaodao 21caijingAPP.html)
```
```fixed body renderer=commonmark
[返回财经新闻](/category/21shijijingjibaodao%2021caijingAPP.html)
```
```bad body
<p><a href="https://example.com/rate?up=5%&amp;page=2">Rates</a></p>
```
```fixed body
<p><a href="https://example.com/rate?up=5%25&amp;page=2">Rates</a></p>
```
```bad body
<p><a href="http:/example.com">One slash</a> <a href="https://https://example.com/">Twice</a></p>
```
```fixed body
<p><a href="http://example.com">One slash</a> <a href="https://example.com/">Twice</a></p>
```
```bad body
<p><a href="http://example.com:port/">Port</a> <a href="http://256.1.2.3/">Address</a> <a href="http://">Nothing</a></p>
```
```good body
<p><a href="https://zh.wikipedia.org/wiki/中国">中国</a> <a href="/a%20b?tags[]=1&amp;range=1|2">Odd, but a URL</a>
<a href=" https://example.com/ ">Edges</a> <a href="{{ site.baseurl }}/{{ page.next }}">Liquid</a></p>

[A (b)](https://en.wikipedia.org/wiki/A_(b))
```
)md";

using url::Fault;

std::string what_is_wrong(Fault fault, std::string_view url, std::string_view at) {
  switch (fault) {
    case Fault::white_space:
      return fmt::format("There is white space inside the URL {}; write it as `%20`, or take it out.", shown(url));
    case Fault::control:
      return fmt::format("There is a control character inside the URL {}; take it out.", shown(url));
    case Fault::two_schemes:
      return fmt::format("The URL {} begins with two schemes; take one out.", shown(url));
    case Fault::slashes:
      return fmt::format("The URL {} needs two slashes after its scheme; write exactly two.", shown(url));
    case Fault::no_host:
      return fmt::format("The URL {} names no host; write which site it leads to.", shown(url));
    case Fault::bad_host:
      return fmt::format("{} in the URL {} cannot be a host; write the site's name.", shown(at), shown(url));
    case Fault::bad_port:
      return fmt::format("{} in the URL {} is no port; write a number up to 65535, or none.", shown(at), shown(url));
    case Fault::percent:
      return fmt::format(
          "In the URL {} a `%` is not followed by two hexadecimal digits; write a percent sign as `%25`.", shown(url));
    case Fault::forbidden:
      return fmt::format("{} may not stand in the URL {}; take it out, or percent-encode it.", shown(at), shown(url));
    case Fault::backslash:
      return fmt::format("The URL {} has backslashes; write `/` for them.", shown(url));
    case Fault::none:
      break;
  }
  return {};
}

std::string encoded(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

// What to write for the parts of a URL that are wrong, as spans of it; empty where more than one thing could be meant.
std::vector<Edit> mending(std::string_view text, const url::Url& url) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::vector<Edit> edits;
  switch (url.fault) {
    case Fault::two_schemes:
      return {{url.fault_at, ""}};
    case Fault::slashes:
      return url.has_authority ? std::vector<Edit>{{url.fault_at, url.scheme + "://"}} : edits;
    case Fault::no_host:
    case Fault::bad_host:
    case Fault::bad_port:
    case Fault::none:
      return edits;
    default:
      break;
  }
  std::uint32_t begin = 0, end = size;
  while (begin < end && static_cast<unsigned char>(text[begin]) <= ' ') ++begin;
  while (end > begin && static_cast<unsigned char>(text[end - 1]) <= ' ') --end;
  const bool dialled = url.scheme == "tel" || url.scheme == "sms";
  bool in_query = false;
  const auto hexadecimal = [](char c) {
    return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
  };
  for (std::uint32_t i = begin; i < end;) {
    const utf8::Decoded d = utf8::decode(text, i);
    std::uint32_t next = i + d.size;
    const std::string_view c = text.substr(i, d.size);
    if (c == "\t" || c == "\n" || c == "\r") {
      // A value that was wrapped: browsers drop the line end, and encode the spaces that indent the next line.
      while (next < end && (text[next] == ' ' || text[next] == '\t' || text[next] == '\n' || text[next] == '\r'))
        ++next;
      edits.push_back({{i, next}, ""});
    } else if (url::is_white_space(d.code_point)) {
      if (i < url.host_at.end) {
        if (!url.host_at.contains(i))
          edits.push_back({{i, next}, ""});
        else
          return {};
      } else {
        edits.push_back({{i, next}, dialled ? std::string("-") : encoded(c)});
      }
    } else if (d.code_point < 0x20 || d.code_point == 0x7F) {
      edits.push_back({{i, next}, ""});
    } else if (c == "%" && !(i + 2 < end && hexadecimal(text[i + 1]) && hexadecimal(text[i + 2]))) {
      edits.push_back({{i, next}, "%25"});
    } else if (c == "<" || c == ">" || c == "\"") {
      edits.push_back({{i, next}, encoded(c)});
    } else if (c == "\\" && !in_query) {
      edits.push_back({{i, next}, "/"});
    }
    in_query = in_query || c == "?" || c == "#";
    i = next;
  }
  return edits;
}

class MalformedUrl final : public Rule {
 public:
  Interest interest() const override { return {.text = true, .links = true}; }

  void link(Context& ctx, const post::Link& link) override {
    const url::Url& url = link.url();
    if (url.fault == Fault::none || link.blank()) return;
    if (link.has_liquid && link.touches_liquid(url.fault_at)) return;
    const body::Document& doc = ctx.document();
    Finding& f = ctx.report(link.place(doc), what_is_wrong(url.fault, link.text, slice(link.text, url.fault_at)));
    add_fix(f, link.literal(), url, [&](Span part) { return link.place(doc, part.begin, part.end); });
  }

  // `[text](a b)` is no link in CommonMark; kramdown takes it for one.
  void text(Context& ctx, const body::Node& node) override {
    if (ctx.post().renderer == post::Renderer::html) return;
    const std::string_view text = node.text;
    for (std::size_t i = 0; (i = text.find("](", i)) != std::string_view::npos; i += 2) {
      const auto begin = static_cast<std::uint32_t>(i + 2);
      const Span target = bracketed(text, begin);
      if (target.empty() || !opened(ctx, node, i) || in_code(ctx.document(), node)) continue;
      const std::string_view url_text = slice(text, target);
      const url::Url url = url::parse(url_text);
      if (url.fault != Fault::white_space || !looks_like_url(url_text)) continue;
      Finding& f =
          ctx.report(ctx.document().text_place(node, target.begin, target.end),
                     fmt::format("White space in {} keeps this from being a link; write it as `%20`, or take it out.",
                                 shown(url_text)));
      add_fix(f, url_text, url,
              [&](Span part) { return ctx.document().text_place(node, begin + part.begin, begin + part.end); });
    }
  }

 private:
  template <typename Place>
  static void add_fix(Finding& f, std::string_view text, const url::Url& url, Place place) {
    std::vector<Edit> edits = mending(text, url);
    if (edits.empty()) return;
    std::string fixed;
    std::uint32_t at = 0;
    for (const Edit& e : edits) {
      fixed += text.substr(at, e.at.begin - at);
      fixed += e.text;
      at = e.at.end;
    }
    fixed += text.substr(at);
    if (url::parse(fixed).fault != Fault::none) return;
    for (Edit& e : edits) e.at = place(e.at);
    f.fix = Fix{FixGrade::unsafe, "Mend the URL", std::move(edits)};
  }

  // Up to the parenthesis that closes it, on the same line; without a title.
  static Span bracketed(std::string_view text, std::uint32_t begin) {
    int depth = 1;
    for (std::uint32_t i = begin; i < text.size() && text[i] != '\n' && text[i] != '"' && text[i] != '<'; ++i) {
      if (text[i] == '(') ++depth;
      if (text[i] == ')' && --depth == 0) return {begin, i};
    }
    return {};
  }

  // An unescaped `[` before, or none in this text, where markup stands within the brackets.
  static bool opened(Context& ctx, const body::Node& node, std::size_t close) {
    const Span brackets = ctx.document().text_place(node, close, close + 2);
    if (ctx.source().text(brackets) != "](") return false;
    int depth = 1;
    for (std::size_t i = close; i-- > 0;) {
      if (node.text[i] == ']') ++depth;
      if (node.text[i] != '[' || --depth > 0) continue;
      return ctx.source().text(ctx.document().text_place(node, i, i + 1)) == "[";
    }
    return true;
  }

  static bool looks_like_url(std::string_view text) {
    if (text.starts_with('/') || text.starts_with("./") || text.starts_with("../") || text.starts_with("www."))
      return true;
    if (text.find("://") != std::string_view::npos || text.starts_with("mailto:")) return true;
    const std::size_t dot = text.rfind('.');
    if (dot == std::string_view::npos) return false;
    const std::string_view extension = text.substr(dot + 1);
    constexpr std::string_view known[] = {"html", "htm", "md",   "pdf", "png", "jpg", "jpeg",
                                          "gif",  "svg", "webp", "zip", "mp3", "mp4"};
    return std::find(std::begin(known), std::end(known), extension) != std::end(known);
  }
};

}  // namespace

GALLEY_RULE(LK002, info, documentation, MalformedUrl);

}  // namespace galley::rules::LK002
