#include "tests/rules/rule_testing.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>

#include "core/content/sketch.h"
#include "core/site/sites.h"
#include "rules/judges.h"

namespace galley::rules::testing {

Checked check(std::string_view code, std::string bytes, Setup setup) {
  setup.settings.now = test_now;
  Selection selection = Selection::defaults();
  const bool own = code.starts_with("GA");
  if (!code.empty()) {
    // What galley's own rules say is about what the others find, so those run too.
    if (!own)
      for (auto& chosen : selection.rules) chosen = {Level::off, false};
    const RuleEntry* rule = find_rule(code);
    const Level level = rule->info.level == Level::off ? Level::warning : rule->info.level;
    selection.rules[rule_index(rule->info)] = {level, false};
  }
  body::HtmlParser parser;
  Checked checked;
  checked.post = post::read_post(std::make_unique<const Source>(setup.path, std::move(bytes)), setup.path, setup.role,
                                 setup.reading, parser);
  Pass pass(selection);
  // As where all of its site was judged, and nothing found.
  checked.findings = pass.run(checked.post, setup.settings, {{}, true, true});
  if (own)
    checked.findings.erase(std::remove_if(checked.findings.begin(), checked.findings.end(),
                                          [&](const Finding& f) { return f.rule->code != code; }),
                           checked.findings.end());
  return checked;
}

std::vector<Checked> judge(std::string_view code, std::vector<std::pair<std::string, std::string>> files,
                           const Settings& given) {
  Settings settings = given;
  settings.now = test_now;
  Selection selection = Selection::defaults();
  for (auto& chosen : selection.rules) chosen = {Level::off, false};
  const RuleEntry* rule = find_rule(code);
  const Level level = rule->info.level == Level::off ? Level::warning : rule->info.level;
  selection.rules[rule_index(rule->info)] = {level, false};

  site::Site site;
  site.config = site::default_site_config();
  site.folder = ".";
  std::sort(files.begin(), files.end());
  for (const auto& [path, bytes] : files)
    if (path == site::site_config_name) site.config = site::parse_site_config(path, bytes).value();
  site.reading = site.config.reading;

  struct Folder {
    explicit Folder(std::filesystem::path p) : path(std::move(p)) {}
    Folder(Folder&&) = default;
    ~Folder() {
      if (!path.empty()) std::filesystem::remove_all(path);
    }
    std::filesystem::path path;
  };
  std::vector<Folder> folders;
  std::vector<Checked> checked;
  std::vector<site::PostFacts> facts;
  site::GatherOptions gather;
  add_gather_options(selection, settings, gather);
  body::HtmlParser parser;
  for (const auto& [path, bytes] : files) {
    if (path == site::site_config_name) continue;
    // What is only there for the site: layouts, includes, plugins, and files that Jekyll copies.
    const bool part = path.starts_with("_layouts/") || path.starts_with("_includes/") || path.starts_with("_plugins/");
    if (part || (!bytes.starts_with("---") && path.find("_posts/") == std::string::npos)) continue;
    const post::Role role = path.find("_posts/") != std::string::npos    ? post::Role::post
                            : path.find("_drafts/") != std::string::npos ? post::Role::draft
                                                                         : post::Role::document;
    Checked& c = checked.emplace_back();
    c.post = post::read_post(std::make_unique<const Source>(path, bytes), path, role, site.reading, parser);
    facts.push_back(site::gather_facts(c.post, site.config, path, gather));
  }
  Archive archive{facts, &site, [&](std::size_t i) { return content::compared_text(checked[i].post.document); }};
  site::Site on_disk = site;
  std::unique_ptr<site::SiteView> view;
  if (has_site_judges(selection)) {
    static std::atomic<int> count{0};
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("galley-tests-{}-{}", ::getpid(), count.fetch_add(1));
    for (const auto& [path, bytes] : files) {
      std::filesystem::create_directories((folder / path).parent_path());
      std::ofstream(folder / path, std::ios::binary) << bytes;
    }
    on_disk.folder = folder.string();
    std::vector<site::SiteView::Member> members;
    for (std::size_t i = 0; i < facts.size(); ++i) members.push_back({checked[i].post.source->path(), &facts[i]});
    view = std::make_unique<site::SiteView>(archive::disk(), on_disk, std::move(members), test_now.seconds, 1);
    archive.view = view.get();
    folders.emplace_back(folder);
  }
  const Judges judges(archive, std::vector<Judges::Holds>(facts.size(), {&selection, &settings}));
  for (std::size_t i = 0; i < facts.size(); ++i) {
    checked[i].findings = judges.about(i, facts[i]).findings;
    settle(checked[i].findings);
  }
  for (const auto& [index, found] : judges.about_files()) {
    Checked& c = checked.emplace_back();
    std::string path = found.path;
    if (path.starts_with(on_disk.folder + "/")) path.erase(0, on_disk.folder.size() + 1);
    c.post.source = std::make_unique<const Source>(path, std::string());
    Finding& f = c.findings.emplace_back();
    f.rule = &all_rules()[index]->info;
    f.message = found.message;
    f.whole_file = true;
  }
  return checked;
}

std::string place_of(const Checked& checked, const Finding& f) {
  const Position begin = checked.post.source->position(f.at.begin), end = checked.post.source->position(f.at.end);
  return fmt::format("{}:{}-{}:{} {}", begin.line, begin.column, end.line, end.column, f.rule->code);
}

}  // namespace galley::rules::testing
