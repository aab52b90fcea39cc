#include <algorithm>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT004 {
namespace {

constexpr RuleInfo info{
    .code = "DT004",
    .name = "bad-post-filename",
    .summary = "a post whose file name does not begin with its date",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Jekyll takes a file below `_posts` for a post only where its name is `YYYY-MM-DD-slug.ext`, and ignores any other without a
word, even one with a `date` in its front matter. Files that it leaves out on purpose (`_name`, `.name`, `name~`) are not
reported.

Rename the file.

```bad path=_posts/-202205262391921712.md
---
title: 国内首款
---
```
```bad path=_posts/20220526-guonei.md
---
title: 国内首款
---
```
```good path=_posts/2022-05-26-guonei.md
---
title: 国内首款
---
```
```good path=_drafts/guonei.md
---
title: 国内首款
---
```
)md";

class BadPostFilename final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    if (post.role != post::Role::post && post.role != post::Role::loose_post) return;
    if (post.path.dated() || post.path.special) return;
    std::string example = "2022-06-10-slug" + (post.path.extension.empty() ? std::string(".md") : post.path.extension);
    if (const auto date = date_of(ctx);
        date && date->reading.state == post::DateReading::State::parsed && !date->reading.from_now) {
      example = post::format_day(day_of(post, date->reading)) + "-" + slug_of(post.path.stem) + post.path.extension;
    } else if (const auto day = day_in_digits(post.path.stem)) {
      example = post::format_day(*day) + "-" + slug_of(post.path.stem) + post.path.extension;
    }
    ctx.report_file("The name " + in_message(post.path.name) +
                    " does not begin with a date, so Jekyll leaves the post out; rename it, as " + in_message(example) +
                    ".");
  }

 private:
  /// What the name says beside a date at its beginning, in whatever way that is written.
  static std::string slug_of(std::string_view stem) {
    constexpr std::string_view between = "-_. ";
    const auto strip = [&] { stem.remove_prefix(std::min(stem.find_first_not_of(between), stem.size())); };
    strip();
    const std::string_view whole = stem;
    std::size_t digits = 0;
    while (digits < 8 && !stem.empty()) {
      if (stem[0] >= '0' && stem[0] <= '9')
        ++digits;
      else if (between.find(stem[0]) == std::string_view::npos)
        break;
      stem.remove_prefix(1);
    }
    const bool date = digits == 8 && (stem.empty() || stem[0] < '0' || stem[0] > '9');
    if (!date) return whole.empty() ? "slug" : std::string(whole);
    strip();
    return stem.empty() ? "slug" : std::string(stem);
  }

  /// The day that the first eight digits of a name are, where they are one.
  static std::optional<post::CivilDate> day_in_digits(std::string_view stem) {
    const auto at = stem.find_first_of("0123456789");
    if (at == std::string_view::npos || stem.size() - at < 8) return std::nullopt;
    const std::string_view digits = stem.substr(at, 8);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos || digits < "19900101") return std::nullopt;
    const auto read =
        post::parse_file_name_date(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) + "-" +
                                   std::string(digits.substr(6)));
    if (read.state != post::FileNameDate::State::valid || read.day.year > 2100) return std::nullopt;
    return read.day;
  }
};

}  // namespace

GALLEY_RULE(DT004, info, documentation, BadPostFilename);

}  // namespace galley::rules::DT004
