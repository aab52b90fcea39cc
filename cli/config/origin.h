// Where a value was given: in a file, by an option of the command line, or nowhere, so that a default holds.
#pragma once

#include <cstdint>
#include <string>

namespace galley::cli::config {

struct Origin {
  std::string source;        // a file as messages name it, or an option (`--select`); empty for defaults
  std::uint32_t line = 0;    // both count from 1; 0 where it is no place in a file
  std::uint32_t column = 0;  // in characters
  /// `.galley.yml:3:5`, `--select` or `default`.
  std::string text() const;
};

/// A word with its origin.
struct Word {
  std::string text;
  Origin from;
};

/// What is wrong with a configuration, and where.
struct Problem {
  Origin at;
  std::string cause;
  std::string message() const;  // `.galley.yml:3:5: cause`
};

}  // namespace galley::cli::config
