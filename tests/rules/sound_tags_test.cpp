// Where tags are called sound, nothing that reads all of them may have anything to tell.
#include "rules/sound_tags.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "rules/tag_pairs.h"

using namespace galley;
using namespace galley::rules;

namespace {

constexpr std::string_view pieces[] = {"<p>",
                                       "</p>",
                                       "<b>",
                                       "</b>",
                                       "<br/>",
                                       "<br>",
                                       "<br class=x>",
                                       "<a href=\"/x\">",
                                       "</a>",
                                       "<i id=a>",
                                       "</i>",
                                       "<div/>",
                                       "word ",
                                       "\n\n",
                                       "<ul><li>",
                                       "</li></ul>",
                                       "<li>",
                                       "*x*",
                                       "<h2>",
                                       "</h2>",
                                       "</h3>",
                                       "<!-- x -->",
                                       "<!--> ",
                                       "<http://example.com/>",
                                       "`<b>`",
                                       "<table><tr><td>",
                                       "</td></tr></table>",
                                       "{% if a %}",
                                       "{% endif %}",
                                       "<p class=\"a\" class=\"b\">",
                                       "<p class=\"a\"id=\"b\">",
                                       "<span/>",
                                       "<hr>",
                                       "&nbsp",
                                       "<svg><g/></svg>",
                                       "</br>",
                                       "<p>word</p>",
                                       "<i>word</i>",
                                       "<div>",
                                       "</div>",
                                       "<center>\n",
                                       "</center>\n",
                                       "\n> ",
                                       "\n* ",
                                       "<b\n>",
                                       "</B>",
                                       "<A HREF='x' href=y>"};

post::Post read(const std::string& body, const std::string& path) {
  body::HtmlParser parser;
  return post::read_post(std::make_unique<const Source>(path, "---\ntitle: x\n---\n" + body), path, post::Role::post,
                         {}, parser);
}

}  // namespace

TEST_CASE("sound tags have no faults") {
  std::mt19937 random(7);
  const auto next = [&](std::size_t n) { return random() % n; };
  std::size_t sound = 0, others = 0;
  for (int i = 0; i < 12'000; ++i) {
    std::string body;
    for (std::size_t k = 1 + next(7); k-- > 0;) body += pieces[next(std::size(pieces))];
    const post::Post post = read(body, next(2) == 0 ? "_posts/2022-06-10-a.md" : "_posts/2022-06-10-a.html");
    const SourceTags tags = read_every_source_tag(post);
    const bool faults = !pair_tags(tags).faults.empty() || !tags.errors.empty() || !tags.duplicates.empty();
    if (!tags_are_sound(post)) {
      others += faults ? 0 : 1;
      continue;
    }
    ++sound;
    CAPTURE(body);
    CAPTURE(post.source->path());
    CHECK_FALSE(faults);
    for (const SourceTag& t : tags.tags) {
      CHECK_FALSE(t.literal);
      CHECK_FALSE((t.self_closing && !is_void(t.tag)));
    }
    for (const SourceComment& c : tags.comments) CHECK(c.errors.empty());
  }
  // It is asked often, and worth asking: most of what has no fault is called sound.
  CHECK(sound > 500);
  CHECK(others < sound);
}
