#include "cli/baseline.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/json.h"
#include "core/text/json_reader.h"
#include "core/text/paths.h"
#include "core/text/sha256.h"
#include "core/text/utf8.h"
#include "rules/registry.h"

namespace galley::cli {
namespace {

constexpr std::uint64_t max_baseline_bytes = 1u << 30;
constexpr int format_version = 1;
constexpr std::size_t context = 32;  // characters on either side

using paths::parent_of;

// From one folder to a path, both real.
std::string relative_to(std::string_view folder, std::string_view path) {
  std::string up;
  while (folder != "/" && !(path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/')) {
    up += "../";
    folder = folder.substr(0, std::max<std::size_t>(1, folder.rfind('/')));
  }
  return up + std::string(path.substr(folder == "/" ? 1 : folder.size() + 1));
}

// Takes the events of a baseline's JSON: {"galley-baseline": 1, "findings": [{"path", "rule", "text", "count"}]}.
class Events final : public JsonEvents {
 public:
  explicit Events(std::map<std::string, KnownFindings>& posts) : posts_(posts) {}

  std::string fault;  // why the reading ended
  int version = 0;

  bool begin_object() override {
    ++depth_;
    if (depth_ == 3) entry_ = {};
    return depth_ <= 3 || refuse("is nested deeper than a baseline is");
  }
  bool end_object() override {
    if (depth_-- != 3) return true;
    if (entry_.path.empty() || entry_.rule.empty()) return refuse("has an entry without `path` or `rule`");
    posts_[entry_.path][entry_.rule][entry_.text] += entry_.count;
    return true;
  }
  bool begin_array() override {
    ++depth_;
    return depth_ == 2 || refuse("has a list where a baseline has none");
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool key(std::string_view name) override {
    key_ = name;
    return true;
  }
  bool text(std::string_view value) override {
    if (depth_ != 3) return true;
    if (key_ == "path") entry_.path = value;
    if (key_ == "rule") entry_.rule = value;
    if (key_ == "text") entry_.text = value;
    return true;
  }
  bool number(double value) override {
    if (depth_ == 1 && key_ == "galley-baseline") {
      version = static_cast<int>(std::clamp(value, 0.0, 1e6));
      if (version != format_version)
        return refuse(
            fmt::format("is of format {}, and this galley reads format {}; write it anew: delete it, and run "
                        "`galley lint --write-baseline`",
                        version, format_version));
    }
    if (depth_ == 3 && key_ == "count") {
      if (value < 1 || value > 1e9) return refuse("has a `count` that is none");
      entry_.count = static_cast<std::uint32_t>(value);
    }
    return true;
  }
  bool boolean(bool) override { return true; }
  bool null() override { return true; }

 private:
  bool refuse(std::string why) {
    fault = std::move(why);
    return false;
  }

  struct Entry {
    std::string path, rule, text;
    std::uint32_t count = 1;
  };
  std::map<std::string, KnownFindings>& posts_;
  int depth_ = 0;
  std::string key_;
  Entry entry_;
};

bool ran(std::string_view code, const rules::Selection& selection) {
  const rules::RuleEntry* rule = rules::find_rule(code);
  return rule == nullptr || selection.rules[rules::rule_index(rule->info)].level != rules::Level::off;
}

}  // namespace

std::string baseline_fingerprint(const Source& source, const rules::Finding& finding) {
  if (finding.whole_file) return {};
  const std::string_view bytes = source.bytes();
  std::size_t begin = std::min<std::size_t>(finding.at.begin, bytes.size());
  std::size_t end = std::clamp<std::size_t>(finding.at.end, begin, bytes.size());
  // Not beyond the line: lines that move about keep what they are known by.
  const auto ends_line = [&](std::size_t at) { return bytes[at] == '\n' || bytes[at] == '\r'; };
  for (std::size_t i = 0; i < context && begin > 0 && !ends_line(begin - 1); ++i)
    begin -= utf8::decode_before(bytes, begin).size;
  for (std::size_t i = 0; i < context && end < bytes.size() && !ends_line(end); ++i)
    end += utf8::decode(bytes, end).size;
  return sha256(bytes.substr(begin, end - begin)).substr(0, 20);
}

KnownFindings known_of(const Source& source, const std::vector<rules::Finding>& findings) {
  KnownFindings known;
  for (const rules::Finding& f : findings) ++known[std::string(f.rule->code)][baseline_fingerprint(source, f)];
  return known;
}

Baseline::Baseline(archive::FileStore& files, std::string path) : files_(&files), path_(std::move(path)) {
  const std::string folder = parent_of(path_);
  folder_ = files.canonical(folder);
  if (folder_.empty()) folder_ = folder;
}

tl::expected<Baseline, std::string> Baseline::read(archive::FileStore& files, const std::string& path) {
  Baseline baseline(files, path);
  const auto bytes = files.read(path, max_baseline_bytes);
  if (!bytes) {
    const bool missing = files.type(path) == archive::FileType::missing;
    return tl::unexpected(bytes.error().message() + (missing ? "; `--write-baseline` makes it" : ""));
  }
  Events events(baseline.posts_);
  const auto read = read_json(*bytes, events);
  const auto way_out = "; take it from version control, or delete it and run `galley lint --write-baseline`";
  if (!read && events.fault.empty()) {
    const Source source(path, *bytes);
    const Position at = source.position(static_cast<std::uint32_t>(std::min(read.error().offset, bytes->size())));
    return tl::unexpected(
        fmt::format("{}:{}:{}: this is no baseline: {}{}", path, at.line, at.column, read.error().cause, way_out));
  }
  if (!events.fault.empty())
    return tl::unexpected(fmt::format("{}: {}{}", path, events.fault, events.version > format_version ? "" : way_out));
  if (events.version == 0)
    return tl::unexpected(fmt::format("{}: this is no baseline: it does not say `galley-baseline`{}", path, way_out));
  return baseline;
}

std::string Baseline::name_of(const std::string& post) {
  const std::string folder = parent_of(post);
  auto known = folders_.find(folder);
  if (known == folders_.end()) {
    std::string real = files_->canonical(folder);
    known = folders_.emplace(folder, real.empty() ? folder : real).first;
  }
  const std::size_t slash = post.rfind('/');
  const std::string name = slash == std::string::npos ? post : post.substr(slash + 1);
  return relative_to(folder_, known->second + (known->second.ends_with('/') ? "" : "/") + name);
}

std::vector<StaleEntry> Baseline::hide(const std::string& name, const Source& source, const rules::Selection& selection,
                                       std::vector<rules::Finding>& findings, std::size_t& known) const {
  std::vector<StaleEntry> stale;
  const auto post = posts_.find(name);
  if (post == posts_.end()) return stale;
  KnownFindings left = post->second;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto rule = left.find(findings[i].rule->code);
    if (rule != left.end()) {
      const auto entry = rule->second.find(baseline_fingerprint(source, findings[i]));
      if (entry != rule->second.end() && entry->second > 0) {
        --entry->second;
        ++known;
        continue;
      }
    }
    if (kept != i) findings[kept] = std::move(findings[i]);
    ++kept;
  }
  findings.resize(kept);
  for (const auto& [code, entries] : left) {
    std::uint32_t count = 0;
    for (const auto& [text, times] : entries) count += times;
    if (count > 0 && ran(code, selection)) stale.push_back({name, code, count, false});
  }
  return stale;
}

std::vector<StaleEntry> Baseline::gone(const std::vector<std::string>& checked) const {
  std::vector<StaleEntry> stale;
  for (const auto& [name, rules] : posts_) {
    if (std::binary_search(checked.begin(), checked.end(), name)) continue;
    if (files_->type(folder_ + "/" + name) != archive::FileType::missing) continue;
    for (const auto& [code, entries] : rules) {
      std::uint32_t count = 0;
      for (const auto& [text, times] : entries) count += times;
      stale.push_back({name, code, count, true});
    }
  }
  return stale;
}

void Baseline::record(const std::string& name, const rules::Selection& selection, KnownFindings found) {
  if (const auto post = posts_.find(name); post != posts_.end()) {
    for (auto& [code, entries] : post->second)
      if (!ran(code, selection)) found.emplace(code, std::move(entries));
    posts_.erase(post);
  }
  if (!found.empty()) posts_.emplace(name, std::move(found));
}

void Baseline::drop_gone() {
  std::erase_if(
      posts_, [&](const auto& post) { return files_->type(folder_ + "/" + post.first) == archive::FileType::missing; });
}

tl::expected<void, archive::FileError> Baseline::write() const {
  std::string out = fmt::format("{{\"galley-baseline\": {},\n\"findings\": [", format_version);
  JsonWriter json;
  bool first = true;
  for (const auto& [path, rules] : posts_) {
    for (const auto& [code, entries] : rules) {
      for (const auto& [text, count] : entries) {
        json.begin_object().member("path", path).member("rule", code);
        if (!text.empty()) json.member("text", text);
        if (count > 1) json.member("count", count);
        json.end_object();
        out += first ? "\n" : ",\n";
        out += json.take();
        first = false;
      }
    }
  }
  out += "\n]}\n";
  return files_->write(path_, out, true);
}

std::size_t Baseline::size() const {
  std::size_t n = 0;
  for (const auto& [path, rules] : posts_)
    for (const auto& [code, entries] : rules)
      for (const auto& [text, count] : entries) n += count;
  return n;
}

std::string find_baseline(archive::FileStore& files, std::string folder) {
  while (!folder.empty()) {
    std::string candidate = folder + (folder.ends_with('/') ? "" : "/") + std::string(baseline_name);
    if (files.type(candidate) == archive::FileType::file) return candidate;
    if (folder == "/" || folder == ".") break;
    folder = parent_of(folder);
  }
  return {};
}

}  // namespace galley::cli
