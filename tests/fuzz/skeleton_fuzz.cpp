// The tree of a text with a skeleton is that of the plain parse.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/body/html/skeleton.h"
#include "tests/core/same_document.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static galley::body::HtmlParser parser;
  static galley::body::Skeleton skeleton;
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  if (size > 20'000 || !skeleton.make(html)) return 0;
  const std::string difference = galley::testing::difference(
      parser.parse(galley::MappedText::verbatim(html, 0)), parser.parse_plainly(galley::MappedText::verbatim(html, 0)));
  if (!difference.empty()) {
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
  }
  return 0;
}
