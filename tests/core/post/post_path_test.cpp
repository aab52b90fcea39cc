#include "core/post/post_path.h"

#include <doctest/doctest.h>

using namespace galley::post;
using State = FileNameDate::State;

TEST_CASE("a post's name gives its date and slug as Jekyll's pattern does") {
  const auto p = parse_post_path("a/b/_posts/2022/2020-1-2-Hello World.html");
  CHECK(p.folder == PostPath::Folder::posts);
  CHECK(p.categories == std::vector<std::string>{"a", "b"});
  CHECK(p.dated());
  CHECK(p.date_text == "2020-1-2");
  CHECK(p.date->day == CivilDate{2020, 1, 2});
  CHECK(p.slug == "Hello World");
  CHECK(p.extension == ".html");
  CHECK(p.name_at == galley::Span{16, 41});

  CHECK_FALSE(parse_post_path("_posts/-202205262391921712.md").dated());
  CHECK_FALSE(parse_post_path("_posts/2020-01-02.md").dated());
  CHECK_FALSE(parse_post_path("_posts/2020-01-02-noext").dated());
  CHECK_FALSE(parse_post_path("_posts/20200102-a.md").dated());
  CHECK_FALSE(parse_post_path("_posts/x2020-01-02-a.md").dated());
  CHECK(parse_post_path("_posts/2020-01-02-.md").dated());
  CHECK(parse_post_path("_posts/2020-01-02-a.b.md").slug == "a.b");
  CHECK(parse_post_path("_posts/2020-01-02-a...md").slug == "a");
  CHECK(parse_post_path("_posts/20-1-2-a.md").date->day.year == 2020);
  CHECK(parse_post_path("_posts/99-1-2-a.md").date->day.year == 1999);
  CHECK(parse_post_path("_drafts/idea.markdown").folder == PostPath::Folder::drafts);
  CHECK(parse_post_path("_drafts/idea.markdown").slug == "idea");
  CHECK(parse_post_path("about.md").folder == PostPath::Folder::other);
  CHECK(parse_post_path("_posts/_2020-01-02-a.md").special);
  CHECK(parse_post_path("_posts/2020-01-02-a.md~").special);
}

TEST_CASE("a date in a name that does not exist is carried or impossible") {
  CHECK(parse_file_name_date("2020-02-29").state == State::valid);
  CHECK(parse_file_name_date("2021-02-30").state == State::carried);
  CHECK(parse_file_name_date("2021-02-30").day == CivilDate{2021, 3, 2});
  CHECK(parse_file_name_date("2021-04-31").day == CivilDate{2021, 5, 1});
  CHECK(parse_file_name_date("2020-13-45").state == State::impossible);
  CHECK(parse_file_name_date("2020-00-10").state == State::impossible);
  CHECK(parse_file_name_date("2020-10-00").state == State::impossible);
  CHECK(parse_file_name_date("2020-10-32").state == State::impossible);
}

TEST_CASE("extensions and slugs") {
  CHECK(is_markdown_extension(".md"));
  CHECK(is_markdown_extension(".MKDown"));
  CHECK_FALSE(is_markdown_extension(".html"));
  CHECK_FALSE(is_markdown_extension("md"));
  CHECK(is_markdown_extension(".txt", "md, txt"));
  CHECK(is_html_extension(".htm"));
  CHECK(title_of_slug("my-first-POST") == "My First Post");
}
