#include "cli/manifest.h"

#include "core/text/json.h"

namespace galley::cli {
namespace {

constexpr std::string_view outcomes[] = {"written", "lossy", "failed", "refused", "unreadable", "unwritable"};

void text_or_null(JsonWriter& json, std::string_view name, std::string_view value) {
  json.key(name);
  if (value.empty())
    json.null();
  else
    json.text(value);
}

void write_report(JsonWriter& json, const exporters::Report& report, const Source& source) {
  static constexpr std::string_view verdicts[] = {"none", "same", "different", "unchecked"};
  json.key("verify").begin_object();
  json.member("status", verdicts[static_cast<std::size_t>(report.verify)]);
  text_or_null(json, "renderer", report.verify == exporters::Report::Verify::none ? "" : report.renderer);
  json.end_object();
  json.member("blocks", report.blocks);
  json.key("ladder").begin_object();
  json.member("other_delimiters", report.other_delimiters).member("html_inlines", report.html_inlines);
  json.member("html_marks", report.html_marks).member("html_blocks", report.html_blocks);
  json.member("html_structures", report.html_structures);
  json.member("character_references", report.character_references).member("guard_comments", report.guard_comments);
  json.end_object();
  json.key("dropped").begin_object();
  json.member("comments", report.dropped_comments).member("scripts", report.dropped_scripts);
  json.member("controls", report.dropped_controls).member("attributes", report.dropped_attributes);
  json.member("liquid", report.dropped_liquid);
  json.end_object();
  json.key("differences").begin_array();
  for (const auto& d : report.differences) {
    const Position place = source.position(d.place.begin);
    json.begin_object().member("line", place.line).member("column", place.column);
    json.member("block", std::string_view(d.path)).member("was", std::string_view(d.was));
    json.member("is", std::string_view(d.is)).end_object();
  }
  json.end_array();
}

}  // namespace

std::string_view to_string(Outcome outcome) { return outcomes[static_cast<std::size_t>(outcome)]; }

std::string manifest_line(const ManifestEntry& entry, const Source* source) {
  JsonWriter json;
  json.begin_object().member("path", entry.path);
  text_or_null(json, "output", entry.output);
  json.member("outcome", to_string(entry.outcome));
  text_or_null(json, "sha256", entry.input_hash);
  text_or_null(json, "output_sha256", entry.output_hash);
  if (entry.report && source) write_report(json, *entry.report, *source);
  if (!entry.removed.empty()) {
    json.key("removed").begin_object();
    for (const auto& [selector, count] : entry.removed) json.member(selector, count);
    json.end_object();
  }
  if (!entry.notes.empty()) {
    json.key("notes").begin_array();
    for (const std::string& note : entry.notes) json.text(note);
    json.end_array();
  }
  if (!entry.messages.empty()) json.member("messages", entry.messages);
  json.member("settings", entry.settings).end_object();
  return json.take() + '\n';
}

void EarlierRun::add(std::string_view manifest) {
  for (std::size_t at = 0; at < manifest.size();) {
    const std::size_t end = manifest.find('\n', at);
    if (end == std::string_view::npos) return;
    const std::string_view line = manifest.substr(at, end + 1 - at);
    at = end + 1;
    const auto members = read_json_texts(line);
    if (!members) continue;
    const auto get = [&](std::string_view name) -> std::string {
      const auto found = members->find(name);
      return found == members->end() ? std::string() : found->second;
    };
    Known known{std::string(line), get("output"),   get("sha256"),  get("output_sha256"),
                get("settings"),   Outcome::failed, get("messages")};
    const std::string outcome = get("outcome");
    if (outcome == to_string(Outcome::written)) known.outcome = Outcome::written;
    if (outcome == to_string(Outcome::lossy)) known.outcome = Outcome::lossy;
    if (std::string path = get("path"); !path.empty()) posts_.insert_or_assign(std::move(path), std::move(known));
  }
}

const EarlierRun::Known* EarlierRun::find(const std::string& path) const {
  const auto found = posts_.find(path);
  if (found == posts_.end() || found->second.outcome == Outcome::failed) return nullptr;
  return &found->second;
}

}  // namespace galley::cli
