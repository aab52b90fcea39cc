#include "core/body/html/skeleton.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/core/same_document.h"

using namespace galley;

namespace {

std::string wrong(std::string_view html) {
  body::HtmlParser parser;
  return testing::difference(parser.parse(MappedText::verbatim(html, 7)),
                             parser.parse_plainly(MappedText::verbatim(html, 7)));
}

bool has_skeleton(std::string_view html) { return body::Skeleton().make(html); }

}  // namespace

TEST_CASE("a skeleton keeps of a text what its tree depends on") {
  body::Skeleton skeleton;
  REQUIRE(skeleton.make("<p class=\"a\">中文 x</p>\n<!-- note --><b id=x>&amp;</b><a href=\"/long\">t</a>"));
  CHECK(skeleton.text() == "<p>x</p> <!----><b id=x>x</b><a>x</a>");
  CHECK(skeleton.tags() == 6);
}

TEST_CASE("what is not proved has no skeleton") {
  for (const std::string_view html : {"a\r\nb",
                                      "\xFF",
                                      "<svg></svg>",
                                      "<math>",
                                      "<select><option>a",
                                      "<template>",
                                      "<textarea>",
                                      "<p",
                                      "<p a = b>",
                                      "<!-->",
                                      "<!-- a -- b -->",
                                      "<!x>",
                                      "<?x?>",
                                      "</>",
                                      "&copy",
                                      "&#0;",
                                      "&#32;",
                                      "&NotEqualTilde;",
                                      "<script><!--</script>",
                                      "<a b=c/>",
                                      "<body>",
                                      "<plaintext>",
                                      "<script>",
                                      "a<"})
    CHECK_MESSAGE(!has_skeleton(html), html);
  CHECK(!has_skeleton(std::string_view("\0", 1)));
}

TEST_CASE("texts that tell kinds of text apart are read as without a skeleton") {
  for (const std::string_view html :
       {"<table>a<tr> <td>b</td> c</table>", "<table> <colgroup> x<col> y</table>", "<pre>\n\na</pre>", "<pre>\n</pre>",
        "<pre><b>\na", "a</bogus>b &amp; c</x>d", "<b class=x><b class=x><b class=y><b class=x><p>a</p>",
        "<a href=1><p><a href=2>x</a></p>", "<table><input type=hidden><input type=text>", "<p><b>a<p>c</b>d",
        "<script>if (a < b && c) x = \"</p>\";</script><style>p > a {}</style><iframe src=x><p></iframe>y",
        "<p title='&quot;' title=b>x", "<P ALT=\"&amp;\" Id=A>", "a < b <3 <", "<br/></br></p>", "<li>a<li>b</ul>"})
    CHECK_MESSAGE(wrong(html).empty(), html, ": ", wrong(html));
}

TEST_CASE("random texts are read as without a skeleton") {
  std::mt19937_64 random(20'240'506);
  std::size_t skeletons = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string html = testing::random_html(random);
    if (i % 4 == 0) testing::mutate(html, random);
    if (!has_skeleton(html)) continue;
    ++skeletons;
    const std::string difference = wrong(html);
    CHECK_MESSAGE(difference.empty(), html, ": ", difference);
  }
  CHECK(skeletons > 5'000);  // the rest say nothing of the skeleton
}
