#include <fmt/format.h>

#include <algorithm>

#include "cli/format/format.h"
#include "cli/terminal.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// PATH:LINE:COLUMN: level CODE name
//   message
//    12 | the line
//       |     ^^^^
//  (and further lines of the place)
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
      if (!f.whole_file) lines(out, post.source, f.at, '^', color, options);
      for (const rules::Related& r : f.related) {
        const Position p = post.source.position(r.at.begin);
        if (r.path.empty()) {
          out += fmt::format("  {}:{}: {}\n", p.line, p.column, harmless(r.message));
          lines(out, post.source, r.at, '-', Color::blue, options);
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
  // The lines that a span lies on, each with what is marked of it; of many the first and the last.
  static void lines(std::string& out, const Source& source, Span at, char mark, Color color,
                    const FormatOptions& options) {
    constexpr std::uint32_t most_lines = 4;
    const std::uint32_t first = source.position(at.begin).line;
    // A span that ends with a line end does not reach into the next line.
    const std::uint32_t last = at.empty() ? first : source.position(at.end - 1).line;
    const std::size_t width = std::max<std::size_t>(std::to_string(last).size(), 4);
    for (std::uint32_t n = first; n <= last; ++n) {
      if (last - first >= most_lines && n == first + 1) {
        out += fmt::format(" {:>{}} {}\n", "...", width, paint("|", Color::blue, options.color));
        n = last;
      }
      const Span line = source.line_span(n);
      const Span part{n == first ? at.begin : line.begin, n == last ? at.end : std::max(line.end, line.begin)};
      const bool is_tail = n == last && n > first;
      const unsigned room = options.columns > width + 24 ? options.columns - static_cast<unsigned>(width) - 4 : 20;
      one_line(out, n, excerpt(source, n, part, room, is_tail ? Around::end : Around::begin),
               n == first || !part.empty(), width, mark, color, options);
    }
  }

  static void one_line(std::string& out, std::uint32_t number, Excerpt e, bool is_marked, std::size_t width, char mark,
                       Color color, const FormatOptions& options) {
    const std::string bar = paint("|", Color::blue, options.color);
    out += fmt::format(" {:>{}} {}{}{}\n", number, width, bar, e.text.empty() ? "" : " ", e.text);
    if (!is_marked) return;
    std::replace(e.carets.begin(), e.carets.end(), '^', mark);
    const std::size_t marks = e.carets.find(mark);
    out += fmt::format(" {:{}} {} {}{}\n", "", width, bar, e.carets.substr(0, marks),
                       paint(e.carets.substr(marks), color, options.color));
  }
};

}  // namespace

GALLEY_FORMAT(make_text, Text)

}  // namespace galley::cli
