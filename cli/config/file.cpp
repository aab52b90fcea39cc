#include "cli/config/file.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/config/tree_reader.h"
#include "core/archive/glob.h"
#include "core/post/schema.h"
#include "core/text/nearest.h"
#include "core/text/pattern.h"
#include "rules/registry.h"
#include "rules/words.h"

namespace galley::cli::config {
namespace {

using post::NodeKind;

class Reader : private TreeReader {
 public:
  Reader(archive::FileStore& files, const std::string& path, const std::string& folder, std::string_view bytes,
         const Keys& keys, std::vector<Problem>& problems)
      : TreeReader(path, bytes, problems), files_(files), keys_(keys) {
    config_.path = path;
    config_.folder = folder;
  }

  ConfigFile read() {
    const NodeId root = this->root();
    if (root == post::no_node) return std::move(config_);
    each_entry(root, "the configuration", [&](std::string_view key, NodeId name, NodeId value) {
      const Key* known = find_key(keys_.top, key);
      if (known == nullptr) return unknown_key(name, key, keys_.top, "");
      read_top(*known, name, value);
    });
    return std::move(config_);
  }

 private:
  std::vector<Word> rule_words(NodeId id, std::string_view key) {
    std::vector<Word> out;
    for (Word& w : words(id, key)) {
      if (w.text.find(',') != std::string::npos)
        fault(w.from, fmt::format("{} is one word here; write several as a list: [{}]", shown(w.text), w.text));
      else if (rules::rules_named(w.text).empty())
        fault(w.from, unknown_rule(w.text));
      else
        out.push_back(std::move(w));
    }
    return out;
  }

  std::vector<Word> globs(NodeId id, std::string_view key) {
    std::vector<Word> out;
    for (Word& w : words(id, key))
      if (glob_is_fine(w)) out.push_back(std::move(w));
    return out;
  }
  bool glob_is_fine(const Word& w) {
    if (w.text.empty()) {
      fault(w.from, "an empty pattern matches nothing; delete it");
    } else if (w.text.starts_with('!')) {
      fault(w.from,
            fmt::format("the pattern {} begins with `!`, and patterns cannot be turned round here; name what is meant",
                        shown(w.text)));
    } else if (w.text.starts_with("../") || w.text.starts_with("/../")) {
      fault(w.from, fmt::format("the pattern {} leads out of the folder of this file, where nothing is matched",
                                shown(w.text)));
    } else {
      return true;
    }
    return false;
  }

  void read_top(const Key& key, NodeId name, NodeId value) {
    const std::string_view k = key.name;
    if (read_selection(key, value, config_.rules)) return;
    if (k == "extends") {
      config_.extends = words(value, k);
    } else if (k == "exclude") {
      config_.exclude = globs(value, k);
    } else if (k == "known-paths") {
      config_.known_paths = globs(value, k);
    } else if (k == "known-keys") {
      config_.known_keys = words(value, k);
    } else if (k == "renderer") {
      if (auto w = word(value, k); w && chosen(*w, k, key.choices)) config_.renderer = std::move(*w);
    } else if (k == "rules") {
      read_rule_options(value, config_.options);
    } else if (k == "per-path") {
      read_per_path(value);
    } else if (key.form == Form::section) {
      each_entry(value, "`convert`", [&](std::string_view inner, NodeId at, NodeId v) {
        if (const Key* known = find_key(keys_.convert, inner))
          read_command(*known, at, v, config_.convert);
        else
          unknown_key(at, inner, keys_.convert, "under `convert`");
      });
    } else {
      read_command(key, name, value, config_.lint);
    }
  }

  bool read_selection(const Key& key, NodeId value, SelectionLayer& layer) {
    if (key.name == "select")
      layer.select = rule_words(value, key.name);
    else if (key.name == "extend-select")
      layer.extend_select = rule_words(value, key.name);
    else if (key.name == "ignore")
      layer.ignore = rule_words(value, key.name);
    else if (key.name == "levels")
      read_levels(key, value, layer);
    else
      return false;
    return true;
  }

