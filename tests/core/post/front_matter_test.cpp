#include "core/post/front_matter.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace galley::post;
using galley::slice;
using galley::Span;
using State = FrontMatterCut::State;
using Type = Scalar::Type;

namespace {

std::string_view part(std::string_view text, Span span) { return slice(text, span); }

std::string_view value_text(std::string_view text, const FrontMatter& fm, std::string_view key) {
  const Entry e = fm.find(key);
  return e.value == no_node ? "(none)" : part(text, fm.yaml[e.value].span);
}

Scalar typed(std::string_view text, std::string_view key) {
  const auto fm = read_front_matter(text);
  REQUIRE(fm.yaml.valid());
  return fm.yaml.scalar(fm.find(key).value);
}

}  // namespace

TEST_CASE("front matter is cut where Jekyll's regular expression cuts it") {
  struct Case {
    std::string_view text;
    State state;
    std::string_view open, yaml, close, body;
  };
  const Case cases[] = {
      {"---\ntitle: x\n---\nbody\n", State::present, "---\n", "title: x\n", "---\n", "body\n"},
      {"---\n---\nbody", State::present, "---\n", "", "---\n", "body"},
      {"---  \t\ntitle: x\n...\nbody", State::present, "---  \t\n", "title: x\n", "...\n", "body"},
      {"---\r\ntitle: x\r\n---\r\nbody", State::present, "---\r\n", "title: x\r\n", "---\r\n", "body"},
      {"\xEF\xBB\xBF---\na: b\n---\nc", State::present, "---\n", "a: b\n", "---\n", "c"},
      {"---\na: b\n---\n\n\n  c", State::present, "---\n", "a: b\n", "---\n\n\n", "  c"},
      {"---\na: b\n---", State::present, "---\n", "a: b\n", "---", ""},
      {"---\na: b\n---  \n \n", State::present, "---\n", "a: b\n", "---  \n \n", ""},
      {"---\n\n---\nx", State::present, "---\n", "\n", "---\n", "x"},
      {"---\na: |\n  ---\n---\nx", State::present, "---\n", "a: |\n  ---\n", "---\n", "x"},
      {"---\na: b\n--- \f\nx", State::present, "---\n", "a: b\n", "--- \f\n", "x"},
      {"---\na: b\n--- c\n---\nx", State::present, "---\n", "a: b\n--- c\n", "---\n", "x"},
      {"---\na: b\n----\n", State::unclosed, "", "", "", "---\na: b\n----\n"},
      {"---\na: b\n ---\n", State::unclosed, "", "", "", "---\na: b\n ---\n"},
      {"---\ra: b\r---\rx", State::unclosed, "", "", "", "---\ra: b\r---\rx"},
      {"---", State::unclosed, "", "", "", "---"},
      {"--- title: x\n---\n", State::missing, "", "", "", "--- title: x\n---\n"},
      {"", State::missing, "", "", "", ""},
      {"body\n", State::missing, "", "", "", "body\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto cut = cut_front_matter(c.text);
    CHECK(cut.state == c.state);
    CHECK(part(c.text, cut.open) == c.open);
    CHECK(part(c.text, cut.yaml) == c.yaml);
    CHECK(part(c.text, cut.close) == c.close);
    CHECK(part(c.text, cut.body) == c.body);
  }
}

TEST_CASE("what stands before an otherwise whole front matter is told") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"\n---\ntitle: x\n---\n", "\n"},
      {"  ---\ntitle: x\n---\n", "  "},
      {"\r\n\r\n---\ntitle: x\n---\n", "\r\n\r\n"},
      {"\xE3\x80\x80---\ntitle: x\n---\n", "\xE3\x80\x80"},
      {"\xEF\xBB\xBF\xEF\xBB\xBF---\na: x\n---\n", "\xEF\xBB\xBF"},
      {"#---\ntitle: x\n---\n", "#"},
      {"<!-- note -->\n---\nlayout: post\n---\n", "<!-- note -->\n"},
      {"----\ntitle: x\n---\n", "-"},
  };
  for (const auto& one : cases) {
    const auto [text, shadow] = one;
    CAPTURE(one.first);
    const auto cut = cut_front_matter(text);
    CHECK(cut.state == State::shadowed);
    CHECK(part(text, cut.shadow) == shadow);
  }
  // A heading and a rule, or rules around prose, are no front matter.
  CHECK(cut_front_matter("A heading\n---\nsome text\n\n---\nmore").state == State::missing);
  CHECK(cut_front_matter("\n---\nNote, this is prose.\n---\n").state == State::missing);
}

