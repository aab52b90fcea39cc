// Parses the command line by the program's declarations. The only file that knows the parsing library (CLI11), whose
// header takes longer to compile than most of ours.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "cli/declaration.h"

namespace galley::cli {

class CommandLine {
 public:
  /// `program` must outlive it and have all its commands.
  explicit CommandLine(const Program& program);
  ~CommandLine();
  CommandLine(CommandLine&&) = delete;

  struct Outcome {
    enum class Kind : std::uint8_t { run, help, version, wrong };
    Kind kind = Kind::wrong;
    const Command* command = nullptr;  // what to run or to explain; null for the program itself
    std::string message;               // of `wrong`: what is, and what to do
  };
  /// Gives every option's target what was given, and says what is asked for.
  Outcome parse(int argc, const char* const* argv);

  /// Whether the option was given, in words or by `set`.
  bool given(const Option& option) const;
  /// As if the values had been given on the command line; the error says why it cannot be so.
  tl::expected<void, std::string> set(const Option& option, const std::vector<std::string>& values);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace galley::cli
