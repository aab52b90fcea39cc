#include "core/content/model.h"

#include <algorithm>
#include <charconv>

namespace galley::content {
namespace {

// U+F8F0 and U+F8F1: private, so that they are neither white space nor punctuation, and parsers leave them alone.
constexpr std::string_view placeholder_begin = "\xEF\xA3\xB0";
constexpr std::string_view placeholder_end = "\xEF\xA3\xB1";

}  // namespace

std::string placeholder(std::size_t number) {
  return std::string(placeholder_begin) + std::to_string(number) + std::string(placeholder_end);
}

bool begins_placeholder(std::string_view text) { return text.starts_with(placeholder_begin); }

bool has_placeholder(std::string_view text) { return text.find(placeholder_begin) != std::string_view::npos; }

std::string Content::restore(std::string text) const {
  if (atoms.empty() || !has_placeholder(text)) return text;
  std::string out;
  out.reserve(text.size());
  std::size_t done = 0;
  for (std::size_t at = 0; (at = text.find(placeholder_begin, at)) != std::string::npos;) {
    const char* digits = text.data() + at + placeholder_begin.size();
    std::size_t number = 0;
    const auto read = std::from_chars(digits, text.data() + text.size(), number);
    const auto after = static_cast<std::size_t>(read.ptr - text.data());
    if (read.ec != std::errc{} || number >= atoms.size() ||
        !std::string_view(text).substr(after).starts_with(placeholder_end)) {
      at += placeholder_begin.size();
      continue;
    }
    out.append(text, done, at - done);
    out += atoms[number];
    at = done = after + placeholder_end.size();
  }
  out.append(text, done);
  return out;
}

std::string_view Content::keep(std::string_view text) {
  if (text.empty()) return {};
  if (!arena_) arena_ = std::make_unique<std::pmr::monotonic_buffer_resource>();
  char* copy = static_cast<char*>(arena_->allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), copy);
  return {copy, text.size()};
}

}  // namespace galley::content
