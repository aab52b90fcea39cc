#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/config/print.h"
#include "core/text/json.h"
#include "rules/registry.h"

namespace galley::cli::config {
namespace {

using rules::Option;

class Writer {
 public:
  explicit Writer(const Keys& keys) : keys_(keys), json_(2) {}

  std::string write() {
    json_.begin_object();
    json_.member("$schema", "http://json-schema.org/draft-07/schema#");
    json_.member("title", "Configuration of galley (.galley.yml)");
    json_.key("definitions").begin_object();
    definitions();
    json_.end_object();
    object(keys_.top);
    json_.end_object();
    return json_.take() + "\n";
  }

 private:
  void object(const std::vector<Key>& keys) {
    json_.member("type", "object").key("additionalProperties").boolean(false);
    json_.key("properties").begin_object();
    for (const Key& key : keys) {
      json_.key(key.name).begin_object();
      if (!key.help.empty()) json_.member("description", key.help);
      value(key);
      json_.end_object();
    }
    json_.end_object();
  }

  void value(const Key& key) {
    switch (key.form) {
      case Form::boolean:
        json_.member("type", "boolean").key("default").boolean(key.fallback == "true");
        break;
      case Form::integer:
        whole_number();
        break;
      case Form::text:
        json_.member("type", "string");
        choices(key.choices);
        if (!key.fallback.empty()) json_.member("default", key.fallback);
        break;
      case Form::texts:
      case Form::globs:
      case Form::files:
        one_or_more([&] {
          json_.member("type", "string");
          if (!key.with_file) return choices(key.choices);
          json_.key("anyOf").begin_array().begin_object();
          choices(key.choices);
          json_.end_object().begin_object();
          json_.member("pattern", fmt::format("^({})=.", fmt::join(key.choices, "|"))).end_object().end_array();
        });
        break;
      case Form::rules:
        one_or_more([&] { refer("rule"); });
        break;
      case Form::levels:
        json_.member("type", "object").key("propertyNames").begin_object();
        refer("rule");
        json_.end_object().key("additionalProperties").begin_object();
        // YAML 1.1 reads a plain `off` as false.
        json_.key("enum").begin_array();
        for (const std::string& c : key.choices) json_.text(c);
        json_.boolean(false).end_array().end_object();
        break;
      case Form::per_path:
        json_.member("type", "object").key("additionalProperties").begin_object();
        object(keys_.per_path);
        json_.end_object();
        break;
      case Form::rule_options:
        refer("options");
        break;
      case Form::section:
        object(keys_.convert);
        break;
    }
  }

  template <typename Item>
  void one_or_more(Item item) {
    json_.key("anyOf").begin_array().begin_object();
    item();
    json_.end_object().begin_object().member("type", "array").key("items").begin_object();
    item();
    json_.end_object().end_object().end_array();
  }
  void whole_number() { json_.member("type", "integer").key("minimum").number(std::int64_t{0}); }
  void refer(std::string_view name) { json_.member("$ref", "#/definitions/" + std::string(name)); }
  void choices(const std::vector<std::string>& words) {
    if (words.empty()) return;
    json_.key("enum").begin_array();
    for (const std::string& w : words) json_.text(w);
    json_.end_array();
  }

  void definitions() {
    std::set<std::string_view> words{"ALL"};
    for (const auto* rule : rules::all_rules()) {
      words.insert(rule->info.name);
      for (std::size_t size = 2; size <= rule->info.code.size(); ++size) words.insert(rule->info.code.substr(0, size));
    }
    json_.key("rule").begin_object().member("description", "A rule's code or name, a prefix of codes, or ALL.");
    json_.key("enum").begin_array();
    for (const std::string_view word : words) json_.text(word);
    json_.end_array().end_object();

    json_.key("options").begin_object().member("type", "object").key("additionalProperties").boolean(false);
    json_.key("properties").begin_object();
    for (const auto* rule : rules::all_rules()) {
      if (rule->info.options.empty()) continue;
      json_.key(rule->info.code).begin_object();
      json_.member("description", std::string(rule->info.name) + ": " + std::string(rule->info.summary));
      json_.member("type", "object").key("additionalProperties").boolean(false).key("properties").begin_object();
      for (const Option& option : rule->info.options) {
        json_.key(option.name).begin_object().member("description", option.help);
        option_value(rule->info.code, option);
        json_.end_object();
      }
      json_.end_object().end_object();
      json_.key(rule->info.name).begin_object();
      json_.member("$ref", "#/definitions/options/properties/" + std::string(rule->info.code)).end_object();
    }
    json_.end_object().end_object();
  }

  void option_value(std::string_view code, const Option& option) {
    switch (option.kind) {
      case Option::Kind::boolean:
        json_.member("type", "boolean").key("default").boolean(option.fallback == "true");
        break;
      case Option::Kind::integer:
        whole_number();
        json_.key("default").number(std::int64_t{std::stoll(std::string(option.fallback))});
        break;
      case Option::Kind::texts:
        one_or_more([&] { json_.member("type", "string"); });
        break;
      case Option::Kind::text:
        if (traits_of(code, option.name).file) {
          json_.key("type").begin_array().text("string").text("object").end_array();
        } else {
          json_.member("type", "string").member("default", option.fallback);
        }
        choices(traits_of(code, option.name).choices);
        break;
    }
  }

  const Keys& keys_;
  JsonWriter json_;
};

}  // namespace

std::string schema_of(const Keys& keys) { return Writer(keys).write(); }

}  // namespace galley::cli::config
