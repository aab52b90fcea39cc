#include "cli/cache/record.h"

#include "cli/cache/mark.h"
#include "cli/cache/wire.h"
#include "rules/registry.h"

namespace galley::cli {
namespace {

void write_span(WireWriter& w, Span s) {
  w.number(s.begin);
  w.number(s.end);
}

class FindingsReader {
 public:
  FindingsReader(std::string_view bytes, std::uint64_t post_size) : r_(bytes), size_(post_size) {}

  std::optional<std::vector<rules::Finding>> read() {
    std::vector<rules::Finding> findings;
    while (ok_ && r_.ok() && !r_.at_end()) findings.push_back(finding());
    if (!ok_ || !r_.ok()) return std::nullopt;
    return findings;
  }

 private:
  Span span() {
    const auto begin = r_.number<std::uint32_t>();
    const auto end = r_.number<std::uint32_t>();
    ok_ = ok_ && begin <= end && end <= size_;
    return ok_ ? Span{begin, end} : Span{};
  }
  std::string text() { return std::string(r_.text()); }

  rules::Finding finding() {
    rules::Finding f;
    const rules::RuleEntry* rule = rules::find_rule(r_.text());
    ok_ = ok_ && rule != nullptr;
    if (rule != nullptr) f.rule = &rule->info;
    const auto level = r_.number<std::uint8_t>();
    ok_ = ok_ && level <= static_cast<std::uint8_t>(rules::Level::error);
    f.level = static_cast<rules::Level>(level);
    f.at = span();
    f.whole_file = r_.number<std::uint8_t>() != 0;
    f.message = text();
    if (r_.number<std::uint8_t>() != 0) {
      rules::Fix fix;
      const auto grade = r_.number<std::uint8_t>();
      ok_ = ok_ && grade <= static_cast<std::uint8_t>(rules::FixGrade::unsafe);
      fix.grade = static_cast<rules::FixGrade>(grade);
      fix.title = text();
      for (auto n = r_.number<std::uint32_t>(); n > 0 && ok_ && r_.ok(); --n) {
        const Span at = span();
        fix.edits.push_back({at, text()});
      }
      f.fix = std::move(fix);
    }
    for (auto n = r_.number<std::uint32_t>(); n > 0 && ok_ && r_.ok(); --n) {
      rules::Related related;
      const auto begin = r_.number<std::uint32_t>();  // perhaps of another file
      const auto end = r_.number<std::uint32_t>();
      related.message = text();
      related.path = text();
      related.at = {begin, end};
      ok_ = ok_ && begin <= end && (!related.path.empty() || end <= size_);
      f.related.push_back(std::move(related));
    }
    return f;
  }

  WireReader r_;
  std::uint64_t size_;
  bool ok_ = true;
};

}  // namespace

std::string encode(const CacheRecord& record) {
  std::string out;
  WireWriter w(out);
  w.text(record.key);
  w.number(record.role);
  write_mark(w, record.mark);
  w.number(record.read_at_ns);
  w.text(record.hash);
  w.number(record.holds.from);
  w.number(record.holds.until);
  w.number(record.day);
  w.text(record.findings);
  w.number(static_cast<std::uint8_t>(record.has_bytes ? 1 : 0));
  if (record.has_bytes) w.text(record.bytes);
  return out;
}

std::optional<CacheRecord> decode(std::string_view bytes) {
  WireReader r(bytes);
  CacheRecord record;
  record.key = r.text();
  record.role = r.number<std::uint8_t>();
  record.mark = read_mark(r);
  record.read_at_ns = r.number<std::int64_t>();
  record.hash = r.text();
  record.holds.from = r.number<std::int64_t>();
  record.holds.until = r.number<std::int64_t>();
  record.day = r.number<std::uint32_t>();
  record.findings = r.text();
  record.has_bytes = r.number<std::uint8_t>() != 0;
  if (record.has_bytes) record.bytes = r.text();
  if (!r.ok() || !r.at_end()) return std::nullopt;
  return record;
}

std::string encode_findings(const std::vector<rules::Finding>& findings) {
  std::string out;
  WireWriter w(out);
  for (const rules::Finding& f : findings) {
    w.text(f.rule->code);
    w.number(static_cast<std::uint8_t>(f.level));
    write_span(w, f.at);
    w.number(static_cast<std::uint8_t>(f.whole_file ? 1 : 0));
    w.text(f.message);
    w.number(static_cast<std::uint8_t>(f.fix ? 1 : 0));
    if (f.fix) {
      w.number(static_cast<std::uint8_t>(f.fix->grade));
      w.text(f.fix->title);
      w.number(static_cast<std::uint32_t>(f.fix->edits.size()));
      for (const rules::Edit& e : f.fix->edits) {
        write_span(w, e.at);
        w.text(e.text);
      }
    }
    w.number(static_cast<std::uint32_t>(f.related.size()));
    for (const rules::Related& r : f.related) {
      write_span(w, r.at);
      w.text(r.message);
      w.text(r.path);
    }
  }
  return out;
}

std::optional<std::vector<rules::Finding>> decode_findings(std::string_view bytes, std::uint64_t post_size) {
  return FindingsReader(bytes, post_size).read();
}

}  // namespace galley::cli
