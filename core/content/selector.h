// CSS selectors, as `--keep` and `--remove` take them: type, universal, class, id and attribute selectors with all
// operators,
// `:not()`, descendant and child combinators, and lists of these (Selectors Level 4, sections 3 to 6). What is beyond
// them is refused with a message, never guessed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/body/document.h"

namespace galley::content {

class Selectors {
 public:
  /// The error says what is not understood, and where in `text`.
  static tl::expected<Selectors, std::string> parse(std::string_view text);

  /// For each node whether one of the selectors matches it. Linear in the document's size.
  std::vector<bool> match(const body::Document& document) const;

  bool empty() const { return selectors_.empty(); }

 private:
  friend class SelectorParser;

  enum class Operator : std::uint8_t { present, equals, word, dash, begins, ends, holds };
  struct Condition {
    std::string attribute;  // in lower case
    Operator op = Operator::present;
    std::string value;
    bool ignore_case = false;
  };
  struct Simple {
    std::string type;  // in lower case; empty for any
    std::vector<Condition> conditions;
  };
  struct Compound {
    Simple simple;
    std::vector<Simple> none_of;  // `:not()`
    bool child = false;           // stands right below the one before
  };
  using Complex = std::vector<Compound>;

  static bool matches(const Condition& condition, const body::Document& document, const body::Node& node);
  static bool matches(const Simple& simple, const body::Document& document, const body::Node& node);
  static bool matches(const Compound& compound, const body::Document& document, const body::Node& node);

  std::vector<Complex> selectors_;
};

}  // namespace galley::content
