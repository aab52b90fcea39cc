// Numbers and texts one after another, as the cache writes them: little endian, texts with their size before them.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace galley::cli {

class WireWriter {
 public:
  explicit WireWriter(std::string& out) : out_(out) {}
  template <typename Number>
  void number(Number value) {
    auto bits = static_cast<std::uint64_t>(value);
    for (std::size_t i = 0; i < sizeof(Number); ++i, bits >>= 8U) out_ += static_cast<char>(bits & 0xFFU);
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    out_ += value;
  }

 private:
  std::string& out_;
};

/// Reads past the end as zeros and empty texts, and then says so by `ok`.
class WireReader {
 public:
  explicit WireReader(std::string_view in) : in_(in) {}
  template <typename Number>
  Number number() {
    if (in_.size() < sizeof(Number)) return fail(), Number{};
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(in_[i])) << (8 * i);
    in_.remove_prefix(sizeof(Number));
    return static_cast<Number>(bits);
  }
  std::string_view text() {
    const auto size = number<std::uint32_t>();
    return bytes(size);
  }
  std::string_view bytes(std::size_t size) {
    if (in_.size() < size) return fail(), std::string_view();
    const std::string_view value = in_.substr(0, size);
    in_.remove_prefix(size);
    return value;
  }
  std::string_view rest() const { return in_; }
  bool ok() const { return ok_; }
  bool at_end() const { return in_.empty(); }

 private:
  void fail() {
    ok_ = false;
    in_ = {};
  }
  std::string_view in_;
  bool ok_ = true;
};

}  // namespace galley::cli
