// What galley makes of front matter, in the form in which tests/oracles/psych.rb says what Jekyll makes of it: frames
// `<decimal bytes>\n<bytes>` in, frames of JSON out.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <iostream>
#include <string>

#include "core/post/front_matter.h"

using namespace galley::post;

namespace {

std::string hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string floating(double value) {
  if (std::isnan(value)) return "nan";
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift & 0xFF);
  return hex(bytes);
}

std::string tagged(const Value& value) {
  std::string out;
  if (value.type == Value::Type::sequence) {
    for (const auto& item : value.items) out += (out.empty() ? "" : ",") + tagged(item);
    return R"(["seq",[)" + out + "]]";
  }
  if (value.type == Value::Type::mapping) {
    for (const auto& [key, item] : value.entries) {
      out += std::string(out.empty() ? "" : ",") + "[" + tagged(key) + "," + tagged(item) + "]";
    }
    return R"(["map",[)" + out + "]]";
  }
  const Scalar& s = value.scalar;
  switch (s.type) {
    case Scalar::Type::null:
      return R"(["null"])";
    case Scalar::Type::boolean:
      return s.boolean ? R"(["bool",true])" : R"(["bool",false])";
    case Scalar::Type::integer:
      return R"(["int",")" + std::to_string(s.integer) + "\"]";
    case Scalar::Type::big_integer:
      return R"(["int",")" + value.text + "\"]";
    case Scalar::Type::floating:
      return R"(["float",")" + floating(s.floating) + "\"]";
    case Scalar::Type::date:
      return R"(["date",)" + std::to_string(s.date.year) + "," + std::to_string(s.date.month) + "," +
             std::to_string(s.date.day) + "]";
    case Scalar::Type::time:
      return R"(["time",)" + std::to_string(s.time.instant.seconds) + "," + std::to_string(s.time.instant.nanoseconds) +
             "," + std::to_string(s.time.offset) + "]";
    default:
      return R"(["str",")" + hex(value.text) + "\"]";
  }
}

std::string answer(std::string_view text) {
  const auto fm = read_front_matter(text);
  if (!fm.present()) return R"({"cut":null})";
  std::string out = R"({"cut":[)" + std::to_string(fm.cut.open.begin) + "," + std::to_string(fm.cut.close.begin) + "," +
                    std::to_string(fm.cut.body.begin) + "],";
  if (!fm.yaml.valid()) {
    static constexpr const char* kinds[] = {"syntax", "character", "alias", "value", "unsafe", "excessive"};
    return out + R"("error":")" + kinds[static_cast<int>(fm.yaml.error().kind)] + "\"}";
  }
  return out + R"("value":)" + tagged(value_of(fm.yaml, fm.yaml.root())) + "}";
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::string size;
  while (std::getline(std::cin, size)) {
    std::string text(std::stoul(size), '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    const std::string json = answer(text);
    std::cout << json.size() << '\n' << json << std::flush;
  }
}
