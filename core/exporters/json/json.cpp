// JSON: one object a post, one line each, keys in a fixed order (post.schema.json says what they mean), and the shapes
// that other programs read.
#include <algorithm>

#include "core/content/transform.h"
#include "core/exporters/json/facts.h"
#include "core/exporters/json/fields.h"
#include "core/exporters/removal.h"
#include "core/exporters/text/text.h"
#include "core/text/json.h"
#include "core/text/sha256.h"

namespace galley::exporters {

Output write_gfm(const Input& input, const Options& options);

namespace {

/// The version of post.schema.json that the objects keep to.
constexpr std::string_view schema_version = "1.0";

class JsonExport {
 public:
  JsonExport(const Input& input, const Options& options)
      : input_(input),
        options_(options),
        content_(content::from_document(input.body, {.removed = options.removed, .kept = {}})),
        text_(prepared_text()),
        counts_(count_text(text_)) {
    output_.report.dropped_comments = content_.dropped.comments;
    output_.report.dropped_scripts = content_.dropped.scripts;
    output_.report.dropped_controls = content_.dropped.controls;
    output_.report.removed_elements = content_.dropped.removed;
  }

  Output write() {
    json_.begin_object();
    switch (options_.schema) {
      case Options::Schema::galley:
        galley_object();
        break;
      case Options::Schema::jsonfeed:
        feed_item();
        break;
      case Options::Schema::dolma:
        dolma_document();
        break;
    }
    json_.end_object();
    output_.text = json_.take();
    output_.text += '\n';
    return std::move(output_);
  }

 private:
  std::string prepared_text() {
    if (options_.cjk_breaks == Options::CjkBreaks::join) content::join_cjk_lines(content_);
    content::resolve_links(content_, options_.base_url);
    return plain_text(content_, options_.columns, options_.links.value_or(Options::Links::drop));
  }

  bool wants(std::string_view field) const {
    if (!options_.fields.empty())
      return std::find(options_.fields.begin(), options_.fields.end(), field) != options_.fields.end();
    return std::find(usual_fields.begin(), usual_fields.end(), field) != usual_fields.end();
  }

  bool asks_for(std::string_view field) const { return !options_.fields.empty() && wants(field); }

  void text_or_null(std::string_view name, const std::string& value) {
    json_.key(name);
    if (value.empty())
      json_.null();
    else
      json_.text(value);
  }

  void field(std::string_view name, const std::string& value) {
    if (wants(name)) text_or_null(name, value);
  }

  void list(std::string_view name, const std::vector<std::string>& values) {
    json_.key(name).begin_array();
    for (const std::string& value : values) json_.text(value);
    json_.end_array();
  }

  void place(Span at) {
    const Position position = input_.source.position(at.begin);
    json_.member("line", position.line).member("column", position.column);
    json_.member("offset", at.begin).member("length", at.size());
  }

  void galley_object() {
    const PostInfo& post = input_.post;
    json_.member("schema", schema_version);
    field("id", post.id);
    field("path", post.path);
    field("url", post.url);
    field("source_url", post.source_url);
    field("title", post.title);
    field("date_published", post.date_published);
    field("date_modified", post.date_modified);
    field("language", post.language);
    field("layout", post.layout);
    if (wants("categories")) list("categories", post.categories);
    if (wants("tags")) list("tags", post.tags);
    if (wants("front_matter")) {
      json_.key("front_matter");
      if (post.front_matter_json.empty())
        json_.null();
      else
        json_.raw(post.front_matter_json);
    }
    if (wants("content_text")) json_.member("content_text", std::string_view(text_));
    const bool markdown = asks_for("content_markdown");
    Output written;
    if (markdown || asks_for("verify")) written = write_gfm(without_front_matter(), options_);
    if (markdown) json_.member("content_markdown", std::string_view(written.text));
    if (asks_for("content_html"))
      json_.member("content_html", std::string_view(html_without(input_.body, options_.removed)));
    if (wants("headings")) write_headings();
    if (wants("links")) write_links();
    if (wants("images")) write_images();
    if (wants("char_count")) json_.key("char_count").number(static_cast<std::int64_t>(counts_.characters));
    if (wants("word_count")) json_.key("word_count").number(static_cast<std::int64_t>(counts_.words));
    if (wants("sha256")) json_.member("sha256", std::string_view(sha256(input_.source.bytes())));
    if (wants("verify")) write_verdict(written.report);
    if (asks_for("findings")) {
      json_.key("findings");
      json_.raw(post.findings_json.empty() ? "[]" : post.findings_json);
    }
    if (markdown) {
      const Report dropped = output_.report;
      output_.report = std::move(written.report);
      output_.report.dropped_comments = dropped.dropped_comments;
    }
  }

