// URLs as browsers read them (WHATWG URL Standard, section 4), with the place of each part in the text as it was given
// and with what is wrong with it. Boost.URL reads the parts (RFC 3986); this file holds what browsers do before: edges
// trimmed, tabs and line ends dropped, backslashes turned, everything else that is no URL character percent-encoded.
// The only room that knows Boost.URL.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/text/span.h"

namespace galley::url {

struct Host {
  enum class Kind : std::uint8_t {
    none,    // the URL has no authority
    domain,  // of a special scheme: mapped as IDNA maps it (lower case, compatibility forms folded), not to punycode
    ipv4,
    ipv6,
    opaque,  // of another scheme: as given
  };
  Kind kind = Kind::none;
  std::string text;                        // domain, or the address as given
  std::array<std::uint8_t, 16> address{};  // IPv4: the first four bytes
};

/// What is wrong with a URL, worst first: the reasons for which the standard's parser fails, and those of its
/// validation errors that mean that the URL is not what its author wrote. `[`, `]`, `{`, `}`, `|`, `^` and a backtick,
/// which every browser takes, are none.
enum class Fault : std::uint8_t {
  none,
  white_space,  // inside; at the first
  control,      // a control character inside
  two_schemes,  // `https://https://…`
  slashes,      // a special scheme without exactly two slashes
  no_host,
  bad_host,
  bad_port,
  percent,    // `%` without two hexadecimal digits
  forbidden,  // `<`, `>` or `"`
  backslash,  // in the path or before it
};

/// Spans are offsets into the text that was given; those of absent parts are empty.
struct Url {
  std::string scheme;  // in lower case, without its colon; empty in a relative reference
  bool has_authority = false;
  Span scheme_at, host_at, path_at, query_at, fragment_at;  // without delimiters
  Host host;
  Fault fault = Fault::none;
  Span fault_at;

  bool is_http() const { return scheme == "http" || scheme == "https"; }
  /// `//host/path`: the scheme is the page's.
  bool is_protocol_relative() const { return scheme.empty() && has_authority; }
};

/// Any bytes are a text.
Url parse(std::string_view text);

/// The scheme that browsers see in `text`, in lower case: edges trimmed, tabs and line ends dropped. Empty where there
/// is none.
std::string scheme_of(std::string_view text);

/// `%XX` decoded; a percent sign that begins nothing stays.
std::string percent_decoded(std::string_view text);

/// White space of any script but the joiners and separators that take no room (Unicode's Z* and ASCII's).
bool is_white_space(char32_t code_point);

/// Reads a host of a special scheme, percent-decoded (4.5, host parsing). False where there can be no such host.
bool parse_host(std::string_view decoded, Host& out);

/// An `xn--` label's text (RFC 3492); empty where it is not valid. `label` is without the prefix.
std::u32string decode_punycode(std::string_view label);

}  // namespace galley::url
