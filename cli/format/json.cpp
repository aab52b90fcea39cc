#include "core/text/json.h"

#include "cli/format/format.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

void related(JsonWriter& json, const PostFindings& post, const rules::Related& r) {
  const Position at = r.path.empty() ? post.source.position(r.at.begin) : Position{};
  json.begin_object().member("path", r.path.empty() ? std::string_view(post.path) : std::string_view(r.path));
  json.member("line", at.line).member("column", at.column).member("message", r.message).end_object();
}

void finding(JsonWriter& json, const PostFindings& post, const rules::Finding& f) {
  const Position begin = post.source.position(f.at.begin), end = post.source.position(f.at.end);
  json.begin_object();
  json.member("path", post.path).member("code", f.rule->code).member("name", f.rule->name);
  json.member("level", to_string(f.level)).member("message", f.message);
  json.member("line", begin.line).member("column", begin.column);
  json.member("end_line", end.line).member("end_column", end.column);
  json.member("offset", f.at.begin).member("length", f.at.size());
  json.key("fix");
  if (f.fix) {
    json.begin_object()
        .member("grade", to_string(f.fix->grade))
        .member("title", f.fix->title)
        .key("edits")
        .begin_array();
    for (const rules::Edit& e : f.fix->edits)
      json.begin_object()
          .member("offset", e.at.begin)
          .member("length", e.at.size())
          .member("text", e.text)
          .end_object();
    json.end_array().end_object();
  } else {
    json.null();
  }
  json.key("related").begin_array();
  for (const rules::Related& r : f.related) related(json, post, r);
  json.end_array().end_object();
}

class Jsonl final : public Format {
 public:
  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out;
    for (const rules::Finding& f : post.findings) {
      JsonWriter json;
      finding(json, post, f);
      out += json.take();
      out += '\n';
    }
    return out;
  }
};

class Json final : public Format {
 public:
  std::string begin() const override { return "["; }
  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out;
    for (const rules::Finding& f : post.findings) {
      JsonWriter json;
      finding(json, post, f);
      out += out.empty() ? "\n" : ",\n";
      out += json.take();
    }
    return out;
  }
  std::string between() const override { return ","; }
  std::string end(const Totals& totals, const FormatOptions&) const override {
    return totals.findings() == 0 ? "]\n" : "\n]\n";
  }
};

}  // namespace

GALLEY_FORMAT(make_jsonl, Jsonl)
GALLEY_FORMAT(make_json, Json)

}  // namespace galley::cli
