#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK010 {
namespace {

using body::Tag;

constexpr RuleInfo info{
    .code = "MK010",
    .name = "active-content",
    .summary = "scripts, frames, plug-ins and forms",
    .level = Level::off,
};

constexpr std::string_view documentation = R"md(
An element that runs or brings in something: `script`, `iframe`, `object`, `embed`, `applet` or `form`. An archive of texts
that were taken from elsewhere should hold none; a site that embeds videos has good ones.

Off by default, for the latter's sake.

```bad body path=_posts/2022-06-10-example.html
<p><iframe src="https://example.com/ad"></iframe></p>
```
```good body path=_posts/2022-06-10-example.html
<p><a href="https://example.com/video">Watch the video</a></p>
```
)md";

class ActiveContent final : public Rule {
 public:
  Interest interest() const override {
    return {.tags = {Tag::script, Tag::iframe, Tag::object, Tag::embed, Tag::applet, Tag::form}};
  }

  void element(Context& ctx, const body::Node& node) override {
    if (!node.start.empty())
      ctx.report(
          ctx.document().start_tag_place(node),
          fmt::format("`<{}>` brings in what runs in the reader's browser; link to it, or delete it.", node.name));
  }
};

}  // namespace

GALLEY_RULE(MK010, info, documentation, ActiveContent);

}  // namespace galley::rules::MK010
