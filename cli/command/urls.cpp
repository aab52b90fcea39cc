#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "cli/command/command.h"
#include "cli/output.h"
#include "core/archive/file_store.h"
#include "core/post/date.h"
#include "core/site/model.h"
#include "core/site/sites.h"
#include "core/text/json.h"

namespace galley::cli {
namespace {

struct UrlsArguments {
  std::string path = ".";
  std::string format = "text";
  std::string now;
  unsigned jobs = 0;
};

std::string base_of(const site::SiteConfig& config) {
  std::string base = config.baseurl;
  while (base.ends_with('/')) base.pop_back();
  return base.empty() || base.starts_with('/') ? base : "/" + base;
}

int list(const UrlsArguments& args) {
  archive::FileStore& files = archive::disk();
  std::string folder = args.path;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  if (files.type(folder) != archive::FileType::folder) {
    say(fmt::format("{}: no such folder; name the folder of a site, where its `_config.yml` is", args.path));
    return exit_failed;
  }
  if (files.type(folder + "/" + std::string(site::site_config_name)) != archive::FileType::file) {
    say(fmt::format("{}: has no `_config.yml`; name the folder of a site, where that is", args.path));
    return exit_failed;
  }
  site::Sites sites(files);
  const site::Site& site = sites.load(folder);
  for (const archive::FileError& e : sites.errors()) say(e.message());
  if (!sites.errors().empty()) return exit_failed;
  post::Instant now{
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(), 0};
  if (!args.now.empty() && !post::parse_now(args.now, site.reading.zone, now)) {
    say(fmt::format("--now: `{}` is no day and no time, as 2024-05-06 or 2024-05-06 20:15:00 +0800", args.now));
    return exit_failed;
  }
  const site::SiteModel model =
      site::read_site(files, site.config, {.folder = folder, .now = now.seconds, .jobs = args.jobs});
  if (!model.opaque().empty()) say(fmt::format("{}: there may be more: {}", args.path, model.opaque()));
  const std::string base = base_of(site.config);
  std::string out;
  for (const site::Publication& p : model.publications()) {
    if (args.format == "jsonl") {
      JsonWriter json;
      json.begin_object().member("url", base + p.url).member("file", p.file);
      json.member("kind", site::to_string(p.kind)).member("source", p.source).end_object();
      out += json.take() + "\n";
    } else {
      out += fmt::format("{}\t{}\t{}\n", base + p.url, site::to_string(p.kind), p.source);
    }
  }
  return write_out(out) ? exit_clean : exit_failed;
}

}  // namespace

std::function<int()> declare_urls(CLI::App& app) {
  app.description(
      "List what a site publishes, found without running Jekyll: each URL, what it is, and the file that it is made "
      "of.");
  auto args = std::make_shared<UrlsArguments>();
  app.add_option("PATH", args->path, "the folder of a site (this one where none is given)");
  app.add_option("-f,--format", args->format, "text (URL, kind and source with tabs between) or jsonl")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->capture_default_str()
      ->type_name("NAME");
  app.add_option("--now", args->now, "the moment that counts as now: posts after it are not published")
      ->type_name("TIME");
  app.add_option("-j,--jobs", args->jobs, "how many threads (as many as cores)")->type_name("N");
  return [args] { return list(*args); };
}

}  // namespace galley::cli
