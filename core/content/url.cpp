#include "core/content/url.h"

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::content {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_encoded(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out.push_back('%');
  out.push_back(hex_digits[byte >> 4]);
  out.push_back(hex_digits[byte & 15]);
}

bool must_encode(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || std::string_view("\"<>\\^`{|}[]").find(c) != std::string_view::npos;
}

bool unreserved(char c) { return ascii::is_alphanumeric(c) || c == '.' || c == '_' || c == '~' || c == '-'; }

/// Appends the bytes that a row of %XX says, decoded where that is safe.
void append_decoded(std::string& out, const std::string& bytes) {
  const bool text = utf8::valid(bytes);
  for (const char c : bytes) {
    if (text && (static_cast<unsigned char>(c) > 127 || unreserved(c)))
      out.push_back(c);
    else
      append_encoded(out, c);
  }
}

}  // namespace

std::string canonical_url(std::string_view url) {
  while (!url.empty() && is_space(url.front())) url.remove_prefix(1);
  while (!url.empty() && is_space(url.back())) url.remove_suffix(1);
  std::string encoded;
  encoded.reserve(url.size());
  for (const char c : url) {
    if (c == '\n' || c == '\r' || c == '\t') continue;
    encoded.push_back(c);
  }
  if (encoded.starts_with("#fn")) return "#fn";
  std::string plain;
  plain.swap(encoded);
  for (const char c : plain) {
    if (must_encode(c))
      append_encoded(encoded, c);
    else
      encoded.push_back(c);
  }
  if (encoded.find('%') == std::string::npos) return encoded;
  std::string out;
  out.reserve(encoded.size());
  std::string bytes;
  for (std::size_t i = 0; i < encoded.size();) {
    if (encoded[i] == '%' && i + 2 < encoded.size() && hex(encoded[i + 1]) >= 0 && hex(encoded[i + 2]) >= 0) {
      bytes.push_back(static_cast<char>(hex(encoded[i + 1]) * 16 + hex(encoded[i + 2])));
      i += 3;
      continue;
    }
    append_decoded(out, bytes);
    bytes.clear();
    out.push_back(encoded[i++]);
  }
  append_decoded(out, bytes);
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (const char c : text) {
    if (is_space(c)) {
      pending = !out.empty();
      continue;
    }
    if (pending) out.push_back(' ');
    pending = false;
    out.push_back(c);
  }
  return out;
}

}  // namespace galley::content
