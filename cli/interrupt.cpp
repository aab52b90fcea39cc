#include "cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace galley::cli {
namespace {

// A handler has no other way to tell than what is static.
std::atomic<bool> signalled{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void note(int) { signalled.store(true, std::memory_order_relaxed); }

constexpr int signals[] = {SIGINT, SIGTERM};

}  // namespace

Interruption::Interruption() {
  signalled = false;
  struct sigaction action {};
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (const int signal : signals) {
    struct sigaction now {};
    // What a parent asked to be ignored (nohup) stays so.
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);
  }
}

Interruption::~Interruption() {
  for (const int signal : signals) {
    struct sigaction now {};
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == note) std::signal(signal, SIG_DFL);
  }
}

bool Interruption::requested() const { return signalled.load(std::memory_order_relaxed); }

}  // namespace galley::cli
