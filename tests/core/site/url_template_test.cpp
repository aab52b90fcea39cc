#include "core/site/url_template.h"

#include <doctest/doctest.h>

#include "core/site/entry_filter.h"
#include "core/site/publishing.h"

using namespace galley;
using namespace galley::site;

// Each answer is Jekyll 4.3's or Ruby 3.1's.
TEST_CASE("slugs keep letters, marks and digits of any script") {
  CHECK(slugified("Hello, World!", false, false) == "hello-world");
  CHECK(slugified("-a--b-", true, true) == "a-b");
  CHECK(slugified("上海银保监局：通知（一）", false, false) == "上海银保监局-通知-一");
  CHECK(slugified("ⅣⒶ①x", false, false) == "x");
  CHECK(slugified("a+b&c=d", true, true) == "a+b&c=d");
  CHECK(slugified("", false, false).empty());
}

TEST_CASE("paths are escaped as Addressable does, percent signs too") {
  CHECK(escape_path("/a b#c?d") == "/a%20b%23c?d");
  CHECK(escape_path("100%[x]") == "100%25%5Bx%5D");
  CHECK(escape_path("中") == "%E4%B8%AD");
}

TEST_CASE("URLs are made safe") {
  CHECK(sanitize_url("a//b") == "/a/b");
  CHECK(sanitize_url("/a/../b") == "/a/b");
  CHECK(sanitize_url("./a/./b") == "/a/b");
}

TEST_CASE("an unknown placeholder is nothing, one with an underscore at its end is tried without") {
  const auto value = [](std::string_view name) -> std::optional<std::string> {
    if (name == "year") return "2022";
    return std::nullopt;
  };
  CHECK(fill_template("/:year/:year_x", value) == std::nullopt);
  CHECK(fill_template("/:year_/", value).value_or("") == "/2022_/");
  CHECK(fill_template("/a:1/", value).value_or("") == "/a:1/");
}

TEST_CASE("a date's parts are those of the site's zone") {
  const post::Zone shanghai = *post::Zone::find("Asia/Shanghai");
  CHECK(date_part("day", 1638996360, shanghai) == "09");  // 2021-12-08 20:46 UTC
  CHECK(date_part("y_day", 1638996360, shanghai) == "343");
  CHECK(date_part("w_year", 1609603200, shanghai) == "2020");  // 2021-01-03 is a Sunday of 2020's last week
  CHECK(date_part("week", 1609603200, shanghai) == "53");
  CHECK(date_part("nothing", 0, shanghai) == std::nullopt);
}

TEST_CASE("a page is written where its URL says") {
  CHECK(destination_of("/a/", ".html") == "a/index.html");
  CHECK(destination_of("/", ".html") == "index.html");
  CHECK(destination_of("/a.html", ".html") == "a.html");
  CHECK(destination_of("/%E4%B8%AD", ".html") == "中.html");
  CHECK(destination_of("/%2e%2e/%2e%2e/etc/x", ".html") == "etc/x.html");  // never above the destination
}

TEST_CASE("extensions are those of File.extname") {
  CHECK(extension_of("a/b.tar.gz") == ".gz");
  CHECK(extension_of(".htaccess").empty());
  CHECK(extension_of("a.b/c").empty());
  CHECK(extension_of("..x.md") == ".md");
}

TEST_CASE("entries are taken by include, exclude and their names") {
  SiteConfig config = default_site_config();
  config.include = {".htaccess", "_pages"};
  config.exclude.push_back("docs/");
  config.exclude.push_back("*.tmp");
  config.exclude.push_back("pre");
  const EntryFilter filter(config);
  const auto takes = [&](std::string_view base, std::string_view entry, bool folder = false) {
    return filter.takes(base, entry, [folder] { return folder; });
  };
  CHECK(takes("", "a.md"));
  CHECK(!takes("", ".hidden"));
  CHECK(takes("", ".htaccess"));
  CHECK(takes("sub", "_pages", true));
  CHECK(!takes("", "docs", true));
  CHECK(takes("", "docs", false));
  CHECK(!takes("sub", "b.tmp"));
  CHECK(!takes("", "prefix.md"));
  CHECK(takes("other", "prefix.md"));
  CHECK(!takes("", "a.md~"));
  CHECK(!takes("", "Gemfile.lock"));
}
