// The one table of what a configuration may say. The reader checks by it, the JSON Schema and `galley config` are made
// of it. Keys that stand for options of a command take their words, choices and help from the command's own
// declaration.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/declaration.h"

namespace galley::cli::config {

enum class Form : std::uint8_t {
  text,
  texts,  // a list, or one alone
  boolean,
  integer,
  rules,         // a list of words that name rules
  levels,        // rules to levels
  globs,         // a list of patterns of paths
  files,         // a list of paths, relative to the file that has them
  per_path,      // patterns to what holds there
  rule_options,  // rules to their options
  section,       // of a command: options of it
};

struct Key {
  std::string name;
  Form form = Form::text;
  std::string help;
  std::string fallback;              // what holds where it is not given, as it would be written; may be empty
  std::vector<std::string> choices;  // of a text, or of each of several: the only values
  std::string option = {};           // the command's option that it stands for, without dashes
  bool inverted = false;             // the option is a flag `--no-NAME`
  bool with_file = false;            // a choice may have `=FILE` behind it
  Option::Check check = {};          // of each value, as the option's own
};

struct Keys {
  std::vector<Key> top;
  std::vector<Key> per_path;
  std::vector<Key> convert;
};

/// `program` is the whole command line as declared.
Keys keys_of(const Program& program);

const Key* find_key(const std::vector<Key>& keys, std::string_view name);

/// What is known of a rule's option besides its kind.
struct OptionTraits {
  bool file = false;     // the path of a file, relative to the configuration, or JSON itself
  bool pattern = false;  // a regular expression
  std::vector<std::string> choices;
};
OptionTraits traits_of(std::string_view code, std::string_view option);

}  // namespace galley::cli::config
