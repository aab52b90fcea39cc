// The examples in a rule's documentation, read out of its Markdown, so that what `explain` shows is what the tests run.
//
// An example is a fence whose info string begins with `bad`, `good` or `fixed` (what the fix makes of the bad one
// before it). Words after that: `body` (the text is only a body: a plain front matter is put before it), `path=…` (else
// `_posts/2022-06-10-example.md`), `renderer=kramdown|commonmark|gfm`, `zone=Asia/Shanghai`, `escapes` (`\xNN`,
// `\u{N}`, `\r`, `\t`, `\\` stand for what cannot be shown), `no-final-newline`, and `OPTION=VALUE` for an option of
// the rule (commas between texts), and `files`, for rules over the archive: the example is several files, each after a
// line `==> PATH <==`; `_config.yml` may be among them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace galley::rules {

struct Example {
  enum class Kind : std::uint8_t { bad, good, fixed } kind;
  std::string shown;  // as it stands in the documentation
  std::string post;   // the bytes of the whole post
  std::string path;
  std::vector<std::pair<std::string, std::string>> files;  // path and bytes of each; then `post` and `path` are empty
  std::string renderer;                                    // empty: as the path says
  std::string zone;                                        // the site's `timezone`; empty: none is configured
  std::vector<std::pair<std::string, std::string>> options;
};

std::vector<Example> examples_of(std::string_view documentation);

/// The documentation as Markdown for people: each example under a heading instead of the words that tell the tests how
/// to run it.
std::string readable(std::string_view documentation);

}  // namespace galley::rules
