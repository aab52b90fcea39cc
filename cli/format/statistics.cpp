#include "cli/format/statistics.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/terminal.h"
#include "core/text/json.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// The most frequent first, then by code.
std::vector<RuleCount> sorted(const Totals& totals) {
  std::vector<RuleCount> counts;
  for (const auto& [code, count] : totals.by_code) counts.push_back(count);
  std::stable_sort(counts.begin(), counts.end(),
                   [](const RuleCount& a, const RuleCount& b) { return a.findings() > b.findings(); });
  return counts;
}

void object(JsonWriter& json, const RuleCount& c) {
  const auto number = [&](std::string_view name, std::size_t n) {
    json.key(name).number(static_cast<std::int64_t>(n));
  };
  json.begin_object().member("code", c.rule->code).member("name", c.rule->name);
  number("count", c.findings());
  number("errors", c.errors);
  number("warnings", c.warnings);
  number("safe_fixes", c.fixable_safely);
  number("unsafe_fixes", c.fixable_unsafely);
  json.end_object();
}

class Table final : public Format {
 public:
  std::string post(const PostFindings&, const FormatOptions&) const override { return {}; }
  std::string end(const Totals& totals, const FormatOptions& options) const override {
    const auto counts = sorted(totals);
    std::size_t width = 0, name_width = 0;
    for (const RuleCount& c : counts) {
      width = std::max(width, std::to_string(c.findings()).size());
      name_width = std::max(name_width, c.rule->name.size());
    }
    std::string out;
    for (const RuleCount& c : counts) {
      const bool mixed = c.errors > 0 && c.warnings > 0;
      const std::string level = mixed ? "both" : c.errors > 0 ? "error" : "warning";
      const Color color = c.errors > 0 ? Color::red : Color::yellow;
      std::string fixes;
      if (c.fixable_safely > 0) fixes = fmt::format("{} fixable", c.fixable_safely);
      if (c.fixable_unsafely > 0)
        fixes += fmt::format("{}{} fixable unsafely", fixes.empty() ? "" : ", ", c.fixable_unsafely);
      std::string line = fmt::format("{:>{}}  {}  {}  {:{}}  {}", c.findings(), width,
                                     paint(fmt::format("{:7}", level), color, options.color), c.rule->code,
                                     c.rule->name, name_width, fixes);
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
    return out;
  }
};

class List final : public Format {
 public:
  std::string post(const PostFindings&, const FormatOptions&) const override { return {}; }
  std::string end(const Totals& totals, const FormatOptions&) const override {
    JsonWriter json(2);
    json.begin_array();
    for (const RuleCount& c : sorted(totals)) object(json, c);
    return json.end_array().take() + "\n";
  }
};

class Lines final : public Format {
 public:
  std::string post(const PostFindings&, const FormatOptions&) const override { return {}; }
  std::string end(const Totals& totals, const FormatOptions&) const override {
    std::string out;
    for (const RuleCount& c : sorted(totals)) {
      JsonWriter json;
      object(json, c);
      out += json.take() + "\n";
    }
    return out;
  }
};

}  // namespace

std::unique_ptr<Format> make_statistics(std::string_view format) {
  if (format == "text" || format == "concise") return std::make_unique<Table>();
  if (format == "json") return std::make_unique<List>();
  if (format == "jsonl") return std::make_unique<Lines>();
  return nullptr;
}

}  // namespace galley::cli
