#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK006 {
namespace {

constexpr RuleInfo info{
    .code = "MK006",
    .name = "obsolete-attribute",
    .summary = "an attribute that HTML has given up",
    .level = Level::off,
};

constexpr std::string_view documentation = R"md(
An attribute that HTML no longer has on that element (WHATWG HTML, section 16.2), such as `align`, `border` or `bgcolor`.
Browsers still follow most of them. Say how things look with a class and a style sheet.

Off by default: old archives are full of them, and they do no harm.

```bad body path=_posts/2022-06-10-example.html
<p align="center">要闻</p>
```
```good body path=_posts/2022-06-10-example.html
<p class="centered">要闻</p>
<img src="a.png" alt="" width="552">
```
)md";

struct Obsolete {
  std::string_view name;
  std::string_view elements;  // with a space on either side of each; empty: every element
};

constexpr std::array obsolete{
    Obsolete{"abbr", " td "},
    Obsolete{"accept", " form "},
    Obsolete{"align",
             " caption col div embed h1 h2 h3 h4 h5 h6 hr iframe img input legend object p table tbody thead tfoot td "
             "th tr "},
    Obsolete{"alink", " body "},
    Obsolete{"allowtransparency", " iframe "},
    Obsolete{"archive", " object "},
    Obsolete{"axis", " td th "},
    Obsolete{"background", " body table thead tbody tfoot tr td th "},
    Obsolete{"bgcolor", " body table td th tr thead tbody tfoot "},
    Obsolete{"border", " img input object table "},
    Obsolete{"bordercolor", " table "},
    Obsolete{"cellpadding", " table "},
    Obsolete{"cellspacing", " table "},
    Obsolete{"char", " col tbody thead tfoot td th tr "},
    Obsolete{"charoff", " col tbody thead tfoot td th tr "},
    Obsolete{"charset", " a link script "},
    Obsolete{"classid", " object "},
    Obsolete{"clear", " br "},
    Obsolete{"code", " object "},
    Obsolete{"codebase", " object "},
    Obsolete{"codetype", " object "},
    Obsolete{"color", " hr "},
    Obsolete{"compact", " dl ol ul menu "},
    Obsolete{"coords", " a "},
    Obsolete{"datafld", ""},
    Obsolete{"dataformatas", ""},
    Obsolete{"datasrc", ""},
    Obsolete{"declare", " object "},
    Obsolete{"event", " script "},
    Obsolete{"for", " script "},
    Obsolete{"frame", " table "},
    Obsolete{"frameborder", " iframe "},
    Obsolete{"height", " table thead tbody tfoot tr td th "},
    Obsolete{"hreflang", " area "},
    Obsolete{"hspace", " embed iframe img input object "},
    Obsolete{"ismap", " input "},
    Obsolete{"language", " script "},
    Obsolete{"link", " body "},
    Obsolete{"longdesc", " iframe img "},
    Obsolete{"lowsrc", " img "},
    Obsolete{"marginheight", " iframe body "},
    Obsolete{"marginwidth", " iframe body "},
    Obsolete{"methods", " a link "},
    Obsolete{"name", " a embed img option "},
    Obsolete{"noshade", " hr "},
    Obsolete{"nowrap", " td th "},
    Obsolete{"profile", " head "},
    Obsolete{"rules", " table "},
    Obsolete{"scope", " td "},
    Obsolete{"scrolling", " iframe "},
    Obsolete{"shape", " a "},
    Obsolete{"size", " hr "},
    Obsolete{"standby", " object "},
    Obsolete{"summary", " table "},
    Obsolete{"target", " link "},
    Obsolete{"text", " body "},
    Obsolete{"type", " area li menu ul "},
    Obsolete{"typemustmatch", " object "},
    Obsolete{"urn", " a link "},
    Obsolete{"usemap", " input object "},
    Obsolete{"valign", " col tbody thead tfoot td th tr "},
    Obsolete{"vlink", " body "},
    Obsolete{"vspace", " embed iframe img input object "},
    Obsolete{"width", " col hr pre table td th "},
};

class ObsoleteAttribute final : public Rule {
 public:
  Interest interest() const override { return {.every_element = true}; }

  void element(Context& ctx, const body::Node& node) override {
    if (node.attribute_count == 0 || node.ns != body::Namespace::html || is_copy(node)) return;
    for (const body::Attribute& a : ctx.document().attributes(node)) {
      const auto found = std::lower_bound(obsolete.begin(), obsolete.end(), a.name,
                                          [](const Obsolete& o, std::string_view name) { return o.name < name; });
      if (found == obsolete.end() || found->name != a.name || !is_written(ctx, a)) continue;
      if (!found->elements.empty() && found->elements.find(fmt::format(" {} ", node.name)) == std::string_view::npos)
        continue;
      ctx.report(
          attribute_place(ctx, a),
          fmt::format("HTML has given up `{}` on `<{}>`; say it with a class and a style sheet.", a.name, node.name));
    }
  }
};

}  // namespace

GALLEY_RULE(MK006, info, documentation, ObsoleteAttribute);

}  // namespace galley::rules::MK006
