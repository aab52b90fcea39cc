#include "rules/registry.h"

#include <fmt/format.h>

#include "cli/command/command.h"
#include "cli/output.h"
#include "core/text/json.h"

namespace galley::cli {
namespace {

std::string as_json() {
  JsonWriter json(2);
  json.begin_array();
  for (const auto* r : rules::all_rules()) {
    json.begin_object().member("code", r->info.code).member("name", r->info.name).member("summary", r->info.summary);
    json.member("level", to_string(r->info.level)).member("fix", to_string(r->info.fix)).member("since", r->info.since);
    json.key("options").begin_array();
    for (const rules::Option& o : r->info.options)
      json.begin_object().member("name", o.name).member("default", o.fallback).member("help", o.help).end_object();
    json.end_array().end_object();
  }
  json.end_array();
  return json.take() + "\n";
}

std::string as_text() {
  std::size_t width = 0;
  for (const auto* r : rules::all_rules()) width = std::max(width, r->info.name.size());
  std::string out;
  for (const auto* r : rules::all_rules()) {
    const std::string_view fix = r->info.fix == rules::FixGrade::none ? "" : to_string(r->info.fix);
    out += fmt::format("{}  {:{}}  {:7}  {:6}  {}\n", r->info.code, r->info.name, width, to_string(r->info.level), fix,
                       r->info.summary);
  }
  return out;
}

}  // namespace

Action declare_rules(Command& app) {
  app.description("List the rules: code, name, level, fix, and what each reports.");
  auto format = std::make_shared<std::string>("text");
  app.option("-f,--format", format.get(), "text or json").choices({"text", "json"}).value_name("NAME");
  return [format](CommandLine&) {
    write_out(*format == "json" ? as_json() : as_text());
    return static_cast<int>(exit_clean);
  };
}

}  // namespace galley::cli
