// fixtures/rules/CODE/CASE/: a folder of posts, linted with that one rule, gives exactly what `expected` says, a line a
// finding: `PATH:LINE:COLUMN-LINE:COLUMN LEVEL MESSAGE` (a `+ PLACE MESSAGE` line for each related place, and after a
// fix
// `= GRADE TITLE`), read as a `_config.yml` in the folder says. A rule over the archive takes the posts as one site.
// With a file `fixed/PATH`, the fixes make that of it. GALLEY_UPDATE=1 writes `expected` anew, for reading.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/site/site_config.h"
#include "rules/fixer.h"
#include "tests/rules/rule_testing.h"

namespace fs = std::filesystem;
using namespace galley;
using namespace galley::rules;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string places(const Source& source, Span at) {
  const Position b = source.position(at.begin), e = source.position(at.end);
  return fmt::format("{}:{}-{}:{}", b.line, b.column, e.line, e.column);
}

std::string told(const testing::Checked& checked) {
  std::string out;
  const Source& source = *checked.post.source;
  for (const Finding& f : checked.findings) {
    out += fmt::format("{}:{} {} {}\n", source.path(), places(source, f.at), to_string(f.level), f.message);
    for (const Related& r : f.related)
      out += r.path.empty() ? fmt::format("+ {} {}\n", places(source, r.at), r.message)
                            : fmt::format("+ {}:{}-{} {}\n", r.path, r.at.begin, r.at.end, r.message);
    if (f.fix) out += fmt::format("= {} {}\n", to_string(f.fix->grade), f.fix->title);
  }
  return out;
}

std::string run_case(const std::string& code, const fs::path& folder) {
  std::vector<std::string> posts;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = fs::relative(entry.path(), folder).string();
    if (entry.is_regular_file() && path != "expected" && path != "_config.yml" && path != "README" &&
        !path.starts_with("fixed/") && !path.starts_with("options"))
      posts.push_back(path);
  }
  std::sort(posts.begin(), posts.end());
  std::string out;
  if (find_rule(code)->make_judge != nullptr) {
    std::vector<std::pair<std::string, std::string>> files;
    if (fs::exists(folder / "_config.yml")) files.emplace_back("_config.yml", read(folder / "_config.yml"));
    for (const std::string& path : posts) files.emplace_back(path, read(folder / path));
    for (const testing::Checked& checked : testing::judge(code, std::move(files))) {
      out += told(checked);
      const fs::path fixed = folder / "fixed" / checked.post.source->path();
      if (fs::exists(fixed))
        CHECK(apply_fixes(checked.post.source->bytes(), checked.findings, FixGrade::unsafe).bytes == read(fixed));
    }
    return out;
  }
  for (const std::string& path : posts) {
    testing::Setup setup;
    setup.path = path;
    if (fs::exists(folder / "_config.yml")) {
      const auto config = site::parse_site_config("_config.yml", read(folder / "_config.yml"));
      REQUIRE(config);
      setup.reading = config->reading;
    }
    setup.role = path.find("_posts/") != std::string::npos    ? post::Role::post
                 : path.find("_drafts/") != std::string::npos ? post::Role::draft
                                                              : post::Role::loose_post;
    const auto checked = testing::check(code, read(folder / path), setup);
    out += told(checked);
    if (fs::exists(folder / "fixed" / path)) {
      CHECK_MESSAGE(apply_fixes(checked.post.source->bytes(), checked.findings, FixGrade::unsafe).bytes ==
                        read(folder / "fixed" / path),
                    folder.string() << ": " << path);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("rules find in their fixtures what is expected") {
  const fs::path root = fs::path(GALLEY_ROOT) / "fixtures/rules";
  int cases = 0;
  for (const auto& rule : fs::directory_iterator(root)) {
    const std::string code = rule.path().filename().string();
    REQUIRE_MESSAGE(find_rule(code) != nullptr, "fixtures of an unknown rule " << code);
    for (const auto& folder : fs::directory_iterator(rule)) {
      if (!folder.is_directory()) continue;
      ++cases;
      const std::string got = run_case(code, folder.path());
      if (std::getenv("GALLEY_UPDATE") != nullptr) std::ofstream(folder.path() / "expected", std::ios::binary) << got;
      CHECK_MESSAGE(got == read(folder.path() / "expected"), folder.path().string());
    }
  }
  CHECK(cases > 0);
}
