#include "core/body/html/skeleton.h"
#include "core/body/html/nesting.h"

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
  skeleton.write();
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

TEST_CASE("where tags do not simply nest, the parser is asked") {
  const auto nest = [](std::string_view html) {
    body::Skeleton skeleton;
    return skeleton.make(html) && body::nests(skeleton);
  };
  for (const std::string_view html :
       {"", "a", "<p>a <b>b</b><br>c<img src=x /></p>\n<ul><li>a<p>b</p></li></ul>", "<b><div>a</div></b>",
        "<pre>\n\na</pre>", "<dl><dt>a</dt><dd>b</dd></dl><hr><script>if (a < b) c();</script>", "<P ALT=x>a</P>",
        "<b>a<b>b</b></b>",
        "<table class=x>\n<thead><tr><th>a</th></tr></thead><tbody> <tr><td><p>b</p></td></tr></tbody></table>"}) {
    CHECK_MESSAGE(nest(html), html);
    CHECK_MESSAGE(wrong(html).empty(), html, ": ", wrong(html));
  }
  for (const std::string_view html : {"<p>a",
                                      "a</p>",
                                      "<p><p>a</p></p>",
                                      "<p><div>a</div></p>",
                                      "<b><i>a</b></i>",
                                      "<a><a>b</a></a>",
                                      "<li>a</li>",
                                      "<ul><b><li>a</li></b></ul>",
                                      "<h1><h2>a</h2></h1>",
                                      "<dt>a</dt>",
                                      "<table>a</table>",
                                      "<table><tr><td>a</td></tr></table>",
                                      "<tr></tr>",
                                      "<p><table></table></p>",
                                      "<form></form>",
                                      "</br>",
                                      "<b><b><b><b>a</b></b></b></b>",
                                      "<button></button>",
                                      "<x-y>a</x-y>",
                                      "<span/>a",
                                      "<p><span><hr></span></p>"}) {
    CHECK_MESSAGE(!nest(html), html);
    CHECK_MESSAGE(wrong(html).empty(), html, ": ", wrong(html));
  }
}

TEST_CASE("random texts whose tags nest are read as the parser reads them") {
  std::mt19937_64 random(20'240'507);
  std::size_t nested = 0;
  body::Skeleton skeleton;
  for (int i = 0; i < 20'000; ++i) {
    const std::string html = testing::random_nested_html(random);
    if (!skeleton.make(html) || !body::nests(skeleton)) continue;
    ++nested;
    const std::string difference = wrong(html);
    CHECK_MESSAGE(difference.empty(), html, ": ", difference);
  }
  CHECK(nested > 5'000);
}
