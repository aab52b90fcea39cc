#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK024 {
namespace {

constexpr std::array options{
    Option{Option::Kind::texts, "phrases", "", "more texts that say nothing of where a link leads"},
};

constexpr RuleInfo info{
    .code = "LK024",
    .name = "vague-link-text",
    .summary = "a link whose text does not say where it leads",
    .level = Level::off,
    .options = options,
};

constexpr std::string_view documentation = R"md(
“Click here”, “here”, “link”, 点击这里: readers who skim, and those who let a screen reader list a page's links, learn nothing
from them. Letter case and punctuation around do not matter. Option `phrases` names more of them.

Let the link's text say what it leads to.

```bad body
更多内容请[点击这里](/news/)。
```
```bad body
For the report, <a href="/report/"><b>click here!</b></a>
```
```bad body phrases=阅读全文
[阅读全文](/news/7)
```
```good body
更多内容见[新闻列表](/news/)。Read [the report](/report/), or [here be dragons](/dragons/).
```
)md";

constexpr std::array<std::string_view, 40> vague{"click here",
                                                 "here",
                                                 "click",
                                                 "link",
                                                 "this",
                                                 "this link",
                                                 "this page",
                                                 "read more",
                                                 "more",
                                                 "click this",
                                                 "点击这里",
                                                 "点这里",
                                                 "点击此处",
                                                 "这里",
                                                 "此处",
                                                 "链接",
                                                 "这个链接",
                                                 "点击",
                                                 "点我",
                                                 "戳这里",
                                                 "點擊這裡",
                                                 "點這裡",
                                                 "點擊此處",
                                                 "這裡",
                                                 "此處",
                                                 "連結",
                                                 "按這裡",
                                                 "這裏",
                                                 "請按此",
                                                 "點我",
                                                 "こちら",
                                                 "ここ",
                                                 "ここをクリック",
                                                 "リンク",
                                                 "こちらをクリック",
                                                 "여기",
                                                 "여기를 클릭",
                                                 "링크",
                                                 "여기를 클릭하세요",
                                                 "이곳"};

class VagueLinkText final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::a}}; }

  void element(Context& ctx, const body::Node& node) override {
    const body::Document& doc = ctx.document();
    if (node.start.empty() || doc.attribute(node, "href") == nullptr) return;
    if (doc.attribute(node, "aria-label") != nullptr) return;
    const std::string text = doc.text_content(node);
    if (text.size() > 200) return;
    const std::string plain = words(text);
    const auto is = [&](std::string_view phrase) { return phrase == plain; };
    const auto own = ctx.option_texts("phrases");
    if (std::none_of(vague.begin(), vague.end(), is) &&
        std::none_of(own.begin(), own.end(), [&](const std::string& p) { return words(p) == plain; }))
      return;
    ctx.report(doc.place(node), fmt::format("The text {} does not say where the link leads; say it.", shown(text)));
  }

 private:
  // Lower case, single spaces, and no punctuation at the edges.
  static std::string words(std::string_view text) {
    std::string out;
    bool space = false;
    for (std::size_t i = 0; i < text.size();) {
      const utf8::Decoded d = utf8::decode(text, i);
      const auto category = utf8::category(d.code_point);
      if (category == utf8::Category::space) {
        space = true;
      } else if (category == utf8::Category::other) {
        if (space && !out.empty()) out += ' ';
        space = false;
        if (d.code_point < 0x80)
          out += static_cast<char>(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
        else
          out += text.substr(i, d.size);
      }
      i += d.size;
    }
    return out;
  }
};

}  // namespace

GALLEY_RULE(LK024, info, documentation, VagueLinkText);

}  // namespace galley::rules::LK024
