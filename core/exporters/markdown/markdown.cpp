// The Markdown exporters: one writer, three flavours.
#include <memory>
#include <optional>

#include "core/body/html/html.h"
#include "core/body/kramdown/kramdown.h"
#include "core/body/kramdown/typed.h"
#include "core/body/liquid/silent.h"
#include "core/content/equality.h"
#include "core/content/transform.h"
#include "core/exporters/cmark.h"
#include "core/exporters/dropped.h"
#include "core/exporters/markdown/marked_tables.h"
#include "core/exporters/markdown/repair.h"

namespace galley::exporters {
namespace {

using markdown::Flavour;

void count_dropped(const content::Content& content, Report& report) {
  report.dropped_comments = content.dropped.comments;
  report.dropped_scripts = content.dropped.scripts;
  report.dropped_controls = content.dropped.controls;
  report.removed_elements = content.dropped.removed;
}

/// As Jekyll would read it; the tests ask kramdown itself. `typed`: quotes and dashes stay as they stand.
content::Content read_as_kramdown(std::string_view text, bool typed) {
  body::KramdownOptions options;
  options.syntax_highlighter = body::KramdownOptions::SyntaxHighlighter::none;
  options.auto_ids = false;
  if (typed) options = body::as_typed(options);
  const auto document =
      std::make_shared<const body::Document>(body::parse_html(body::read_kramdown(text, options).html));
  content::Content content = content::from_document(*document);
  content.keep_alive(document);
  return content;
}

/// What the options ask the content to be.
content::Content content_of(const body::Document& body, const Options& options) {
  content::Content content = content::from_document(body, {.removed = options.removed, .kept = options.kept});
  if (options.cjk_breaks == Options::CjkBreaks::join) content::join_cjk_lines(content);
  if (options.links == Options::Links::drop) content::drop_links(content);
  if (options.embeds == Options::Embeds::link) content::link_embeds(content, body);
  content::resolve_links(content, options.base_url);
  return content;
}

/// One document of one content, verified; the Liquid of the post is back in its place.
Output write_body(const Input& input, const body::Document& body, const Options& options, Flavour flavour,
                  const content::Content& content, const markdown::ReadBack& read) {
  Output output;
  markdown::Writer writer(content, body, input.source, options, flavour, read, output.report);
  output.report.renderer = flavour == Flavour::kramdown ? "kramdown" : "cmark-gfm";
  output.text = markdown::write_verified(writer, content, body, read, options.verify, output.report);
  if (!options.verify) output.report.renderer.clear();
  writer.count(output.report);
  count_dropped(content, output.report);
  output.report.dropped_attributes = dropped_attributes(body, options);
  return output;
}

/// kramdown makes “quotes” of "quotes" itself: they are written as they were typed, where all of them become again what
/// they are in the post.
std::optional<Output> write_as_typed(const Input& input, const Options& options, const content::Content& said) {
  if (!input.typed || !options.removed.empty() || !options.kept.empty()) return std::nullopt;
  const content::Content typed = content_of(*input.typed, options);
  Output output = write_body(input, *input.typed, options, Flavour::kramdown, typed,
                             [](std::string_view text) { return read_as_kramdown(text, true); });
  if (content::difference(said, read_as_kramdown(output.text, false))) return std::nullopt;
  // As text that no Liquid could be mistaken for: see write_markdown().
  if (input.liquid) output.text = body::shield_liquid(output.text);
  output.text = typed.restore(std::move(output.text));
  return output;
}

Output write_markdown(const Input& input, const Options& options, Flavour flavour) {
  std::optional<body::Document> marked;
  if (options.removed.empty() && options.kept.empty()) marked = markdown::with_marked_tables(input.body);
  const body::Document& body = marked ? *marked : input.body;
  const content::Content content = content_of(body, options);
  const Dialect dialect = flavour == Flavour::commonmark ? Dialect::commonmark : Dialect::gfm;
  markdown::ReadBack read = [dialect](std::string_view text) { return read_back(text, dialect); };
  if (flavour == Flavour::kramdown) read = [](std::string_view text) { return read_as_kramdown(text, false); };
  std::optional<Output> typed;
  if (flavour == Flavour::kramdown) typed = write_as_typed(input, options, content);
  Output output = typed ? std::move(*typed) : write_body(input, body, options, flavour, content, read);
  // Before the post's own Liquid is back, what looks like Liquid is text.
  if (!typed) {
    if (flavour == Flavour::kramdown && input.liquid) output.text = body::shield_liquid(output.text);
    output.text = content.restore(std::move(output.text));
  }
  output.text = body::restore_kept_liquid(output.text, input.source.bytes(), output.report.kept_liquid);
  output.text.insert(0, input.front_matter);
  return output;
}

}  // namespace

Output write_gfm(const Input& input, const Options& options) { return write_markdown(input, options, Flavour::gfm); }

Output write_commonmark(const Input& input, const Options& options) {
  return write_markdown(input, options, Flavour::commonmark);
}

Output write_kramdown(const Input& input, const Options& options) {
  return write_markdown(input, options, Flavour::kramdown);
}

}  // namespace galley::exporters
