// Running another program to its end, without a shell, with what it says.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace galley::archive {

struct Ran {
  int status = 0;  // its exit status, or 128 and the signal that ended it
  std::string out;
  std::string err;
};

/// Runs `words[0]`, sought in PATH, with nothing on its standard input. `without` are variables of the environment that
/// it does not get. The error says why it could not be started.
tl::expected<Ran, std::string> run_program(const std::vector<std::string>& words,
                                           const std::vector<std::string>& without = {});

}  // namespace galley::archive
