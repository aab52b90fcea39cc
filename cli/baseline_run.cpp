#include "cli/baseline_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/output.h"

namespace galley::cli {

void add_baseline_options(Command& command, BaselineArguments& arguments) {
  command
      .option("--baseline", &arguments.file,
              fmt::format("report only what this file does not know (the nearest {} where it is there)", baseline_name))
      .value_name("FILE")
      .group("Baseline");
  command.option("--write-baseline", &arguments.write, "record what is there in it, and report nothing")
      .group("Baseline");
  command.option("--no-baseline", &arguments.none, "report what is known, too").group("Baseline");
}

tl::expected<std::optional<BaselineRun>, std::string> BaselineRun::open(archive::FileStore& files,
                                                                        const BaselineArguments& arguments,
                                                                        const std::string& common,
                                                                        const std::string& home) {
  if (arguments.none) {
    if (arguments.write) return tl::unexpected(std::string("--write-baseline and --no-baseline cannot hold together"));
    return std::nullopt;
  }
  std::string path = arguments.file;
  if (path.empty()) {
    const std::string here = files.canonical(".");
    path = find_baseline(files, common.empty() ? here : common);
    if (path.empty() && !arguments.write) return std::nullopt;
    if (path.empty()) path = (home.empty() ? here : home) + "/" + std::string(baseline_name);
    // As people would name it.
    if (path.starts_with(here + "/")) path.erase(0, here.size() + 1);
  }
  const bool is_new = arguments.write && files.type(path) == archive::FileType::missing;
  auto baseline = is_new ? Baseline(files, path) : Baseline::read(files, path);
  if (!baseline) return tl::unexpected(baseline.error());
  BaselineRun run(std::move(*baseline));
  run.write_ = arguments.write;
  return std::optional(std::move(run));
}

void BaselineRun::set_posts(const NamedPosts& posts) {
  named_folder_ = posts.named_folder;
  names_.clear();
  names_.reserve(posts.posts.size());
  for (const archive::Input& input : posts.posts) names_.push_back(baseline_.name_of(input.path));
}

BaselineRun::Outcome BaselineRun::judge(std::size_t post, const Source& source, const rules::Selection& selection,
                                        std::vector<rules::Finding>& findings) const {
  Outcome outcome;
  if (write_) {
    outcome.found = known_of(source, findings);
    findings.clear();
  } else {
    outcome.stale = baseline_.hide(names_[post], source, selection, findings, outcome.known);
  }
  return outcome;
}

void BaselineRun::take(std::size_t post, const rules::Selection& selection, Outcome outcome) {
  if (write_)
    baseline_.record(names_[post], selection, std::move(outcome.found));
  else
    stale_.insert(stale_.end(), outcome.stale.begin(), outcome.stale.end());
}

bool BaselineRun::finish(bool quiet) {
  if (write_) {
    baseline_.drop_gone();
    if (const auto wrote = baseline_.write(); !wrote) {
      say(wrote.error().message());
      return false;
    }
    const std::size_t n = baseline_.size();
    if (!quiet) say(fmt::format("recorded {} in {}", counted(n, "finding"), baseline_.path()));
    return true;
  }
  std::sort(names_.begin(), names_.end());
  if (named_folder_) {
    const auto gone = baseline_.gone(names_);
    stale_.insert(stale_.end(), gone.begin(), gone.end());
  }
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(stale_.size(), most); ++i) {
    const StaleEntry& s = stale_[i];
    say(fmt::format("{}: stale: {} {}{}{}", baseline_.path(), s.path, s.code,
                    s.count > 1 ? fmt::format(" ({} times)", s.count) : "",
                    s.post_is_gone ? ", the post is gone" : ""));
  }
  if (stale_.size() > most) say(fmt::format("{}: stale: {} more", baseline_.path(), stale_.size() - most));
  if (!stale_.empty() && !quiet) say("`galley lint --write-baseline` leaves out what is stale");
  return true;
}

}  // namespace galley::cli
