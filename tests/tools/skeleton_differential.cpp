// Holds the skeleton parse, and the tree that is made of tags that nest without a parser, to the plain parse:
// skeleton_differential COUNT [SEED [FILE…]]. COUNT random texts, or mutations of the files where any are given (each
// is tried as it is first). Prints each difference with its text, the share of texts that had a skeleton and whose tags
// nest, and a closing line; the status is 1 where any differs.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/body/html/nesting.h"
#include "core/body/html/skeleton.h"
#include "tests/core/same_document.h"

using namespace galley;

int main(int argc, char** argv) {
  const auto count = argc > 1 ? std::stoull(argv[1]) : 100'000;
  std::mt19937_64 random(argc > 2 ? std::stoull(argv[2]) : 1);
  std::vector<std::string> files;
  for (int i = 3; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  body::HtmlParser parser;
  body::Skeleton skeleton;
  std::size_t with_skeleton = 0, nested = 0, differ = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::string html;
    if (files.empty()) {
      html = i % 2 == 0 ? testing::random_html(random) : testing::random_nested_html(random);
      if (i % 8 == 1) testing::mutate(html, random);
    } else {
      html = files[i % files.size()];
      if (i >= files.size())
        for (std::size_t n = 1 + random() % 4; n-- > 0;) testing::mutate(html, random);
    }
    if (!skeleton.make(html)) continue;
    ++with_skeleton;
    if (body::nests(skeleton)) ++nested;
    const std::string wrong = testing::difference(parser.parse(MappedText::verbatim(html, 0)),
                                                  parser.parse_plainly(MappedText::verbatim(html, 0)));
    if (wrong.empty()) continue;
    ++differ;
    if (differ <= 20)
      fmt::print("{}\n  {}\n", wrong, fmt::string_view(html.data(), std::min<std::size_t>(html.size(), 600)));
  }
  fmt::print("{} texts, {} with a skeleton, {} nest, {} differ\n", count, with_skeleton, nested, differ);
  return differ == 0 ? 0 : 1;
}
