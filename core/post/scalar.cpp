#include "core/post/scalar.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "core/post/scalar_parts.h"
#include "core/text/utf8.h"

namespace galley::post {
namespace {

using namespace scalar;

// ---- Words
// ------------------------------------------------------------------------------------------------------------

/// Whether `text` is `word` (lower case) without regard to case, as Onigmo folds UTF-8: `ſ` is an s and `ﬀ` is "ff".
bool is_word(std::string_view text, std::string_view word) {
  std::size_t i = 0;
  std::size_t w = 0;
  while (i < text.size()) {
    const auto rest = text.substr(i);
    if (rest.starts_with("\xC5\xBF") && w < word.size() && word[w] == 's') {
      i += 2;
      ++w;
    } else if (rest.starts_with("\xEF\xAC\x80") && word.substr(w).starts_with("ff")) {
      i += 3;
      w += 2;
    } else {
      const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
      if (w == word.size() || c != word[w]) return false;
      ++i;
      ++w;
    }
  }
  return w == word.size();
}

/// Calls `predicate` with what Ruby's `^…$` can match: each line of the text.
template <class Predicate>
bool any_line(std::string_view text, Predicate predicate) {
  while (true) {
    const auto end = text.find('\n');
    if (predicate(text.substr(0, end))) return true;
    if (end == std::string_view::npos || end + 1 == text.size()) return false;
    text.remove_prefix(end + 1);
  }
}

/// null, true, false or a string: what tokenize makes of text that cannot be a number. The patterns look at single
/// lines, so that "y\nno" is false.
Scalar type_word(std::string_view text) {
  if (utf8::count(text) > 5) return of(Type::string);
  const auto starts_otherwise = [](std::string_view line) {
    if (line.empty()) return false;
    const char c = line[0] >= 'A' && line[0] <= 'Z' ? static_cast<char>(line[0] + 32) : line[0];
    return std::string_view("ytonf~").find(c) == std::string_view::npos;
  };
  if (any_line(text, starts_otherwise)) return of(Type::string);
  // `[^…]` matches the end of an empty line too.
  if (text.starts_with('\n') || text.find("\n\n") != std::string_view::npos) return of(Type::string);
  if (text == "~") return of(Type::null);
  const auto any_of = [&](std::initializer_list<std::string_view> words) {
    return any_line(text, [&](std::string_view line) {
      return std::any_of(words.begin(), words.end(), [&](auto word) { return is_word(line, word); });
    });
  };
  if (any_of({"null"})) return of(Type::null);
  if (any_of({"yes", "true", "on"})) return of_bool(true);
  if (any_of({"no", "false", "off"})) return of_bool(false);
  return of(Type::string);
}

Scalar tokenize(std::string_view text) {
  if (text.empty()) return of(Type::null);
  const char c = text[0];
  // The first test of tokenize sends on what cannot be a number, and any text of several lines.
  const bool number_like = is_digit(c) || c == '.' || c == ':' || c == '-' || c == '+';
  if (!number_like || text.find('\n') != std::string_view::npos) return type_word(text);
  if (is_digit(c) || c == '-') {
    if (auto time = type_time(text)) return *time;
    if (auto date = type_date(text)) return *date;
  }
  if (equals_ignoring_case(text, ".inf") || equals_ignoring_case(text, "+.inf")) {
    return of_float(std::numeric_limits<double>::infinity());
  }
  if (equals_ignoring_case(text, "-.inf")) return of_float(-std::numeric_limits<double>::infinity());
  if (equals_ignoring_case(text, ".nan")) return of_float(std::numeric_limits<double>::quiet_NaN());
  if (c == ':') return of(text.size() > 1 ? Type::symbol : Type::string);
  if (auto sixty = type_sexagesimal(text)) return *sixty;
  if (is_float(text)) return type_float(text);
  if (is_integer(text)) return type_integer(text);
  return of(Type::string);
}

/// `name` of a tag that is `prefix`, an optional colon and a name; nothing where it is another tag.
std::optional<std::string_view> tag_argument(std::string_view tag, std::string_view prefix) {
  if (!tag.starts_with(prefix)) return std::nullopt;
  tag.remove_prefix(prefix.size());
  if (tag.empty()) return tag;
  if (tag[0] != ':') return std::nullopt;
  return tag.substr(1);
}

constexpr std::string_view yaml_tag_prefix = "tag:yaml.org,2002:";

bool is_standard_tag(std::string_view tag, std::string_view name) {
  if (tag.starts_with('!')) return tag.substr(1) == name;
  return tag.starts_with(yaml_tag_prefix) && tag.substr(yaml_tag_prefix.size()) == name;
}

}  // namespace

Scalar type_plain_scalar(std::string_view text) { return tokenize(text); }

Scalar type_tagged_scalar(std::string_view tag, std::string_view text) {
  if (tag == "!binary" || tag == "tag:yaml.org,2002:binary") return of(Type::binary);
  if (tag == "tag:yaml.org,2002:str") return of(Type::string);
  for (const std::string_view prefix : {"!str", "!ruby/string"}) {
    if (const auto name = tag_argument(tag, prefix)) return of(name->empty() ? Type::string : Type::refused);
  }
  if (tag == "tag:yaml.org,2002:float" || tag == "!float") {
    const Scalar plain = tokenize(text);
    if (plain.type == Type::floating) return plain;
    if (plain.type == Type::integer) return of_float(static_cast<double>(plain.integer));
    if (plain.type == Type::big_integer) {
      const std::string decimal = decimal_integer(text);
      return decimal.empty() ? of(Type::invalid) : of_float(to_double(decimal));
    }
    if (plain.type == Type::string) {
      if (const auto value = ruby_float(text)) return of_float(*value);
    }
    return of(plain.type == Type::symbol ? Type::symbol : Type::invalid);
  }
  if (tag.starts_with("!ruby/")) {
    const auto name = tag.substr(6);
    if (name == "class" || name == "module") {
      // The class itself, which only Date and Time may be; no name is nil.
      return of(text.empty() ? Type::null : Type::refused);
    }
    static constexpr std::array<std::string_view, 6> refused{"object:BigDecimal", "object:DateTime", "object:Complex",
                                                             "object:Rational",   "regexp",          "range"};
    if (name == "encoding" || name.starts_with("sym") ||
        std::find(refused.begin(), refused.end(), name) != refused.end()) {
      return of(Type::refused);
    }
  }
  return tokenize(text);
}

bool refuses_mapping_tag(std::string_view tag) {
  if (is_standard_tag(tag, "set") || is_standard_tag(tag, "omap")) return true;
  if (tag.starts_with("!map:") || tag.starts_with("!str:")) return true;
  if (!tag.starts_with("!ruby/")) return false;
  const auto name = tag.substr(6);
  if (name == "object:Hash" || name == "hash") return false;
  for (const std::string_view kind :
       {"struct", "object", "array:", "range", "exception", "hash:", "hash-with-ivars", "marshalable:", "string:"}) {
    if (name.starts_with(kind)) return true;
  }
  return false;
}

bool refuses_sequence_tag(std::string_view tag) { return tag.starts_with("!seq:") || tag.starts_with("!ruby/array:"); }

}  // namespace galley::post
