#include <charconv>
#include <limits>
#include <vector>

#include "core/text/url.h"
#include "core/text/utf8.h"

namespace galley::url {
namespace {

// Forbidden domain code points (WHATWG URL, 3.2).
bool is_forbidden(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b <= 0x20 || b == 0x7F || std::string_view("#/:<>?@[\\]^|%\"`{}").find(c) != std::string_view::npos;
}

std::vector<std::string_view> labels(std::string_view host) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = host.find('.');
    parts.push_back(host.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    host.remove_prefix(dot + 1);
  }
}

// A part of an IPv4 address: decimal, `0x` hexadecimal or `0` octal (3.5.3).
bool number(std::string_view text, std::uint64_t& out) {
  int base = 10;
  if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    text.remove_prefix(2);
    base = 16;
  } else if (text.size() >= 2 && text[0] == '0') {
    text.remove_prefix(1);
    base = 8;
  }
  out = 0;
  if (text.empty()) return base == 16;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  if (error == std::errc::result_out_of_range) out = std::numeric_limits<std::uint64_t>::max();
  return end == text.data() + text.size();
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool parse_ipv4(std::vector<std::string_view> parts, Host& out) {
  if (parts.size() > 1 && parts.back().empty()) parts.pop_back();
  if (parts.size() > 4) return false;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::uint64_t value = 0;
    if (parts[i].empty() || !number(parts[i], value)) return false;
    const bool last = i + 1 == parts.size();
    const std::uint64_t limit = last ? std::uint64_t{1} << (8 * (5 - parts.size())) : 256;
    if (value >= limit) return false;
    address |= last ? value : value << (8 * (3 - i));
  }
  for (std::size_t i = 0; i < 4; ++i) out.address[i] = static_cast<std::uint8_t>(address >> (8 * (3 - i)));
  out.kind = Host::Kind::ipv4;
  return true;
}

}  // namespace

bool parse_host(std::string_view decoded, Host& out) {
  out.text = utf8::fold_compatible(decoded);
  // IDNA takes the ideographic full stop for a dot; its full-width and half-width forms were folded already.
  for (std::size_t i; (i = out.text.find("\xE3\x80\x82")) != std::string::npos;) out.text.replace(i, 3, ".");
  out.kind = Host::Kind::domain;
  if (out.text.empty()) return false;
  for (const char c : out.text)
    if (is_forbidden(c)) return false;
  const auto parts = labels(out.text);
  // A host that ends in a number is an IPv4 address or nothing (3.5.2).
  const std::string_view last = parts.size() > 1 && parts.back().empty() ? parts[parts.size() - 2] : parts.back();
  std::uint64_t value = 0;
  const bool hexadecimal = last.size() >= 2 && last[0] == '0' && last[1] == 'x' && number(last, value);
  if (all_digits(last) || hexadecimal) return parse_ipv4(parts, out);
  // Empty labels fail only where every label does: browsers take `a..b`, and name servers do not.
  return out.text.find_first_not_of('.') != std::string::npos;
}

std::u32string decode_punycode(std::string_view label) {
  constexpr std::uint32_t base = 36, tmin = 1, tmax = 26, skew = 38, damp = 700;
  std::u32string out;
  const std::size_t delimiter = label.rfind('-');
  std::size_t at = 0;
  if (delimiter != std::string_view::npos) {
    for (const char c : label.substr(0, delimiter)) out.push_back(static_cast<unsigned char>(c));
    at = delimiter + 1;
  }
  std::uint32_t n = 128, i = 0, bias = 72;
  while (at < label.size()) {
    const std::uint32_t old = i;
    std::uint32_t weight = 1;
    for (std::uint32_t k = base;; k += base) {
      if (at == label.size()) return {};
      const char c = label[at++];
      const int digit = c >= 'a' && c <= 'z'   ? c - 'a'
                        : c >= 'A' && c <= 'Z' ? c - 'A'
                        : c >= '0' && c <= '9' ? c - '0' + 26
                                               : -1;
      if (digit < 0) return {};
      const auto d = static_cast<std::uint32_t>(digit);
      if (d > (std::numeric_limits<std::uint32_t>::max() - i) / weight) return {};
      i += d * weight;
      const std::uint32_t t = k <= bias ? tmin : k >= bias + tmax ? tmax : k - bias;
      if (d < t) break;
      if (weight > std::numeric_limits<std::uint32_t>::max() / (base - t)) return {};
      weight *= base - t;
    }
    const auto size = static_cast<std::uint32_t>(out.size()) + 1;
    std::uint32_t delta = old == 0 ? (i - old) / damp : (i - old) / 2;
    delta += delta / size;
    std::uint32_t k = 0;
    for (; delta > (base - tmin) * tmax / 2; k += base) delta /= base - tmin;
    bias = k + (base - tmin + 1) * delta / (delta + skew);
    n += i / size;
    i %= size;
    if (n > 0x10FFFF || (n >= 0xD800 && n <= 0xDFFF)) return {};
    out.insert(out.begin() + i, static_cast<char32_t>(n));
    ++i;
  }
  return out;
}

}  // namespace galley::url
