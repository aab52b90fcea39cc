#include "cli/archive_run.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "cli/cache/place.h"
#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "core/content/sketch.h"
#include "core/site/find_posts.h"
#include "core/text/hash.h"
#include "core/text/paths.h"
#include "rules/registry.h"
#include "rules/suppressions.h"

namespace galley::cli {
namespace {

constexpr std::size_t not_of_run = ~std::size_t{0};

using paths::name_of;

std::string_view below(const archive::Input& input) {
  return input.site.empty() ? std::string_view() : archive::path_below_site(input);
}

}  // namespace

// The posts that are judged together.
struct ArchiveRun::Scope {
  struct Member {
    archive::Input input;
    config::PostSetup setup;
    std::size_t post = not_of_run;
    bool gathered = false;
    std::optional<archive::FileMark> fresh;  // for the cache
    // What the cache calls it: its path below the site, or as it was named. (The same by another way is another name.)
    std::string_view name() const { return archive::path_below_site(input); }
  };
  const site::Site* site = nullptr;  // null for posts that belong to none
  std::string folder;                // as the run names it
  std::vector<Member> members;
  std::vector<site::PostFacts> facts;  // of each member
  std::optional<FactsCache> cache;
  content::KnownPairs pairs;
  std::unique_ptr<site::SiteView> view;
  std::unique_ptr<const rules::Judges> judges;
};

ArchiveRun::ArchiveRun(const Job& job) : job_(job) {
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  began_ns_ = std::chrono::duration_cast<std::chrono::nanoseconds>(clock).count();
  std::set<const config::PostRules*> seen;
  for (const config::PostSetup& setup : job_.setups)
    if (seen.insert(setup.rules).second) {
      active_ = active_ || rules::has_judges(setup.rules->selection);
      rules::add_gather_options(setup.rules->selection, setup.rules->settings, gather_);
    }
  if (!active_) return;
  places_.resize(job_.posts.posts.size());
  for (std::size_t i = 0; i < job_.posts.posts.size(); ++i) add(i, job_.posts.posts[i]);
  add_rest_of_sites();
  for (const auto& [site, scope] : scopes_) {
    scope->facts.resize(scope->members.size());
    if (job_.cache) open_cache(*scope);
  }
}

ArchiveRun::~ArchiveRun() = default;

const std::string& ArchiveRun::real_folder(std::string_view path) {
  const std::string folder = paths::parent_of(path);
  auto known = folders_.find(folder);
  if (known == folders_.end()) {
    std::string real = job_.files.canonical(folder);
    known = folders_.emplace(folder, real.empty() ? folder : real).first;
  }
  return known->second;
}

void ArchiveRun::add(std::size_t post, const archive::Input& input) {
  // Standard input without a name belongs to no site, wherever galley is called.
  const bool nameless = input.path == "-" && job_.posts.stdin_path == "-";
  const site::Site* site = nameless || input.site.empty() ? nullptr : &job_.sites.at(input.site);
  auto& scope = scopes_[site];
  if (!scope) {
    scope = std::make_unique<Scope>();
    scope->site = site;
    scope->folder = nameless ? "" : input.site;
  }
  places_[post] = {scope.get(), scope->members.size()};
  scope->members.push_back({input, job_.setups[post], post, false, {}});
}

void ArchiveRun::add_rest_of_sites() {
  std::vector<std::pair<std::string, Scope*>> sites;
  for (const auto& [site, scope] : scopes_)
    if (scope->site != nullptr) sites.emplace_back(scope->folder, scope.get());
  for (const auto& [folder, scope] : sites) {
    // The posts of the run, by real folder and name: the same post may be named by another way.
    std::unordered_map<std::string_view, std::unordered_set<std::string_view, QuickHash>> there;
    for (const Scope::Member& m : scope->members) there[real_folder(m.input.path)].insert(name_of(m.input.path));
    auto rest = site::find_posts(
        job_.files, {}, {folder}, [&](const std::string&) { return job_.gitignore; }, job_.sites);
    const auto of_run = static_cast<std::ptrdiff_t>(scope->members.size());
    for (archive::Input& input : rest.posts) {
      // A site within the site is another one.
      if (&job_.sites.at(input.site) != scope->site) continue;
      const auto named = there.find(real_folder(input.path));
      if (named != there.end() && named->second.contains(name_of(input.path))) continue;
      const config::PostSetup setup = job_.lookup.setup_for(input, job_.sites);
      scope->members.push_back({std::move(input), setup, not_of_run, false, {}});
    }
    std::inplace_merge(scope->members.begin(), scope->members.begin() + of_run, scope->members.end(),
                       [](const auto& a, const auto& b) { return a.input.path < b.input.path; });
    for (std::size_t i = 0; i < scope->members.size(); ++i)
      if (const std::size_t post = scope->members[i].post; post != not_of_run) places_[post] = {scope, i};
  }
}

void ArchiveRun::open_cache(Scope& scope) {
  CacheKey key = program_key(job_.files);
  if (scope.site != nullptr) key = narrower_key(key, scope.site->digest);
  // The same file whatever other renderer a configuration says for some posts.
  std::string readings;
  for (const Scope::Member& m : scope.members)
    readings += static_cast<char>('0' + static_cast<int>(m.setup.reading->markdown));
  if (readings.find_first_not_of(readings.empty() ? '0' : readings.front()) != std::string::npos) return;
  std::string depends = readings.substr(0, 1);
  for (const std::string& pattern : gather_.source_patterns) depends += '\n' + pattern;
  key = narrower_key(key, depends);
  const auto path = facts_file(job_.files, job_.files.canonical(scope.folder.empty() ? "." : scope.folder), key);
  if (!path) return;
  scope.cache.emplace(job_.files, *path, key, began_ns_);
  scope.cache->read_pairs(scope.pairs);
}

std::optional<ArchiveRun::Gathered> ArchiveRun::known(std::size_t post, const archive::FileMark& mark) const {
  const auto& [scope, member] = places_[post];
  if (!scope->cache) return std::nullopt;
  const Scope::Member& m = scope->members[member];
  auto facts = scope->cache->find(m.name(), mark);
  if (!facts) return std::nullopt;
  facts->path = m.input.path;
  return Gathered{std::move(*facts), std::nullopt};
}

ArchiveRun::Gathered ArchiveRun::gather(std::size_t post, const post::Post& read,
                                        const std::optional<archive::FileMark>& before) const {
  return gather_from(*places_[post].scope, job_.posts.posts[post], read, before);
}

ArchiveRun::Gathered ArchiveRun::gather_from(const Scope& scope, const archive::Input& input, const post::Post& read,
                                             const std::optional<archive::FileMark>& before) const {
  Gathered gathered{site::gather_facts(read, job_.sites.at(input.site).config, below(input), gather_), std::nullopt};
  gathered.facts.speaks = rules::speaks_to_galley(read.source->bytes());
  // What was written meanwhile is not what was read.
  if (scope.cache && before && job_.files.mark(input.path) == before) gathered.fresh = before;
  return gathered;
}

void ArchiveRun::put(std::size_t post, Gathered gathered) {
  const auto& [scope, member] = places_[post];
  Scope::Member& m = scope->members[member];
  m.gathered = true;
  m.fresh = gathered.fresh;
  scope->facts[member] = std::move(gathered.facts);
}

void ArchiveRun::gather_rest(Scope& scope, unsigned jobs) {
  std::vector<std::size_t> rest;
  for (std::size_t i = 0; i < scope.members.size(); ++i)
    if (!scope.members[i].gathered && scope.members[i].post == not_of_run) rest.push_back(i);
  const auto gathered = [&](std::size_t k) -> Gathered {
    const Scope::Member& m = scope.members[rest[k]];
    const auto mark = job_.files.mark(m.input.path);
    if (scope.cache && mark)
      if (auto facts = scope.cache->find(m.name(), *mark)) return {std::move(*facts), std::nullopt};
    return parsers_.with([&](body::HtmlParser& parser) -> Gathered {
      const auto post = archive::load_post(job_.files, m.input, *m.setup.reading, parser);
      // A post that cannot be read still has its name.
      return post ? gather_from(scope, m.input, *post, mark) : Gathered{};
    });
  };
  constexpr std::size_t stretch = 256;
  archive::in_parallel((rest.size() + stretch - 1) / stretch, jobs, [&](std::size_t part) {
    for (std::size_t k = part * stretch; k < std::min(rest.size(), (part + 1) * stretch); ++k) {
      Gathered one = gathered(k);
      scope.members[rest[k]].fresh = one.fresh;
      scope.facts[rest[k]] = std::move(one.facts);
    }
  });
}

std::u32string ArchiveRun::text_of(const Scope& scope, std::size_t member) const {
  const Scope::Member& m = scope.members[member];
  const bool is_stdin = m.post != not_of_run && !job_.posts.stdin_path.empty() && m.input.path == job_.posts.stdin_path;
  auto bytes = is_stdin ? tl::expected<std::string, archive::FileError>(job_.posts.stdin_bytes)
                        : job_.files.read(m.input.path, archive::max_post_bytes);
  if (!bytes) return {};
  return parsers_.with([&](body::HtmlParser& parser) {
    return content::compared_text(archive::make_post(std::move(*bytes), m.input, *m.setup.reading, parser).document);
  });
}

// What the site publishes, where a rule asks for it: most of it is known by the facts of its posts. What lies in an
// archive file is not looked at, since only its posts are kept.
const site::SiteView* ArchiveRun::look_at_site(Scope& scope, unsigned jobs) {
  if (scope.site == nullptr) return nullptr;
  if (job_.files.mark(scope.folder + "/" + std::string(site::site_config_name)) == std::nullopt) return nullptr;
  const std::int64_t now = scope.members.front().setup.rules->settings.now.seconds;
  std::vector<site::SiteView::Member> posts;
  for (std::size_t i = 0; i < scope.members.size(); ++i)
    posts.push_back({below(scope.members[i].input), &scope.facts[i]});
  scope.view = std::make_unique<site::SiteView>(job_.files, *scope.site, posts, now, jobs);
  return scope.view.get();
}

void ArchiveRun::judge(unsigned jobs) {
  for (const auto& [site, scope] : scopes_) {
    Scope& s = *scope;
    gather_rest(s, jobs);
    for (std::size_t i = 0; i < s.members.size(); ++i) s.facts[i].path = s.members[i].input.path;
    const rules::Archive archive{s.facts, s.site,   [this, &s](std::size_t i) { return text_of(s, i); },
                                 nullptr, &s.pairs, jobs};
    std::vector<rules::Judges::Holds> holds(s.members.size());
    for (std::size_t i = 0; i < s.members.size(); ++i)
      if (s.members[i].gathered) holds[i] = {&s.members[i].setup.rules->selection, &s.members[i].setup.rules->settings};
    s.judges = std::make_unique<const rules::Judges>(archive, std::move(holds),
                                                     [this, &s, jobs] { return look_at_site(s, jobs); });
  }
}

rules::Judged ArchiveRun::about(std::size_t post, const site::PostFacts* newer) const {
  const auto& [scope, member] = places_[post];
  return scope->judges->about(member, newer != nullptr ? *newer : scope->facts[member]);
}

std::vector<ArchiveRun::OfFile> ArchiveRun::about_files() const {
  std::vector<OfFile> out;
  for (const auto& [site, scope] : scopes_) {
    if (scope->judges == nullptr) continue;
    for (auto& [rule, found] : scope->judges->about_files()) {
      // What holds for a path holds for files, too.
      const rules::Selection::Chosen chosen = job_.lookup.rules_for(found.path).selection.rules[rule];
      if (chosen.level == rules::Level::off || job_.lookup.excluded(found.path) != nullptr) continue;
      OfFile& one = out.emplace_back();
      one.path = std::move(found.path);
      one.finding.rule = &rules::all_rules()[rule]->info;
      one.finding.level = chosen.level;
      one.finding.message = std::move(found.message);
      one.finding.whole_file = true;
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const OfFile& a, const OfFile& b) { return a.path < b.path; });
  return out;
}

bool ArchiveRun::speaks(std::size_t post) const { return places_[post].scope->facts[places_[post].member].speaks; }

void ArchiveRun::save() {
  for (const auto& [site, scope] : scopes_) {
    if (!scope->cache) continue;
    std::vector<FactsCache::Member> members;
    members.reserve(scope->members.size());
    for (std::size_t i = 0; i < scope->members.size(); ++i) {
      const Scope::Member& m = scope->members[i];
      members.push_back({m.name(), &scope->facts[i], m.fresh ? &*m.fresh : nullptr});
    }
    if (scope->cache->save(members, scope->pairs)) prune_caches(job_.files, scope->cache->path(), began_ns_);
  }
}

}  // namespace galley::cli
