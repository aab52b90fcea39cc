#include "core/text/transcode.h"

#include <iconv.h>

#include <array>
#include <cerrno>

namespace galley::transcode {
namespace {

std::optional<std::string> convert(std::string_view text, const char* to, const char* from) {
  const iconv_t converter = iconv_open(to, from);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  struct Closer {
    iconv_t open;
    ~Closer() { iconv_close(open); }
  } closer{converter};
  std::string out;
  std::array<char, 4096> buffer;
  // POSIX takes a pointer to what it does not change.
  char* in = const_cast<char*>(text.data());
  std::size_t left = text.size();
  while (true) {
    char* to_here = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(converter, left > 0 ? &in : nullptr, &left, &to_here, &room);
    out.append(buffer.data(), buffer.size() - room);
    if (result != static_cast<std::size_t>(-1)) return out;
    if (errno != E2BIG) return std::nullopt;
  }
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes, const char* encoding) {
  return convert(bytes, "UTF-8", encoding);
}

std::optional<std::string> from_utf8(std::string_view text, const char* encoding) {
  return convert(text, encoding, "UTF-8");
}

}  // namespace galley::transcode
