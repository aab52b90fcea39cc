#include "core/content/selector.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::content {
namespace {

// A selector's steps are bits of a word.
constexpr std::size_t most_steps = 64;

using ascii::lower;

using ascii::lowered;

using ascii::is_space;

bool is_name(char c) {
  return ascii::is_alphanumeric(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) > 127;
}

using ascii::is_digit;
using ascii::is_hex;

}  // namespace

class SelectorParser {
 public:
  explicit SelectorParser(std::string_view text) : text_(text) {}

  tl::expected<Selectors, std::string> parse() {
    Selectors out;
    do {
      Selectors::Complex complex;
      skip_blanks();
      for (auto combinator = Combinator::descendant;;) {
        Selectors::Compound compound;
        compound.combinator = combinator;
        if (!read(compound)) return tl::unexpected(error_);
        complex.push_back(std::move(compound));
        const bool blank = skip_blanks();
        if (done() || peek() == ',') break;
        if (!read_combinator(combinator) && !blank) return tl::unexpected(unknown());
        skip_blanks();
      }
      if (complex.size() > most_steps) return tl::unexpected(std::string("a selector with more than 64 steps"));
      out.selectors_.push_back(std::move(complex));
    } while (take(','));
    out.uses_places_ = uses_places_;
    return out;
  }

 private:
  using Combinator = Selectors::Combinator;

  bool read_combinator(Combinator& combinator) {
    combinator = Combinator::descendant;
    if (take('>'))
      combinator = Combinator::child;
    else if (take('+'))
      combinator = Combinator::next;
    else if (take('~'))
      combinator = Combinator::later;
    return combinator != Combinator::descendant;
  }

