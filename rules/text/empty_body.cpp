#include <algorithm>
#include <array>

#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules::TX013 {
namespace {

constexpr RuleInfo info{
    .code = "TX013",
    .name = "empty-body",
    .summary = "a post with nothing to read but navigation, source or comments",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A post whose body is empty, or holds only what a template adds: the source as a bare link or as a line of its own (`（文章来源：…）`), links
to other pages of the site, comments, hidden elements. Its text was lost, most often by the scraper that should have saved it. Images,
embedded media and what Liquid prints count as something to read.

Restore the text, or delete the post. Posts that lead elsewhere (`redirect_to`, `external_url`, `link`) are left alone.

```bad
---
title: 快讯
---

<http://news.example.org/html_News/NewsShare.html?infoCode=NW202206102408909558>

[返回界面新闻新闻](/category/jiemianxinwen.html)｜[返回首页](/)
```
```bad
---
title: 快讯
---
<p class="em_media">（文章来源：界面新闻）</p><!-- EM_StockImg_Start -->
```
```good
---
title: 快讯
---
离岸人民币升至6.3512。

[返回首页](/)
```
```good
---
title: Chart
---
![股价走势图](/assets/a.png)
```
)md";

class EmptyBody final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    if (post.role == post::Role::document) return;
    if (!post.front_matter.present() && !is_blank(ctx.source().bytes().substr(ctx.source().bom_size()))) {
      // Without its closing line the front matter is not read, and FM002 speaks.
      if (ctx.source().bytes().substr(ctx.source().bom_size()).starts_with("---")) return;
    }
    for (const std::string_view key :
         {"redirect_to", "redirect", "external_url", "external", "link", "link_url", "canonical_url_redirect"})
      if (post.front_matter.present() && post.front_matter.find(key).value != post::no_node) return;
    // What Liquid prints, or hides in a block, is not known here.
    for (const body::LiquidToken& t : post.prepared.tokens)
      if (t.prints) return;
    if (has_something(ctx)) return;
    ctx.report_file(post.document.nodes().size() > 1 ? "There is nothing to read in this post but navigation, source "
                                                       "or comments; restore its text, or delete it."
                                                     : "This post has no text; restore it, or delete the post.");
  }

 private:
  using Tag = body::Tag;

  static bool has_something(const Context& ctx) {
    const body::Document& doc = ctx.document();
    const auto nodes = doc.nodes();
    std::string paragraph;  // of the block that is being read: its text outside links
    bool links = false;     // it has links
    bool content = false;   // or a link that is content
    body::NodeId block = body::no_node;
    const auto block_says_something = [&] {
      const bool says = content || (!is_source(paragraph) && has_word(paragraph, links));
      paragraph.clear();
      links = content = false;
      return says;
    };
    for (body::NodeId i = 1; i < nodes.size(); ++i) {
      const body::Node& n = nodes[i];
      if (n.kind == body::NodeKind::element) {
        if (is_hidden(doc, n)) {
          i = n.subtree_end - 1;
          continue;
        }
        if (is_medium(n.tag) || n.ns != body::Namespace::html) return true;
        if (n.tag == Tag::a && doc.attribute(n, "href") != nullptr) {
          if (block_of(doc, n) != block) {
            if (block_says_something()) return true;
            block = block_of(doc, n);
          }
          // An image within is looked at on its own.
          for (body::NodeId j = i + 1; j < n.subtree_end; ++j)
            if (nodes[j].kind == body::NodeKind::element && is_medium(nodes[j].tag)) return true;
          links = true;
          content = content || !is_navigation(doc, n);
          i = n.subtree_end - 1;
        }
        continue;
      }
      if (n.kind != body::NodeKind::text) continue;
      if (block_of(doc, n) != block) {
        if (block_says_something()) return true;
        block = block_of(doc, n);
      }
      paragraph += n.text;
    }
    return block_says_something();
  }

  static bool is_medium(Tag tag) {
    constexpr std::array media{Tag::img,    Tag::video,   Tag::audio, Tag::iframe, Tag::object, Tag::embed,
                               Tag::canvas, Tag::picture, Tag::input, Tag::form,   Tag::script};
    return std::find(media.begin(), media.end(), tag) != media.end();
  }

  static bool is_hidden(const body::Document& doc, const body::Node& n) {
    if (n.tag == Tag::style || n.tag == Tag::template_ || n.tag == Tag::noscript ||
        doc.attribute(n, "hidden") != nullptr)
      return true;
    std::string style;
    for (const char c : doc.value(n, "style"))
      if (c != ' ') style += ascii::lower(c);
    return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
  }

  // To another page of the site, back or on, or the bare URL of a source.
  static bool is_navigation(const body::Document& doc, const body::Node& link) {
    const std::string_view href = doc.value(link, "href");
    const std::string text = doc.text_content(link);
    if (is_blank(text) || text == href || text.find("://") != std::string::npos) return true;
    for (const std::string_view word : {"返回", "首页", "上一", "下一", "更多", "原文", "Back", "back", "Home", "home",
                                        "Next", "next", "Previous", "previous"})
      if (text.find(word) != std::string::npos) return true;
    return href.find("://") == std::string_view::npos && !href.starts_with("//") && text.size() < 40 &&
           !href.starts_with("mailto:") && href.find("/assets/") == std::string_view::npos;
  }

  // Letters or digits; beside links, separators with a word or two are their line's.
  static bool has_word(std::string_view text, bool beside_links) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size();) {
      const utf8::Decoded d = utf8::decode(text, i);
      const utf8::Category category = utf8::category(d.code_point);
      const bool unseen = d.code_point == 0x200B || d.code_point == 0xFEFF || d.code_point < 0x20;
      letters += category == utf8::Category::other && !unseen ? 1 : 0;
      if (letters > (beside_links ? 4u : 0u)) return true;
      i += d.size;
    }
    return false;
  }

  // `（文章来源：…）`, `Source: …`: one short line that names where the text was taken from.
  static bool is_source(std::string_view text) {
    while (!text.empty()) {
      const utf8::Decoded d = utf8::decode(text, 0);
      if (d.code_point != U'（' && d.code_point != U'(' && d.code_point != U'【' && d.code_point != U'[' &&
          utf8::category(d.code_point) != utf8::Category::space)
        break;
      text.remove_prefix(d.size);
    }
    if (text.size() > 150) return false;
    for (const std::string_view word : {"文章来源", "来源", "文章來源", "來源", "原文链接", "原文鏈接", "原文",
                                        "责任编辑", "编辑", "Source", "source", "Via", "via", "출처", "出典"}) {
      if (!text.starts_with(word)) continue;
      const std::string_view rest = text.substr(word.size());
      return rest.starts_with(":") || rest.starts_with("：") || rest.starts_with(" ") || rest.empty();
    }
    return false;
  }
};

}  // namespace

GALLEY_RULE(TX013, info, documentation, EmptyBody);

}  // namespace galley::rules::TX013
