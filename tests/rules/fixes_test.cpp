// What holds for every fix, over every fixture and every example: it converges, what it was offered for is gone, no
// error appears that was not there, and a safe one leaves what a reader sees as it was.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/documentation.h"
#include "rules/fixer.h"
#include "tests/rules/rule_testing.h"

namespace fs = std::filesystem;
using namespace galley;
using namespace galley::rules;

namespace {

// The elements and the text of a post, white space and control characters aside (the parser shows these as U+FFFD).
std::string seen(const post::Post& post) {
  std::string out;
  for (const body::Node& n : post.document.nodes()) {
    if (n.kind == body::NodeKind::element) out += "<" + std::string(n.name) + ">";
    if (n.kind != body::NodeKind::text) continue;
    for (const char c : n.text)
      if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) out += c;
  }
  for (std::size_t i; (i = out.find("\xEF\xBF\xBD")) != std::string::npos;) out.erase(i, 3);
  return out;
}

std::size_t errors(const testing::Checked& checked) {
  return static_cast<std::size_t>(std::count_if(checked.findings.begin(), checked.findings.end(),
                                                [](const Finding& f) { return f.level == Level::error; }));
}

void hold(std::string_view code, const std::string& bytes, const testing::Setup& setup, FixGrade most) {
  const auto first = testing::check(code, bytes, setup);
  const auto fixable = [most](const Finding& f) { return f.fix && f.fix->grade <= most; };
  if (std::none_of(first.findings.begin(), first.findings.end(), fixable)) return;
  const std::size_t errors_before = errors(testing::check("", bytes, setup));
  std::string now = bytes;
  int rounds = 0;
  for (; rounds < 10; ++rounds) {
    const auto checked = testing::check(code, now, setup);
    if (std::none_of(checked.findings.begin(), checked.findings.end(), fixable)) break;
    now = apply_fixes(now, checked.findings, most).bytes;
  }
  CHECK_MESSAGE(rounds < 10, "the fixes do not converge");
  // Two misspellings of one key, both mended, are a duplicate: FM004 then speaks of what FM009 did before.
  if (code != "FM009") CHECK(errors(testing::check("", now, setup)) <= errors_before);
  if (most == FixGrade::safe) CHECK(seen(testing::check(code, now, setup).post) == seen(first.post));
}

}  // namespace

TEST_CASE("every fix converges, adds no error, and keeps what is seen where it is safe") {
  for (const RuleEntry* rule : all_rules()) {
    if (rule->info.fix == FixGrade::none) continue;
    std::vector<std::pair<std::string, std::string>> posts;  // path, bytes
    for (const auto& entry : fs::recursive_directory_iterator(std::string(GALLEY_ROOT) + "/fixtures/rules/" +
                                                              std::string(rule->info.code))) {
      const std::string path = entry.path().string();
      if (!entry.is_regular_file() || path.find("/_posts/") == std::string::npos ||
          path.find("/fixed/") != std::string::npos)
        continue;
      std::ifstream in(path, std::ios::binary);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      posts.emplace_back("_posts/" + entry.path().filename().string(), bytes.str());
    }
    for (const Example& e : examples_of(rule->documentation))
      if (e.kind == Example::Kind::bad && e.options.empty() && e.renderer.empty()) posts.emplace_back(e.path, e.post);
    for (const auto& post : posts) {
      const auto& [path, bytes] = post;
      testing::Setup setup;
      setup.path = path;
      INFO("rule ", std::string(rule->info.code), ", post ", post.first, ":\n", post.second);
      hold(rule->info.code, bytes, setup, FixGrade::safe);
      hold(rule->info.code, bytes, setup, FixGrade::unsafe);
    }
  }
}
