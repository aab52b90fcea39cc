// galley's own verdict whether two bodies of HTML say the same (core/content/equality.h), for comparing it with
// another's.
//
//   says_the_same < PAIRS
//
// PAIRS holds bodies one after another, each as its size in bytes, a line end and its bytes; the second is compared
// with the first, the fourth with the third, and so on. Each pair's answer is a line: `same`, or where they first
// differ.
#include <cstdio>
#include <iostream>
#include <string>

#include "core/body/html/html.h"
#include "core/content/equality.h"

namespace {

bool read(std::string& out) {
  std::size_t size = 0;
  if (!(std::cin >> size)) return false;
  std::cin.get();
  out.resize(size);
  return static_cast<bool>(std::cin.read(out.data(), static_cast<std::streamsize>(size)));
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  galley::body::HtmlParser parser;
  for (std::string a, b; read(a) && read(b);) {
    const galley::body::Document first = parser.parse(galley::MappedText::verbatim(a, 0));
    const galley::body::Document second = parser.parse(galley::MappedText::verbatim(b, 0));
    const galley::content::Content said = galley::content::from_document(first);
    const auto difference = galley::content::difference(said, galley::content::from_document(second));
    std::puts(difference ? difference->path.c_str() : "same");
  }
}
