// The cache's bytes: what is written is read back, and bytes that nobody wrote are refused or are findings within the
// post, never a crash.
#include "cli/cache/record.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "rules/registry.h"
#include "rules/rule.h"

using namespace galley;
using namespace galley::cli;

namespace {

std::vector<rules::Finding> some_findings() {
  rules::Finding plain;
  plain.rule = &rules::find_rule("LK001")->info;
  plain.level = rules::Level::error;
  plain.at = {3, 9};
  plain.message = "一 message\nwith \"anything\"";
  rules::Finding rich = plain;
  rich.rule = &rules::find_rule("FM003")->info;
  rich.level = rules::Level::warning;
  rich.whole_file = true;
  rich.fix = rules::Fix{rules::FixGrade::unsafe, "Mend it", {{{0, 0}, "x"}, {{4, 100}, std::string("\0y", 2)}}};
  rich.related = {{{1, 2}, "here", ""}, {{500, 501}, "there", "_posts/other.md"}};
  return {plain, rich};
}

bool within(Span s, std::uint32_t size) { return s.begin <= s.end && s.end <= size; }

}  // namespace

TEST_CASE("findings are read back as they were written") {
  const auto findings = some_findings();
  const auto again = decode_findings(encode_findings(findings), 100);
  REQUIRE(again);
  REQUIRE(again->size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK((*again)[i].rule == findings[i].rule);
    CHECK((*again)[i].level == findings[i].level);
    CHECK((*again)[i].at == findings[i].at);
    CHECK((*again)[i].whole_file == findings[i].whole_file);
    CHECK((*again)[i].message == findings[i].message);
    CHECK((*again)[i].fix.has_value() == findings[i].fix.has_value());
  }
  CHECK((*again)[1].fix->grade == rules::FixGrade::unsafe);
  CHECK((*again)[1].fix->title == "Mend it");
  CHECK((*again)[1].fix->edits == findings[1].fix->edits);
  REQUIRE((*again)[1].related.size() == 2);
  CHECK((*again)[1].related[1].path == "_posts/other.md");
  CHECK((*again)[1].related[1].at == Span{500, 501});
  CHECK((*again)[1].related[0].message == "here");
}

TEST_CASE("findings beyond the post's end are refused") {
  CHECK(!decode_findings(encode_findings(some_findings()), 99));
}

TEST_CASE("a record is read back as it was written") {
  CacheRecord record;
  record.key = "key";
  record.role = 2;
  record.mark = {1, 2, 3, 4, -5};
  record.read_at_ns = 6;
  record.hash = "hash";
  record.holds = {-7, 8};
  record.day = 9;
  record.findings = "findings";
  record.bytes = "bytes";
  record.has_bytes = true;
  const std::string bytes = encode(record);
  const auto again = decode(bytes);
  REQUIRE(again);
  CHECK(again->key == "key");
  CHECK(again->role == 2);
  CHECK(again->mark == record.mark);
  CHECK(again->read_at_ns == 6);
  CHECK(again->hash == "hash");
  CHECK(again->holds == record.holds);
  CHECK(again->day == 9);
  CHECK(again->findings == "findings");
  CHECK(again->bytes == "bytes");
  CHECK(!decode(bytes.substr(0, bytes.size() - 1)));
  CHECK(!decode(bytes + "x"));
}

TEST_CASE("any bytes are refused or read within the post") {
  std::mt19937 random(1);
  const std::string good = encode_findings(some_findings());
  for (int i = 0; i < 20000; ++i) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    for (auto n = random() % 4; n > 0 && !bytes.empty(); --n)
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    const auto findings = decode_findings(bytes, 100);
    if (!findings) continue;
    for (const rules::Finding& f : *findings) {
      REQUIRE(f.rule != nullptr);
      CHECK(within(f.at, 100));
      if (f.fix)
        for (const rules::Edit& e : f.fix->edits) CHECK(within(e.at, 100));
    }
  }
}
