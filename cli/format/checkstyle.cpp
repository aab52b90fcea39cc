#include <fmt/format.h>

#include "cli/format/format.h"
#include "cli/format/xml.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// Checkstyle's report, as many review tools read it: a `file` for each post, an `error` for each finding, whose
// `source` names the rule.
class Checkstyle final : public Format {
 public:
  std::string begin() const override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  }

  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out = fmt::format("<file name=\"{}\">\n", xml_text(post.path));
    for (const rules::Finding& f : post.findings) {
      const Position at = f.whole_file ? Position{} : post.source.position(f.at.begin);
      out += fmt::format("<error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"galley.{}.{}\"/>\n",
                         at.line, at.column, to_string(f.level), xml_text(f.message), xml_text(f.rule->code),
                         xml_text(f.rule->name));
    }
    return out + "</file>\n";
  }

  std::string end(const Totals& totals, const FormatOptions&) const override {
    std::string out;
    for (const archive::FileError& e : totals.unreadable)
      out += fmt::format(
          "<file name=\"{}\">\n<error line=\"1\" column=\"1\" severity=\"error\" message=\"This file could not be "
          "checked: {}\""
          " source=\"galley.unreadable-file\"/>\n</file>\n",
          xml_text(e.path), xml_text(e.cause));
    return out + "</checkstyle>\n";
  }
};

}  // namespace

GALLEY_FORMAT(make_checkstyle, Checkstyle)

}  // namespace galley::cli
