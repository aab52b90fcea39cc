#include <fmt/format.h>

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
    say(fmt::format("--now takes a date such as 2024-05-06 or 2024-05-06T07:08:09Z, not '{}'", args.now));
    return exit_failed;
  }
  const site::SiteModel model =
      site::read_site(files, site.config, {.folder = folder, .now = now.seconds, .jobs = args.jobs});
  if (!model.opaque().empty()) say(fmt::format("{}: there may be more: {}", args.path, model.opaque()));
  const std::string base = base_of(site.config);
  std::string out;
  for (const site::Publication& p : model.publications()) {
    const std::string url = base + std::string(p.url);
    if (args.format == "jsonl") {
      JsonWriter json;
      json.begin_object().member("url", url).member("file", p.file);
      json.member("kind", site::to_string(p.kind)).member("source", p.source).end_object();
      out += json.take() + "\n";
    } else {
      out += fmt::format("{}\t{}\t{}\n", url, site::to_string(p.kind), p.source);
    }
  }
  return write_out(out) ? exit_clean : exit_failed;
}

}  // namespace

Action declare_urls(Command& app) {
  app.description(
      "List what a site publishes, found without running Jekyll: each URL, what it is, and the file it is made of.");
  auto args = std::make_shared<UrlsArguments>();
  app.option("PATH", &args->path, "the folder of a site (this one where none is given)");
  app.option("-f,--format", &args->format, "text (URL, kind and source with tabs between) or jsonl")
      .choices({"text", "jsonl"})
      .shows_default()
      .value_name("NAME");
  app.option("--now", &args->now, "the moment that counts as now: posts after it are not published").value_name("TIME");
  app.option("-j,--jobs", &args->jobs, "how many threads (as many as cores)").value_name("N");
  return [args](CommandLine&) { return list(*args); };
}

}  // namespace galley::cli
