#include <fmt/format.h>

#include <array>

#include "rules/rule.h"

namespace galley::rules::TX015 {
namespace {

constexpr std::array options{
    Option{Option::Kind::integer, "bytes", "1048576", "the greatest size of a post's file, in bytes"},
};

constexpr RuleInfo info{
    .code = "TX015",
    .name = "oversized-post",
    .summary = "a post beyond a size that is configured (1 MiB)",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
A post of more than a mebibyte is rarely text: an image in a `data:` URL, a log, a table that was a file. It slows the build, the
feed and every reader.

Take out what is no text into a file of its own. Option `bytes` sets the size.

```bad body bytes=100
This post is a little longer than a hundred bytes, as everyone can see who counts them one by one.
```
```good body bytes=200
This post is a little shorter than two hundred bytes.
```
)md";

class OversizedPost final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::int64_t limit = ctx.option_integer("bytes");
    if (static_cast<std::int64_t>(ctx.source().size()) <= limit) return;
    ctx.report_file(
        fmt::format("The post has {} bytes, more than {}; take out what is no text.", ctx.source().size(), limit));
  }
};

}  // namespace

GALLEY_RULE(TX015, info, documentation, OversizedPost);

}  // namespace galley::rules::TX015
