// Which files and folders Jekyll enters (Jekyll::EntryFilter of 4.3): `include`, `exclude`, and names that begin with
// `.`, `_`, `#` or `~`, or end with `~` or `.`.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/site/site_config.h"

namespace galley::site {

class EntryFilter {
 public:
  explicit EntryFilter(const SiteConfig& config);

  /// `entry`: a name, or in a folder of posts or of a collection the path below it. `base`: that folder below the
  /// source, empty for the source itself. `is_folder` is asked only where a pattern ends with a slash.
  bool takes(std::string_view base, std::string_view entry, const std::function<bool()>& is_folder) const;

  struct Pattern {
    std::string text;   // from the root
    bool wild = false;  // it has a wildcard
  };

 private:
  std::vector<Pattern> include_, exclude_;
};

/// File.fnmatch of Ruby without flags: `*` and `?` match slashes too.
bool ruby_fnmatch(std::string_view pattern, std::string_view path);

}  // namespace galley::site
