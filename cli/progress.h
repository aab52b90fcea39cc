// How far a long run is, for whoever waits for it: a line on a terminal that is written over and goes away at the end,
// or, in a log, a line every few seconds. Nothing for a run that is done within a second.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "cli/declaration.h"

namespace galley::cli {

/// Declares `--progress auto|always|never`.
void declare_progress(Command& app, std::string& choice);

class Progress {
 public:
  /// `choice`: `auto` (a terminal's line; in CI, as the variable CI says, lines), `always` (lines where standard error
  /// is no terminal) or `never`.
  Progress(std::size_t total, std::string_view choice, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more post is done. For one thread at a time.
  void step();

 private:
  enum class Kind { none, line, log };
  using Clock = std::chrono::steady_clock;

  std::size_t total_, done_ = 0;
  Kind kind_ = Kind::none;
  Clock::time_point began_, next_;
};

/// What the line says: how many of how many, their share, how many a second, and the time that is left at that rate.
std::string progress_text(std::size_t done, std::size_t total, double seconds);

}  // namespace galley::cli
