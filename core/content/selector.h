// CSS selectors, as `--keep` and `--remove` take them: type, universal, class, id and attribute selectors with all
// operators, `:not()`, the pseudo-classes that tell an element's place among its siblings, all four combinators, and
// lists of these (Selectors Level 4, sections 3 to 6, 14 and 15). What is beyond them is refused with a message, never
// guessed.
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
  /// The error says what is not understood, and where in `text`: its character, counted from 1.
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
  /// `:nth-child(an+b)` and its like: the place among all siblings or those of its type, from either end.
  struct Nth {
    std::int32_t step = 0;
    std::int32_t offset = 1;
    bool of_type = false;
    bool from_end = false;
  };
  struct Simple {
    std::string type;  // in lower case; empty for any
    std::vector<Condition> conditions;
    std::vector<Nth> places;
    bool empty = false;  // `:empty`
  };
  /// How an element stands to the one that the step before matched.
  enum class Combinator : std::uint8_t { descendant, child, next, later };
  struct Compound {
    Simple simple;
    std::vector<Simple> none_of;  // `:not()`
    Combinator combinator = Combinator::descendant;
  };
  using Complex = std::vector<Compound>;

  class Places;
  static bool matches(const Condition& condition, const body::Document& document, const body::Node& node);
  static bool matches(const Simple& simple, const body::Document& document, body::NodeId id, const Places& places);
  static bool matches(const Compound& compound, const body::Document& document, body::NodeId id, const Places& places);

  std::vector<Complex> selectors_;
  bool uses_places_ = false;
};

}  // namespace galley::content