  void read_levels(const Key& key, NodeId value, SelectionLayer& layer) {
    each_entry(value, "`levels`", [&](std::string_view rule, NodeId at, NodeId v) {
      if (rules::rules_named(rule).empty()) return fault(at, unknown_rule(rule));
      const auto level = word(v, rule);
      if (!level || !chosen(*level, rule, key.choices)) return;
      layer.levels.push_back({{std::string(rule), level->from},
                              level->text == "error"     ? rules::Level::error
                              : level->text == "warning" ? rules::Level::warning
                                                         : rules::Level::off});
    });
  }

  void read_per_path(NodeId value) {
    each_entry(value, "`per-path`", [&](std::string_view pattern, NodeId at, NodeId v) {
      PerPath entry{{std::string(pattern), origin(at)}, {}, {}};
      if (!glob_is_fine(entry.pattern)) return;
      each_entry(v, fmt::format("`{}`", pattern), [&](std::string_view inner, NodeId name, NodeId setting) {
        const Key* known = find_key(keys_.per_path, inner);
        if (known == nullptr)
          return unknown_key(name, inner, keys_.per_path, fmt::format("under `per-path: {}`", pattern));
        if (!read_selection(*known, setting, entry.rules)) read_rule_options(setting, entry.options);
      });
      config_.per_path.push_back(std::move(entry));
    });
  }

  void read_rule_options(NodeId value, RuleOptions& out) {
    each_entry(value, "`rules`", [&](std::string_view name, NodeId at, NodeId v) {
      const rules::RuleEntry* rule = rules::find_rule(name);
      if (rule == nullptr) return fault(at, unknown_rule(name));
      const std::string code(rule->info.code);
      if (tree()[v].kind == NodeKind::scalar && !is_null(v))
        return fault(v, fmt::format("`{}` takes a mapping of options; a level goes under `levels`", name));
      std::map<std::string, OptionSetting, std::less<>>& options = out[code];
      each_entry(v, fmt::format("`{}`", name), [&](std::string_view option, NodeId key, NodeId setting) {
        const auto& declared = rule->info.options;
        const auto found =
            std::find_if(declared.begin(), declared.end(), [&](const auto& o) { return o.name == option; });
        if (found == declared.end()) return unknown_option(key, *rule, option);
        if (auto read = option_value(setting, code, *found)) {
          if (!options.emplace(std::string(option), std::move(*read)).second)
            fault(key, fmt::format("`{}` of {} is given twice, by code and by name; keep one", option, code));
        }
      });
    });
  }

  void unknown_option(NodeId at, const rules::RuleEntry& rule, std::string_view option) {
    std::vector<std::string_view> names;
    for (const auto& o : rule.info.options) names.push_back(o.name);
    if (names.empty())
      return fault(at, fmt::format("{} takes no options, and {} is none", rule.info.code, shown(option)));
    const std::string_view near = nearest(option, names);
    fault(at, fmt::format("{} has no option {}; {}", rule.info.code, shown(option),
                          near.empty() ? fmt::format("it takes {}", fmt::join(names, ", "))
                                       : fmt::format("did you mean `{}`?", near)));
  }

