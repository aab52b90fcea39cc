// What holds for each post. From a post's folder the nearest `.galley.yml` upwards holds, on top of what it extends;
// the command line comes last. Files are read once; posts for which the same holds share it.
#pragma once

#include <compare>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/config/file.h"
#include "cli/posts.h"
#include "cli/selection.h"
#include "core/post/post.h"
#include "core/site/sites.h"
#include "rules/pass.h"
#include "rules/settings.h"

namespace galley::cli::config {

/// What the command line says of configuration.
struct Request {
  std::string file;                  // --config: this file holds for every post
  bool isolated = false;             // no file holds
  std::vector<std::string> exclude;  // --exclude: patterns relative to the current folder
  bool force_exclude = false;        // paths that were named are left out too
  SelectionLayer selection;
  rules::Settings settings;  // what every post begins with
};

/// A configuration with what it extends: the outermost first, the file that holds last. Empty where none holds.
using Chain = std::vector<std::shared_ptr<const ConfigFile>>;

/// What holds for the rules over a post; for any thread.
struct PostRules {
  rules::Selection selection;
  rules::Settings settings;
  const Chain* chain = nullptr;
  std::vector<const PerPath*> per_path;  // the entries that hold, in their order
  const Word* renderer = nullptr;
  RuleStates states;
};

struct PostSetup {
  const PostRules* rules = nullptr;
  const post::Reading* reading = nullptr;
  friend auto operator<=>(const PostSetup&, const PostSetup&) = default;
};

/// Owns what it hands out. Not for several threads.
class Lookup {
 public:
  Lookup(archive::FileStore& files, Keys keys, Request request);

  /// The configuration that holds for what lies in a folder.
  const Chain& chain_of(const std::string& folder);
  /// The real path of the folder that all of these have in common; the current one for none.
  std::string common_folder(const std::vector<std::string>& paths);
  /// The configuration that holds for a run over these paths, for what is not a post's own: that of their common
  /// folder.
  const Chain& chain_of_run(const std::vector<std::string>& paths);

  const PostRules& rules_for(const std::string& path);
  /// The pattern that leaves a path out; null where none does.
  const Word* excluded(const std::string& path);
  /// A path with its folder's links resolved, whether or not a file stands there.
  std::string real_path(const std::string& path);
  PostSetup setup_for(const archive::Input& input, const site::Sites& sites);

  /// What is wrong with the files that were read so far.
  const std::vector<Problem>& problems() const { return problems_; }
  const Request& request() const { return request_; }
  const Keys& keys() const { return keys_; }

 private:
  struct Located {
    const Chain* chain;
    std::string real;  // the folder's real path
  };
  const Located& locate(const std::string& folder);
  const Located& look_up(const std::string& folder);
  const PostRules& without_given(const PostRules& rules, const archive::Input& input, const site::SiteConfig& site);
  void add_problem(const Origin& at, std::string cause);
  std::shared_ptr<const ConfigFile> read(const std::string& real_path);
  const Chain& load(const std::string& real_path);
  const std::string& base_of(const ConfigFile& file) const;
  std::string shown(const std::string& real_path) const;

  archive::FileStore& files_;
  Keys keys_;
  Request request_;
  std::string here_;  // the real path of the current folder
  std::vector<Word> command_line_excludes_;
  std::vector<Problem> problems_;
  std::map<std::string, Located> folders_;
  const std::pair<const std::string, Located>* last_ = nullptr;          // of these
  std::map<std::string, const Chain*> nearest_;                          // by real folder
  std::map<std::string, std::unique_ptr<Chain>> chains_;                 // by the real path of the file that holds
  std::map<std::string, std::shared_ptr<const ConfigFile>> files_read_;  // by real path
  std::map<std::pair<const Chain*, std::vector<bool>>, std::unique_ptr<PostRules>> rules_;
  /// By what held before, and the keys of FM005 that are left: those that `defaults` of the site do not give to a post.
  std::map<std::pair<const PostRules*, std::vector<std::string>>, std::unique_ptr<PostRules>> rules_without_;
  std::map<std::pair<std::string, std::string>, std::unique_ptr<post::Reading>> readings_;
};

/// The folder of the file that holds; empty where none does.
inline std::string home_of(const Chain& chain) { return chain.empty() ? std::string() : chain.back()->folder; }

/// A path as it reads from the current folder: without that folder's own path where it lies below.
std::string from_here(archive::FileStore& files, const std::string& path);

/// A path below a folder, or empty where it is not there; both real.
std::string_view path_below(std::string_view folder, std::string_view path);

/// Leaves out of `posts` what is excluded, and says what holds for each that stays, in their order. A post that was
/// named by itself, by the command line or a list, stays unless the request forces.
std::vector<PostSetup> set_up(Lookup& lookup, NamedPosts& posts, const site::Sites& sites);

}  // namespace galley::cli::config