  Input without_front_matter() const { return {input_.body, input_.source, input_.post, {}}; }

  void write_headings() {
    json_.key("headings").begin_array();
    for (const HeadingFact& heading : headings(content_, input_.body, options_.removed)) {
      json_.begin_object();
      json_.key("level").number(std::int64_t{heading.level});
      json_.member("text", std::string_view(heading.text));
      text_or_null("id", heading.id);
      place(heading.place);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_links() {
    json_.key("links").begin_array();
    for (const LinkFact& link : links(content_, input_.body, options_.removed)) {
      json_.begin_object().member("url", std::string_view(link.url)).member("text", std::string_view(link.text));
      text_or_null("title", link.title);
      json_.member("kind", to_string(link.kind));
      place(link.place);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_images() {
    json_.key("images").begin_array();
    for (const ImageFact& image : images(content_, input_.body)) {
      json_.begin_object().member("url", std::string_view(image.url)).member("alt", std::string_view(image.alt));
      text_or_null("title", image.title);
      json_.member("kind", to_string(image.kind));
      place(image.place);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_verdict(const Report& report) {
    json_.key("verify").begin_object();
    static constexpr std::string_view names[] = {"none", "same", "different", "unchecked"};
    json_.member("status", names[static_cast<std::size_t>(report.verify)]);
    text_or_null("renderer", report.verify == Report::Verify::none ? std::string() : report.renderer);
    json_.member("fallbacks", report.html_blocks - report.html_structures + report.html_inlines);
    json_.end_object();
  }

  /// An item of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/#items): what has no value is left out.
  void feed_item() {
    const PostInfo& post = input_.post;
    const auto known = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) json_.member(name, std::string_view(value));
    };
    json_.member("id", std::string_view(identity()));
    known("url", absolute_url());
    known("external_url", post.source_url);
    known("title", post.title);
    json_.member("content_html", std::string_view(html_without(input_.body, options_.removed)));
    json_.member("content_text", std::string_view(text_));
    const std::vector<ImageFact> all = images(content_, input_.body);
    if (!all.empty()) known("image", all.front().url);
    known("date_published", post.date_published);
    known("date_modified", post.date_modified);
    std::vector<std::string> terms = post.categories;
    for (const std::string& tag : post.tags)
      if (std::find(terms.begin(), terms.end(), tag) == terms.end()) terms.push_back(tag);
    if (!terms.empty()) list("tags", terms);
    known("language", post.language);
  }

  /// A document of AI2's dolma toolkit (docs/data-format.md). Nothing in it depends on the clock: `added` is when the
  /// post last changed.
  void dolma_document() {
    const PostInfo& post = input_.post;
    json_.member("id", std::string_view(identity()));
    json_.member("text", std::string_view(text_));
    json_.member("source", std::string_view("galley"));
    text_or_null("added", post.date_modified.empty() ? post.date_published : post.date_modified);
    text_or_null("created", post.date_published);
    json_.key("metadata").begin_object();
    text_or_null("path", post.path);
    text_or_null("url", post.url);
    text_or_null("source_url", post.source_url);
    text_or_null("title", post.title);
    text_or_null("language", post.language);
    list("categories", post.categories);
    list("tags", post.tags);
    json_.key("char_count").number(static_cast<std::int64_t>(counts_.characters));
    json_.key("word_count").number(static_cast<std::int64_t>(counts_.words));
    json_.member("sha256", std::string_view(sha256(input_.source.bytes())));
    json_.end_object();
  }

  /// The post's address with its host, where the site or `--base-url` says it; else nothing.
  std::string absolute_url() const {
    const std::string& url = input_.post.url;
    if (url.find("://") != std::string::npos || url.empty()) return url;
    if (options_.base_url.empty()) return "";
    std::string base = options_.base_url;
    while (base.ends_with('/')) base.pop_back();
    return base + url;
  }

  std::string identity() const {
    const PostInfo& post = input_.post;
    return !post.id.empty() ? post.id : !post.url.empty() ? post.url : post.path;
  }

  const Input& input_;
  const Options& options_;
  content::Content content_;
  std::string text_;
  TextCounts counts_;
  JsonWriter json_;
  Output output_;
};

}  // namespace

Output write_json(const Input& input, const Options& options) { return JsonExport(input, options).write(); }

}  // namespace galley::exporters