TEST_CASE("keys and values have exact places, whatever stands around them") {
  const std::string_view text =
      "\xEF\xBB\xBF---\r\n"
      "标题: \"央行：“稳字当头”\"  # 注释 # two\r\n"
      "'ti''tle': 中文 值  \r\n"
      "list: [甲, \"乙#\", {丙: 丁}]\r\n"
      "# whole line\r\n"
      "block: | # header\r\n"
      "  行 # not a comment\r\n"
      "  two\r\n"
      "\r\n"
      "tagged: &a !!str  五\r\n"
      "alias: *a\r\n"
      "empty:\r\n"
      "nested:\r\n"
      "  - 一\r\n"
      "  - k: v\r\n"
      "\r\n"
      "---\r\n正文";
  const auto fm = read_front_matter(text);
  REQUIRE(fm.yaml.valid());
  CHECK(fm.readable());
  CHECK(value_text(text, fm, "标题") == "\"央行：“稳字当头”\"");
  CHECK(part(text, fm.yaml[fm.find("标题").value].content) == "央行：“稳字当头”");
  CHECK(part(text, fm.yaml[fm.find("ti'tle").key].span) == "'ti''tle'");
  CHECK(value_text(text, fm, "ti'tle") == "中文 值");
  CHECK(value_text(text, fm, "list") == "[甲, \"乙#\", {丙: 丁}]");
  CHECK(value_text(text, fm, "block") == "| # header\r\n  行 # not a comment\r\n  two");
  CHECK(value_text(text, fm, "tagged") == "五");
  CHECK(part(text, fm.yaml[fm.find("tagged").value].properties) == "&a !!str");
  CHECK(value_text(text, fm, "alias") == "*a");
  CHECK(fm.yaml.text(fm.yaml.resolve(fm.find("alias").value)) == "五");
  CHECK(value_text(text, fm, "empty").empty());
  CHECK(value_text(text, fm, "nested") == "- 一\r\n  - k: v");
  std::vector<std::string_view> comments;
  for (const Span s : yaml_comments(text, fm)) comments.push_back(part(text, s));
  CHECK(comments == std::vector<std::string_view>{"# 注释 # two", "# whole line", "# header"});
}

TEST_CASE("scalars are typed as Psych types them") {
  CHECK(type_plain_scalar("2021-12-08 20:46:00").type == Type::time);
  CHECK(type_plain_scalar("2021-12-08 20:46:00").time.zone == Timestamp::Zone::none);
  CHECK(type_plain_scalar("2021-12-08 20:46:00").time.instant.seconds == 1638996360);
  CHECK(type_plain_scalar("2021-12-08 20:46:00 +0800").time.instant.seconds == 1638996360 - 28800);
  CHECK(type_plain_scalar("2021-12-08T20:46:00.25Z").time.instant.nanoseconds == 250000000);
  CHECK(type_plain_scalar("2021-02-30 20:46:00").time.normalised);
  // As Ruby has it: a 31st that the offset takes over midnight becomes the day before the month.
  CHECK(type_plain_scalar("2024-9-31 24:00:00 -0501").time.instant.seconds == 1725080460);
  CHECK(type_plain_scalar("2024-09-31 03:00:00 -0500").time.instant.seconds == 1727769600);
  CHECK(type_plain_scalar("2021-12-08 20:46").type == Type::string);
  CHECK(type_plain_scalar("2021-12-08 25:46:00").type == Type::string);
  CHECK(type_plain_scalar("2021-12-08").type == Type::date);
  CHECK(type_plain_scalar("2021-02-30").type == Type::string);
  CHECK(type_plain_scalar("1500-02-29").type == Type::date);
  CHECK(type_plain_scalar("12:30:45").integer == 45045);
  CHECK(type_plain_scalar("010").integer == 8);
  CHECK(type_plain_scalar("0x1F").integer == 31);
  CHECK(type_plain_scalar("1,000").integer == 1000);
  CHECK(type_plain_scalar("99999999999999999999").type == Type::big_integer);
  CHECK(decimal_integer("-0xFFFFFFFFFFFFFFFFFF") == "-4722366482869645213695");
  CHECK(type_plain_scalar("1.10").floating == doctest::Approx(1.1));
  CHECK(type_plain_scalar("1e3").type == Type::string);
  CHECK(type_plain_scalar("y").type == Type::string);
  CHECK(type_plain_scalar("Off").type == Type::boolean);
  CHECK(type_plain_scalar("~").type == Type::null);
  CHECK(type_plain_scalar(":foo").type == Type::symbol);
  CHECK(type_plain_scalar("0b_").type == Type::invalid);
  CHECK(core_schema_type("no") == CoreType::string);
  CHECK(core_schema_type("0o17") == CoreType::integer);
  CHECK(core_schema_type("1e3") == CoreType::floating);
  CHECK(core_schema_type("010") == CoreType::integer);
}

