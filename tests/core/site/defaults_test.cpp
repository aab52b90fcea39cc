#include "core/site/defaults.h"

#include <doctest/doctest.h>

#include <string>

using namespace galley;
using namespace galley::site;

namespace {

std::string value(std::string_view yaml, std::string_view path, std::string_view type) {
  const auto config = parse_site_config("_config.yml", yaml);
  REQUIRE(config);
  const post::Value* found = default_value(*config, path, type, "k");
  return found ? found->text : "(none)";
}

}  // namespace

// Each answer is Jekyll 4.3's (site.frontmatter_defaults.all).
TEST_CASE("defaults hold below their path and for their type, the longest path first") {
  constexpr std::string_view yaml = R"(
defaults:
  - scope: {path: _posts/a}
    values: {k: in a}
  - scope: {path: ""}
    values: {k: everywhere, other: x}
  - scope: {path: "", type: posts}
    values: {k: posts}
  - scope: {path: "_posts/*/deep"}
    values: {k: deep}
  - scope: {type: page}
    values: {k: pages}
)";
  CHECK(value(yaml, "_posts/a/x.md", "posts") == "in a");
  CHECK(value(yaml, "_posts/abc.md", "posts") == "in a");
  CHECK(value(yaml, "_posts/x.md", "posts") == "posts");
  CHECK(value(yaml, "_posts/b/deep/x.md", "posts") == "deep");
  CHECK(value(yaml, "about.md", "pages") == "pages");
  CHECK(value(yaml, "_notes/x.md", "notes") == "everywhere");
  CHECK(value("collections_dir: all\ndefaults: [{scope: {path: all/_posts}, values: {k: b}}]", "all/_posts/x.md",
              "posts") == "b");
  CHECK(value("title: x", "_posts/x.md", "posts") == "(none)");
}

TEST_CASE("a file's type is its collection, or that it is a page") {
  CHECK(type_of("_posts/x.md", post::Role::post) == "posts");
  CHECK(type_of("_drafts/x.md", post::Role::draft) == "posts");
  CHECK(type_of("all/_notes/a/x.md", post::Role::document) == "notes");
  CHECK(type_of("about/x.md", post::Role::document) == "pages");
}
