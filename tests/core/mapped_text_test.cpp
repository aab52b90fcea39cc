#include "core/text/mapped_text.h"

#include <doctest/doctest.h>

using namespace galley;

TEST_CASE("ranges of made text map back to the bytes they came from") {
  MappedText t;  // as a reader makes of "> a\n> *b*" : copies with gaps, a rewritten tag, a generated one
  t.generate("<p>", {2, 2});
  t.copy("a\n", 2);
  t.rewrite("<em>", {6, 7});
  t.copy("b", 7);
  t.rewrite("</em>", {8, 9});
  CHECK(t.text() == "<p>a\n<em>b</em>");
  CHECK(t.source_spans({3, 15}) == std::vector<Span>{{2, 4}, {6, 9}});
  CHECK(t.source_spans({0, 3}).empty());
  CHECK(t.source_cover({0, 3}) == Span{2, 2});
  CHECK(t.source_cover({4, 10}) == Span{3, 8});
  CHECK(t.source_offset(4) == 3);
  CHECK(t.source_offset(15) == 9);
}

TEST_CASE("copies that continue each other are one segment") {
  MappedText t;
  t.copy("ab", 10);
  t.copy("cd", 12);
  t.copy("e", 15);
  CHECK(t.segments().size() == 2);
}

TEST_CASE("maps compose") {
  MappedText inner = MappedText::verbatim("one ", 100);
  inner.opaque("#", {104, 120});
  inner.copy(" two", 120);
  MappedText outer;
  outer.generate("<p>", {0, 0});
  outer.copy("one # t", 0);
  outer.rewrite("</p>", {7, 9});
  const MappedText both = compose(outer, inner);
  CHECK(both.text() == "<p>one # t</p>");
  CHECK(both.source_spans({3, 14}) == std::vector<Span>{{100, 124}});
  CHECK(both.segment_at(7).origin == Origin::opaque);
  CHECK(both.segment_at(0).source == Span{100, 100});
}
