#include "cli/format/format.h"
#include "cli/format/places.h"
#include "core/text/json.h"
#include "core/text/sha256.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// GitLab's Code Quality report: an array of the members of Code Climate's issues that it reads. Fingerprints are unique
// in the report, and stay when lines move.
class Gitlab final : public Format {
 public:
  std::string begin() const override { return "["; }
  std::string between() const override { return ","; }

  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out;
    Occurrences occurrences;
    for (const rules::Finding& f : post.findings) {
      const std::string print = fingerprint(post.source, f);
      const std::string unique = post.path + '\0' + print + '\0' + std::to_string(occurrences.before(print));
      const std::uint32_t begin = f.whole_file ? 1 : post.source.position(f.at.begin).line;
      const std::uint32_t end = f.whole_file ? 1 : post.source.position(f.at.end).line;
      JsonWriter json;
      json.begin_object().member("type", "issue").member("check_name", f.rule->code).member("description", f.message);
      json.key("categories").begin_array().text("Style").end_array();
      json.member("severity", f.level == rules::Level::error ? "major" : "minor").member("fingerprint", sha256(unique));
      json.key("location").begin_object().member("path", post.path);
      json.key("lines").begin_object().member("begin", begin).member("end", end).end_object();
      json.end_object().end_object();
      out += out.empty() ? "\n" : ",\n";
      out += json.take();
    }
    return out;
  }

  std::string end(const Totals& totals, const FormatOptions&) const override {
    std::string out;
    for (const archive::FileError& e : totals.unreadable) {
      JsonWriter json;
      json.begin_object().member("type", "issue").member("check_name", "unreadable-file");
      json.member("description", "This file could not be checked: " + e.cause);
      json.key("categories").begin_array().text("Bug Risk").end_array();
      json.member("severity", "blocker")
          .member("fingerprint", sha256("unreadable-file" + std::string(1, '\0') + e.path));
      json.key("location").begin_object().member("path", e.path);
      json.key("lines").begin_object().member("begin", 1u).member("end", 1u).end_object();
      json.end_object().end_object();
      out += out.empty() && totals.findings() == 0 ? "\n" : ",\n";
      out += json.take();
    }
    return out + (totals.findings() == 0 && totals.unreadable.empty() ? "]\n" : "\n]\n");
  }
};

}  // namespace

GALLEY_FORMAT(make_gitlab, Gitlab)

}  // namespace galley::cli
