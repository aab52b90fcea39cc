#include "cli/report.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

using namespace galley::cli;

TEST_CASE("formats are read as NAME and NAME=FILE") {
  const auto requests = parse_formats({"text", "sarif=a/../b=c.sarif", "jsonl=-x"}, "concise");
  REQUIRE(requests);
  REQUIRE(requests->size() == 3);
  CHECK((*requests)[0].format->name == "text");
  CHECK((*requests)[0].file.empty());
  CHECK((*requests)[1].format->name == "sarif");
  CHECK((*requests)[1].file == "b=c.sarif");
  CHECK((*requests)[2].file == "-x");
  const auto fallback = parse_formats({}, "concise");
  REQUIRE(fallback);
  CHECK(fallback->at(0).format->name == "concise");
}

TEST_CASE("formats that cannot be written side by side are refused") {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"text", "json"},
                                                                                     {"text", "json=-"},
                                                                                     {"json=x", "sarif=./x"},
                                                                                     {"json=a/x", "sarif=a//b/../x"},
                                                                                     {"sarif="},
                                                                                     {"sariv"},
                                                                                     {""}})
    CHECK_FALSE(parse_formats(words, "text"));
  CHECK(parse_formats({"sariv=x"}, "text").error().find("did you mean sarif?") != std::string::npos);
}

TEST_CASE("a report's file has its name only once it is whole") {
  struct Words final : Format {
    std::string begin() const override { return "<"; }
    std::string post(const PostFindings& p, const FormatOptions&) const override { return p.path; }
    std::string between() const override { return ","; }
    std::string end(const Totals&, const FormatOptions&) const override { return ">"; }
  };
  galley::archive::FileStore& files = galley::archive::disk();
  const std::filesystem::path made =
      std::filesystem::temp_directory_path() / ("galley-report-test-" + std::to_string(::getpid()));
  std::filesystem::remove_all(made);
  const std::string folder = made.string(), file = folder + "/out.txt";
  const galley::Source source("a.md", "text");
  {
    Report report(files);
    REQUIRE(report.add(std::make_unique<Words>(), {}, file));
    CHECK(report.begin());
    for (const char* path : {"a", "b"}) CHECK(report.put(report.render({path, source, {}})));
    CHECK(files.type(file) == galley::archive::FileType::missing);
    CHECK(files.list(folder)->size() == 1);
    // A run that ends here leaves nothing behind.
  }
  CHECK(files.list(folder)->empty());
  {
    Report report(files);
    REQUIRE(report.add(std::make_unique<Words>(), {}, file));
    CHECK(report.begin());
    for (const char* path : {"a", "b"}) CHECK(report.put(report.render({path, source, {}})));
    CHECK(report.end({}));
    CHECK(report.errors().empty());
  }
  CHECK(files.read(file, 100).value() == "<a,b>");
  CHECK(files.list(folder)->size() == 1);
  Report report(files);
  CHECK_FALSE(report.add(std::make_unique<Words>(), {}, folder));  // a folder is no file
  CHECK_FALSE(report.add(std::make_unique<Words>(), {}, file + "/x"));
  std::filesystem::remove_all(made);
}
