#include <fmt/format.h>

#include <algorithm>

#include "cli/format/format.h"
#include "cli/format/xml.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

std::string name_of(std::string_view path) { return xml_text(path.empty() ? "-" : path); }

// JUnit's XML as Jenkins reads it (jenkinsci/xunit-plugin, junit-10.xsd): a suite for each post that has findings, a
// failed case for each finding; and last a suite of the run itself, whose cases are the posts: without a case in it
// Jenkins takes a report for a fault. A warning is a failure too, since JUnit has no lesser word; its type says which.
class Junit final : public Format {
 public:
  std::string begin() const override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"galley\">\n";
  }

  std::string post(const PostFindings& post, const FormatOptions&) const override {
    const std::string path = name_of(post.path);
    std::string out = fmt::format("<testsuite name=\"{0}\" tests=\"{1}\" failures=\"{1}\" errors=\"0\">\n", path,
                                  post.findings.size());
    for (const rules::Finding& f : post.findings) {
      const Position at = f.whole_file ? Position{} : post.source.position(f.at.begin);
      const std::string message = xml_text(f.message);
      out += fmt::format(
          "<testcase name=\"{0} {1} ({2}:{3})\" classname=\"{4}\" time=\"0\">"
          "<failure type=\"{5}\" message=\"{6}\">{4}:{2}:{3}: {0} {6}</failure></testcase>\n",
          xml_text(f.rule->code), xml_text(f.rule->name), at.line, at.column, path, to_string(f.level), message);
    }
    return out + "</testsuite>\n";
  }

  std::string end(const Totals& totals, const FormatOptions&) const override {
    const std::size_t unreadable = totals.unreadable.size();
    std::string out = fmt::format("<testsuite name=\"galley\" tests=\"{}\" failures=\"0\" errors=\"{}\">\n",
                                  unreadable + 1, unreadable);
    for (const archive::FileError& e : totals.unreadable)
      out += fmt::format(
          "<testcase name=\"{0}\" classname=\"{0}\" time=\"0\"><error type=\"unreadable-file\" message=\"{1}\">{1}"
          "</error></testcase>\n",
          name_of(e.path), xml_text("This file could not be checked: " + e.cause));
    const std::size_t clean = totals.posts - totals.posts_with_findings;
    return out + fmt::format(
                     "<testcase name=\"{} of {} posts without findings\" classname=\"galley\" time=\"0\"/>\n"
                     "</testsuite>\n</testsuites>\n",
                     clean, totals.posts);
  }
};

}  // namespace

GALLEY_FORMAT(make_junit, Junit)

}  // namespace galley::cli
