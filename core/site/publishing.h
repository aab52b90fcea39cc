// What becomes of one file of a site: whether Jekyll writes it, at which URL, and to which file (Jekyll::Document,
// Page, StaticFile, Publisher and Renderer of 4.3). It works on front matter that was read; nothing here touches the
// disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/post/front_matter.h"
#include "core/post/post.h"
#include "core/site/site_config.h"

namespace galley::site {

/// A file as Jekyll takes it, by where it stands and whether it begins with a line `---`.
struct SourceFile {
  enum class Kind : std::uint8_t {
    post,
    draft,
    document,     // of another collection
    page,         // has front matter
    static_file,  // copied
  };
  std::string path;  // below the site's source
  Kind kind = Kind::static_file;
  std::string collection;  // the label of its collection; empty for pages and static files outside of any
};

/// What a file is to Jekyll by its path below the site's folder and its role; `has_header`: it begins with `---`.
SourceFile source_file(std::string_view below, post::Role role, bool has_header, const SiteConfig& config);

struct Published {
  bool written = false;  // not where it says `published: false`, lies in the future, or its collection has no output
  bool read = true;      // false for a post that Jekyll drops while it reads: `site.posts` does not have it
  std::string url;       // as Jekyll links to it, percent-encoded, without `baseurl`
  std::string file;      // below the destination
  std::optional<std::int64_t> seconds;     // a post's or document's date; nothing where it is the moment of the build
  std::vector<std::string> redirect_from;  // as written
  std::vector<std::string> categories, tags;  // of a post
  bool hidden = false;                        // a post says `hidden: true`: paginators leave it out
};

/// `bytes_valid`: whether the file is UTF-8; Jekyll drops a post that is not. `now`: seconds since 1970 of the build.
/// `modified`: of a draft's file, in the same.
Published publish(const SourceFile& file, const post::FrontMatter& front_matter, bool bytes_valid,
                  const SiteConfig& config, std::int64_t now, std::int64_t modified = 0);

/// What Jekyll's converters make of an extension: `.html` of Markdown, `.css` of Sass; else the extension itself.
std::string output_extension(std::string_view extension, const SiteConfig& config);

/// File.extname of Ruby: `.gz` of `a.tar.gz`, nothing of `.htaccess`.
std::string_view extension_of(std::string_view path);

/// Where a URL's page is written: decoded, `index` for a slash at its end, with `extension` where it lacks that.
std::string destination_of(std::string_view url, std::string_view extension);

/// The URL that a permalink of a page's front matter, or of a redirect, makes.
std::string page_url(std::string_view permalink, std::string_view folder, std::string_view basename,
                     std::string_view output_extension);

/// What fills the URL of a post or of another collection's document.
struct DocumentUrl {
  std::string path;  // as Jekyll's `relative_path`: below the source, or below `collections_dir`
  std::string collection;
  std::optional<std::string> slug;  // nothing where the front matter could not be read
  std::vector<std::string> categories;
  std::optional<std::string> permalink;  // of the front matter
  std::optional<std::int64_t> seconds;
  std::string output_extension;
};

/// Nothing where the template asks for what is not there: the build fails.
std::optional<std::string> document_url(const DocumentUrl& document, std::string_view url_template,
                                        const post::Zone& zone);

}  // namespace galley::site
