// An exporter writes a post in another form: a pure function from what was read to text and a report of how faithful
// the text is. It touches no files and keeps no state, so any number may run at once. The exporters there are stand in
// exporters.def; each is one file, or one folder, of this room.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/document.h"
#include "core/text/source.h"

namespace galley::exporters {

/// What a post says of itself, as JSON and others write it. Empty means that the post does not say it. All text is
/// UTF-8.
struct PostInfo {
  std::string id;
  std::string path;
  std::string url;
  std::string source_url;
  std::string title;
  std::string date_published;                // RFC 3339
  std::string date_modified;                 // RFC 3339
  std::optional<std::int64_t> date_seconds;  // date_published, in seconds since 1970
  std::string language;
  std::string layout;
  std::vector<std::string> categories;
  std::vector<std::string> tags;
  std::string front_matter_json;  // an object, as text; empty for none
  std::string findings_json;      // an array, as text, where findings were asked for
};

struct Input {
  const body::Document& body;
  const Source& source;  // of the whole post: for places and hashes
  const PostInfo& post;
  std::string_view front_matter;  // what stands before the body in the output, byte for byte; empty for nothing
  bool liquid = false;            // the site runs Liquid over the post
  // The same body with quotes, dashes and dots as they were typed, where the reader made others of them; else null.
  const body::Document* typed = nullptr;
};

/// CONVERT.md's and the command line's options of `galley convert`, with their defaults.
struct Options {
  enum class Emphasis : std::uint8_t { html, charref, comment };
  enum class CjkBreaks : std::uint8_t { keep, join };
  enum class RawHtml : std::uint8_t { never, fallback, keep };
  enum class Links : std::uint8_t { inline_, reference, footnote, drop };
  enum class Embeds : std::uint8_t { keep, link };
  enum class Typography : std::uint8_t { automatic, source, rendered };  // automatic: source in kramdown alone
  enum class Schema : std::uint8_t { galley, jsonfeed, dolma };

  bool verify = true;
  Emphasis emphasis = Emphasis::html;  // the last step for emphasis whose delimiters would not be read
  CjkBreaks cjk_breaks = CjkBreaks::keep;
  RawHtml raw_html = RawHtml::fallback;
  std::optional<Links> links;  // each format has its own default
  Embeds embeds = Embeds::keep;
  Typography typography = Typography::automatic;
  Schema schema = Schema::galley;
  std::string base_url;             // made the beginning of links and images that have no host
  unsigned columns = 0;             // text: the width of lines in cells; 0 keeps a paragraph on one line
  std::vector<std::string> fields;  // json: which to write; empty for the usual ones
  std::vector<bool> removed;        // elements to leave out, by node (`--remove`)
  std::vector<bool> kept;           // elements to keep as HTML, by node (`--keep`)
};

/// What became of a post on its way.
struct Report {
  enum class Verify : std::uint8_t {
    none,       // not asked for, or the format has nothing to read back
    same,       // read back, and says the same
    different,  // says something else: see `differences`
    unchecked,  // too large to read back (DESIGN.md, bounds)
  };
  struct Difference {
    std::string path;  // in the content: `/ul[0]/li[2]/text[0]/`
    std::string was;
    std::string is;
    Span place;  // in the post
  };

  Verify verify = Verify::none;
  std::string renderer;  // who read it back
  std::vector<Difference> differences;

  // How often a more literal means than Markdown's own was used.
  std::uint32_t blocks = 0;       // all blocks: paragraphs, headings, items, rows, …
  std::uint32_t html_blocks = 0;  // written as HTML since Markdown could not say them
  std::uint32_t html_structures =
      0;  // of these, what Markdown has no form for: tables with spans, definition lists, embeds
  std::uint32_t other_delimiters = 0;  // `_` for `*`
  std::uint32_t html_inlines = 0;      // strong, emphasis, code, deletions and links as HTML
  std::uint32_t html_marks = 0;        // sub, sup, u, mark, kbd, ruby: HTML is their only form
  std::uint32_t character_references = 0;
  std::uint32_t guard_comments = 0;  // `<!-- -->` to keep delimiters

  // What was left out.
  std::uint32_t dropped_comments = 0;
  std::uint32_t dropped_scripts = 0;
  std::uint32_t dropped_controls = 0;
  std::uint32_t dropped_attributes = 0;  // classes, styles, ids, data
  std::uint32_t dropped_liquid = 0;      // tags that print nothing: conditions, loops, assignments, comments
  std::uint32_t removed_elements = 0;

  std::uint32_t kept_liquid = 0;  // the same, kept in their place
};

struct Output {
  std::string text;
  Report report;
};

struct Exporter {
  std::string_view name;         // as `--to` takes it
  std::string_view extension;    // with its dot
  std::string_view description;  // one line
  Output (*write)(const Input&, const Options&);
};

/// All of them, in the order of exporters.def.
std::span<const Exporter> exporters();
/// The one of that name, or null.
const Exporter* find_exporter(std::string_view name);

}  // namespace galley::exporters
