#include "core/body/liquid/silent.h"

#include <doctest/doctest.h>

#include <string>

using namespace galley;
using namespace galley::body;

namespace {

struct Kept {
  std::vector<SilentLiquid> silent;
  std::string text;      // with comments
  std::string restored;  // and with Liquid again
  std::uint32_t count = 0;
};

Kept keep(std::string_view post) {
  Kept k;
  const Prepared prepared = prepare(post, {0, static_cast<std::uint32_t>(post.size())}, {});
  k.silent = silent_liquid(prepared, post);
  std::vector<const SilentLiquid*> all;
  for (const SilentLiquid& liquid : k.silent) all.push_back(&liquid);
  k.text = keep_silent_liquid(prepared, all).text.text();
  k.restored = restore_kept_liquid(k.text, post, k.count);
  return k;
}

}  // namespace

TEST_CASE("Liquid that prints nothing stands as comments and comes back") {
  const Kept k = keep("a {% if x %}b{% else %}c{% endif %} {% assign y = 1 %}");
  REQUIRE(k.silent.size() == 2);
  CHECK(k.silent[0].pieces.size() == 3);
  CHECK(k.count == 4);
  CHECK(k.restored == "a {% if x %}b{% else %}c{% endif %} {% assign y = 1 %}");
  CHECK(k.text.find("{%") == std::string::npos);
}

TEST_CASE("what is hidden is one with its tags") {
  const Kept k = keep("{% comment %}a {% if x %} b{% endcomment %}c{% capture d %}e{% endcapture %}");
  CHECK(k.silent.size() == 2);
  CHECK(k.restored.find("{% comment %}a {% if x %} b{% endcomment %}c") != std::string::npos);
}

TEST_CASE("a tag alone on its line is a block of its own, with its indentation") {
  const Kept k = keep("- a\n  {% if x %}\n- b\n  {% endif %}\n");
  CHECK(k.restored == "- a\n  \n  {% if x %}\n\n- b\n  \n  {% endif %}\n\n");
}

TEST_CASE("half of a block is never kept") {
  const std::string post = "{% for a in b %}c{% endfor %}";
  const Kept k = keep(post);
  std::uint32_t count = 0;
  const std::string without_end = k.text.substr(0, k.text.rfind("<!--"));
  CHECK(restore_kept_liquid("x\n\n" + without_end + "\n\ny", post, count).find("{%") == std::string::npos);
  CHECK(count == 0);
}

TEST_CASE("comments of the post's own are left alone") {
  std::uint32_t count = 0;
  for (const std::string own : {"<!--galley-liquid:x-->", "<!--galley-liquid:0-9-0-1-->", "<!--galley-liquid:0-99-0-1"})
    CHECK(restore_kept_liquid(own, "no Liquid here", count) == own);
  CHECK(count == 0);
}

TEST_CASE("tags in code have no place of their own") {
  const Kept k = keep("{% highlight ruby %}{% if x %}y{% endif %}{% endhighlight %}");
  REQUIRE(k.silent.size() == 1);
  CHECK(k.silent[0].in_code);
}

TEST_CASE("text that looks like Liquid is shielded") {
  CHECK(shield_liquid("a {{ b }} c\nd {% e\n") == "a {% raw %}{{ b }}{% endraw %} c\nd {% raw %}{%{% endraw %} e\n");
  CHECK(shield_liquid("plain { } %") == "plain { } %");
  CHECK(shield_liquid("{% endraw %}") == "{{ '{' }}% endraw %}");
}
