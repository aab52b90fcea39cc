// What the fuzz targets share. Each target is a file `NAME_fuzz.cpp` that begins at one of the places where foreign
// bytes come in, and traps where galley breaks a promise of its headers; the sanitizers see to the rest.
// `tests/fuzz/run` builds and runs them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/post/post.h"
#include "core/text/span.h"

namespace galley::fuzzing {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void require(bool promise) {
  if (!promise) __builtin_trap();
}

inline void require_within(Span span, std::size_t size) { require(span.begin <= span.end && span.end <= size); }

/// Takes the first byte off the input, to choose options by; 0 where there is none.
inline std::uint8_t take_byte(std::string_view& input) {
  if (input.empty()) return 0;
  const auto byte = static_cast<std::uint8_t>(input.front());
  input.remove_prefix(1);
  return byte;
}

/// Reads a post as the chosen kind of site would.
inline post::Post read(std::string_view bytes, post::Renderer renderer) {
  static body::HtmlParser parser;
  post::Reading reading;
  reading.markdown = renderer;
  if (renderer == post::Renderer::gfm) reading.commonmark = body::CommonMarkOptions::gfm();
  const char* path = renderer == post::Renderer::html ? "_posts/2022-06-10-a.html" : "_posts/2022-06-10-a.md";
  return post::read_post(std::make_unique<const Source>(path, std::string(bytes)), path, post::Role::post, reading,
                         parser);
}

inline constexpr post::Renderer renderers[] = {post::Renderer::kramdown, post::Renderer::gfm, post::Renderer::html};

}  // namespace galley::fuzzing

/// The body of a target: `FUZZ(input) { … }`, with `input` a std::string_view.
#define FUZZ(input)                                                                   \
  static void fuzz_one(std::string_view input);                                       \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    fuzz_one(galley::fuzzing::text_of(data, size));                                   \
    return 0;                                                                         \
  }                                                                                   \
  static void fuzz_one(std::string_view input)
