#include "core/content/selector.h"

#include <doctest/doctest.h>

#include "core/body/html/html.h"

using namespace galley;

namespace {

/// The ids of the elements that match, each followed by a space.
std::string matched(std::string_view selector, std::string_view html) {
  const body::Document document = body::parse_html(MappedText::verbatim(html, 0));
  const auto selectors = content::Selectors::parse(selector);
  if (!selectors) return selectors.error();
  const std::vector<bool> matches = selectors->match(document);
  std::string out;
  for (body::NodeId id = 0; id < matches.size(); ++id)
    if (matches[id]) out += std::string(document.value(document[id], "id")) + ' ';
  return out;
}

constexpr std::string_view html =
    "<div id=a class='x y'><p id=b style='color:red; display:none'>t<b id=c data-k=V-w>u</b></p></div><p id=d "
    "lang=en-GB>v";

}  // namespace

TEST_CASE("selectors match what CSS says") {
  CHECK(matched("p", html) == "b d ");
  CHECK(matched("P, #c", html) == "b c d ");
  CHECK(matched(".x.y", html) == "a ");
  CHECK(matched("[style*='display:none']", html) == "b ");
  CHECK(matched("[lang|=en]", html) == "d ");
  CHECK(matched("[data-k=\"v-W\" i]", html) == "c ");
  CHECK(matched("[class~=y], [data-k^=V], [id$=d]", html) == "a c d ");
  CHECK(matched("div b", html) == "c ");
  CHECK(matched("div > b", html) == "");
  CHECK(matched("div > p > b", html) == "c ");
  CHECK(matched("p:not([lang])", html) == "b ");
  CHECK(matched("*:not(p, .x)", html) == "c ");
}

TEST_CASE("a descendant between child combinators is found wherever it is") {
  CHECK(matched("i > b u", "<i><b><s><b><u id=x></u></b></s></b></i>") == "x ");
}

TEST_CASE("selectors tell siblings and places apart") {
  constexpr std::string_view list =
      "<ul id=u><li id=a>1<li id=b>2<!--x--><li id=c>3<li id=d></ul><p id=p>x</p><p id=q>y</p><b id=r></b>";
  CHECK(matched("li:first-child", list) == "a ");
  CHECK(matched("li:last-child", list) == "d ");
  CHECK(matched("li + li", list) == "b c d ");
  CHECK(matched("#b ~ li", list) == "c d ");
  CHECK(matched("ul + p", list) == "p ");
  CHECK(matched("ul~p+p", list) == "q ");
  CHECK(matched("li:nth-child(odd)", list) == "a c ");
  CHECK(matched("li:nth-child( 2n )", list) == "b d ");
  CHECK(matched("li:nth-child(-n + 2)", list) == "a b ");
  CHECK(matched("li:nth-last-child(1)", list) == "d ");
  CHECK(matched("p:nth-of-type(2)", list) == "q ");
  CHECK(matched("p:only-of-type, b:only-of-type", list) == "r ");
  CHECK(matched("li:empty", list) == "d ");
  CHECK(matched("li:not(:first-child):not(:last-child)", list) == "b c ");
  CHECK(matched("#\\61 , #\\000062", list) == "a b ");
}

TEST_CASE("what is not understood is refused") {
  CHECK(matched("p || p", html) == "a selector has '|', which is not understood, at character 3 of \"p || p\"");
  CHECK(matched("中 。a :x", html) == "a selector has ':', which is not understood, at character 6 of \"中 。a :x\"");
  CHECK(matched("p:nth-child(2m)", html) ==
        "a selector has 'm', which is not understood, at character 14 of \"p:nth-child(2m)\"");
  CHECK(matched("p:not(a b)", html) == "a selector has 'b', which is not understood, at character 9 of \"p:not(a b)\"");
  CHECK(matched("p:hover", html) == "a selector has ':', which is not understood, at character 2 of \"p:hover\"");
  CHECK(matched("[a", html) == "a selector ends too soon at character 3 of \"[a\"");
  CHECK(matched("", html) == "a selector ends too soon at character 1 of \"\"");
}
