// Ctrl-C and the request to end (SIGINT, SIGTERM), for commands that must end in order: nothing half-written, and a
// record of what was done. A second signal ends the program at once.
#pragma once

namespace galley::cli {

/// While it lives, the first signal is noted instead of ending the program. One at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// Whether a signal came; from any thread.
  bool requested() const;
};

}  // namespace galley::cli
