#include "rules/rule.h"

#include <stdexcept>

namespace galley::rules {

std::string_view to_string(Level level) {
  return level == Level::error ? "error" : level == Level::warning ? "warning" : "off";
}

std::string_view to_string(FixGrade grade) {
  return grade == FixGrade::safe ? "safe" : grade == FixGrade::unsafe ? "unsafe" : "none";
}

Finding& Reporter::report(Span at, std::string message) { return report(level_, at, std::move(message)); }

Finding& Reporter::report(Level level, Span at, std::string message) {
  Finding& f = out_->emplace_back();
  f.rule = &rule();
  f.level = by_user_ ? level_ : level;
  f.at = at;
  f.message = std::move(message);
  return f;
}

Finding& Reporter::report_file(std::string message) {
  Finding& f = report(Span{0, 0}, std::move(message));
  f.whole_file = true;
  return f;
}

const Option& OptionValues::option(std::string_view name) const {
  for (const Option& o : rule_->options)
    if (o.name == name) return o;
  throw std::logic_error("rule " + std::string(rule_->code) + " asks for an option that it does not declare");
}

namespace {

const OptionValue* configured(const Settings& settings, std::string_view code, std::string_view name) {
  const auto rule = settings.options.find(code);
  if (rule == settings.options.end()) return nullptr;
  const auto value = rule->second.find(name);
  return value == rule->second.end() ? nullptr : &value->second;
}

}  // namespace

bool OptionValues::option_flag(std::string_view name) const {
  const Option& o = option(name);
  const OptionValue* v = configured(*settings_, rule_->code, name);
  return v != nullptr ? std::get<bool>(*v) : o.fallback == "true";
}

std::int64_t OptionValues::option_integer(std::string_view name) const {
  const Option& o = option(name);
  const OptionValue* v = configured(*settings_, rule_->code, name);
  return v != nullptr ? std::get<std::int64_t>(*v) : std::stoll(std::string(o.fallback));
}

std::string OptionValues::option_text(std::string_view name) const {
  const Option& o = option(name);
  const OptionValue* v = configured(*settings_, rule_->code, name);
  return v != nullptr ? std::get<std::string>(*v) : std::string(o.fallback);
}

std::vector<std::string> OptionValues::option_texts(std::string_view name) const {
  const Option& o = option(name);
  if (const OptionValue* v = configured(*settings_, rule_->code, name)) return std::get<std::vector<std::string>>(*v);
  std::vector<std::string> texts;
  for (std::string_view rest = o.fallback; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    texts.emplace_back(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return texts;
}

}  // namespace galley::rules
