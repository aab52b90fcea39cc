#include "cli/declaration.h"

#include <algorithm>

namespace galley::cli {

Option::Option(std::string_view names, Target target, std::string help) : target_(target), help_(std::move(help)) {
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    names_.emplace_back(names.substr(0, comma));
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
}

Option& Option::value_name(std::string name) {
  value_name_ = std::move(name);
  return *this;
}

Option& Option::choices(std::vector<std::string> values) {
  choices_ = std::move(values);
  return *this;
}

Option& Option::check(Check check) {
  check_ = std::move(check);
  return *this;
}

Option& Option::separated_by(char separator) {
  separator_ = separator;
  return *this;
}

Option& Option::required() {
  required_ = true;
  return *this;
}

Option& Option::shows_default() {
  if (const auto* text = std::get_if<std::string*>(&target_)) fallback_ = **text;
  if (const auto* number = std::get_if<unsigned*>(&target_)) fallback_ = std::to_string(**number);
  return *this;
}

Option& Option::group(std::string heading) {
  group_ = std::move(heading);
  return *this;
}

std::string Option::long_name() const {
  for (const std::string& name : names_)
    if (name.starts_with("--")) return name.substr(2);
  return "";
}

Option& Command::option(std::string_view names, Option::Target target, std::string help) {
  return options_.emplace_back(names, target, std::move(help));
}

const Option* Command::find(std::string_view long_name) const {
  const auto found =
      std::find_if(options_.begin(), options_.end(), [&](const Option& o) { return o.long_name() == long_name; });
  return found == options_.end() ? nullptr : &*found;
}

Program::Program(std::string name, std::string version, std::string description, std::string footer)
    : name_(std::move(name)),
      version_(std::move(version)),
      description_(std::move(description)),
      footer_(std::move(footer)) {}

Command& Program::command(std::string name) { return commands_.emplace_back(std::move(name), this); }

const Command* Program::find(std::string_view name) const {
  const auto found =
      std::find_if(commands_.begin(), commands_.end(), [&](const Command& c) { return c.name() == name; });
  return found == commands_.end() ? nullptr : &*found;
}

}  // namespace galley::cli
