#include "cli/config/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "core/text/json.h"
#include "core/text/utf8.h"
#include "rules/registry.h"

namespace galley::cli::config {
namespace {

// One value: JSON, which is YAML too.
struct Row {
  std::string section;  // empty at the top
  std::string key;
  std::string json;
  Origin from;
};

std::string json_text(std::string_view text) { return JsonWriter().text(text).take(); }

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + json_text(item);
  return "[" + out + "]";
}

std::string json_of(const rules::OptionValue& value) {
  struct Visitor {
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(const std::string& text) const { return json_text(text); }
    std::string operator()(const std::vector<std::string>& texts) const { return list(texts); }
  };
  return std::visit(Visitor(), value);
}

std::string fallback_of(const rules::Option& option) {
  using Kind = rules::Option::Kind;
  if (option.kind == Kind::boolean || option.kind == Kind::integer) return std::string(option.fallback);
  if (option.kind != Kind::texts) return json_text(option.fallback);
  std::vector<std::string> items;
  for (std::string_view rest = option.fallback; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    items.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return list(items);
}

std::string fallback_of(const Key& key) {
  if (key.form == Form::boolean || (key.form == Form::integer && !key.fallback.empty())) return key.fallback;
  if (key.form == Form::texts) return "[]";
  return key.fallback.empty() ? "null" : json_text(key.fallback);
}

std::string value_of(const Key& key, const CommandSetting& setting) {
  if (key.form == Form::boolean) return setting.values.empty() == key.inverted ? "true" : "false";
  if (key.form == Form::texts) return list(setting.values);
  if (setting.values.size() == 1)
    return key.form == Form::integer ? setting.values.front() : json_text(setting.values.front());
  return list(setting.values);
}

void add_words(const Chain& chain, std::vector<Word> ConfigFile::*member, const std::string& key,
               std::vector<Row>& rows) {
  bool any = false;
  for (const auto& file : chain)
    for (const Word& w : (*file).*member) {
      rows.push_back({key, "", json_text(w.text), w.from});
      any = true;
    }
  if (!any) rows.push_back({"", key, "[]", {}});
}

void add_command(const View& view, const std::vector<Key>& keys, std::vector<CommandSetting> ConfigFile::*member,
                 const std::string& section, std::vector<Row>& rows) {
  for (const Key& key : keys) {
    if (key.option.empty()) continue;
    Row row{section, key.name, fallback_of(key), {}};
    for (const auto& file : *view.rules->chain)
      for (const CommandSetting& setting : (*file).*member)
        if (setting.key == key.name) {
          row.json = value_of(key, setting);
          row.from = setting.from;
        }
    rows.push_back(std::move(row));
  }
}

const OptionSetting* find_option(const RuleOptions& options, std::string_view code, std::string_view name) {
  const auto rule = options.find(code);
  if (rule == options.end()) return nullptr;
  const auto option = rule->second.find(name);
  return option == rule->second.end() ? nullptr : &option->second;
}

void add_options(const View& view, std::vector<Row>& rows) {
  for (const rules::RuleEntry* rule : rules::all_rules()) {
    for (const rules::Option& option : rule->info.options) {
      Row row{"rules", fmt::format("{}.{}", rule->info.code, option.name), fallback_of(option), {}};
      const auto take = [&](const OptionSetting* setting) {
        if (setting == nullptr) return;
        row.json = json_of(setting->value);
        row.from = setting->from;
      };
      const bool by_known_keys = rule->info.code == "FM009" && option.name == "known-keys";
      for (const auto& file : *view.rules->chain) {
        if (by_known_keys && !file->known_keys.empty()) {
          const auto code = view.rules->settings.options.find("FM009");
          row.json = json_of(code->second.find("known-keys")->second);
          row.from = file->known_keys.front().from;
        }
        take(find_option(file->options, rule->info.code, option.name));
      }
      for (const PerPath* entry : view.rules->per_path) take(find_option(entry->options, rule->info.code, option.name));
      rows.push_back(std::move(row));
    }
  }
}

std::vector<Row> rows_of(const View& view) {
  std::vector<Row> rows;
  const Chain& chain = *view.rules->chain;
  rows.push_back({"", "renderer", view.renderer.name, view.renderer.from});
  add_command(view, view.keys->top, &ConfigFile::lint, "", rows);
  add_words(chain, &ConfigFile::exclude, "exclude", rows);
  add_words(chain, &ConfigFile::known_paths, "known-paths", rows);
  add_words(chain, &ConfigFile::known_keys, "known-keys", rows);
  const auto& states = view.rules->states.states();
  const auto all = rules::all_rules();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool by_level = states[i].selected && states[i].level;
    rows.push_back({"levels", std::string(all[i]->info.code), std::string(to_string(view.rules->states.level(i))),
                    by_level ? states[i].level_from : states[i].from});
  }
  add_options(view, rows);
  add_command(view, view.keys->convert, &ConfigFile::convert, "convert", rows);
  return rows;
}

void put_origin(JsonWriter& json, const Origin& from) {
  json.begin_object().member("source", from.source.empty() ? "default" : from.source);
  if (from.line > 0) json.member("line", from.line).member("column", from.column);
  json.end_object();
}

}  // namespace

