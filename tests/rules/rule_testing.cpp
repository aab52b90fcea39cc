#include "tests/rules/rule_testing.h"

#include <fmt/format.h>

#include <algorithm>

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
  checked.findings = pass.run(checked.post, setup.settings);
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

  std::vector<Checked> checked;
  std::vector<site::PostFacts> facts;
  body::HtmlParser parser;
  for (const auto& [path, bytes] : files) {
    if (path == site::site_config_name) continue;
    const post::Role role = path.find("_posts/") != std::string::npos    ? post::Role::post
                            : path.find("_drafts/") != std::string::npos ? post::Role::draft
                                                                         : post::Role::document;
    Checked& c = checked.emplace_back();
    c.post = post::read_post(std::make_unique<const Source>(path, bytes), path, role, site.reading, parser);
    facts.push_back(site::gather_facts(c.post, site.config));
  }
  const Archive archive{facts, &site, [&](std::size_t i) { return content::compared_text(checked[i].post.document); }};
  const Judges judges(archive, std::vector<Judges::Holds>(facts.size(), {&selection, &settings}));
  for (std::size_t i = 0; i < facts.size(); ++i) {
    checked[i].findings = judges.about(i, facts[i]);
    settle(checked[i].findings);
  }
  return checked;
}

std::string place_of(const Checked& checked, const Finding& f) {
  const Position begin = checked.post.source->position(f.at.begin), end = checked.post.source->position(f.at.end);
  return fmt::format("{}:{}-{}:{} {}", begin.line, begin.column, end.line, end.column, f.rule->code);
}

}  // namespace galley::rules::testing
