#include <fmt/format.h>

#include "cli/format/format.h"
#include "cli/terminal.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// What the toolkit of GitHub's actions escapes (`escapeData`, `escapeProperty` of its packages/core/src/command.ts):
// its runner undoes it, so that the message stays one line and one message. What else may not reach a terminal is
// replaced, since the same text is shown in the log.
std::string escaped(std::string_view text, bool is_property) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else if (is_property && c == ':')
      out += "%3A";
    else if (is_property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return harmless(out);
}

// ::error file=PATH,line=L,endLine=L,col=C,endColumn=C,title=CODE name::message
class Github final : public Format {
 public:
  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out;
    const std::string path = escaped(post.path, true);
    for (const rules::Finding& f : post.findings) {
      out += fmt::format("::{} file={}", to_string(f.level), path);
      if (!f.whole_file) {
        const Position begin = post.source.position(f.at.begin), end = post.source.position(f.at.end);
        out += fmt::format(",line={},endLine={}", begin.line, end.line);
        // The columns of several lines mean nothing to it.
        if (begin.line == end.line) out += fmt::format(",col={},endColumn={}", begin.column, end.column);
      }
      out += fmt::format(",title={}::{}\n", escaped(fmt::format("{} {}", f.rule->code, f.rule->name), true),
                         escaped(f.message, false));
    }
    return out;
  }

  std::string end(const Totals& totals, const FormatOptions&) const override {
    std::string out;
    for (const archive::FileError& e : totals.unreadable)
      out += fmt::format("::error file={},title=not checked::{}\n", escaped(e.path, true), escaped(e.message(), false));
    return out;
  }
};

}  // namespace

GALLEY_FORMAT(make_github, Github)

}  // namespace galley::cli