std::string as_yaml(const View& view) {
  std::string out = fmt::format("# What holds for {}, and where it is said.\n", view.path);
  const Chain& chain = *view.rules->chain;
  if (chain.empty()) {
    out += "# No configuration is at or above it.\n";
  } else {
    out += fmt::format("# {}", chain.back()->path);
    for (std::size_t i = chain.size() - 1; i > 0; --i)
      out += fmt::format("{} {}", i == chain.size() - 1 ? ", on top of" : " and", chain[i - 1]->path);
    out += "\n";
  }
  if (view.excluded != nullptr)
    out += fmt::format("# It is left out: {} ({}).\n", view.excluded->text, view.excluded->from.text());
  for (const PerPath* entry : view.rules->per_path)
    out += fmt::format("# per-path `{}` holds ({}).\n", entry->pattern.text, entry->pattern.from.text());
  const std::vector<Row> rows = rows_of(view);
  std::string section, rule;
  for (const Row& row : rows) {
    if (row.section != section && !row.section.empty()) out += fmt::format("{}:\n", row.section);
    section = row.section;
    std::string line;
    if (section.empty()) {
      line = fmt::format("{}: {}", row.key, row.json);
    } else if (row.key.empty()) {
      line = fmt::format("  - {}", row.json);
    } else if (section == "rules") {
      const std::size_t dot = row.key.find('.');
      if (const std::string code = row.key.substr(0, dot); code != rule) {
        out += fmt::format("  {}:\n", code);
        rule = code;
      }
      line = fmt::format("    {}: {}", row.key.substr(dot + 1), row.json);
    } else {
      line = fmt::format("  {}: {}", row.key, row.json);
    }
    constexpr std::size_t column = 36;
    const std::size_t width = utf8::width(line);
    line.append(width < column ? column - width : 1, ' ');
    out += fmt::format("{}# {}", line, row.from.text());
    if (section == "levels") out += fmt::format(" · {}", rules::find_rule(row.key)->info.name);
    out += "\n";
  }
  return out;
}

std::string as_json(const View& view) {
  JsonWriter json(2);
  json.begin_object().member("path", view.path);
  json.key("configuration").begin_array();
  for (const auto& file : *view.rules->chain) json.text(file->path);
  json.end_array();
  json.key("excluded");
  if (view.excluded == nullptr) {
    json.null();
  } else {
    json.begin_object().member("pattern", view.excluded->text).key("from");
    put_origin(json, view.excluded->from);
    json.end_object();
  }
  json.key("per-path").begin_array();
  for (const PerPath* entry : view.rules->per_path) {
    json.begin_object().member("pattern", entry->pattern.text).key("from");
    put_origin(json, entry->pattern.from);
    json.end_object();
  }
  json.end_array();
  json.key("values").begin_object();
  const std::vector<Row> rows = rows_of(view);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    if (!row.section.empty() && row.key.empty()) {
      // A list whose items come from several places.
      json.key(row.section).begin_array();
      for (; i < rows.size() && rows[i].section == row.section; ++i) {
        json.begin_object().key("value").raw(rows[i].json).key("from");
        put_origin(json, rows[i].from);
        json.end_object();
      }
      --i;
      json.end_array();
      continue;
    }
    const bool word = row.section == "levels" || row.key == "renderer";
    json.key(row.section.empty() ? row.key : row.section + "." + row.key).begin_object().key("value");
    if (word)
      json.text(row.json);
    else
      json.raw(row.json);
    json.key("from");
    put_origin(json, row.from);
    json.end_object();
  }
  json.end_object().end_object();
  return json.take() + "\n";
}

}  // namespace galley::cli::config
