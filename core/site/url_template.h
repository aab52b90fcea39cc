// Jekyll's URL templates, and what fills their placeholders (Jekyll::URL, Drops::UrlDrop and Utils.slugify of Jekyll
// 4.3).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/post/zone.h"

namespace galley::site {

/// URL.escape_path: everything but letters, digits and what a path, query or scheme may hold is percent-encoded; a
/// percent sign too.
std::string escape_path(std::string_view path);

/// URL#sanitize_url: a slash before it, each `..` a slash, no `./`, and no two slashes in a row.
std::string sanitize_url(std::string_view url);

/// Utils.slugify: every run of what is no letter, mark or decimal digit becomes a hyphen, none at the edges. `pretty`
/// keeps `._~!$&'()+,;=@` as well; `cased` keeps capitals.
std::string slugified(std::string_view text, bool pretty, bool cased);

/// Fills `:name`s (URL#generate_url_from_drop): a name that is not known is tried without the underscore at its end.
/// Values are escaped. Nothing where one is not known, at which the build fails.
std::optional<std::string> fill_template(std::string_view url_template,
                                         const std::function<std::optional<std::string>(std::string_view)>& value);

/// `year`, `i_month`, `w_year` and so on of a moment, as `strftime` writes them in the site's zone; nothing for another
/// name.
std::optional<std::string> date_part(std::string_view name, std::int64_t seconds, const post::Zone& zone);

/// `permalink:` styles as templates: `pretty` is `/:categories/:year/:month/:day/:title/`; others are given back.
std::string permalink_template(std::string_view style);

/// Utils.add_permalink_suffix: the end that a site's style gives to the templates of pages and collections.
std::string with_permalink_suffix(std::string url_template, std::string_view style);

}  // namespace galley::site
