// The sites that a run's posts belong to, each read once from its `_config.yml`, before the posts are.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "core/archive/file_store.h"
#include "core/post/post.h"
#include "core/site/site_config.h"

namespace galley::site {

struct Site {
  std::string folder;  // "" for posts that belong to no site
  SiteConfig config;
  post::Reading reading;
  std::string digest;  // SHA-256 of the configuration's bytes; empty where there is none
};

class Sites {
 public:
  explicit Sites(archive::FileStore& files) : files_(files) {}

  /// The site in that folder; reads its configuration when first asked. Not for several threads.
  const Site& load(const std::string& folder);
  /// One that was loaded; for any thread.
  const Site& at(const std::string& folder) const { return *by_name_.at(folder); }
  /// What could not be read of the configurations; such a site has Jekyll's defaults.
  const std::vector<archive::FileError>& errors() const { return errors_; }
  /// What the configurations say that Jekyll, or galley, takes otherwise than it was meant: a sentence each, with its
  /// place, in the order in which they were read.
  std::vector<std::string> warnings() const;

 private:
  const Site& read(const std::string& folder);
  void read_config(const std::string& folder, Site& site);

  archive::FileStore& files_;
  std::deque<Site> sites_;
  std::map<std::string, const Site*> by_name_;   // a folder may be named in several ways
  std::map<std::string, const Site*> by_place_;  // by its canonical path
  std::vector<archive::FileError> errors_;
};

}  // namespace galley::site
