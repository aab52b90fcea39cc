#include <fmt/format.h>

#include "cli/format/format.h"
#include "cli/terminal.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// PATH:LINE:COLUMN: level CODE name
//   message
//    12 | the line
//       |     ^^^^
//   fix: what it would do
class Text final : public Format {
 public:
  std::string post(const PostFindings& post, const FormatOptions& options) const override {
    std::string out;
    const std::string path = harmless(post.path);
    for (const rules::Finding& f : post.findings) {
      const Position at = post.source.position(f.at.begin);
      const Color color = f.level == rules::Level::error ? Color::red : Color::yellow;
      const std::string place = f.whole_file ? path : fmt::format("{}:{}:{}", path, at.line, at.column);
      out += fmt::format("{}: {} {}\n  {}\n", paint(place, Color::bold, options.color),
                         paint(fmt::format("{} {}", to_string(f.level), f.rule->code), color, options.color),
                         f.rule->name, harmless(f.message));
      if (!f.whole_file) line(out, post.source, f.at, '^', color, options);
      for (const rules::Related& r : f.related) {
        const Position p = post.source.position(r.at.begin);
        if (r.path.empty()) {
          out += fmt::format("  {}:{}: {}\n", p.line, p.column, harmless(r.message));
          line(out, post.source, r.at, '-', Color::blue, options);
        } else {
          out += fmt::format("  {}: {}\n", harmless(r.path), harmless(r.message));
        }
      }
      if (f.fix) {
        out += fmt::format(
            "  {} {}\n",
            paint(f.fix->grade == rules::FixGrade::safe ? "fix:" : "unsafe fix:", Color::green, options.color),
            harmless(f.fix->title));
      }
      out += '\n';
    }
    return out;
  }

 private:
  static void line(std::string& out, const Source& source, Span at, char mark, Color color,
                   const FormatOptions& options) {
    const std::string number = std::to_string(source.position(at.begin).line);
    const std::string indent(std::max<std::size_t>(number.size(), 4), ' ');
    const unsigned gutter = static_cast<unsigned>(indent.size()) + 4;
    Excerpt e = excerpt(source, at, options.columns > gutter + 20 ? options.columns - gutter : 20);
    for (char& c : e.carets)
      if (c == '^') c = mark;
    out += fmt::format(" {:>{}} {} {}\n", number, indent.size(), paint("|", Color::blue, options.color), e.text);
    const std::size_t marks = e.carets.find(mark);
    out += fmt::format(" {} {} {}{}\n", indent, paint("|", Color::blue, options.color), e.carets.substr(0, marks),
                       paint(e.carets.substr(marks), color, options.color));
  }
};

}  // namespace

GALLEY_FORMAT(make_text, Text)

}  // namespace galley::cli
