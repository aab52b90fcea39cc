#include <fmt/format.h>

#include <algorithm>

#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules::TX007 {
namespace {

constexpr RuleInfo info{
    .code = "TX007",
    .name = "trailing-space",
    .summary = "white space at a line's end that is no Markdown line break",
    .level = Level::off,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
White space at the end of a line cannot be seen and means nothing, but for two spaces or more before another line of a Markdown
paragraph, which break the line; those are left alone, as is white space in code, where it is content.

The fix deletes it.

```bad body escapes
One \t
Two
```
```fixed body
One
Two
```
```good body escapes
One  
Two

    code  
```
)md";

class TrailingSpace final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view bytes = ctx.source().bytes();
    bool prepared = false;
    for (std::size_t end = 0; end < bytes.size();) {
      const std::size_t begin = end;
      end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
      std::size_t last = end;
      while (last > begin && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) --last;
      if (last < end) {
        if (!prepared) prepare(ctx), prepared = true;
        line(ctx, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(last)},
             static_cast<std::uint32_t>(end));
      }
      if (end < bytes.size()) end += bytes.substr(end, 2) == "\r\n" ? 2 : 1;
    }
  }

 private:
  // Where white space is content or a mark: code, line breaks, Liquid, block scalars of the front matter.
  void prepare(Context& ctx) {
    kept_.clear();
    const post::Post& post = ctx.post();
    const body::Document& doc = ctx.document();
    for (const body::Note& n : post.notes)
      if (n.kind == body::Note::Kind::code) kept_.push_back(n.related.empty() ? n.at : cover(n.at, n.related));
    for (const body::Node& n : doc.nodes()) {
      if (n.kind != body::NodeKind::element || n.extent.empty()) continue;
      if (n.tag == body::Tag::pre || n.tag == body::Tag::textarea || n.tag == body::Tag::script ||
          n.tag == body::Tag::style ||
          (n.tag == body::Tag::br && doc.html().segment_at(n.start.begin).origin != Origin::copied))
        kept_.push_back(doc.place(n));
    }
    for (const body::LiquidToken& t : post.prepared.tokens) kept_.push_back(t.whole);
    const post::YamlTree& yaml = post.front_matter.yaml;
    for (post::NodeId id = 0; id < yaml.size(); ++id)
      if (yaml[id].kind == post::NodeKind::scalar && yaml[id].style != post::NodeStyle::plain)
        kept_.push_back(yaml[id].span);
    std::sort(kept_.begin(), kept_.end());
  }

  bool is_kept(Span at) const {
    return std::any_of(kept_.begin(), kept_.end(),
                       [at](Span s) { return s.begin < at.end && at.begin < std::max(s.end, s.begin + 1); });
  }

  void line(Context& ctx, Span text, std::uint32_t end) {
    const Span space{text.end, end};
    if (is_kept(space)) return;
    // A marker of a list, heading or definition needs the space behind it, and a backslash would break the line without
    // it.
    std::string_view t = slice(ctx.source().bytes(), text);
    while (!t.empty() && (t.front() == ' ' || t.front() == '\t' || t.front() == '>')) t.remove_prefix(1);
    const bool in_body = ctx.post().body().contains(Span{text.begin, text.begin});
    if (in_body && !t.empty() &&
        (t.back() == '\\' || t.find_first_not_of("-*+:#=0123456789.)") == std::string_view::npos))
      return;
    Finding& f = ctx.report(space, "White space ends the line; delete it.");
    // The front matter's fences end in white space or not, as Jekyll sees it; its text is YAML's.
    f.fix = Fix{FixGrade::safe, "Delete it", {{space, ""}}};
  }

  std::vector<Span> kept_;
};

}  // namespace

GALLEY_RULE(TX007, info, documentation, TrailingSpace);

}  // namespace galley::rules::TX007
