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

TEST_CASE("what is not understood is refused") {
  CHECK(matched("p + p", html) == "a selector has '+', which is not understood, at character 3 of \"p + p\"");
  CHECK(matched("p:hover", html) == "a selector has ':', which is not understood, at character 2 of \"p:hover\"");
  CHECK(matched("[a", html) == "a selector ends too soon at character 3 of \"[a\"");
  CHECK(matched("", html) == "a selector ends too soon at character 1 of \"\"");
}
