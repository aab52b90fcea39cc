#include "core/exporters/front_matter/yaml_writer.h"

#include <fmt/format.h>

#include <cmath>

#include "core/post/date.h"
#include "core/post/terms.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::exporters::front_matter {
namespace {

using post::Scalar;
using post::Value;

/// Characters that YAML must have escaped, or that not every reader leaves alone (YAML 1.2, section 5.1).
bool is_unprintable(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 ||
         c == 0xFEFF || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF;
}

/// Words of YAML 1.1 that some readers take for booleans (https://yaml.org/type/bool.html), and what else is not text.
bool is_special_word(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += ascii::lower(c);
  for (const std::string_view word : {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "="})
    if (lower == word) return true;
  return false;
}

/// Anything that some reader could take for a number or a time.
bool looks_like_a_number(std::string_view text) {
  return std::string_view("0123456789+-.").find(text[0]) != std::string_view::npos &&
         text.find_first_not_of("0123456789+-.,_:eExXoOabcdfABCDFTtZz ") == std::string_view::npos;
}

bool is_printable(std::string_view text) {
  if (!utf8::valid(text)) return false;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (is_unprintable(d.code_point)) return false;
    i += d.size;
  }
  return true;
}

bool can_be_plain(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  if (std::string_view("-?:,[]{}#&*!|>'\"%@`").find(text.front()) != std::string_view::npos) return false;
  if (text.ends_with(':') || text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos ||
      text.find_first_of("\n\t") != std::string_view::npos || text.starts_with("..."))
    return false;
  return !is_special_word(text) && !looks_like_a_number(text) &&
         post::type_plain_scalar(text).type == Scalar::Type::string &&
         post::core_schema_type(text) == post::CoreType::string &&
         post::safe_yaml_type(text) == post::SafeYamlType::string;
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (d.code_point == '"' || d.code_point == '\\')
      out.append("\\").append(text, i, 1);
    else if (d.code_point == '\n')
      out += "\\n";
    else if (d.code_point == '\t')
      out += "\\t";
    else if (d.code_point == '\r')
      out += "\\r";
    else if (is_unprintable(d.code_point))
      out += d.code_point < 0x100 ? fmt::format("\\x{:02X}", static_cast<unsigned>(d.code_point))
                                  : fmt::format("\\u{:04X}", static_cast<unsigned>(d.code_point));
    else if (d.valid)
      out.append(text, i, d.size);
    else
      utf8::append(out, 0xFFFD);
    i += d.size;
  }
  return out + '"';
}

std::string block(std::string_view text, std::size_t indent) {
  // An indentation of its own is said where the text itself begins with white space or a line end.
  std::string out = text[0] == ' ' || text[0] == '\n' || text[0] == '\t' ? fmt::format("|{}", 2) : "|";
  if (!text.ends_with('\n'))
    out += '-';
  else if (text.ends_with("\n\n"))
    out += '+';
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find('\n', at);
    const std::string_view line = text.substr(at, end == std::string_view::npos ? end : end - at);
    out += '\n';
    if (!line.empty()) out.append(indent, ' ').append(line);
    if (end == std::string_view::npos) return out;
    at = end + 1;
  }
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 3; ++k)
      word = word << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : digits[word >> (18 - 6 * k) & 63];
  }
  return out;
}

std::string number(double value) {
  if (std::isnan(value)) return ".nan";
  if (std::isinf(value)) return value > 0 ? ".inf" : "-.inf";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  // `1e+20` is a number to YAML 1.2, and text to 1.1, which wants the point.
  if (const std::size_t e = text.find('e'); e != std::string::npos && text.find('.') == std::string::npos)
    text.insert(e, ".0");
  return text;
}

