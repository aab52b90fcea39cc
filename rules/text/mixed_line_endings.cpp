#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/rule.h"

namespace galley::rules::TX005 {
namespace {

constexpr RuleInfo info{
    .code = "TX005",
    .name = "mixed-line-endings",
    .summary = "more than one kind of line end in a file",
    .level = Level::warning,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
Some lines end in LF, others in CRLF or CR: what is left when systems take turns at editing, or when text is pasted. Every tool
that compares files then sees changes where there are none, and some see one long line.

The fix gives all lines LF or CRLF, whichever more of them have, or whichever comes first where there are as many of each. Where a lone CR
stands in the front matter it is unsafe, since Jekyll may then see more of it.

```bad escapes
---
title: News\r
---\r
Text
More
```
```fixed
---
title: News
---
Text
More
```
```good escapes
---\r
title: News\r
---\r
Text\r
```
)md";

enum Kind : std::size_t { lf, crlf, cr };
constexpr std::array<std::string_view, 3> bytes_of{"\n", "\r\n", "\r"};
constexpr std::array<std::string_view, 3> name_of{"LF", "CRLF", "CR"};

class MixedLineEndings final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view bytes = ctx.source().bytes();
    if (bytes.find('\r') == std::string_view::npos) return;
    struct End {
      std::uint32_t at;
      Kind kind;
    };
    std::vector<End> ends;
    std::array<std::size_t, 3> counts{};
    for (std::size_t i = 0; (i = bytes.find_first_of("\r\n", i)) != std::string_view::npos;) {
      const Kind kind = bytes[i] == '\n' ? lf : bytes.substr(i, 2) == "\r\n" ? crlf : cr;
      ends.push_back({static_cast<std::uint32_t>(i), kind});
      ++counts[kind];
      i += bytes_of[kind].size();
    }
    if (std::count(counts.begin(), counts.end(), std::size_t{0}) >= 2) return;
    // A lone CR ends no line for Jekyll: it is never the kind that all should have.
    const std::size_t most = std::max(counts[lf], counts[crlf]);
    const Kind kept = std::find_if(ends.begin(), ends.end(), [&](const End& e) {
                        return e.kind != cr && counts[e.kind] == most;
                      })->kind;
    Fix fix{FixGrade::safe, fmt::format("End every line in {}", name_of[kept]), {}};
    const End* first = nullptr;
    const std::uint32_t body = ctx.post().front_matter.present() ? ctx.post().body().begin : ctx.source().size();
    for (const End& e : ends) {
      if (e.kind == kept) continue;
      if (first == nullptr) first = &e;
      fix.edits.push_back(
          {{e.at, e.at + static_cast<std::uint32_t>(bytes_of[e.kind].size())}, std::string(bytes_of[kept])});
      if (e.kind == cr && e.at < body) fix.grade = FixGrade::unsafe;
    }
    const std::size_t others = ends.size() - counts[kept];
    Finding& f = ctx.report({first->at, first->at + static_cast<std::uint32_t>(bytes_of[first->kind].size())},
                            fmt::format("{} of {} lines end in {} here, the others in {}; end all alike.", others,
                                        ends.size(), name_of[first->kind], name_of[kept]));
    f.fix = std::move(fix);
  }
};

}  // namespace

GALLEY_RULE(TX005, info, documentation, MixedLineEndings);

}  // namespace galley::rules::TX005
