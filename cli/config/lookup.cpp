#include "cli/config/lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/archive/load.h"
#include "core/site/defaults.h"
#include "core/text/paths.h"
#include "rules/front_matter_facts.h"
#include "rules/registry.h"

namespace galley::cli::config {
namespace {

constexpr std::size_t most_files = 50;

using paths::name_of;
using paths::parent_of;

void put_options(const RuleOptions& from, rules::Settings& to) {
  for (const auto& [code, options] : from) {
    for (const auto& [name, setting] : options) {
      to.options[code][name] = setting.value;
      if (setting.file) to.files[std::get<std::string>(setting.value)] = *setting.file;
    }
  }
}

// Which rule option a key at the top stands for.
void put_known(const Chain& chain, PostRules& rules) {
  std::vector<std::string> keys;
  for (const auto& file : chain) {
    for (const Word& w : file->known_keys) keys.push_back(w.text);
    for (const Word& w : file->known_paths) rules.settings.known_paths.push_back(w.text);
  }
  if (!keys.empty()) rules.settings.options["FM009"]["known-keys"] = keys;
}

}  // namespace

std::string_view path_below(std::string_view folder, std::string_view path) {
  if (folder == "/") return path.substr(std::min<std::size_t>(1, path.size()));
  if (path.size() <= folder.size() + 1 || !path.starts_with(folder) || path[folder.size()] != '/') return {};
  return path.substr(folder.size() + 1);
}

std::string from_here(archive::FileStore& files, const std::string& path) {
  const std::string_view below = path_below(files.canonical("."), path);
  return below.empty() ? path : std::string(below);
}

Lookup::Lookup(archive::FileStore& files, Keys keys, Request request)
    : files_(files), keys_(std::move(keys)), request_(std::move(request)), here_(files.canonical(".")) {
  for (const std::string& pattern : request_.exclude) command_line_excludes_.push_back({pattern, {"--exclude", 0, 0}});
}

std::string Lookup::shown(const std::string& real_path) const {
  const std::string_view below = path_below(here_, real_path);
  return below.empty() ? real_path : std::string(below);
}

std::shared_ptr<const ConfigFile> Lookup::read(const std::string& real_path) {
  auto& known = files_read_[real_path];
  if (known) return known;
  if (const auto bytes = files_.read(real_path, max_config_bytes)) {
    known = std::make_shared<ConfigFile>(
        parse_config(files_, shown(real_path), parent_of(real_path), *bytes, keys_, problems_));
  } else {
    known = std::make_shared<ConfigFile>();
    add_problem({shown(real_path), 0, 0}, bytes.error().cause);
  }
  return known;
}

void Lookup::add_problem(const Origin& at, std::string cause) {
  Problem& problem = problems_.emplace_back();
  problem.at = at;
  problem.cause = std::move(cause);
}

// Reads a file and what it extends, each once, before what it is extended by.
const Chain& Lookup::load(const std::string& real_path) {
  if (const auto known = chains_.find(real_path); known != chains_.end()) return *known->second;
  auto chain = std::make_unique<Chain>();
  struct Open {
    std::string path;
    std::size_t next = 0;
  };
  std::vector<Open> open{{real_path}};
  std::set<std::string> done;
  while (!open.empty()) {
    const std::string path = open.back().path;
    const auto file = read(path);
    if (open.back().next == file->extends.size()) {
      if (done.insert(path).second) chain->push_back(file);
      open.pop_back();
      continue;
    }
    const Word& word = file->extends[open.back().next++];
    const std::string real = files_.canonical(beside(file->folder, word.text));
    if (real.empty()) {
      add_problem(
          word.from,
          fmt::format("'{}' is not there (paths under `extends` are relative to the folder of this file)", word.text));
    } else if (files_.type(real) != archive::FileType::file) {
      add_problem(word.from, fmt::format("'{}' is no file; name the file itself, as {}", word.text,
                                         beside(word.text, config_name)));
    } else if (std::any_of(open.begin(), open.end(), [&](const Open& o) { return o.path == real; })) {
      std::string way;
      for (const Open& o : open)
        if (!way.empty() || o.path == real) way += shown(o.path) + " → ";
      add_problem(word.from, fmt::format("this file extends itself: {}{}", way, shown(real)));
    } else if (open.size() + done.size() >= most_files) {
      add_problem(word.from, fmt::format("more than {} configurations extend each other", most_files));
    } else if (!done.contains(real)) {
      open.push_back({real});
    }
  }
  return *chains_.emplace(real_path, std::move(chain)).first->second;
}

const Lookup::Located& Lookup::locate(const std::string& folder) {
  // Posts come folder by folder.
  if (last_ != nullptr && last_->first == folder) return last_->second;
  const Located& located = look_up(folder);
  last_ = &*folders_.find(folder);
  return located;
}

const Lookup::Located& Lookup::look_up(const std::string& folder) {
  if (const auto known = folders_.find(folder); known != folders_.end()) return known->second;
  static const Chain none;
  std::string real = files_.canonical(folder);
  // A folder that is not there (standard input may be named anything) lies in the nearest one that is.
  std::string missing;
  for (std::string up = folder; real.empty() && up != "/" && up != ".";) {
    missing = missing.empty() ? std::string(name_of(up)) : std::string(name_of(up)) + "/" + missing;
    up = parent_of(up);
    real = files_.canonical(up);
  }
  const Chain* chain = &none;
  if (!request_.isolated && !request_.file.empty()) {
    const std::string given = files_.canonical(request_.file);
    if (given.empty()) {
      if (folders_.empty()) add_problem({request_.file, 0, 0}, "no such file");
    } else {
      chain = &load(given);
    }
  } else if (!request_.isolated) {
    std::vector<std::string> passed;
    for (std::string at = real.empty() ? here_ : real;; at = parent_of(at)) {
      if (const auto known = nearest_.find(at); known != nearest_.end()) {
        chain = known->second;
        break;
      }
      passed.push_back(at);
      const std::string candidate = beside(at, config_name);
      if (files_.type(candidate) == archive::FileType::file) {
        chain = &load(files_.canonical(candidate));
        break;
      }
      if (at == "/" || at == ".") break;
    }
    for (const std::string& at : passed) nearest_.emplace(at, chain);
  }
  if (!missing.empty()) real = beside(real, missing);
  return folders_.emplace(folder, Located{chain, real}).first->second;
}

const Chain& Lookup::chain_of(const std::string& folder) { return *locate(folder).chain; }

std::string Lookup::common_folder(const std::vector<std::string>& paths) {
  std::string common;
  for (const std::string& path : paths) {
    const std::string real = files_.canonical(path == "-" ? "." : path);
    if (real.empty()) continue;
    const std::string folder = files_.type(real) == archive::FileType::folder ? real : parent_of(real);
    if (common.empty()) common = folder;
    while (common != folder && common != "/" && path_below(common, folder).empty()) common = parent_of(common);
  }
  return common.empty() ? here_ : common;
}

const Chain& Lookup::chain_of_run(const std::vector<std::string>& paths) { return chain_of(common_folder(paths)); }

// Where a file's patterns begin: its own folder, or the current one where the command line names the file.
const std::string& Lookup::base_of(const ConfigFile& file) const { return request_.file.empty() ? file.folder : here_; }

const PostRules& Lookup::rules_for(const std::string& path) {
  const Located& at = locate(parent_of(path));
  const Chain& chain = *at.chain;
  std::vector<bool> matched;
  const bool by_path =
      std::any_of(chain.begin(), chain.end(), [](const auto& file) { return !file->per_path.empty(); });
  const std::string real = by_path ? beside(at.real, name_of(path)) : std::string();
  for (const auto& file : chain)
    for (const PerPath& entry : file->per_path)
      matched.push_back(path_matches(entry.pattern.text, path_below(base_of(*file), real)));
  auto& known = rules_[{&chain, matched}];
  if (known) return *known;
  known = std::make_unique<PostRules>();
  PostRules& out = *known;
  out.chain = &chain;
  out.settings = request_.settings;
  put_known(chain, out);
  for (const auto& file : chain) {
    out.states.apply(file->rules);
    put_options(file->options, out.settings);
    if (file->renderer) out.renderer = &*file->renderer;
  }
  std::size_t index = 0;
  for (const auto& file : chain) {
    for (const PerPath& entry : file->per_path) {
      if (!matched[index++]) continue;
      out.per_path.push_back(&entry);
      out.states.apply_per_path(entry.rules);
      put_options(entry.options, out.settings);
    }
  }
  out.states.apply_command_line(request_.selection);
  out.selection = out.states.selection();
  return out;
}

const Word* Lookup::excluded(const std::string& path) {
  const Located& at = locate(parent_of(path));
  const auto excludes = [](const auto& file) { return !file->exclude.empty(); };
  if (command_line_excludes_.empty() && std::none_of(at.chain->begin(), at.chain->end(), excludes)) return nullptr;
  const std::string real = beside(at.real, name_of(path));
  for (const Word& pattern : command_line_excludes_) {
    const std::string_view below = path_below(here_, real);
    if (path_matches(pattern.text, below.empty() ? std::string_view(real).substr(1) : below)) return &pattern;
  }
  for (const auto& file : *at.chain)
    for (const Word& pattern : file->exclude)
      if (path_matches(pattern.text, path_below(base_of(*file), real))) return &pattern;
  return nullptr;
}

const PostRules& Lookup::without_given(const PostRules& rules, const archive::Input& input,
                                       const site::SiteConfig& site) {
  if (site.defaults.empty()) return rules;
  std::vector<std::string> left, required = rules::required_keys(rules.settings);
  const post::Role role = archive::role_of(input.role);
  const std::string path(archive::path_below_site(input));
  for (const std::string& key : required)
    if (site::default_value(site, path, site::type_of(path, role), key) == nullptr) left.push_back(key);
  if (left.size() == required.size()) return rules;
  auto& known = rules_without_[{&rules, left}];
  if (!known) {
    known = std::make_unique<PostRules>(rules);
    known->settings.options["FM005"].insert_or_assign("required", left);
  }
  return *known;
}

PostSetup Lookup::setup_for(const archive::Input& input, const site::Sites& sites) {
  const PostRules& rules = without_given(rules_for(input.path), input, sites.at(input.site).config);
  const post::Reading& of_site = sites.at(input.site).reading;
  if (rules.renderer == nullptr || rules.renderer->text == post::to_string(of_site.markdown)) return {&rules, &of_site};
  auto& reading = readings_[{input.site, rules.renderer->text}];
  if (!reading) {
    reading = std::make_unique<post::Reading>(of_site);
    const std::string& name = rules.renderer->text;
    reading->markdown = name == "gfm"          ? post::Renderer::gfm
                        : name == "commonmark" ? post::Renderer::commonmark
                                               : post::Renderer::kramdown;
    if (name == "gfm") reading->commonmark = body::CommonMarkOptions::gfm();
    if (name == "commonmark") reading->commonmark = {};
  }
  return {&rules, reading.get()};
}

std::string Lookup::real_path(const std::string& path) { return beside(locate(parent_of(path)).real, name_of(path)); }

std::vector<PostSetup> set_up(Lookup& lookup, NamedPosts& posts, const site::Sites& sites) {
  std::set<std::string> by_name;
  for (const std::string& word : posts.words) by_name.insert(lookup.real_path(word));
  if (!posts.stdin_path.empty()) by_name.insert(lookup.real_path(posts.stdin_path));
  const bool force = lookup.request().force_exclude;
  auto& all = posts.posts;
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const archive::Input& input) {
                             return lookup.excluded(input.path) != nullptr &&
                                    (force || !by_name.contains(lookup.real_path(input.path)));
                           }),
            all.end());
  std::vector<PostSetup> out;
  out.reserve(all.size());
  for (const archive::Input& input : all) out.push_back(lookup.setup_for(input, sites));
  return out;
}

}  // namespace galley::cli::config