std::string scalar(const Value& value, std::size_t indent) {
  switch (value.scalar.type) {
    case Scalar::Type::null:
      return "null";
    case Scalar::Type::boolean:
      return value.scalar.boolean ? "true" : "false";
    case Scalar::Type::integer:
      return std::to_string(value.scalar.integer);
    case Scalar::Type::big_integer:
      return value.text.empty() ? "null" : value.text;
    case Scalar::Type::floating:
      return number(value.scalar.floating);
    case Scalar::Type::time:
      return post::format_rfc3339(value.scalar.time.instant, value.scalar.time.zone == post::Timestamp::Zone::offset
                                                                 ? value.scalar.time.offset
                                                                 : 0);
    case Scalar::Type::date:
      return post::format_day(value.scalar.date);
    case Scalar::Type::binary:
      return "!!binary " + double_quoted(base64(value.text));
    default:
      return yaml_text(value.text, indent);
  }
}

std::string key_text(const Value& key) {
  if (key.type != Value::Type::scalar) return double_quoted(post::text_of(key));
  // Keys are on one line: a block cannot be one.
  if (key.scalar.type == Scalar::Type::string)
    return is_printable(key.text) && can_be_plain(key.text) ? key.text : double_quoted(key.text);
  return scalar(key, 0);
}

/// What follows `key:` or `-`, from the space on. Depth is bounded by the tree's (core/post/yaml_tree.h).
void append(std::string& out, const Value& value, std::size_t indent, bool in_sequence) {
  if (value.type == Value::Type::scalar) {
    out.append(" ").append(scalar(value, indent)).append("\n");
  } else if (value.type == Value::Type::sequence) {
    if (value.items.empty()) {
      out += " []\n";
      return;
    }
    if (!in_sequence) out += '\n';
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      // The first item of a sequence in a sequence stands on the line of its dash.
      if (in_sequence && i == 0)
        out += ' ';
      else
        out.append(indent, ' ');
      out += '-';
      append(out, value.items[i], indent + 2, true);
    }
  } else {
    if (value.entries.empty()) {
      out += " {}\n";
      return;
    }
    if (!in_sequence) out += '\n';
    for (std::size_t i = 0; i < value.entries.size(); ++i) {
      if (in_sequence && i == 0)
        out += ' ';
      else
        out.append(indent, ' ');
      out.append(key_text(value.entries[i].first)).append(":");
      append(out, value.entries[i].second, indent + 2, false);
    }
  }
}

std::string key_of(std::string_view key) {
  Value value;
  value.scalar.type = Scalar::Type::string;
  value.text = key;
  return key_text(value);
}

}  // namespace

std::string yaml_text(std::string_view text, std::size_t indent) {
  if (!is_printable(text)) return double_quoted(text);
  if (can_be_plain(text)) return std::string(text);
  if (text.find('\n') != std::string_view::npos)
    return text.find_first_not_of(" \t\n") == std::string_view::npos ? double_quoted(text) : block(text, indent);
  if (text.find_first_of("\"\\") == std::string_view::npos || text.find('\'') != std::string_view::npos ||
      text.find('\t') != std::string_view::npos)
    return double_quoted(text);
  return "'" + std::string(text) + "'";
}

void YamlWriter::member(std::string_view key, const Value& value) {
  out_ += key_of(key) + ':';
  append(out_, value, 2, false);
}

void YamlWriter::text(std::string_view key, std::string_view value) {
  out_ += key_of(key) + ": " + yaml_text(value, 2) + '\n';
}

void YamlWriter::list(std::string_view key, const std::vector<std::string>& values) {
  out_ += key_of(key) + (values.empty() ? ": []\n" : ":\n");
  for (const std::string& value : values) out_ += "  - " + yaml_text(value, 4) + '\n';
}

void YamlWriter::plain(std::string_view key, std::string_view yaml) {
  out_.append(key_of(key)).append(": ").append(yaml).append("\n");
}

std::string YamlWriter::take() {
  std::string all = "---\n" + out_ + "---\n";
  out_.clear();
  return all;
}

}  // namespace galley::exporters::front_matter
