#include "core/body/kramdown/document.h"

#include <algorithm>
#include <charconv>

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {
namespace {

// Lists may refer to each other in circles, which kramdown follows until its stack is full.
constexpr int max_reference_depth = 16;

bool truth(std::string_view value) {
  std::string low;
  unicode::append_lower(low, value);
  return strip(low) != "false" && !value.empty();
}

bool set_levels(std::string_view value, std::uint8_t& levels) {
  std::uint8_t found = 0;
  const auto add = [&](char digit) {
    if (digit < '1' || digit > '6') return false;
    found = static_cast<std::uint8_t>(found | 1u << (digit - '0'));
    return true;
  };
  if (value.size() == 4 && value.substr(1, 2) == "..") {
    for (char c = value[0]; c <= value[3]; ++c)
      if (!add(c)) return false;
  } else {
    for (std::size_t i = 0; i < value.size(); ++i)
      if (i % 2 ? value[i] != ',' : !add(value[i])) return false;
    if (value.size() % 2 == 0) return false;
  }
  levels = found;
  return true;
}

/// The inside of a YAML mapping in one line, `hellip: x, mdash: y`, or what stands for `false`.
void set_symbols(std::string_view value, KramdownOptions& options) {
  if (value == "false") {
    options.typographic_symbols = false;
    return;
  }
  value = strip(value);
  if (value.starts_with('{') && value.ends_with('}')) value = value.substr(1, value.size() - 2);
  std::map<std::string, std::string, std::less<>> texts;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find(','), value.size());
    const std::string_view entry = value.substr(0, end);
    const std::size_t colon = entry.find(':');
    if (colon == std::string_view::npos) return;
    texts[std::string(strip(entry.substr(0, colon)))] = strip(entry.substr(colon + 1));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  options.typographic_symbols = true;  // for those that the mapping does not name
  options.typographic_symbol_texts = std::move(texts);
}

}  // namespace

void Document::apply(Attributes& attributes, const AttributeList& list, int depth) {
  if (depth < max_reference_depth)
    for (const AttributeList::Reference* r = list.first_reference; r; r = r->next)
      if (const auto found = lists.find(r->name); found != lists.end()) apply(attributes, *found->second, depth + 1);
  for (const Attribute* a = list.attributes.first; a; a = a->next) {
    if (a->name == "class") {
      attributes.add_class(arena, *a);
      continue;
    }
    Attribute& mine = attributes.set(arena, a->name);
    for (const ValuePiece* p = a->first; p; p = p->next) mine.add(arena, p->bytes, p->source, p->copied);
  }
}

void Document::set_option(std::string_view name, const std::string& value) {
  std::string symbol(strip(value));
  if (symbol.starts_with(':')) symbol.erase(0, 1);
  if (name == "auto_ids")
    options.auto_ids = truth(value);
  else if (name == "auto_id_prefix")
    options.auto_id_prefix = value;
  else if (name == "auto_id_stripping")
    options.auto_id_stripping = truth(value);
  else if (name == "transliterated_header_ids")
    options.transliterated_header_ids = truth(value);
  else if (name == "parse_block_html")
    options.parse_block_html = truth(value);
  else if (name == "parse_span_html")
    options.parse_span_html = truth(value);
  else if (name == "html_to_native")
    options.html_to_native = truth(value);
  else if (name == "footnote_backlink")
    options.footnote_backlink = value;
  else if (name == "footnote_backlink_inline")
    options.footnote_backlink_inline = truth(value);
  else if (name == "footnote_prefix")
    options.footnote_prefix = value;
  else if (name == "typographic_symbols")
    set_symbols(value, options);
  else if (name == "smart_quotes") {
    // Four, or kramdown refuses them; empty ones at the end do not count.
    std::string_view quotes = value;
    while (quotes.ends_with(',')) quotes.remove_suffix(1);
    if (std::count(quotes.begin(), quotes.end(), ',') == 3) options.smart_quotes = value;
  } else if (name == "remove_line_breaks_for_cjk")
    options.remove_line_breaks_for_cjk = truth(value);
  else if (name == "toc_levels")
    set_levels(value, options.toc_levels);
  else if (name == "footnote_nr")
    std::from_chars(value.data(), value.data() + value.size(), options.footnote_nr);
  else if (name == "header_offset")
    std::from_chars(value.data(), value.data() + value.size(), options.header_offset);
  else if (name == "syntax_highlighter")
    options.syntax_highlighter =
        symbol == "rouge" ? KramdownOptions::SyntaxHighlighter::rouge : KramdownOptions::SyntaxHighlighter::none;
  else if (name == "math_engine")
    options.math_engine = symbol == "mathjax";
  else if (name == "entity_output") {
    using Output = KramdownOptions::EntityOutput;
    options.entity_output = symbol == "as_input"   ? Output::as_input
                            : symbol == "numeric"  ? Output::numeric
                            : symbol == "symbolic" ? Output::symbolic
                                                   : Output::as_char;
  }
}

std::string normalize_link_name(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_space(name[i]))
      folded.push_back(name[i]);
    else if (folded.empty() || i == 0 || !is_space(name[i - 1]))
      folded.push_back(' ');
  }
  std::string low;
  low.reserve(folded.size());
  unicode::append_lower(low, folded);
  return low;
}

}  // namespace galley::body::kramdown
