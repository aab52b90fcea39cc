#include <fmt/format.h>

#include <vector>

#include "core/text/utf8.h"
#include "rules/markup/markup.h"
#include "rules/markup/notes.h"
#include "rules/rule.h"

namespace galley::rules::MK026 {
namespace {

using body::Node;
using utf8::Category;

constexpr RuleInfo info{
    .code = "MK026",
    .name = "broken-emphasis",
    .summary = "`**` or `*` meant as emphasis that stays as asterisks",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Asterisks that were meant as emphasis and are published as asterisks. CommonMark closes emphasis only where the characters
on both sides of the asterisks let it: `**（一）。**各` does not, since a full stop stands before the asterisks and a letter
behind them, which is how Chinese and Japanese are written. White space inside of the marks breaks them, too.

kramdown closes the former, so nothing is said where a site uses it. Where the versions of CommonMark differ (currency and
other symbols count as punctuation only since 0.31), nothing is said either.

The fix writes the HTML elements, which hold everywhere.

```bad body renderer=commonmark
**（一）提高站位。**各单位要加强领导。
```
```fixed body renderer=commonmark
<strong>（一）提高站位。</strong>各单位要加强领导。
```
```bad body
News of **the day **and more.
```
```fixed body
News of <strong>the day </strong>and more.
```
```good body renderer=commonmark
**要闻**速递 and **（一）。** 各 and 2 ** 3 ** 4 and \*\*x\*\* and `**（一）。**各`
```
```good body
**（一）提高站位。**各单位要加强领导。
```
)md";

struct Run {
  body::NodeId block;
  std::uint32_t at;  // in the post
  std::uint32_t size;
  char32_t before, after;
};

bool is_ascii_punctuation(char32_t c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

struct Flanking {
  bool symbols;  // whether symbols beyond ASCII count as punctuation: since CommonMark 0.31

  static bool white(char32_t c) { return c == 0 || utf8::category(c) == Category::space; }
  bool punctuation(char32_t c) const {
    if (c < 0x80) return is_ascii_punctuation(c);
    const Category category = utf8::category(c);
    return category == Category::punctuation || (symbols && category == Category::symbol);
  }
  // CommonMark 6.2: a left-flanking and a right-flanking delimiter run.
  bool opens(const Run& r) const { return flanks(r.after, r.before); }
  bool closes(const Run& r) const { return flanks(r.before, r.after); }
  bool flanks(char32_t inside, char32_t outside) const {
    return !white(inside) && (!punctuation(inside) || white(outside) || punctuation(outside));
  }
};

class BrokenEmphasis final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void begin(Context& ctx) override {
    runs_.clear();
    active_ = ctx.post().renderer != post::Renderer::html;
    if (active_) html_ = NotedPlaces(ctx.post(), body::Note::Kind::html_block);
  }

  void text(Context& ctx, const Node& node) override {
    if (!active_ || node.text.find('*') == std::string_view::npos) return;
    const body::Document& document = ctx.document();
    if (in_code(document, node) || !html_.holding(document.place(node).begin).empty()) return;
    body::NodeId block = node.parent;
    while (block != 0 && !is_block(document[block].tag)) block = document[block].parent;
    const std::string_view post = ctx.source().bytes();
    for (std::size_t i = 0; (i = node.text.find('*', i)) != std::string_view::npos;) {
      std::size_t end = i;
      while (end < node.text.size() && node.text[end] == '*') ++end;
      const Span at = document.text_place(node, i, end);
      const std::string_view source = ctx.source().text(at);
      const auto size = static_cast<std::uint32_t>(end - i);
      i = end;
      // An escaped asterisk is meant to be seen; and a run that goes on outside of this text was partly used.
      if (source.find_first_not_of('*') != std::string_view::npos || at.size() != size || size > 3) continue;
      if ((at.begin > 0 && (post[at.begin - 1] == '*' || post[at.begin - 1] == '\\')) ||
          (at.end < post.size() && post[at.end] == '*'))
        continue;
      runs_.push_back({block, at.begin, size, before(post, ctx.post().body().begin, at.begin), after(post, at.end)});
    }
  }

  void end(Context& ctx) override {
    for (std::size_t i = 0; i + 1 < runs_.size();) {
      // The next run of the same kind in the same block.
      std::size_t j = i + 1;
      while (j < runs_.size() && j < i + 8 && runs_[j].block == runs_[i].block && runs_[j].size != runs_[i].size) ++j;
      if (j < runs_.size() && runs_[j].block == runs_[i].block && runs_[j].size == runs_[i].size &&
          report(ctx, runs_[i], runs_[j]))
        i = j + 1;
      else
        ++i;
    }
  }

 private:
  static char32_t before(std::string_view post, std::uint32_t begin, std::uint32_t at) {
    return at <= begin ? U' ' : utf8::decode_before(post, at).code_point;
  }
  static char32_t after(std::string_view post, std::uint32_t at) {
    return at >= post.size() ? U' ' : utf8::decode(post, at).code_point;
  }

  static bool report(Context& ctx, const Run& open, const Run& close) {
    const Span inside{open.at + open.size, close.at};
    const std::string_view text = ctx.source().text(inside);
    if (only_space(text) || text.size() > 600 || text.find("\n\n") != std::string_view::npos ||
        has_liquid_control(ctx.post(), inside))
      return false;
    const bool space_before = Flanking::white(open.after), space_after = Flanking::white(close.before);
    // `2 * 3 * 4`, and a single asterisk beside a space, is no mark; nor is one that ends what it should open.
    if (space_before && space_after) return false;
    if (open.size == 1 && (space_before || space_after)) return false;
    for (const Flanking f : {Flanking{false}, Flanking{true}})
      if (f.opens(open) && f.closes(close)) return false;
    const Span at{open.at, close.at + close.size};
    const std::string mark(open.size, '*');
    const std::string reason = space_before  ? fmt::format("a space follows the first `{}`", mark)
                               : space_after ? fmt::format("a space stands before the last `{}`", mark)
                               : !Flanking{false}.closes(close)
                                   ? fmt::format("the last `{}` stands between punctuation and a letter", mark)
                                   : fmt::format("the first `{}` stands between a letter and punctuation", mark);
    const std::string_view name = open.size == 2 ? "strong" : open.size == 1 ? "em" : "em><strong";
    const std::string_view end_name = open.size == 3 ? "strong></em" : name;
    Finding& f =
        ctx.report(at, fmt::format("These asterisks are published as they are, since {}; write `<{}>`.", reason, name));
    f.fix = Fix{FixGrade::unsafe,
                fmt::format("Write `<{}>`", name),
                {{{open.at, open.at + open.size}, fmt::format("<{}>", name)},
                 {{close.at, close.at + close.size}, fmt::format("</{}>", end_name)}}};
    return true;
  }

  std::vector<Run> runs_;
  NotedPlaces html_;
  bool active_ = false;
};

}  // namespace

GALLEY_RULE(MK026, info, documentation, BrokenEmphasis);

}  // namespace galley::rules::MK026
