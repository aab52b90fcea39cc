#include "core/site/kramdown_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/text/ascii.h"

namespace galley::site {
namespace {

using body::KramdownOptions;
using post::Scalar;
using post::Value;

/// Ruby's String#strip.
std::string stripped(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n\f\v");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n\f\v") - begin + 1));
}

using ascii::lowered;

/// Options.str_to_sym: "" stands for nil.
std::string symbol(const Value& value) {
  std::string text = stripped(plain_text(value));
  if (text.starts_with(':')) text.erase(0, 1);
  return text == "nil" ? "" : text;
}

bool boolean(const Value& value) {
  if (value.type == Value::Type::scalar && value.scalar.type == Scalar::Type::boolean) return value.scalar.boolean;
  if (value.type != Value::Type::scalar) return true;  // "[]" and "{}" are texts that are not "false"
  const std::string text = plain_text(value);
  return !text.empty() && lowered(stripped(text)) != "false";
}

/// Options.simple_array_validator: a list, or a text parted by commas.
bool texts(const Value& value, std::vector<std::string>& out) {
  if (value.type == Value::Type::sequence) {
    for (const Value& item : value.items) out.push_back(plain_text(item));
    return true;
  }
  if (value.type != Value::Type::scalar || value.scalar.type != Scalar::Type::string) return false;
  std::string_view rest = value.text;
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    out.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  while (!out.empty() && out.back().empty()) out.pop_back();
  return true;
}

bool toc_levels(const Value& value, std::uint8_t& levels) {
  std::vector<std::string> named;
  const bool is_text = value.type == Value::Type::scalar && value.scalar.type == Scalar::Type::string;
  if (is_text && value.text.size() == 4 && value.text.substr(1, 2) == "..") {
    for (char level = value.text[0]; level <= value.text[3]; ++level) named.emplace_back(1, level);
  } else if (!texts(value, named) || named.empty()) {
    return false;
  }
  std::uint8_t found = 0;
  for (const std::string& level : named) {
    int number = 0;
    std::from_chars(level.data(), level.data() + level.size(), number);
    if (number < 1 || number > 6) return false;
    found = static_cast<std::uint8_t>(found | 1 << number);
  }
  levels = found;
  return true;
}

/// Whether a mapping of typographic symbols says that each is to be written as it was typed.
bool as_typed(const Value& mapping) {
  static constexpr std::pair<std::string_view, std::string_view> typed[] = {
      {"hellip", "..."}, {"mdash", "---"}, {"ndash", "--"}, {"laquo", "<<"}, {"raquo", ">>"}};
  return std::all_of(std::begin(typed), std::end(typed), [&](const auto& symbol) {
    return std::any_of(mapping.entries.begin(), mapping.entries.end(), [&](const auto& entry) {
      return plain_text(entry.first) == symbol.first && plain_text(entry.second) == symbol.second;
    });
  });
}

}  // namespace

std::string plain_text(const Value& value) {
  if (value.type != Value::Type::scalar) return "";
  switch (value.scalar.type) {
    case Scalar::Type::null:
      return "";
    case Scalar::Type::boolean:
      return value.scalar.boolean ? "true" : "false";
    case Scalar::Type::integer:
      return std::to_string(value.scalar.integer);
    case Scalar::Type::floating: {
      std::string text = fmt::format("{}", value.scalar.floating);
      return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
    }
    case Scalar::Type::date:
      return fmt::format("{:04}-{:02}-{:02}", value.scalar.date.year, value.scalar.date.month, value.scalar.date.day);
    default:
      return value.text;
  }
}

std::vector<std::string> read_kramdown_options(const Value& section, std::string_view highlighter,
                                               KramdownOptions& out) {
  std::vector<std::string> problems;
  const auto refuse = [&](std::string_view name) {
    problems.push_back(fmt::format("kramdown does not take this value of `{}`; its default is used", name));
  };
  std::string code = std::string(highlighter);
  for (const auto& [key, value] : section.entries) {
    const std::string name = plain_text(key);
    if (name == "input") {
      const std::string input = lowered(plain_text(value));
      out.gfm = input == "gfm";
      if (input != "gfm" && input != "kramdown" && input != "markdown" && !input.empty()) refuse(name);
    } else if (name == "hard_wrap") {
      out.hard_wrap = boolean(value);
    } else if (name == "auto_ids") {
      out.auto_ids = boolean(value);
    } else if (name == "auto_id_prefix") {
      out.auto_id_prefix = plain_text(value);
    } else if (name == "auto_id_stripping") {
      out.auto_id_stripping = boolean(value);
    } else if (name == "transliterated_header_ids") {
      out.transliterated_header_ids = boolean(value);
    } else if (name == "parse_block_html") {
      out.parse_block_html = boolean(value);
    } else if (name == "parse_span_html") {
      out.parse_span_html = boolean(value);
    } else if (name == "html_to_native") {
      out.html_to_native = boolean(value);
    } else if (name == "smart_quotes") {
      std::vector<std::string> quotes;
      if (!texts(value, quotes) || quotes.size() != 4) {
        refuse(name);
      } else {
        out.smart_quotes = fmt::format("{},{},{},{}", quotes[0], quotes[1], quotes[2], quotes[3]);
      }
    } else if (name == "typographic_symbols") {
      if (value.type == Value::Type::mapping) {
        out.typographic_symbols = !as_typed(value);
        for (const auto& [symbol_name, text] : value.entries)
          out.typographic_symbol_texts[plain_text(symbol_name)] = plain_text(text);
      } else
        refuse(name);
    } else if (name == "entity_output") {
      const std::string output = symbol(value);
      if (output == "as_char")
        out.entity_output = KramdownOptions::EntityOutput::as_char;
      else if (output == "as_input")
        out.entity_output = KramdownOptions::EntityOutput::as_input;
      else if (output == "numeric")
        out.entity_output = KramdownOptions::EntityOutput::numeric;
      else if (output == "symbolic")
        out.entity_output = KramdownOptions::EntityOutput::symbolic;
      else
        refuse(name);
    } else if (name == "toc_levels") {
      if (!toc_levels(value, out.toc_levels)) refuse(name);
    } else if (name == "footnote_nr") {
      const std::string text = stripped(plain_text(value));
      int number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error != std::errc{} || end != text.data() + text.size())
        refuse(name);
      else
        out.footnote_nr = number;
    } else if (name == "footnote_backlink") {
      out.footnote_backlink = plain_text(value);
    } else if (name == "syntax_highlighter") {
      code = symbol(value);
    } else if (name == "math_engine") {
      out.math_engine = !symbol(value).empty();
    } else if (name == "gfm_quirks") {
      std::vector<std::string> quirks;
      if (!texts(value, quirks)) {
        refuse(name);
        continue;
      }
      const auto has = [&](std::string_view quirk) {
        return std::any_of(quirks.begin(), quirks.end(), [&](const std::string& q) { return stripped(q) == quirk; });
      };
      out.quirk_paragraph_end = has("paragraph_end");
      out.quirk_no_auto_typographic = has("no_auto_typographic");
    }
  }
  if (out.transliterated_header_ids && !out.gfm)
    problems.emplace_back(
        "with `transliterated_header_ids` kramdown makes ids of headings from tables of the gem stringex, which galley "
        "does not have: where a heading is not all ASCII, galley's id is not the site's");
  out.syntax_highlighter =
      code == "rouge" ? KramdownOptions::SyntaxHighlighter::rouge : KramdownOptions::SyntaxHighlighter::none;
  return problems;
}

}  // namespace galley::site
