#include "core/text/url.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <vector>

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::url {
namespace {

using ascii::is_digit;
using ascii::is_hex;
using ascii::is_letter;
constexpr bool is_dropped(char c) { return c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_edge(char c) { return static_cast<unsigned char>(c) <= 0x20; }
constexpr bool is_slash(char c) { return c == '/' || c == '\\'; }

Span trimmed(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  while (begin < end && is_edge(text[begin])) ++begin;
  while (end > begin && is_edge(text[end - 1])) --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool is_special(std::string_view scheme) {
  return scheme == "http" || scheme == "https" || scheme == "ftp" || scheme == "ws" || scheme == "wss" ||
         scheme == "file";
}

// The text that Boost.URL reads, and where each of its bytes came from.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    const Span all = trimmed(text);
    at_ = all.begin;
    end_ = all.end;
    encoded_.reserve(all.size() + 16);
    from_.reserve(all.size() + 16);
  }

  Url run() {
    scheme();
    if (url_.scheme == "javascript" || url_.scheme == "vbscript" || url_.scheme == "data") {
      url_.path_at = {at_, end_};
      return std::move(url_);
    }
    special_ = url_.scheme.empty() || is_special(url_.scheme);
    if (!url_.scheme.empty() && special_) slashes();
    encode();
    if (!url_.scheme.empty() && !special_ &&
        !std::string_view(encoded_).substr(url_.scheme.size() + 1).starts_with("//")) {
      url_.path_at = {rest_, end_};  // an opaque path: mailto:, tel:
      return std::move(url_);
    }
    parts();
    return std::move(url_);
  }

 private:
  void fault(Fault fault, std::uint32_t begin, std::uint32_t end) {
    if (url_.fault != Fault::none && url_.fault <= fault) return;
    url_.fault = fault;
    url_.fault_at = {begin, end};
  }

  void put(char c, std::uint32_t from) {
    encoded_.push_back(c);
    from_.push_back(from);
  }

  void put_encoded(char c, std::uint32_t from) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto b = static_cast<unsigned char>(c);
    put('%', from);
    put(digits[b >> 4], from);
    put(digits[b & 15], from);
  }

  void scheme() {
    std::string name;
    for (std::uint32_t i = at_; i < end_; ++i) {
      const char c = text_[i];
      if (is_dropped(c)) continue;
      if (c == ':' && !name.empty()) {
        url_.scheme = name;
        url_.scheme_at = {at_, i};
        for (std::uint32_t j = at_; j <= i; ++j) {
          if (is_dropped(text_[j]))
            fault(Fault::white_space, j, j + 1);
          else
            put(text_[j], j);
        }
        at_ = i + 1;
        break;
      }
      if (!is_letter(c) && (name.empty() || !(is_digit(c) || c == '+' || c == '-' || c == '.'))) break;
      name += ascii::lower(c);
    }
    rest_ = at_;
  }

  // After a special scheme, browsers take any number of slashes of either kind for two; `file:` has a third.
  void slashes() {
    std::uint32_t i = at_, count = 0;
    while (i < end_ && (is_slash(text_[i]) || is_dropped(text_[i]) || text_[i] == ' ')) {
      if (!is_slash(text_[i])) fault(Fault::white_space, i, i + 1);
      count += is_slash(text_[i++]) ? 1 : 0;
    }
    if (url_.scheme == "file") return;
    if (count != 2) fault(Fault::slashes, url_.scheme_at.begin, i);
    if (std::find(text_.begin() + at_, text_.begin() + i, '\\') != text_.begin() + i) fault(Fault::backslash, at_, i);
    put('/', at_);
    put('/', at_);
    at_ = i;
    host_begins_ = static_cast<std::uint32_t>(encoded_.size());
  }

  void encode() {
    enum { before_query, query, fragment } part = before_query;
    // A colon in the first segment of what has no scheme would look like one's to RFC 3986.
    bool first_segment = url_.scheme.empty();
    // The authority's last `@` ends its user; earlier ones belong to it.
    const std::size_t authority = authority_end();
    const std::size_t last_at = text_.substr(0, authority).rfind('@');
    // Boost.URL 1.81 takes what begins like an IPv4 address for one, and the rest for a path: it gets to see none.
    std::size_t host = std::string_view::npos;
    if (authority > 0)
      host = last_at != std::string_view::npos && last_at >= at_ ? last_at + 1 : host_begins_ == 0 ? at_ + 2 : at_;
    for (std::uint32_t i = at_; i < end_;) {
      const char c = text_[i];
      if (static_cast<unsigned char>(c) >= 0x80) {
        const utf8::Decoded d = utf8::decode(text_, i);
        if (is_white_space(d.code_point)) fault(Fault::white_space, i, i + d.size);
        for (std::uint32_t j = 0; j < d.size; ++j) put_encoded(text_[i + j], i);
        i += d.size;
        continue;
      }
      switch (c) {
        case '\t':
        case '\n':
        case '\r':
          fault(Fault::white_space, i, i + 1);
          break;
        case ' ':
          fault(Fault::white_space, i, i + 1);
          put_encoded(c, i);
          break;
        case '%':
          if (i + 2 < end_ && is_hex(text_[i + 1]) && is_hex(text_[i + 2])) {
            put(c, i);
          } else {
            fault(Fault::percent, i, i + 1);
            put_encoded(c, i);
          }
          break;
        case '<':
        case '>':
        case '"':
          fault(Fault::forbidden, i, i + 1);
          put_encoded(c, i);
          break;
        case '\\':
          if (special_ && part == before_query) {
            fault(Fault::backslash, i, i + 1);
            put('/', i);
            first_segment = false;
          } else {
            put_encoded(c, i);
          }
          break;
        case '?':
          put(c, i);
          if (part == before_query) part = query;
          first_segment = false;
          break;
        case '#':
          if (part == fragment)
            put_encoded(c, i);
          else
            put(c, i);
          part = fragment;
          first_segment = false;
          break;
        case '/':
          put(c, i);
          first_segment = false;
          break;
        case ':':
          if (first_segment)
            put_encoded(c, i);
          else
            put(c, i);
          break;
        case '@':
          if (i < authority && i != last_at)
            put_encoded(c, i);
          else
            put(c, i);
          break;
        case '[':
        case ']':
          if (i < authority)
            put(c, i);
          else
            put_encoded(c, i);
          break;
        case '{':
        case '}':
        case '|':
        case '^':
        case '`':
          put_encoded(c, i);
          break;
        default:
          if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            fault(Fault::control, i, i + 1);
            put_encoded(c, i);
          } else if (i == host && is_digit(c)) {
            put_encoded(c, i);
          } else {
            put(c, i);
          }
      }
      ++i;
    }
  }

  // The offset behind the authority, 0 where there is none.
  std::size_t authority_end() const {
    std::uint32_t i = at_;
    if (host_begins_ == 0) {
      if (i + 1 >= end_ || !is_slash(text_[i]) || !is_slash(text_[i + 1])) return 0;
      i += 2;
    }
    while (i < end_ && text_[i] != '/' && text_[i] != '?' && text_[i] != '#' && !(special_ && text_[i] == '\\')) ++i;
    return i;
  }

  std::uint32_t from(std::size_t encoded_offset) const {
    return encoded_offset < from_.size() ? from_[encoded_offset] : end_;
  }

  Span place(std::string_view part) const {
    const auto begin = static_cast<std::size_t>(part.data() - encoded_.data());
    const std::uint32_t first = from(begin);
    return {first, std::max(first, from(begin + part.size()))};
  }

  void parts() {
    const auto parsed = boost::urls::parse_uri_reference(encoded_);
    // Nor does it mind a path that follows an authority without a slash, as in `h:port`.
    if (parsed.has_error() ||
        (parsed->has_authority() && !parsed->encoded_path().empty() && parsed->encoded_path()[0] != '/')) {
      const auto authority = static_cast<std::uint32_t>(authority_end());
      const std::string_view shown = authority > at_ ? text_.substr(at_, authority - at_) : std::string_view();
      const std::size_t colon = shown.rfind(':');
      const bool port = colon != std::string_view::npos && shown.find(']', colon) == std::string_view::npos &&
                        shown.find_first_not_of("0123456789", colon + 1) != std::string_view::npos && shown[0] != '[';
      const std::uint32_t port_at = at_ + static_cast<std::uint32_t>(port ? colon + 1 : 0);
      fault(port ? Fault::bad_port : Fault::bad_host, port_at, std::max(port_at, authority));
      return;
    }
    const boost::urls::url_view& view = *parsed;
    const auto text_of = [](auto part) { return std::string_view(part.data(), part.size()); };
    url_.path_at = place(text_of(view.encoded_path()));
    if (view.has_query()) url_.query_at = place(text_of(view.encoded_query()));
    if (view.has_fragment()) url_.fragment_at = place(text_of(view.encoded_fragment()));
    url_.has_authority = view.has_authority();
    if (!url_.has_authority) {
      if (!url_.scheme.empty() && special_ && url_.scheme != "file") fault(Fault::no_host, url_.scheme_at.begin, end_);
      return;
    }
    const std::string_view host = text_of(view.encoded_host());
    url_.host_at = place(host);
    if (view.has_port()) {
      const std::string_view port = text_of(view.port());
      std::uint32_t number = 0;
      for (const char c : port)
        number = std::min<std::uint32_t>(number * 10 + static_cast<std::uint32_t>(c - '0'), 70000);
      if (number > 65535) fault(Fault::bad_port, place(port).begin, place(port).end);
    }
    read_host(view, host);
  }

  void read_host(const boost::urls::url_view& view, std::string_view host) {
    if (view.host_type() == boost::urls::host_type::ipv6) {
      const auto bytes = view.host_ipv6_address().to_bytes();
      std::copy(bytes.begin(), bytes.end(), url_.host.address.begin());
      url_.host.kind = Host::Kind::ipv6;
      url_.host.text = host;
      return;
    }
    if (!special_) {
      url_.host.kind = Host::Kind::opaque;
      url_.host.text = percent_decoded(host);
      return;
    }
    if (host.empty()) {
      if (url_.scheme != "file") fault(Fault::no_host, url_.scheme_at.begin, std::max(url_.host_at.end, end_));
      return;
    }
    if (!parse_host(percent_decoded(host), url_.host)) {
      url_.host = {};
      fault(Fault::bad_host, url_.host_at.begin, url_.host_at.end);
      return;
    }
    const std::string_view path = slice(text_, url_.path_at);
    if ((url_.host.text == "http" || url_.host.text == "https") && path.starts_with("//"))
      fault(Fault::two_schemes, url_.scheme.empty() ? 0 : url_.scheme_at.begin, url_.host_at.begin);
  }

  std::string_view text_;
  std::uint32_t at_ = 0, end_ = 0;
  std::uint32_t rest_ = 0;         // behind the scheme
  std::uint32_t host_begins_ = 0;  // in encoded_, where slashes were set
  bool special_ = true;
  std::string encoded_;
  std::vector<std::uint32_t> from_;
  Url url_;
};

