// The Markdown exporters: one writer, three flavours.
#include <memory>

#include "core/body/html/html.h"
#include "core/body/kramdown/kramdown.h"
#include "core/body/liquid/silent.h"
#include "core/content/transform.h"
#include "core/exporters/cmark.h"
#include "core/exporters/dropped.h"
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

/// As Jekyll would read it; the tests ask kramdown itself.
content::Content read_as_kramdown(std::string_view text) {
  body::KramdownOptions options;
  options.syntax_highlighter = body::KramdownOptions::SyntaxHighlighter::none;
  options.auto_ids = false;
  const auto document =
      std::make_shared<const body::Document>(body::parse_html(body::read_kramdown(text, options).html));
  content::Content content = content::from_document(*document);
  content.keep_alive(document);
  return content;
}

Output write_markdown(const Input& input, const Options& options, Flavour flavour) {
  Output output;
  content::Content content = content::from_document(input.body, {.removed = options.removed, .kept = options.kept});
  if (options.cjk_breaks == Options::CjkBreaks::join) content::join_cjk_lines(content);
  if (options.links == Options::Links::drop) content::drop_links(content);
  if (options.embeds == Options::Embeds::link) content::link_embeds(content, input.body);
  content::resolve_links(content, options.base_url);
  const Dialect dialect = flavour == Flavour::commonmark ? Dialect::commonmark : Dialect::gfm;
  markdown::ReadBack read = [dialect](std::string_view text) { return read_back(text, dialect); };
  if (flavour == Flavour::kramdown) read = read_as_kramdown;
  markdown::Writer writer(content, input.body, input.source, options, flavour, read, output.report);
  output.report.renderer = flavour == Flavour::kramdown ? "kramdown" : "cmark-gfm";
  const std::string text = markdown::write_verified(writer, content, input.body, read, options.verify, output.report);
  if (!options.verify) output.report.renderer.clear();
  writer.count(output.report);
  count_dropped(content, output.report);
  output.report.dropped_attributes = dropped_attributes(input.body, options);
  output.text.assign(input.front_matter);
  // Before the post's own Liquid is back, what looks like Liquid is text.
  const std::string shielded = flavour == Flavour::kramdown && input.liquid ? body::shield_liquid(text) : text;
  output.text += body::restore_kept_liquid(content.restore(shielded), input.source.bytes(), output.report.kept_liquid);
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
