// Where a link of a post leads within its site: relative references, absolute paths below `baseurl`, the site's own
// host under any scheme, and the Liquid that Jekyll's documentation teaches for links (`{% post_url %}`, `{% link %}`,
// `{{ site.baseurl }}`, `{{ site.url }}`, `{{ "/x" | relative_url }}` and `absolute_url`). Other Liquid makes a link
// unknown, not broken.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/site/model.h"
#include "core/site/view.h"

namespace galley::site {

struct Target {
  enum class State : std::uint8_t {
    elsewhere,  // another host, another scheme, or a path beside `baseurl`
    unknown,    // only a build can tell
    found,
    other_case,  // `page` is there, with other letters than were written
    missing,
  };
  State state = State::unknown;
  const Publication* page = nullptr;
  std::string path;      // from the site's root, decoded, without `baseurl`: `/a/b/`
  std::string fragment;  // decoded; empty for none
};

/// `text` is a link as it is written (references decoded), `page_url` that of the page it stands on, `source` that
/// page's file below the source.
Target resolve(std::string_view text, std::string_view page_url, std::string_view source, const SiteView& view);

/// The text with the Liquid above evaluated; nothing where there is other Liquid, or what it names is not there.
std::optional<std::string> evaluated(std::string_view text, std::string_view page_url, const SiteView& view);

/// The post that `post_url` names, or the file that `link` does; null for none.
const Publication* named_post(std::string_view name, const SiteView& view);
const Publication* named_file(std::string_view name, const SiteView& view);

/// What is published at a path (decoded, from the site's root), as a server finds it: the file itself, with `.html`, or
/// the index of a folder. Null for nothing.
const Publication* published_at(std::string_view path, const SiteModel& model);

}  // namespace galley::site