  std::optional<OptionSetting> option_value(NodeId id, std::string_view code, const rules::Option& option) {
    using Kind = rules::Option::Kind;
    if (option.kind == Kind::texts) {
      OptionSetting setting{std::vector<std::string>(), origin(id)};
      for (Word& w : words(id, option.name))
        std::get<std::vector<std::string>>(setting.value).push_back(std::move(w.text));
      return setting;
    }
    if (option.kind == Kind::boolean) {
      const auto flag = boolean(id, option.name);
      return flag ? std::optional(OptionSetting{*flag, origin(id)}) : std::nullopt;
    }
    if (option.kind == Kind::integer) {
      const auto number = integer(id, option.name);
      return number ? std::optional(OptionSetting{*number, origin(id)}) : std::nullopt;
    }
    const OptionTraits traits = traits_of(code, option.name);
    // What could be named as a file can be written here.
    if (traits.file && tree()[id].kind == NodeKind::mapping)
      return OptionSetting{post::json_text(tree(), id), origin(id)};
    auto text = word(id, option.name);
    if (!text) return std::nullopt;
    if (!chosen(*text, option.name, traits.choices)) return std::nullopt;
    OptionSetting setting{text->text, text->from};
    if (traits.pattern) {
      if (const auto compiled = text::Pattern::compile(text->text); !compiled) {
        fault(id, fmt::format("{} is no regular expression: {}", shown(text->text), compiled.error()));
        return std::nullopt;
      }
    } else if (traits.file && !text->text.empty() && text->text.find('{') == std::string::npos) {
      auto bytes = files_.read(beside(config_.folder, text->text), max_config_bytes);
      if (!bytes) {
        fault(id, fmt::format("{} (named relative to the folder of this file): {}", shown(text->text),
                              bytes.error().cause));
        return std::nullopt;
      }
      setting.file = std::move(*bytes);
    }
    return setting;
  }

  void read_command(const Key& key, NodeId name, NodeId value, std::vector<CommandSetting>& out) {
    CommandSetting setting{key.name, key.option, {}, origin(name)};
    if (key.form == Form::boolean) {
      const auto flag = boolean(value, key.name);
      if (!flag) return;
      // A flag that is false is not given.
      if (*flag == key.inverted) return void(out.push_back(std::move(setting)));
      setting.values.emplace_back("true");
    } else if (key.form == Form::integer) {
      const auto number = integer(value, key.name);
      if (!number) return;
      setting.values.push_back(std::to_string(*number));
    } else {
      auto given = key.form == Form::texts ? words(value, key.name) : std::vector<Word>();
      if (key.form != Form::texts) {
        if (auto one = word(value, key.name)) given.push_back(std::move(*one));
      }
      for (Word& w : given) {
        const Word choice{key.with_file ? w.text.substr(0, w.text.find('=')) : w.text, w.from};
        if (!chosen(choice, key.name, key.choices)) return;
        if (const std::string wrong = key.check ? key.check(w.text) : ""; !wrong.empty())
          return fault(w.from, fmt::format("`{}`: {}", key.name, wrong));
        setting.values.push_back(std::move(w.text));
      }
      if (setting.values.empty()) return;
      if (key.name == "baseline") setting.values.front() = beside(config_.folder, setting.values.front());
    }
    out.push_back(std::move(setting));
  }

  archive::FileStore& files_;
  const Keys& keys_;
  ConfigFile config_;
};

}  // namespace

std::string Origin::text() const {
  if (source.empty()) return "default";
  return line == 0 ? source : fmt::format("{}:{}:{}", source, line, column);
}

std::string Problem::message() const { return at.source.empty() ? cause : fmt::format("{}: {}", at.text(), cause); }

ConfigFile parse_config(archive::FileStore& files, const std::string& path, const std::string& folder,
                        std::string_view bytes, const Keys& keys, std::vector<Problem>& problems) {
  return Reader(files, path, folder, bytes, keys, problems).read();
}

bool path_matches(std::string_view pattern, std::string_view path) {
  while (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  const bool any_depth = pattern.find('/') == std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  // The path itself, then each folder that it lies in.
  for (std::string_view part = path; !part.empty();) {
    const std::size_t slash = part.rfind('/');
    if (archive::glob_match(pattern, any_depth && slash != std::string_view::npos ? part.substr(slash + 1) : part))
      return true;
    if (slash == std::string_view::npos) break;
    part = part.substr(0, slash);
  }
  return false;
}

std::string beside(std::string_view folder, std::string_view name) {
  if (name.starts_with('/') || folder.empty()) return std::string(name);
  return fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", name);
}

}  // namespace galley::cli::config
