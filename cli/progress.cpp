#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "cli/output.h"

namespace galley::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto quiet_begin = 1s;  // of a run that may be done before anyone wonders
constexpr auto between_lines = 100ms;
constexpr auto between_log_lines = 5s;

std::string with_commas(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string duration(double seconds) {
  const auto s = static_cast<std::size_t>(std::ceil(seconds));
  if (s < 100) return fmt::format("{} s", s);
  if (s < 6000) return fmt::format("{} min", (s + 30) / 60);
  return fmt::format("{} h {} min", s / 3600, s % 3600 / 60);
}

bool is_ci() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && *ci != '\0' && std::string_view(ci) != "false" && std::string_view(ci) != "0";
}

}  // namespace

std::string progress_text(std::size_t done, std::size_t total, double seconds) {
  std::string text = fmt::format("{} of {} posts ({} %)", with_commas(done), with_commas(total),
                                 total == 0 ? 100 : done * 100 / total);
  if (done == 0 || seconds <= 0) return text;
  const double rate = static_cast<double>(done) / seconds;
  text += rate >= 10 ? fmt::format(", {} a second", with_commas(static_cast<std::size_t>(rate)))
                     : fmt::format(", {:.1f} a second", rate);
  if (done < total) text += fmt::format(", {} left", duration(static_cast<double>(total - done) / rate));
  return text;
}

void declare_progress(Command& app, std::string& choice) {
  app.option("--progress", &choice, "auto, always or never: how far a long run is, on standard error")
      .choices({"auto", "always", "never"})
      .shows_default()
      .value_name("WHEN");
}

Progress::Progress(std::size_t total, std::string_view choice, bool quiet) : total_(total), began_(Clock::now()) {
  if (quiet || choice == "never") return;
  const char* terminal = std::getenv("TERM");
  if (error_is_terminal() && terminal != nullptr && std::string_view(terminal) != "dumb")
    kind_ = Kind::line;
  else if (choice == "always" || is_ci())
    kind_ = Kind::log;
  next_ = began_ + (kind_ == Kind::line ? Clock::duration(quiet_begin) : Clock::duration(between_log_lines));
}

Progress::~Progress() { clear_status(); }

void Progress::step() {
  ++done_;
  if (kind_ == Kind::none) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  const std::string text = progress_text(done_, total_, std::chrono::duration<double>(now - began_).count());
  if (kind_ == Kind::line) {
    show_status(text);
    next_ = now + between_lines;
  } else {
    say(text);
    next_ = now + between_log_lines;
  }
}

}  // namespace galley::cli
