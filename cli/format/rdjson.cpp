#include "cli/format/format.h"
#include "cli/format/places.h"
#include "core/text/json.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// A replacement of more than this is no suggestion that a reviewer could read.
constexpr std::uint32_t longest_suggestion = 16384;

void range(JsonWriter& json, const Places& places, Span at) {
  const Position begin = places.utf8(at.begin), end = places.utf8(at.end);
  json.key("range").begin_object();
  json.key("start").begin_object().member("line", begin.line).member("column", begin.column).end_object();
  json.key("end").begin_object().member("line", end.line).member("column", end.column).end_object();
  json.end_object();
}

void source(JsonWriter& json) { json.key("source").begin_object().member("name", "galley").end_object(); }

// A Diagnostic of reviewdog's format (proto/rdf/reviewdog.proto in its repository). Columns are UTF-8 bytes.
std::string diagnostic(const PostFindings& post, const Places& places, const rules::Finding& f, bool names_source) {
  JsonWriter json;
  json.begin_object().member("message", f.message);
  json.key("location").begin_object().member("path", post.path);
  if (!f.whole_file) range(json, places, f.at);
  json.end_object().member("severity", f.level == rules::Level::error ? "ERROR" : "WARNING");
  if (names_source) source(json);
  json.key("code").begin_object().member("value", f.rule->code).end_object();
  if (f.fix && has_places(post.source, *f.fix)) {
    // Suggestions are alternatives to each other, so the edits of a fix are one.
    const rules::Edit edit = joined(post.source, *f.fix);
    if (edit.at.size() <= longest_suggestion && edit.text.size() <= longest_suggestion) {
      json.key("suggestions").begin_array().begin_object();
      range(json, places, edit.at);
      json.member("text", edit.text).end_object().end_array();
    }
  }
  if (!f.related.empty()) {
    json.key("related_locations").begin_array();
    for (const rules::Related& r : f.related) {
      json.begin_object().member("message", r.message).key("location").begin_object();
      json.member("path", r.path.empty() ? std::string_view(post.path) : std::string_view(r.path));
      if (r.path.empty()) range(json, places, r.at);
      json.end_object().end_object();
    }
    json.end_array();
  }
  json.end_object();
  return json.take();
}

std::string unreadable(const archive::FileError& e, bool names_source) {
  JsonWriter json;
  json.begin_object().member("message", "This file could not be checked: " + e.cause);
  json.key("location").begin_object().member("path", e.path).end_object().member("severity", "ERROR");
  if (names_source) source(json);
  json.key("code").begin_object().member("value", "unreadable-file").end_object().end_object();
  return json.take();
}

class Rdjsonl final : public Format {
 public:
  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out;
    const Places places(post.source);
    for (const rules::Finding& f : post.findings) out += diagnostic(post, places, f, true) + "\n";
    return out;
  }
  std::string end(const Totals& totals, const FormatOptions&) const override {
    std::string out;
    for (const archive::FileError& e : totals.unreadable) out += unreadable(e, true) + "\n";
    return out;
  }
};

class Rdjson final : public Format {
 public:
  std::string begin() const override { return "{\"source\":{\"name\":\"galley\"},\"diagnostics\":["; }
  std::string between() const override { return ","; }
  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out;
    const Places places(post.source);
    for (const rules::Finding& f : post.findings)
      out += (out.empty() ? "\n" : ",\n") + diagnostic(post, places, f, false);
    return out;
  }
  std::string end(const Totals& totals, const FormatOptions&) const override {
    std::string out;
    for (const archive::FileError& e : totals.unreadable)
      out += (out.empty() && totals.findings() == 0 ? "\n" : ",\n") + unreadable(e, false);
    return out + (totals.findings() == 0 && totals.unreadable.empty() ? "]}\n" : "\n]}\n");
  }
};

}  // namespace

GALLEY_FORMAT(make_rdjsonl, Rdjsonl)
GALLEY_FORMAT(make_rdjson, Rdjson)

}  // namespace galley::cli
