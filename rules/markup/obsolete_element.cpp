#include <fmt/format.h>

#include <array>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK005 {
namespace {

using body::Tag;

constexpr RuleInfo info{
    .code = "MK005",
    .name = "obsolete-element",
    .summary = "an element that HTML has given up",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
An element that HTML no longer has (WHATWG HTML, section 16.2), such as `center`, `font` or `marquee`. Browsers still show
most of them, but no style sheet, reader or converter need know them.

Say what is meant with an element of today, and how it looks with a class.

```bad body path=_posts/2022-06-10-example.html
<center><font color="red">要闻</font></center>
```
```good body path=_posts/2022-06-10-example.html
<p class="centered"><strong>要闻</strong></p>
```
)md";

struct Obsolete {
  Tag tag;
  std::string_view instead;
};

constexpr std::array obsolete{
    Obsolete{Tag::acronym, "use `<abbr>`"},
    Obsolete{Tag::applet, "use `<embed>` or `<object>`"},
    Obsolete{Tag::basefont, "use a style sheet"},
    Obsolete{Tag::bgsound, "use `<audio>`"},
    Obsolete{Tag::big, "use a class and a style sheet"},
    Obsolete{Tag::blink, "use a class and a style sheet"},
    Obsolete{Tag::center, "use a class, or `text-align: center`"},
    Obsolete{Tag::dir, "use `<ul>`"},
    Obsolete{Tag::font, "use a class and a style sheet"},
    Obsolete{Tag::frame, "use `<iframe>`"},
    Obsolete{Tag::frameset, "use `<iframe>`"},
    Obsolete{Tag::isindex, "use `<form>`"},
    Obsolete{Tag::keygen, "delete it"},
    Obsolete{Tag::listing, "use `<pre>`"},
    Obsolete{Tag::marquee, "use a class and a style sheet"},
    Obsolete{Tag::menuitem, "delete it"},
    Obsolete{Tag::multicol, "use a class and a style sheet"},
    Obsolete{Tag::nextid, "delete it"},
    Obsolete{Tag::nobr, "use `white-space: nowrap`"},
    Obsolete{Tag::noembed, "use `<object>`"},
    Obsolete{Tag::noframes, "use `<iframe>`"},
    Obsolete{Tag::param, "use `<object>` with `data`"},
    Obsolete{Tag::plaintext, "use `<pre>`"},
    Obsolete{Tag::rb, "use `<ruby>` without it"},
    Obsolete{Tag::rtc, "use `<ruby>` in `<ruby>`"},
    Obsolete{Tag::spacer, "use a class and a style sheet"},
    Obsolete{Tag::strike, "use `<s>` or `<del>`"},
    Obsolete{Tag::tt, "use `<code>`, `<kbd>` or `<samp>`"},
    Obsolete{Tag::xmp, "use `<pre>` and write `&lt;` for `<`"},
};

class ObsoleteElement final : public Rule {
 public:
  Interest interest() const override {
    Interest i;
    for (const Obsolete& o : obsolete) i.tags.push_back(o.tag);
    return i;
  }

  void element(Context& ctx, const body::Node& node) override {
    if (node.start.empty() || is_copy(node)) return;
    for (const Obsolete& o : obsolete)
      if (o.tag == node.tag)
        ctx.report(ctx.document().start_tag_place(node),
                   fmt::format("HTML has given up `<{}>`; {}.", node.name, o.instead));
  }
};

}  // namespace

GALLEY_RULE(MK005, info, documentation, ObsoleteElement);

}  // namespace galley::rules::MK005
