// Patches as text; that git takes them is tests/e2e/lint_fix.py's to hold.
#include "cli/unified_diff.h"

#include <doctest/doctest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

using galley::cli::unified_diff;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

// Applies a patch strictly: each line of context and each that is taken away must stand where the hunk says.
std::string applied(const std::string& before, const std::string& patch) {
  const auto old_lines = lines_of(before);
  const auto p = lines_of(patch);
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 3; i < p.size();) {
    unsigned long begin = 0, count = 1, new_begin = 0, new_count = 1;
    if (std::sscanf(p[i].c_str(), "@@ -%lu,%lu +%lu,%lu @@", &begin, &count, &new_begin, &new_count) != 4) {
      if (std::sscanf(p[i].c_str(), "@@ -%lu +%lu,%lu @@", &begin, &new_begin, &new_count) == 3) {
        count = 1;
      } else if (std::sscanf(p[i].c_str(), "@@ -%lu,%lu +%lu @@", &begin, &count, &new_begin) == 3) {
        new_count = 1;
      } else {
        REQUIRE(std::sscanf(p[i].c_str(), "@@ -%lu +%lu @@", &begin, &new_begin) == 2);
        count = new_count = 1;
      }
    }
    ++i;
    const std::size_t first = count == 0 ? begin : begin - 1;
    while (at < first) out += old_lines[at++];
    for (; i < p.size() && p[i][0] != '@'; ++i) {
      std::string line = p[i].substr(1);
      if (i + 1 < p.size() && p[i + 1][0] == '\\') line.pop_back();
      if (p[i][0] == '\\') continue;
      if (p[i][0] == '+') {
        out += line;
        --new_count;
        continue;
      }
      REQUIRE(at < old_lines.size());
      CHECK(old_lines[at] == line);
      --count;
      if (p[i][0] == ' ') {
        out += line;
        --new_count;
      }
      ++at;
    }
    CHECK(count == 0);
    CHECK(new_count == 0);
  }
  while (at < old_lines.size()) out += old_lines[at++];
  return out;
}

}  // namespace

TEST_CASE("a change in the middle has three lines of context") {
  CHECK(unified_diff("a.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("nothing changed is no patch") { CHECK(unified_diff("a", "x\n", "x\n").empty()); }

TEST_CASE("a last line without its end is told") {
  CHECK(unified_diff("a", "x", "x\n") ==
        "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
}

TEST_CASE("an empty side names the line before") {
  CHECK(unified_diff("a", "", "x\n") == "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
  CHECK(unified_diff("a", "x\ny\n", "") == "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +0,0 @@\n-x\n-y\n");
}

TEST_CASE("paths are quoted as git quotes them") {
  CHECK(unified_diff("a \"b\"\t\x1b.md", "", "x\n").starts_with("diff --git \"a/a \\\"b\\\"\\011\\033.md\" "));
  CHECK(unified_diff("中文.md", "", "x\n").starts_with("diff --git a/中文.md b/中文.md\n--- a/中文.md\n"));
  CHECK(unified_diff("a b.md", "", "x\n").find("--- a/a b.md\t\n+++ b/a b.md\t\n") != std::string::npos);
}

TEST_CASE("a patch of any two texts makes the second of the first") {
  std::mt19937 random(1);
  for (int i = 0; i < 3000; ++i) {
    const auto text = [&] {
      std::string out;
      const auto lines = random() % 30;
      for (unsigned n = 0; n < lines; ++n) {
        out += static_cast<char>('a' + random() % 4);
        if (n + 1 < lines || random() % 2 == 0) out += random() % 5 == 0 ? "\r\n" : "\n";
      }
      return out;
    };
    const std::string before = text(), after = text();
    if (before == after) continue;
    const std::string patch = unified_diff("x", before, after);
    INFO(patch);
    CHECK(applied(before, patch) == after);
  }
}

TEST_CASE("texts that differ everywhere are replaced whole, in no time") {
  std::string before, after;
  for (int i = 0; i < 200000; ++i) {
    before += std::to_string(i) + "\r\n";
    after += std::to_string(i) + "\n";
  }
  CHECK(applied(before, unified_diff("x", before, after)) == after);
}
