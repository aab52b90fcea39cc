#include "core/body/liquid/liquid.h"

#include <doctest/doctest.h>

#include <string>

using namespace galley;
using namespace galley::body;
using P = LiquidProblem::Kind;

namespace {

struct Result {
  Prepared prepared;
  std::string text;      // with `#` for each placeholder
  std::string restored;  // as a reader that copies all would have it
};

Result run(std::string_view post, PrepareOptions options = {}) {
  Result r;
  r.prepared = prepare(post, {0, static_cast<std::uint32_t>(post.size())}, options);
  for (const Segment& s : r.prepared.text.segments()) {
    const auto next = &s - r.prepared.text.segments().data() + 1;
    const auto end = static_cast<std::size_t>(next) < r.prepared.text.segments().size()
                         ? r.prepared.text.segments()[static_cast<std::size_t>(next)].begin
                         : static_cast<std::uint32_t>(r.prepared.text.text().size());
    r.text += s.origin == Origin::opaque ? "#" : std::string(r.prepared.text.text().substr(s.begin, end - s.begin));
    if (s.origin == Origin::copied)
      CHECK(slice(post, s.source) == r.prepared.text.text().substr(s.begin, end - s.begin));
  }
  r.restored = restore_liquid(r.prepared.text, r.prepared, post).text();
  return r;
}

std::vector<P> problems(std::string_view post) {
  std::vector<P> kinds;
  for (const auto& p : run(post).prepared.problems) kinds.push_back(p.kind);
  return kinds;
}

}  // namespace

TEST_CASE("what prints becomes an atom, what does not leaves nothing") {
  CHECK(run("a {{ x }}{% assign y = 1 %}b {% include z.html %}").text == "a #b #");
  CHECK(run("{% if a %}x{% else %}y{% endif %}").text == "xy");
  CHECK(run("{% comment %}a {{ b }}{% endcomment %}c{% capture d %}e{% endcapture %}").text == "c");
  CHECK(run("a {%- assign b = 1 -%} \n c").text == "ac");
  CHECK(run("a {{- b -}} c").text == "a#c");
  CHECK(run("plain { % text }").text == "plain { % text }");
}

TEST_CASE("raw shields until its end") {
  CHECK(run("{% raw %}{{ x }}{% endraw %}{{ y }}").text == "{{ x }}#");
  CHECK(run("{% raw %}{{ {% endraw %}z").text == "{{ z");
  CHECK(problems("{% raw %}{{ x }}{%- endraw %}") == std::vector<P>{P::unclosed_block});
}

TEST_CASE("white space goes where Liquid takes it away") {
  CHECK(run("a {%- raw -%} x{% endraw -%} y").text == "a xy");
  CHECK(run("{% raw %}x{% endraw -%} y").text == "x y");
  CHECK(run("a{% if b %} \n{% assign c = 1 %} {% comment %}d{% endcomment %}{% endif %}e").text == "ae");
  CHECK(run("a{% if b %} {% for c in d %} {% endfor %} e{% endif %}").text == "a  e");
  CHECK(run("a{% if b %} {{ c }} {% endif %}d").text == "a # d");
  CHECK(run("{% case a %} x {% when 1 %}y{% when 2 %} {% endcase %}z").text == "y z");
  CHECK(run("{% if b %} {% raw %} {% endraw %}{% endif %}c").text == "  c");
}

// Each as Liquid 5.4 prints it where all conditions hold.
TEST_CASE("a block of white space alone prints nothing, and what counts as content of it is Liquid's own choice") {
  CHECK(run("{% case 1 %}{% when 1 %} {% endcase %}z").text == "z");
  CHECK(run("{% case 1 %} {% when 1 %} {% when 2 %}\n{% endcase %}z").text == "z");
  CHECK(run("{% case 1 %} x {% when 1 %} {% endcase %}z").text == " z");
  CHECK(run("{% case 1 %} {{ x }} {% when 1 %} {% endcase %}z").text == " z");
  CHECK(run("{% case 1 %} {% if a %}x{% endif %} {% when 1 %} {% endcase %}z").text == " z");
  CHECK(run("{% case 1 %} {% raw %} {% endraw %} {% when 1 %} {% endcase %}z").text == " z");
  CHECK(run("{% case 1 %} {% if a %} {% endif %} {% when 1 %} {% endcase %}z").text == "z");
  CHECK(run("{% case 1 %} {% comment %}x{% endcomment %} {% when 1 %} {% endcase %}z").text == "z");
  CHECK(run("{% case 1 %} {% capture a %}x{% endcapture %} {% when 1 %} {% endcase %}z").text == "z");
  CHECK(run("{% if a %} {% case 1 %} x {% when 1 %} {% endcase %} {% endif %}z").text == "   z");
  CHECK(run("{% for i in a %} {% break %} {% endfor %}z").text == "  z");
  CHECK(run("{% if a %} {% # x %} {% endif %}z").text == "z");
  CHECK(run("{% ifchanged %} {% endifchanged %}z").text == " z");
}

TEST_CASE("highlight is a code block") {
  const auto r = run("{% highlight C++ %}\n\na < b && {{ c }}\n\n{% endhighlight %}\nd");
  CHECK(r.text ==
        "\n<figure class=\"highlight\"><pre><code class=\"language-c--\" data-lang=\"c++\">a &lt; b &amp;&amp; #"
        "</code></pre></figure>\n\nd");
  CHECK(run("a{% highlight x %}b{% endhighlight %}", {true, false}).text ==
        "a<figure class=\"highlight\"><pre><code class=\"language-x\" data-lang=\"x\">b</code></pre></figure>");
}

TEST_CASE("line ends are normalised where a reader wants that") {
  CHECK(run("a\r\nb\rc\r").text == "a\nb\nc\n");
  CHECK(run("a\r\nb", {true, false}).text == "a\r\nb");
  CHECK(run("{{ a }}", {false, true}).text == "{{ a }}");
}

TEST_CASE("atoms come back as they were, escaped where HTML would read them") {
  CHECK(run("<a href=\"{{ \"/x\" | relative_url }}\">{{ a < b }}</a>").restored ==
        "<a href=\"{{ &quot;/x&quot; | relative_url }}\">{{ a &lt; b }}</a>");
  CHECK(run("<script>var x = {{ \"y\" }};</script>{{ \"z\" }}").restored ==
        "<script>var x = {{ \"y\" }};</script>{{ &quot;z&quot; }}");
}

TEST_CASE("what would make the build fail is told, where it is") {
  CHECK(problems("{% if a %}b").at(0) == P::unclosed_block);
  CHECK(problems("{{ a }").at(0) == P::unclosed_object);
  CHECK(problems("{{ a").at(0) == P::unclosed_object);
  CHECK(problems("{% a").at(0) == P::unclosed_tag);
  CHECK(problems("{% %}").at(0) == P::malformed_tag);
  CHECK(problems("a{% endif %}").at(0) == P::unexpected_end);
  CHECK(problems("{% else %}").at(0) == P::unexpected_end);
  CHECK(problems("{% if a %}{% for b in c %}{% endif %}").at(0) == P::wrong_end);
  CHECK(problems("{% plugin %}x{% endplugin %}{% other %}").empty());
  CHECK(problems("{% for a in b %}{% if c %}{% else %}{% endif %}{% endfor %}").empty());
  CHECK(problems("{% case a %}{% when 1 %}x{% endcase %}").empty());
  const auto r = run("中{% if a %}");
  CHECK(r.prepared.problems.at(0).at == Span{3, 13});
}
