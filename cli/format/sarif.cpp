#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/format/format.h"
#include "cli/format/places.h"
#include "core/text/json.h"
#include "rules/documentation.h"
#include "rules/registry.h"

namespace galley::cli {
namespace {

// More than GitHub takes of one run.
constexpr std::size_t most_results = 25000;

// SARIF renders `[text](target)` in a message as a link (2.1.0, section 3.11.6); a backslash keeps brackets plain.
std::string message_text(std::string_view message) {
  if (message.find("](") == std::string_view::npos) return std::string(message);
  std::string out;
  for (const char c : message) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string pascal_case(std::string_view kebab) {
  std::string out;
  bool up = true;
  for (const char c : kebab) {
    if (c != '-') out += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    up = c == '-';
  }
  return out;
}

std::string sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out.ends_with('.') ? out : out + ".";
}

std::string first_paragraph(std::string_view markdown) {
  markdown.remove_prefix(std::min(markdown.size(), markdown.find_first_not_of('\n')));
  std::string out(markdown.substr(0, markdown.find("\n\n")));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// A relative URI counts from %SRCROOT% and may not leave it.
void artifact(JsonWriter& json, std::string_view path, const FormatOptions& options) {
  std::string name(path);
  if (!options.folder.empty()) {
    namespace fs = std::filesystem;
    const fs::path whole = (fs::path(options.folder) / name).lexically_normal();
    const fs::path below = whole.lexically_relative(options.folder);
    name = below.empty() || *below.begin() == ".." ? whole.string() : below.string();
  }
  json.key("artifactLocation").begin_object().member("uri", path_uri(name));
  if (!name.starts_with('/')) json.member("uriBaseId", "%SRCROOT%");
  json.end_object();
}

void region(JsonWriter& json, std::string_view name, Places& places, Span at) {
  const Position begin = places.utf16(at.begin), end = places.utf16(at.end);
  json.key(name).begin_object();
  json.member("startLine", begin.line).member("startColumn", begin.column);
  json.member("endLine", end.line).member("endColumn", end.column).end_object();
}

void result(JsonWriter& json, const PostFindings& post, const rules::Finding& f, Places& places,
            Occurrences& occurrences, const FormatOptions& options) {
  json.begin_object().member("ruleId", f.rule->code);
  json.member("level", to_string(f.level)).key("message").begin_object().member("text", message_text(f.message));
  json.end_object().key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
  artifact(json, post.path, options);
  // GitHub shows nothing without a line, so a finding about the file stands at its first.
  if (f.whole_file)
    json.key("region").begin_object().member("startLine", 1u).end_object();
  else
    region(json, "region", places, f.at);
  json.end_object().end_object().end_array();
  if (!f.related.empty()) {
    json.key("relatedLocations").begin_array();
    std::uint32_t id = 0;
    for (const rules::Related& r : f.related) {
      json.begin_object().member("id", ++id).key("physicalLocation").begin_object();
      artifact(json, r.path.empty() ? std::string_view(post.path) : std::string_view(r.path), options);
      if (r.path.empty()) region(json, "region", places, r.at);
      json.end_object().key("message").begin_object().member("text", message_text(r.message)).end_object().end_object();
    }
    json.end_array();
  }
  // GitHub tells alerts of one file apart by the first; its own, from lines, would take all of a one-line body for one.
  const std::string print = fingerprint(post.source, f);
  const std::string numbered = fmt::format("{}:{}", print.substr(0, 32), occurrences.before(print) + 1);
  json.key("partialFingerprints").begin_object().member("primaryLocationLineHash", numbered);
  json.member("galleyFinding/v1", numbered).end_object();
  if (f.fix && has_places(post.source, *f.fix)) {
    json.key("fixes").begin_array().begin_object().key("description").begin_object();
    json.member("text", sentence(f.fix->grade == rules::FixGrade::safe
                                     ? f.fix->title
                                     : f.fix->title + " (unsafe: it may change what readers see)"));
    json.end_object().key("artifactChanges").begin_array().begin_object();
    artifact(json, post.path, options);
    json.key("replacements").begin_array();
    for (const rules::Edit& e : f.fix->edits) {
      json.begin_object();
      region(json, "deletedRegion", places, e.at);
      if (!e.text.empty()) json.key("insertedContent").begin_object().member("text", e.text).end_object();
      json.end_object();
    }
    json.end_array().end_object().end_array().end_object().end_array();
  }
  json.end_object();
}

void rule(JsonWriter& json, const rules::RuleEntry& entry) {
  const rules::RuleInfo& info = entry.info;
  const std::string level(to_string(info.level == rules::Level::off ? rules::Level::warning : info.level));
  const std::string help = rules::readable(entry.documentation);
  json.begin_object().member("id", info.code).member("name", pascal_case(info.name));
  json.key("shortDescription").begin_object().member("text", sentence(info.summary)).end_object();
  json.key("fullDescription").begin_object().member("text", first_paragraph(entry.documentation)).end_object();
  json.key("help").begin_object().member("text", help).member("markdown", help).end_object();
  json.key("defaultConfiguration").begin_object();
  if (info.level == rules::Level::off) json.key("enabled").boolean(false);
  json.member("level", level).end_object();
  json.key("properties").begin_object().member("problem.severity", level).key("tags").begin_array();
  json.text(info.name).end_array().end_object().end_object();
}

void notification(JsonWriter& json, std::string_view id, std::string_view level, std::string_view text) {
  json.begin_object().key("descriptor").begin_object().member("id", id).end_object();
  json.member("level", level).key("message").begin_object().member("text", message_text(text)).end_object();
}

// SARIF 2.1.0 (OASIS). Its results are held, for the rules that they name stand before them, and since a report of more
// than GitHub takes loses warnings before errors; so at most that many.
class Sarif final : public Format {
 public:
  std::string begin() const override {
    return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{";
  }

  // A line for each finding: its level's first letter, and its result.
  std::string post(const PostFindings& post, const FormatOptions& options) const override {
    std::string out;
    Places places(post.source);
    Occurrences occurrences;
    for (const rules::Finding& f : post.findings) {
      JsonWriter json;
      result(json, post, f, places, occurrences, options);
      out += f.level == rules::Level::error ? 'e' : 'w';
      out += json.take();
      out += '\n';
    }
    return out;
  }

  std::string take(std::string text) override {
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t end = rest.find('\n');
      hold(rest[0] == 'e', std::string(rest.substr(1, end - 1)));
      rest.remove_prefix(end + 1);
    }
    return {};
  }

  std::string end(const Totals& totals, const FormatOptions& options) const override {
    JsonWriter json;
    json.begin_object().key("tool").begin_object().key("driver").begin_object();
    json.member("name", "galley").member("version", GALLEY_VERSION).member("semanticVersion", GALLEY_VERSION);
    json.key("rules").begin_array();
    std::map<std::string_view, std::size_t> index;
    for (const auto& [code, count] : totals.by_code) {
      index.emplace(code, index.size());
      rule(json, *rules::find_rule(code));
    }
    json.end_array().end_object().end_object();
    json.key("invocations").begin_array().begin_object();
    json.key("executionSuccessful").boolean(totals.unreadable.empty()).key("toolExecutionNotifications").begin_array();
    for (const archive::FileError& e : totals.unreadable) {
      notification(json, "unreadable-file", "error", "This file could not be checked: " + e.cause + ".");
      json.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
      artifact(json, e.path, options);
      json.end_object().end_object().end_array().end_object();
    }
    if (left_out_ > 0) {
      notification(json, "too-many-results", "warning",
                   fmt::format("{} of {} findings are left out, warnings before errors: this report holds no more than "
                               "{}, since GitHub takes no more. Mend some, or check fewer posts at a time.",
                               left_out_, totals.findings(), most_results));
      json.end_object();
    }
    json.end_array().end_object().end_array();
    json.member("columnKind", "utf16CodeUnits");
    json.key("newlineSequences").begin_array().text("\r\n").text("\n").text("\r").end_array();
    if (!options.folder.empty()) {
      json.key("originalUriBaseIds").begin_object().key("%SRCROOT%").begin_object();
      json.member("uri", path_uri(options.folder) + (options.folder.ends_with('/') ? "" : "/"));
      json.key("description").begin_object().member("text", "The folder in which galley ran.").end_object();
      json.end_object().end_object();
    }
    json.end_object();
    std::string out = json.take();
    out = out.substr(1, out.size() - 2) + ",\"results\":[";
    bool first = true;
    for (const std::string& r : held_) {
      if (r.empty()) continue;
      const std::string_view code = std::string_view(r).substr(r.find(':') + 2);
      out += first ? "\n" : ",\n";
      out += fmt::format("{{\"ruleIndex\":{},", index.at(code.substr(0, code.find('"'))));
      out += std::string_view(r).substr(1);
      first = false;
    }
    return out + "]}]}\n";
  }

 private:
  void hold(bool is_error, std::string text) {
    if (count_ == most_results) {
      ++left_out_;
      if (!is_error || warnings_.empty()) return;
      held_[warnings_.back()] = std::string();
      warnings_.pop_back();
      --count_;
    }
    if (!is_error) warnings_.push_back(held_.size());
    held_.push_back(std::move(text));
    ++count_;
  }

  std::vector<std::string> held_;      // in the order of posts; empty where one was left out
  std::vector<std::size_t> warnings_;  // indices of those that go first
  std::size_t count_ = 0, left_out_ = 0;
};

}  // namespace

GALLEY_FORMAT(make_sarif, Sarif)

}  // namespace galley::cli
