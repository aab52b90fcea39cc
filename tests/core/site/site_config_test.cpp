#include "core/site/site_config.h"

#include <doctest/doctest.h>

using namespace galley;
using namespace galley::site;

namespace {

SiteConfig read(std::string_view text) {
  auto config = parse_site_config("_config.yml", text);
  REQUIRE(config);
  return std::move(*config);
}

std::string refused(std::string_view text) {
  const auto config = parse_site_config("_config.yml", text);
  return config ? "" : config.error().message();
}

}  // namespace

TEST_CASE("a silent configuration has Jekyll's defaults") {
  for (const std::string_view text : {"", "# nothing\n", "---\n", "title:\n"}) {
    const auto config = read(text);
    CHECK(config.markdown == "kramdown");
    CHECK(config.reading.markdown == post::Renderer::kramdown);
    CHECK(config.reading.kramdown.gfm);
    CHECK_FALSE(config.reading.kramdown.hard_wrap);
    CHECK(config.permalink == "date");
    CHECK(config.collections.size() == 1);
    CHECK(config.collections[0].permalink == "/:categories/:year/:month/:day/:title:output_ext");
    CHECK(config.excerpt_separator == "\n\n");
    CHECK(config.title.empty());
    CHECK(config.warnings.empty());
  }
}

TEST_CASE("what a configuration says holds") {
  const auto config = read(R"(title: 金融消息
url: https://example.com
baseurl: /news
timezone: Asia/Shanghai
permalink: pretty
lang: zh-CN
markdown_ext: "md,txt"
future: true
strict_front_matter: yes
excerpt_separator: <!--more-->
exclude: [drafts/]
plugins:
  - jekyll-feed
collections:
  recipes:
    output: true
    permalink: /r/:title
  notes: {}
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, tags: [a]}
  - values: {author: x}
  - scope: {path: x}
liquid: {error_mode: strict, strict_filters: true}
kramdown:
  input: kramdown
  hard_wrap: "true"
  auto_ids: false
  smart_quotes: apos,apos,quot,quot
  toc_levels: 2..3
  math_engine: nil
  entity_output: ":as_input"
  gfm_quirks: []
  footnote_nr: x
  typographic_symbols: {hellip: ..., mdash: ---, ndash: --, laquo: "<<", raquo: ">>"}
)");
  CHECK(config.title == "金融消息");
  CHECK(config.baseurl == "/news");
  CHECK(config.reading.zone.offset_at(1654848000) == 28800);
  CHECK(config.collections.size() == 3);
  CHECK(config.collections[0].permalink == "/:categories/:year/:month/:day/:title/");
  CHECK(config.collections[1].label == "recipes");
  CHECK(config.collections[1].output);
  CHECK_FALSE(config.collections[2].output);
  CHECK(config.reading.markdown_extensions == "md,txt");
  CHECK(config.future);
  CHECK(config.strict_front_matter);
  CHECK(config.excerpt_separator == "<!--more-->");
  CHECK(config.exclude.front() == "drafts/");
  CHECK(config.exclude.size() == 11);
  CHECK(config.plugins == std::vector<std::string>{"jekyll-feed"});
  CHECK(config.defaults.size() == 2);
  CHECK(config.defaults[0].type == "posts");
  CHECK(config.defaults[0].values.size() == 2);
  CHECK(config.liquid_error_mode == "strict");
  CHECK(config.strict_filters);
  const auto& kramdown = config.reading.kramdown;
  CHECK_FALSE(kramdown.gfm);
  CHECK(kramdown.hard_wrap);
  CHECK_FALSE(kramdown.auto_ids);
  CHECK(kramdown.smart_quotes == "apos,apos,quot,quot");
  CHECK(kramdown.toc_levels == 0b1100);
  CHECK_FALSE(kramdown.math_engine);
  CHECK(kramdown.entity_output == body::KramdownOptions::EntityOutput::as_input);
  CHECK_FALSE(kramdown.quirk_paragraph_end);
  CHECK(kramdown.footnote_nr == 1);
  CHECK_FALSE(kramdown.typographic_symbols);
  REQUIRE(config.warnings.size() == 2);
  CHECK(config.warnings[1].message().find("defaults") != std::string::npos);
}

TEST_CASE("other renderers are known, with their extensions") {
  CHECK(read("markdown: CommonMarkGhPages").reading.markdown == post::Renderer::gfm);
  const auto config =
      read("markdown: CommonMark\ncommonmark:\n  options: [HARDBREAKS]\n  extensions: [table, autolink]\n");
  CHECK(config.reading.markdown == post::Renderer::commonmark);
  CHECK(config.reading.commonmark.tables);
  CHECK(config.reading.commonmark.bare_autolinks);
  CHECK_FALSE(config.reading.commonmark.strikethrough);
  CHECK(config.reading.commonmark.hard_breaks);
  CHECK_FALSE(config.reading.commonmark.heading_ids);
  REQUIRE(config.warnings.size() == 1);
  CHECK(config.warnings[0].message().find("unsafe") != std::string::npos);
  CHECK(read("markdown: maruku").warnings.size() == 1);
  CHECK(read("markdown: GFM").reading.commonmark.heading_ids);
  const auto odd = read("markdown: CommonMark\ncommonmark: {options: [UNSAFE, FOOTNOTES], extensions: [tables]}\n");
  REQUIRE(odd.warnings.size() == 2);
  CHECK(odd.warnings[0].message().find("`tables` is no extension") != std::string::npos);
  CHECK(odd.warnings[1].message().find("`footnotes`") != std::string::npos);
}

TEST_CASE("what Jekyll refuses is refused with its place, and an unknown zone is told") {
  CHECK(refused("title: \"a\" b\n") == "_config.yml:1:12: did not find expected key while parsing a block mapping");
  CHECK(refused("- a\n- b\n") == "_config.yml:1:1: the configuration is not a mapping of keys and values");
  CHECK(refused("a: b\nexclude: x\n") == "_config.yml:2:10: `exclude` must be a list, or Jekyll stops");
  CHECK(refused("a: &a [*a]\n").starts_with("_config.yml:1:8: "));
  CHECK_FALSE(refused("a: " + std::string(2 << 20, 'x')).empty());
  const auto config = read("timezone: Asia/Nowhere\n");
  REQUIRE(config.warnings.size() == 1);
  CHECK(config.warnings[0].message().starts_with("_config.yml:1:11: `Asia/Nowhere` is no time zone"));
}
