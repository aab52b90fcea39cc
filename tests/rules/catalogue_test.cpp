// Codes are public: what a rule is called, how loud it is and what its fix may do never change unnoticed. catalogue.tsv
// says them apart from the rules' own files: CODE, name, level, fix (where it says one). It names rules that are still
// to come, too.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "rules/registry.h"

using namespace galley::rules;

TEST_CASE("every rule is what the catalogue says") {
  std::ifstream in(std::string(GALLEY_ROOT) + "/tests/rules/catalogue.tsv");
  std::map<std::string, std::string, std::less<>> catalogue;
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    catalogue.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
  REQUIRE(catalogue.size() > 90);
  int known = 0;
  for (const RuleEntry* rule : all_rules()) {
    const auto row = catalogue.find(rule->info.code);
    INFO(std::string(rule->info.code));
    REQUIRE(row != catalogue.end());
    const std::string is = std::string(rule->info.name) + "\t" + std::string(to_string(rule->info.level)) + "\t" +
                           std::string(to_string(rule->info.fix));
    CHECK_MESSAGE(is.starts_with(row->second), is);
    ++known;
  }
  CHECK(known >= 85);
}
