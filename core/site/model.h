// Which URL every file of a site publishes, without running Jekyll: posts, pages, documents of collections, static
// files, redirects, and what the usual plugins add (jekyll-feed, -sitemap, -paginate, -archives, -redirect-from).
//
// It promises what Debian's Jekyll 4.3 writes to its destination; tests/e2e/site_urls.py holds it to that. It reads the
// first bytes of pages and the whole of posts (Jekyll drops those that are not UTF-8), in parallel, and keeps names
// alone.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/archive/file_store.h"
#include "core/site/facts.h"
#include "core/site/publishing.h"
#include "core/site/site_config.h"

namespace galley::site {

/// Views of texts that the model holds, or the facts that it was made of.
struct Publication {
  enum class Kind : std::uint8_t { post, draft, document, page, static_file, redirect, generated };
  Kind kind = Kind::page;
  std::string_view source;  // the file below the site's source; of a redirect that which names it; of what a plugin
                            // makes, the plugin's name
  std::string_view url;     // as Jekyll links to it: percent-encoded, without `baseurl`
  std::string_view file;    // below the destination: `2022/06/10/a.html`
};

std::string_view to_string(Publication::Kind kind);

class SiteModel {
 public:
  SiteModel() = default;
  /// `texts`: what the publications are views of, as far as nobody else holds it. `opaque`: why more may be published
  /// than is listed, empty for no reason.
  SiteModel(std::vector<Publication> publications, std::deque<std::string> texts, std::string opaque);
  SiteModel(SiteModel&&) = default;
  SiteModel& operator=(SiteModel&&) = default;
  SiteModel(const SiteModel&) = delete;
  SiteModel& operator=(const SiteModel&) = delete;

  /// By file and then source; several may be written to one file, of which Jekyll keeps the last it writes.
  const std::vector<Publication>& publications() const { return publications_; }
  /// The first that is written to a file; null for none. Letter case counts.
  const Publication* at_file(std::string_view file) const;
  /// One that is written to a file of this name but for letter case; null for none.
  const Publication* at_file_of_any_case(std::string_view file) const;
  /// What a source file publishes; null for nothing.
  const Publication* of_source(std::string_view source) const;
  /// Whether a folder of the destination holds anything.
  bool has_folder(std::string_view folder) const;

  /// Why the list may lack pages (generators of the site's own); empty for no reason.
  const std::string& opaque() const { return opaque_; }

 private:
  std::vector<Publication> publications_;
  std::deque<std::string> texts_;
  /// Each made when it is first asked for: most runs miss no path, and many name no source.
  struct Indices {
    std::once_flag folded, sources;
    std::unordered_map<std::string, std::uint32_t> by_folded_file;
    std::unordered_map<std::string_view, std::uint32_t> by_source;
  };
  std::unique_ptr<Indices> indices_ = std::make_unique<Indices>();
  std::string opaque_;
};

struct ModelRequest {
  std::string folder;    // of `_config.yml`
  std::int64_t now = 0;  // of the build: seconds since 1970
  unsigned jobs = 0;     // 0: as many as the machine has cores
  /// What is known of a post or document from another reading, which outlives the model; nothing where it is not known.
  struct Known {
    std::string_view source;
    const PostFacts* facts;
  };
  std::function<std::optional<Known>(std::string_view source)> known = nullptr;
};

/// Reads the site. Files that cannot be read are passed over.
SiteModel read_site(archive::FileStore& files, const SiteConfig& config, const ModelRequest& request);

}  // namespace galley::site
