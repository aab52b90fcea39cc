#include "core/content/selector.h"

#include <algorithm>

namespace galley::content {
namespace {

// A selector's steps are bits of a word.
constexpr std::size_t most_steps = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) > 127;
}

}  // namespace

class SelectorParser {
 public:
  explicit SelectorParser(std::string_view text) : text_(text) {}

  tl::expected<Selectors, std::string> parse() {
    Selectors out;
    do {
      Selectors::Complex complex;
      skip_blanks();
      for (bool child = false;;) {
        Selectors::Compound compound;
        compound.child = child;
        if (!read(compound)) return tl::unexpected(error_);
        complex.push_back(std::move(compound));
        const bool blank = skip_blanks();
        if (done() || peek() == ',') break;
        child = take('>');
        if (!child && !blank) return tl::unexpected(unknown());
        skip_blanks();
      }
      if (complex.size() > most_steps) return tl::unexpected(std::string("a selector with more than 64 steps"));
      out.selectors_.push_back(std::move(complex));
    } while (take(','));
    return out;
  }

 private:
  bool done() const { return at_ >= text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool skip_blanks() {
    const std::size_t from = at_;
    while (!done() && is_blank(peek())) ++at_;
    return at_ > from;
  }

  std::string unknown() const {
    const std::string where = " at character " + std::to_string(at_ + 1) + " of \"" + std::string(text_) + '"';
    if (done()) return "a selector ends too soon" + where;
    return "a selector has '" + std::string(1, peek()) + "', which is not understood," + where;
  }
  bool fail() {
    error_ = unknown();
    return false;
  }

  bool name(std::string& out) {
    out.clear();
    while (!done() && (is_name(peek()) || (peek() == '\\' && at_ + 1 < text_.size()))) {
      if (peek() == '\\') ++at_;
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
      if (peek() == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_++];
    }
    return take(quote) || fail();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string error_;
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
        while (end < has.size() && !is_blank(has[end])) ++end;
        if (end > i && std::string_view(has).substr(i, end - i) == want) return true;
        i = end + 1;
      }
      return false;
    case Operator::present:
      break;
  }
  return true;
}

bool Selectors::matches(const Simple& simple, const body::Document& document, const body::Node& node) {
  if (!simple.type.empty() && simple.type != node.name) return false;
  return std::all_of(simple.conditions.begin(), simple.conditions.end(),
                     [&](const Condition& c) { return matches(c, document, node); });
}

bool Selectors::matches(const Compound& compound, const body::Document& document, const body::Node& node) {
  return matches(compound.simple, document, node) &&
         std::none_of(compound.none_of.begin(), compound.none_of.end(),
                      [&](const Simple& s) { return matches(s, document, node); });
}

std::vector<bool> Selectors::match(const body::Document& document) const {
  const auto nodes = document.nodes();
  std::vector<bool> out(nodes.size(), false);
  // For each node, which steps of the selector end at it, and which at it or above.
  std::vector<std::uint64_t> here(nodes.size()), above(nodes.size());
  for (const Complex& complex : selectors_) {
    std::fill(here.begin(), here.end(), 0);
    std::fill(above.begin(), above.end(), 0);
    for (body::NodeId id = 1; id < nodes.size(); ++id) {
      const body::Node& node = nodes[id];
      const std::uint64_t parent_here = node.parent == body::no_node ? 0 : here[node.parent];
      const std::uint64_t parent_above = node.parent == body::no_node ? 0 : above[node.parent];
      if (node.kind == body::NodeKind::element) {
        for (std::size_t step = 0; step < complex.size(); ++step) {
          const bool reached = step == 0 || ((complex[step].child ? parent_here : parent_above) >> (step - 1) & 1) != 0;
          if (reached && matches(complex[step], document, node)) here[id] |= std::uint64_t{1} << step;
        }
      }
      above[id] = parent_above | here[id];
      if (here[id] >> (complex.size() - 1) & 1) out[id] = true;
    }
  }
  return out;
}

}  // namespace galley::content