TEST_CASE("quoted values are strings, and merge keys and repeated keys hold as in Ruby") {
  const std::string_view text =
      "---\nbase: &b {x: 1, y: 2}\none: {x: 0, <<: *b, y: 3}\ntwo: {<<: [{z: 1}, {z: 2}]}\nt: 'no'\na: 1\na: 2\n---\n";
  const auto fm = read_front_matter(text);
  REQUIRE(fm.yaml.valid());
  CHECK(fm.yaml.scalar(fm.find("t").value).type == Type::string);
  CHECK(typed(text, "a").integer == 2);
  const auto one = fm.find("one").value;
  CHECK(fm.yaml.text(fm.yaml.find(one, "x").value) == "1");
  CHECK(fm.yaml.text(fm.yaml.find(one, "y").value) == "3");
  CHECK(fm.yaml.text(fm.yaml.find(fm.find("two").value, "z").value) == "1");
  const Value value = value_of(fm.yaml, fm.yaml.root());
  CHECK(value.entries.size() == 5);
  CHECK(value.entries[4].second.scalar.integer == 2);
}

TEST_CASE("a front matter that Jekyll cannot read says where and why") {
  struct Case {
    std::string_view text;
    YamlError::Kind kind;
    std::string_view at;
  };
  const Case cases[] = {
      {"---\ntitle: \"央行：\"稳字当头\"不变\"\n---\n", YamlError::Kind::syntax, "稳"},
      {"---\na: 中\nauthor:\n\tname: x\n---\n", YamlError::Kind::syntax, "\t"},
      {"---\na: 中\x08\n---\n", YamlError::Kind::character, "\x08"},
      {"---\na: 中\xD6\xD0\n---\n", YamlError::Kind::character, "\xD6"},
      {"---\na: 中\nb: *x\n---\n", YamlError::Kind::alias, "*x"},
      {"---\na: 中\nb: !ruby/object:X {}\n---\n", YamlError::Kind::unsafe, "!ruby/object:X"},
      {"---\nb: :sym\n---\n", YamlError::Kind::unsafe, ":sym"},
      {"---\nb: .e+1\n---\n", YamlError::Kind::value, ".e+1"},
      {"---\na: &x [*x]\n---\n", YamlError::Kind::unsafe, "*x"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto fm = read_front_matter(c.text);
    CHECK(fm.present());
    CHECK_FALSE(fm.readable());
    REQUIRE_FALSE(fm.yaml.valid());
    CHECK(fm.yaml.error().kind == c.kind);
    CHECK(part(c.text, fm.yaml.error().at) == c.at);
    CHECK_FALSE(fm.yaml.error().problem.empty());
  }
}

TEST_CASE("hostile front matter is bounded") {
  const auto reads = [](const std::string& yaml) { return read_front_matter("---\n" + yaml + "\n---\n").yaml; };
  const auto excessive = [&](const std::string& yaml) {
    const auto tree = reads(yaml);
    return !tree.valid() && tree.error().kind == YamlError::Kind::excessive;
  };
  const auto repeat = [](std::string_view s, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += s;
    return out;
  };
  const auto begin = std::chrono::steady_clock::now();
  CHECK(excessive(repeat("[", 5000) + repeat("]", 5000)));
  CHECK(excessive(repeat("- ", 100000) + "a"));
  CHECK(excessive(repeat("? ", 5000) + "a"));
  CHECK(excessive(repeat("{a: ", 5000)));
  std::string laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) {
    const auto ref = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + ref + repeat("," + ref, 9) + "]\n";
  }
  CHECK(excessive(laughs));
  CHECK(excessive("a: " + repeat("x", 1 << 20)));
  CHECK(reads(repeat("[", 150) + repeat("]", 150)).valid());
  CHECK(reads("a: [" + repeat("x, ", 30000) + "]").valid());
  CHECK(reads(repeat("# comment\n", 50000) + "a: b").valid());
  CHECK(reads(repeat("a", 300000) + ": b").valid() == false);  // a simple key is 1,024 characters at most
  CHECK(cut_front_matter("---\n" + repeat("---x\n", 200000)).state == State::unclosed);
  CHECK(cut_front_matter("---" + repeat(" \n", 200000)).state == State::unclosed);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}
