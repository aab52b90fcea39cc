// What Jekyll takes from a post's path: whether it is a post or a draft, its date and slug, its categories, and what
// its extension says about its body. It promises to judge names by Jekyll's own patterns (Jekyll::Document's
// DATE_FILENAME_MATCHER and DATELESS_FILENAME_MATCHER, PostReader, EntryFilter), and never touches the disk.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/post/scalar.h"
#include "core/text/span.h"

namespace galley::post {

/// The date in a file name, as Ruby's Time.parse reads it: a year of two digits is of this century or the last one.
struct FileNameDate {
  enum class State : std::uint8_t {
    valid,
    carried,    // no such day, but Ruby makes it a day of the next month (30 February is 1 March); `day` is that one
    impossible  // no month or day has that number: the build fails where the front matter has no date
  };
  State state = State::valid;
  CivilDate day;  // of the Gregorian calendar; not where the state is `impossible`
};

struct PostPath {
  enum class Folder : std::uint8_t {
    posts,   // under `_posts`
    drafts,  // under `_drafts`
    other,
  };
  Folder folder = Folder::other;
  std::string name;       // the last part of the path
  std::string stem;       // `name` without its extension
  std::string extension;  // with its dot, as written; "" where there is none
  std::string slug;       // Jekyll's: what follows the date, or the stem; without the dots at its end
  std::string date_text;  // "2020-1-02"; "" where the name has no date
  std::optional<FileNameDate> date;
  std::vector<std::string> categories;  // the folders above `_posts` or `_drafts`
  Span name_at;                         // in the path
  bool special = false;  // a name that Jekyll leaves out: it begins with `_`, `.`, `#` or `~`, or ends with `~` or `.`

  /// Whether the name is `YYYY-MM-DD-slug.ext`. Under `_posts` Jekyll ignores any other file without a word.
  bool dated() const { return date.has_value(); }
};

/// `path` is relative to the site's source; `/` parts it.
PostPath parse_post_path(std::string_view path);

/// `markdown_ext` of `_config.yml` where that is silent.
inline constexpr std::string_view default_markdown_extensions = "markdown,mkdown,mkdn,mkd,md";

/// Whether Jekyll's Markdown converter takes an extension (with its dot). `extensions` is as in `markdown_ext`; case
/// does not matter.
bool is_markdown_extension(std::string_view extension, std::string_view extensions = default_markdown_extensions);
/// `.html`, `.htm` and `.xhtml`, in any case.
bool is_html_extension(std::string_view extension);

/// The title that Jekyll makes of a slug where the front matter has none: its words, capitalised (Utils.titleize_slug).
std::string title_of_slug(std::string_view slug);

/// Reads `\d{2,4}-\d{1,2}-\d{1,2}` as Time.parse does.
FileNameDate parse_file_name_date(std::string_view text);

}  // namespace galley::post