  bool done() const { return at_ >= text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool skip_blanks() {
    const std::size_t from = at_;
    while (!done() && is_space(peek())) ++at_;
    return at_ > from;
  }

  std::string unknown() const {
    std::size_t characters = 1;
    for (std::size_t i = 0; i < at_ && i < text_.size(); i += utf8::decode(text_, i).size) ++characters;
    const std::string where = " at character " + std::to_string(characters) + " of \"" + std::string(text_) + '"';
    if (done()) return "a selector ends too soon" + where;
    return "a selector has '" + std::string(text_.substr(at_, utf8::decode(text_, at_).size)) +
           "', which is not understood," + where;
  }
  bool fail() {
    error_ = unknown();
    return false;
  }
  bool fail_at(std::size_t at) {
    at_ = at;
    return fail();
  }

  /// What follows a backslash: a code point in hexadecimal digits, or the character itself (CSS Syntax 4.3.7).
  void escaped(std::string& out) {
    const std::size_t from = ++at_;
    while (!done() && is_hex(peek()) && at_ - from < 6) ++at_;
    if (at_ == from) {
      out += text_[at_++];
      return;
    }
    std::uint32_t code = 0;
    std::from_chars(text_.data() + from, text_.data() + at_, code, 16);
    utf8::append(out, static_cast<char32_t>(code));
    if (is_space(peek())) ++at_;
  }

  bool name(std::string& out) {
    out.clear();
    while (!done() && (is_name(peek()) || (peek() == '\\' && at_ + 1 < text_.size()))) {
      if (peek() == '\\')
        escaped(out);
      else
        out += text_[at_++];
    }
    return !out.empty() || fail();
  }

  bool read(Selectors::Compound& compound) {
    const std::size_t from = at_;
    if (!read(compound.simple, &compound.none_of)) return false;
    return at_ > from || fail();
  }

  /// A row of simple selectors; `:not()` only where `none_of` is given.
  bool read(Selectors::Simple& simple, std::vector<Selectors::Simple>* none_of) {
    if (!take('*') && is_name(peek())) {
      if (!name(simple.type)) return false;
      simple.type = lowered(simple.type);
    }
    for (;;) {
      if (take('.')) {
        simple.conditions.push_back({.attribute = "class", .op = Selectors::Operator::word, .value = {}});
        if (!name(simple.conditions.back().value)) return false;
      } else if (take('#')) {
        simple.conditions.push_back({.attribute = "id", .op = Selectors::Operator::equals, .value = {}});
        if (!name(simple.conditions.back().value)) return false;
      } else if (take('[')) {
        if (!attribute(simple)) return false;
      } else if (peek() == ':' && !text_.substr(at_).starts_with(":not(")) {
        if (!pseudo_class(simple)) return false;
      } else if (none_of && text_.substr(at_).starts_with(":not(")) {
        at_ += 5;
        do {
          skip_blanks();
          const std::size_t from = at_;
          none_of->emplace_back();
          if (!read(none_of->back(), nullptr)) return false;
          if (at_ == from) return fail();
          skip_blanks();
        } while (take(','));
        if (!take(')')) return fail();
      } else {
        return true;
      }
    }
  }

  bool pseudo_class(Selectors::Simple& simple) {
    const std::size_t colon = at_++;
    std::string word;
    if (!is_name(peek()) || !name(word)) return fail_at(colon);
    word = lowered(word);
    if (word == "empty") {
      simple.empty = true;
      return true;
    }
    uses_places_ = true;
    struct Known {
      std::string_view word;
      bool first, last, of_type;
    };
    static constexpr Known known[] = {{"first-child", true, false, false}, {"last-child", false, true, false},
                                      {"only-child", true, true, false},   {"first-of-type", true, false, true},
                                      {"last-of-type", false, true, true}, {"only-of-type", true, true, true}};
    for (const Known& k : known) {
      if (word != k.word) continue;
      if (k.first) simple.places.push_back({0, 1, k.of_type, false});
      if (k.last) simple.places.push_back({0, 1, k.of_type, true});
      return true;
    }
    if (!word.starts_with("nth-") || peek() != '(') return fail_at(colon);
    Selectors::Nth nth;
    const std::string_view kind = std::string_view(word).substr(4);
    nth.from_end = kind.starts_with("last-");
    nth.of_type = kind.ends_with("of-type");
    if (kind != "child" && kind != "last-child" && kind != "of-type" && kind != "last-of-type") return fail_at(colon);
    ++at_;
    if (!an_plus_b(nth) || !take(')')) return fail();
    simple.places.push_back(nth);
    return true;
  }

  bool number(std::int32_t& out) {
    const std::size_t from = at_;
    while (is_digit(peek())) ++at_;
    return at_ > from && std::from_chars(text_.data() + from, text_.data() + at_, out).ec == std::errc();
  }

  /// `odd`, `even`, `5`, `2n+1`, `-n + 3` (CSS Syntax 6).
  bool an_plus_b(Selectors::Nth& nth) {
    skip_blanks();
    for (const auto& [word, offset] : {std::pair<std::string_view, int>{"odd", 1}, {"even", 0}}) {
      if (lowered(text_.substr(at_, word.size())) != word) continue;
      at_ += word.size();
      nth.step = 2;
      nth.offset = offset;
      skip_blanks();
      return true;
    }
    std::int32_t sign = take('-') ? -1 : 1;
    if (sign == 1) take('+');
    std::int32_t value = 1;
    const bool digits = is_digit(peek());
    if (digits && !number(value)) return false;
    if (!take('n') && !take('N')) {
      nth.step = 0;
      nth.offset = sign * value;
      skip_blanks();
      return digits;
    }
    nth.step = sign * value;
    nth.offset = 0;
    skip_blanks();
    if (peek() != '+' && peek() != '-') return true;
    sign = take('-') ? -1 : 1;
    if (sign == 1) take('+');
    skip_blanks();
    if (!number(value)) return false;
    nth.offset = sign * value;
    skip_blanks();
    return true;
  }

  bool attribute(Selectors::Simple& simple) {
    using Op = Selectors::Operator;
    Selectors::Condition condition;
    skip_blanks();
    if (!name(condition.attribute)) return false;
    condition.attribute = lowered(condition.attribute);
    skip_blanks();
    if (!take(']')) {
      static constexpr std::pair<char, Op> operators[] = {
          {'~', Op::word}, {'|', Op::dash}, {'^', Op::begins}, {'$', Op::ends}, {'*', Op::holds}};
      condition.op = Op::equals;
      for (const auto& [sign, op] : operators)
        if (take(sign)) {
          condition.op = op;
          break;
        }
      if (!take('=')) return fail();
      skip_blanks();
      if (!value(condition.value)) return false;
      skip_blanks();
      if (peek() == 'i' || peek() == 'I') {
        condition.ignore_case = true;
        ++at_;
        skip_blanks();
      } else if (peek() == 's' || peek() == 'S') {
        ++at_;
        skip_blanks();
      }
      if (!take(']')) return fail();
    }
    simple.conditions.push_back(std::move(condition));
    return true;
  }

  bool value(std::string& out) {
    const char quote = peek();
    if (quote != '"' && quote != '\'') return name(out);
    ++at_;
    while (!done() && peek() != quote) {
      if (peek() == '\\' && at_ + 1 < text_.size())
        escaped(out);
      else
        out += text_[at_++];
    }
    return take(quote) || fail();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool uses_places_ = false;
  std::string error_;
};

/// Where each element stands among its siblings: from the beginning and from the end, of all and of its type.
class Selectors::Places {
 public:
  explicit Places(const body::Document& document) : places_(document.nodes().size()) {
    const auto nodes = document.nodes();
    std::vector<body::NodeId> row;
    std::map<std::string_view, std::uint32_t> types;
    for (body::NodeId parent = 0; parent < nodes.size(); ++parent) {
      row.clear();
      types.clear();
      for (body::NodeId id = nodes[parent].first_child; id != body::no_node; id = nodes[id].next_sibling) {
        if (nodes[id].kind != body::NodeKind::element) continue;
        row.push_back(id);
        places_[id].from_begin[0] = static_cast<std::uint32_t>(row.size());
        places_[id].from_begin[1] = ++types[nodes[id].name];
      }
      for (const body::NodeId id : row) {
        const Place& p = places_[id];
        places_[id].from_end[0] = static_cast<std::uint32_t>(row.size()) + 1 - p.from_begin[0];
        places_[id].from_end[1] = types[nodes[id].name] + 1 - p.from_begin[1];
      }
    }
  }
  Places() = default;

  bool holds(const Nth& nth, body::NodeId id) const {
    const Place& p = places_[id];
    const std::int64_t at = (nth.from_end ? p.from_end : p.from_begin)[nth.of_type ? 1 : 0];
    const std::int64_t past = at - nth.offset;
    return nth.step == 0 ? past == 0 : past % nth.step == 0 && past / nth.step >= 0;
  }

 private:
  struct Place {
    std::uint32_t from_begin[2] = {0, 0};
    std::uint32_t from_end[2] = {0, 0};
  };
  std::vector<Place> places_;
};

tl::expected<Selectors, std::string> Selectors::parse(std::string_view text) { return SelectorParser(text).parse(); }

bool Selectors::matches(const Condition& condition, const body::Document& document, const body::Node& node) {
  const body::Attribute* attribute = document.attribute(node, condition.attribute);
  if (!attribute) return false;
  if (condition.op == Operator::present) return true;
  const std::string has = condition.ignore_case ? lowered(attribute->value) : std::string(attribute->value);
  const std::string want = condition.ignore_case ? lowered(condition.value) : condition.value;
  switch (condition.op) {
    case Operator::equals:
      return has == want;
    case Operator::dash:
      return has == want || has.starts_with(want + '-');
    case Operator::begins:
      return !want.empty() && has.starts_with(want);
    case Operator::ends:
      return !want.empty() && has.ends_with(want);
    case Operator::holds:
      return !want.empty() && has.find(want) != std::string::npos;
    case Operator::word:
      for (std::size_t i = 0; i < has.size();) {
        std::size_t end = i;
        while (end < has.size() && !is_space(has[end])) ++end;
        if (end > i && std::string_view(has).substr(i, end - i) == want) return true;
        i = end + 1;
      }
      return false;
    case Operator::present:
      break;
  }
  return true;
}

bool Selectors::matches(const Simple& simple, const body::Document& document, body::NodeId id, const Places& places) {
  const body::Node& node = document[id];
  if (!simple.type.empty() && simple.type != node.name) return false;
  if (simple.empty)
    for (body::NodeId child = node.first_child; child != body::no_node; child = document[child].next_sibling)
      if (document[child].kind != body::NodeKind::comment) return false;
  return std::all_of(simple.conditions.begin(), simple.conditions.end(),
                     [&](const Condition& c) { return matches(c, document, node); }) &&
         std::all_of(simple.places.begin(), simple.places.end(), [&](const Nth& n) { return places.holds(n, id); });
}

bool Selectors::matches(const Compound& compound, const body::Document& document, body::NodeId id,
                        const Places& places) {
  return matches(compound.simple, document, id, places) &&
         std::none_of(compound.none_of.begin(), compound.none_of.end(),
                      [&](const Simple& s) { return matches(s, document, id, places); });
}

std::vector<bool> Selectors::match(const body::Document& document) const {
  const auto nodes = document.nodes();
  std::vector<bool> out(nodes.size(), false);
  const Places places = uses_places_ ? Places(document) : Places();
  // For each node, which steps of the selector end at it; which at it or above; and of its children so far, which end
  // at the last element and which at any.
  struct Steps {
    std::uint64_t here = 0, above = 0, last_child = 0, children = 0;
  };
  std::vector<Steps> steps(nodes.size());
  for (const Complex& complex : selectors_) {
    std::fill(steps.begin(), steps.end(), Steps{});
    for (body::NodeId id = 1; id < nodes.size(); ++id) {
      const body::Node& node = nodes[id];
      static constexpr Steps none;
      const Steps parent = node.parent == body::no_node ? none : steps[node.parent];
      Steps& own = steps[id];
      own.above = parent.above;
      if (node.kind != body::NodeKind::element) continue;
      for (std::size_t step = 0; step < complex.size(); ++step) {
        std::uint64_t from = 0;
        switch (complex[step].combinator) {
          case Combinator::descendant:
            from = parent.above;
            break;
          case Combinator::child:
            from = parent.here;
            break;
          case Combinator::next:
            from = parent.last_child;
            break;
          case Combinator::later:
            from = parent.children;
            break;
        }
        if ((step == 0 || (from >> (step - 1) & 1) != 0) && matches(complex[step], document, id, places))
          own.here |= std::uint64_t{1} << step;
      }
      own.above |= own.here;
      if (node.parent != body::no_node) {
        steps[node.parent].last_child = own.here;
        steps[node.parent].children |= own.here;
      }
      if (own.here >> (complex.size() - 1) & 1) out[id] = true;
    }
  }
  return out;
}

}  // namespace galley::content
