// What the cache keeps of a post's facts is what was gathered, and no bytes are trusted.
#include "cli/cache/facts_record.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace galley;

namespace {

struct Gathered {
  site::PostFacts facts;
  std::size_t size = 0;
};

Gathered gathered() {
  const std::string bytes =
      "---\ntitle: 标题\nlayout: post\ndate: 2022-06-10 10:00:00 +0800\ntags: [a, b]\ncategories: c d\n"
      "redirect_from: [/old, /older]\n---\n# H\n\n[x](/y) [z](https://else.example/) <a id=\"t\" href=\"#t\">w</a> "
      "![i](img/{{ page.x }}.png)\n";
  site::SiteConfig config = site::default_site_config();
  body::HtmlParser parser;
  const post::Post post = post::read_post(std::make_unique<const Source>("_posts/2022-06-10-a.md", bytes),
                                          "_posts/2022-06-10-a.md", post::Role::post, config.reading, parser);
  return {site::gather_facts(post, config, "_posts/2022-06-10-a.md", {{"https://else.example/**"}}), bytes.size()};
}

std::string bytes_of(const site::PostFacts& facts) {
  std::string out;
  cli::append_facts(out, facts);
  return out;
}

}  // namespace

TEST_CASE("facts are gathered") {
  const site::PostFacts f = gathered().facts;
  CHECK(f.text(f.title) == "标题");
  CHECK(f.text(f.layout) == "post");
  CHECK(f.text(f.url) == "/c/d/2022/06/10/a.html");
  CHECK(f.seconds == 1654826400);
  REQUIRE(f.terms.size() == 4);
  CHECK(f.text(f.terms[0].text) == "c");
  CHECK(f.terms[0].category);
  CHECK(f.text(f.terms[3].text) == "b");
  REQUIRE(f.redirects.size() == 2);
  CHECK(f.text(f.redirects[1].text) == "/older");
  REQUIRE(f.links.size() == 3);  // not the one to another host
  CHECK(f.text(f.links[0].text) == "/y");
  CHECK(f.text(f.links[1].text) == "#t");
  CHECK(f.text(f.links[2].text) == "img/{{ page.x }}.png");
  CHECK(f.links[2].has_liquid);
  REQUIRE(f.sources.size() == 1);
  CHECK(f.text(f.sources[0].text) == "https://else.example/");
  REQUIRE(f.anchors.size() == 2);
  CHECK(f.text(f.anchors[0].text) == "h");
  CHECK(f.text(f.anchors[1].text) == "t");
}

TEST_CASE("facts are read back as they were written") {
  const auto [f, size] = gathered();
  const std::string bytes = bytes_of(f);
  const auto back = cli::facts_in(bytes, size);
  REQUIRE(back);
  CHECK(bytes_of(*back) == bytes);
  CHECK(back->texts == f.texts);
  CHECK(std::ranges::equal(back->links, f.links));
  CHECK(std::ranges::equal(back->terms, f.terms));
  CHECK(std::ranges::equal(back->anchors, f.anchors));
  CHECK(back->sketch == f.sketch);
  CHECK(back->seconds == f.seconds);
}

TEST_CASE("bytes that are no facts are refused, or at least harmless") {
  const auto [f, size] = gathered();
  const std::string bytes = bytes_of(f);
  for (std::size_t n = 0; n < bytes.size(); ++n) CHECK_FALSE(cli::facts_in(std::string(bytes, 0, n), size));
  CHECK_FALSE(cli::facts_in(bytes, 20));  // places beyond the post
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x81);
    const auto read = cli::facts_in(changed, size);
    if (!read) continue;
    for (const auto& link : read->links) CHECK(link.text.end <= read->texts.size());
    for (const auto& term : read->terms) CHECK(term.at.end <= size);
  }
}