// `https://example.com/a/b?c=d#e` or `/a/b` of characters that no reader takes for anything else: nearly every link of
// a post. False where it may be otherwise; the tests hold both ways of reading to the same.
bool parse_plain(std::string_view text, Url& url) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto is_plain = [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '/';
  };
  const auto run = [&](std::uint32_t from, bool query) {
    while (from < size &&
           (is_plain(text[from]) || text[from] == '~' || (query && (text[from] == '=' || text[from] == '&'))))
      ++from;
    return from;
  };
  std::uint32_t at = 0;
  const std::uint32_t scheme = text.starts_with("https://") ? 5 : text.starts_with("http://") ? 4 : 0;
  if (scheme == 0) {
    if (size == 0 || text[0] != '/' || (size > 1 && is_slash(text[1]))) return false;
  } else {
    const std::uint32_t host = at = scheme + 3;
    std::uint32_t label = host, dots = 0;
    bool letters = true;  // of the label
    for (; at < size; ++at) {
      const char c = text[at];
      if (c == '.') {
        if (at == label) return false;
        label = at + 1;
        letters = true;
        ++dots;
      } else if (is_digit(c) || (c == '-' && at > label && text[at - 1] != '-')) {
        letters = false;
      } else if (!(c >= 'a' && c <= 'z')) {
        break;
      }
    }
    // Its last label, of letters alone, makes it a name rather than an address.
    if (dots == 0 || at == label || !letters) return false;
    url.scheme = text.substr(0, scheme);
    url.scheme_at = {0, scheme};
    url.has_authority = true;
    url.host_at = {host, at};
    url.host.kind = Host::Kind::domain;
    url.host.text = text.substr(host, at - host);
  }
  url.path_at = {at, at};
  if (at < size && text[at] == '/') url.path_at.end = at = run(at, false);
  if (at < size && text[at] == '?') {
    url.query_at = {at + 1, run(at + 1, true)};
    at = url.query_at.end;
  }
  if (at < size && text[at] == '#') {
    url.fragment_at = {at + 1, run(at + 1, false)};
    at = url.fragment_at.end;
  }
  return at == size;
}

}  // namespace

Url parse(std::string_view text) {
  if (Url plain; parse_plain(text, plain)) return plain;
  return Reader(text).run();
}

std::string scheme_of(std::string_view text) {
  const Span all = trimmed(text);
  std::string name;
  for (const char c : slice(text, all)) {
    if (is_dropped(c)) continue;
    if (c == ':') return name;
    if (!is_letter(c) && (name.empty() || !(is_digit(c) || c == '+' || c == '-' || c == '.'))) return {};
    name += ascii::lower(c);
  }
  return {};
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto value = [](char c) { return is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      out.push_back(static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

bool is_white_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace galley::url
