#include <algorithm>
#include <memory>

#include "core/text/pattern.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT010 {
namespace {

constexpr Option options[] = {
    {Option::Kind::text, "pattern", "",
     "A regular expression whose first group is the eight digits of a day, as in `infoCode=NW(\\d{8})`."},
};

constexpr RuleInfo info{
    .code = "DT010",
    .name = "id-date-mismatch",
    .summary = "digits of an identifier are another day than the date",
    .level = Level::off,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Identifiers of news often begin with the day of publication. Where the archive's do, `pattern` tells which: what its first
group finds in the file name or in the body (a link's address) must be the day of the post's date. More digits than eight are
fine; digits that are no day are not compared.

Correct the date, or the link.

```bad pattern=infoCode=NW(\d{8})
---
title: 国内首款
date: 2022-05-26 10:00:00 +0800
---
<http://news.example.org/NewsShare.html?infoCode=NW202205272391921712>
```
```good pattern=infoCode=NW(\d{8})
---
title: 国内首款
date: 2022-05-26 10:00:00 +0800
---
<http://news.example.org/NewsShare.html?infoCode=NW202205262391921712>
```
)md";

class IdDateMismatch final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string given = ctx.option_text("pattern");
    if (given.empty()) return;
    if (!compiled_ || given != given_) {
      given_ = given;
      compiled_ = text::Pattern::compile(given);
    }
    if (!*compiled_) {
      ctx.report_file("The pattern of DT010, " + in_message(given) +
                      ", is no regular expression: " + compiled_->error() + ".");
      return;
    }
    const auto day = published(ctx);
    if (!day) return;
    const post::Post& post = ctx.post();
    if (const auto named = first_day(post.path.name, 0); named && *named->day != *day) {
      ctx.report_file("The file name's identifier says " + post::format_day(*named->day) + ", and the post's date " +
                      post::format_day(*day) + "; correct the one that is wrong.");
    }
    const std::string_view bytes = ctx.source().bytes();
    std::size_t at = post.body().begin;
    while (const auto found = next(bytes, at)) {
      at = std::max(found->whole_end, at + 1);
      if (!found->day || *found->day == *day) continue;
      ctx.report({static_cast<std::uint32_t>(found->begin), static_cast<std::uint32_t>(found->end)},
                 "The identifier's digits say " + post::format_day(*found->day) + ", and the post's date " +
                     post::format_day(*day) + "; correct the one that is wrong.");
    }
  }

 private:
  struct Found {
    std::size_t begin = 0, end = 0, whole_end = 0;
    std::optional<post::CivilDate> day;
  };

  static std::optional<post::CivilDate> published(const Context& ctx) {
    const post::Post& post = ctx.post();
    if (const auto date = date_of(ctx)) {
      if (!date->reading.valid()) return std::nullopt;
      return day_of(post, date->reading);
    }
    if (!post.path.date || post.path.date->state != post::FileNameDate::State::valid) return std::nullopt;
    return post.path.date->day;
  }

  std::optional<Found> next(std::string_view text, std::size_t from) const {
    const auto match = (*compiled_)->search(text, from);
    if (!match) return std::nullopt;
    const auto group = match->size() > 1 ? (*match)[1] : (*match)[0];
    Found found;
    found.whole_end = (*match)[0]->end;
    if (!group || group->end - group->begin < 8) return found;
    found.begin = group->begin;
    found.end = group->begin + 8;
    const std::string_view digits = text.substr(found.begin, 8);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return found;
    const auto read =
        post::parse_file_name_date(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) + "-" +
                                   std::string(digits.substr(6)));
    if (read.state == post::FileNameDate::State::valid) found.day = read.day;
    return found;
  }

  std::optional<Found> first_day(std::string_view text, std::size_t from) const {
    const auto found = next(text, from);
    return found && found->day ? found : std::nullopt;
  }

  std::string given_;
  std::optional<tl::expected<text::Pattern, std::string>> compiled_;
};

}  // namespace

GALLEY_RULE(DT010, info, documentation, IdDateMismatch);

}  // namespace galley::rules::DT010
