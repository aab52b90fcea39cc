#include <array>

#include "core/post/scalar_parts.h"

namespace galley::post {

using namespace scalar;

CoreType core_schema_type(std::string_view text) {
  const auto one_of = [&](std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  if (one_of({"", "~", "null", "Null", "NULL"})) return CoreType::null;
  if (one_of({"true", "True", "TRUE", "false", "False", "FALSE"})) return CoreType::boolean;
  if (one_of({".nan", ".NaN", ".NAN"})) return CoreType::floating;
  if (text.starts_with("0o")) {
    return text.size() > 2 && text.find_first_not_of("01234567", 2) == std::string_view::npos ? CoreType::integer
                                                                                              : CoreType::string;
  }
  if (text.starts_with("0x")) {
    return text.size() > 2 && text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos
               ? CoreType::integer
               : CoreType::string;
  }
  Reader r{text};
  r.sign();
  const auto rest = text.substr(r.at);
  if (rest == ".inf" || rest == ".Inf" || rest == ".INF") return CoreType::floating;
  // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
  const bool whole = r.digits() > 0;
  if (whole && r.end()) return CoreType::integer;
  if (r.take('.')) {
    if (r.digits() == 0 && !whole) return CoreType::string;
  } else if (!whole) {
    return CoreType::string;
  }
  if (r.take('e') || r.take('E')) {
    r.sign();
    if (r.digits() == 0) return CoreType::string;
  }
  return r.end() ? CoreType::floating : CoreType::string;
}

SafeYamlType safe_yaml_type(std::string_view text) {
  const auto equals = [&](std::string_view word) { return equals_ignoring_case(text, word); };
  if (text.empty() || text == "~" || equals("null")) return SafeYamlType::null;
  if (equals("yes") || equals("true") || equals("on") || equals("no") || equals("false") || equals("off")) {
    return SafeYamlType::boolean;
  }
  std::string clean;
  std::copy_if(text.begin(), text.end(), std::back_inserter(clean), [](char c) { return c != ',' && c != '_'; });
  Reader r{clean};
  r.sign();
  const bool zero = r.peek() == '0';
  const auto n = r.digits();
  if (n > 0 && r.end()) {
    // A leading zero is octal, or no integer where a digit is not octal (then Float() reads it all the same).
    if (!zero || n == 1) return SafeYamlType::integer;
    return clean.find_first_of("89") == std::string::npos ? SafeYamlType::integer : SafeYamlType::floating;
  }
  if (n == 1 && zero && (r.peek() == 'x' || r.peek() == 'X' || r.peek() == 'b')) {
    const auto digits = std::string_view(clean).substr(r.at + 1);
    const std::string_view allowed = r.peek() == 'b' ? "01" : "0123456789abcdefABCDEF";
    if (!digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos) return SafeYamlType::integer;
  }
  if (equals(".inf") || equals("+.inf") || equals("-.inf") || equals(".nan")) return SafeYamlType::floating;
  if (ruby_float(text)) return SafeYamlType::floating;
  if (const auto time = type_time(text); time && time->type == Type::time) return SafeYamlType::time;
  if (const auto date = type_date(text); date && date->type == Type::date && text.size() == 10)
    return SafeYamlType::date;
  return SafeYamlType::string;
}

std::string decode_base64(std::string_view text) {
  std::array<unsigned char, 4> group{};
  std::size_t n = 0;
  std::string out;
  for (const char c : text) {
    unsigned value = 0;
    if (c >= 'A' && c <= 'Z')
      value = static_cast<unsigned>(c - 'A');
    else if (c >= 'a' && c <= 'z')
      value = static_cast<unsigned>(c - 'a') + 26;
    else if (is_digit(c))
      value = static_cast<unsigned>(c - '0') + 52;
    else if (c == '+')
      value = 62;
    else if (c == '/')
      value = 63;
    else if (c == '=' && n >= 2)
      break;  // padding before that is skipped, like anything else
    else
      continue;
    group[n++] = static_cast<unsigned char>(value);
    if (n == 4) {
      out += static_cast<char>(group[0] << 2 | group[1] >> 4);
      out += static_cast<char>((group[1] & 15) << 4 | group[2] >> 2);
      out += static_cast<char>((group[2] & 3) << 6 | group[3]);
      n = 0;
    }
  }
  if (n >= 2) out += static_cast<char>(group[0] << 2 | group[1] >> 4);
  if (n >= 3) out += static_cast<char>((group[1] & 15) << 4 | group[2] >> 2);
  return out;
}

}  // namespace galley::post
