#include "core/content/equality.h"

#include <doctest/doctest.h>

#include "core/body/html/html.h"

using namespace galley;

namespace {

bool same(std::string_view a, std::string_view b) {
  const body::Document da = body::parse_html(MappedText::verbatim(a, 0));
  const body::Document db = body::parse_html(MappedText::verbatim(b, 0));
  return !content::difference(content::from_document(da), content::from_document(db));
}

}  // namespace

TEST_CASE("what does not count") {
  CHECK(same("<p>a  b\n c</p>", "a b c"));
  CHECK(same("<p class=x>a</p><div><p>b</p></div>", "<p>a</p>\n<section>b</section>"));
  CHECK(same("x<b> y </b>z", "x <b>y</b> z"));
  CHECK(same("x<b>\xC2\xA0y</b>", "x\xC2\xA0<b>y</b>"));
  CHECK(same("<b>a</b><b>b</b>", "<strong>ab</strong>"));
  CHECK(same("<b><i>a</i></b>", "<i><b>a</b></i>"));
  CHECK(same("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul><ol></ol>"));
  CHECK(same("<table><tr><td></td></tr><tr><td>a</td></tr></table>", "<table><tr><td>a</td></tr></table>"));
  CHECK(same("<pre><code class=x>a\n\n</code></pre>", "<pre>a</pre>"));
  CHECK(same("a<br> b<br>", "a <br>b"));
  CHECK(same("<!-- c -->a<script>x</script>", "a"));
  CHECK(same("<a href=\"a b%e4%b8%ad\">x</a>", "<a href=\"a%20b中\">x</a>"));
  CHECK(same("see http://a.cn/b now", "see <a href=http://a.cn/b>http://a.cn/b</a> now"));
  CHECK(same("<img src=a alt=' x\n y '>", "<img alt='x y' src=a width=1>"));
}

TEST_CASE("what counts") {
  CHECK_FALSE(same("<p>a</p><p>b</p>", "<p>a b</p>"));
  CHECK_FALSE(same("<b>a</b> <b>b</b>", "<b>a b</b>"));
  CHECK_FALSE(same("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"));
  CHECK_FALSE(same("<ol start=2><li>a</ol>", "<ol><li>a</ol>"));
  CHECK_FALSE(same("<h2>a</h2>", "<h3>a</h3>"));
  CHECK_FALSE(same("<td>a", "<table><tr><td colspan=2>a</table>"));
  CHECK_FALSE(same("<table><tr><th>a</table>", "<table><tr><td>a</table>"));
  CHECK_FALSE(same("<a href=x>a</a>", "<a href=y>a</a>"));
  CHECK_FALSE(same("<a href=x title=t>a</a>", "<a href=x>a</a>"));
  CHECK_FALSE(same("<a href=http://a.cn/b>http://a.cn/b</a>", "http://a.cn/b"));
  CHECK_FALSE(same("http://a.cn/中", "<a href=http://a.cn/中>http://a.cn/中</a>"));
  CHECK_FALSE(same("<pre>a\n\n<b></b>b</pre>", "<pre>a\nb</pre>"));
  CHECK_FALSE(
      same("a\xC2\xA0"
           "b",
           "a b"));
  CHECK_FALSE(same("<p>a<br>b", "<p>a b"));
}

TEST_CASE("a difference tells where it is") {
  const body::Document a = body::parse_html(MappedText::verbatim("<p>x<ul><li>a<li>b</ul>", 0));
  const body::Document b = body::parse_html(MappedText::verbatim("<p>x<ul><li>a<li><b>b</b></ul>", 0));
  const content::Content ca = content::from_document(a);
  const auto d = content::difference(ca, content::from_document(b));
  REQUIRE(d);
  CHECK(d->path == "/ul[1]/li[1]/text[0]/");
  CHECK(d->a == "b");
  CHECK(d->b == "<strong>b</strong>");
  CHECK(a.place(a[ca[d->block_a].node]).begin == 17);
}
