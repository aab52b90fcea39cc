// Converts bodies of HTML, each file as one, by one exporter: what the comparisons and measurements drive.
//
//   convert_html [--to NAME] [--markdown] [--no-verify] [--emphasis html|charref|comment] [--links KIND] [--columns N]
//                [--report] [--repeat N] OUT_DIR FILE…
//
// Each FILE's output goes to OUT_DIR under its stem with the exporter's extension. FILE `-` reads one body from
// standard input and writes it to standard output, whatever OUT_DIR is. `--markdown` takes the files for Markdown as
// cmark-gfm reads it. `--report` prints sums over all files, and each that differs.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/html/html.h"
#include "core/exporters/cmark.h"
#include "core/exporters/exporter.h"

namespace {

using galley::exporters::Options;
using galley::exporters::Report;

std::string read(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

void add(Report& sum, const Report& r) {
  sum.blocks += r.blocks;
  sum.html_blocks += r.html_blocks;
  sum.html_structures += r.html_structures;
  sum.other_delimiters += r.other_delimiters;
  sum.html_inlines += r.html_inlines;
  sum.html_marks += r.html_marks;
  sum.character_references += r.character_references;
  sum.guard_comments += r.guard_comments;
  sum.dropped_comments += r.dropped_comments;
  sum.dropped_scripts += r.dropped_scripts;
  sum.dropped_controls += r.dropped_controls;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::string_view to = "gfm";
  bool report = false, markdown = false;
  long repeat = 1;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto value = [&]() -> std::string_view { return i + 1 < argc ? argv[++i] : ""; };
    if (argument == "--to") {
      to = value();
    } else if (argument == "--no-verify") {
      options.verify = false;
    } else if (argument == "--markdown") {
      markdown = true;
    } else if (argument == "--report") {
      report = true;
    } else if (argument == "--repeat") {
      repeat = std::strtol(std::string(value()).c_str(), nullptr, 10);
    } else if (argument == "--columns") {
      options.columns = static_cast<unsigned>(std::strtoul(std::string(value()).c_str(), nullptr, 10));
    } else if (argument == "--emphasis") {
      const std::string_view v = value();
      options.emphasis = v == "charref"   ? Options::Emphasis::charref
                         : v == "comment" ? Options::Emphasis::comment
                                          : Options::Emphasis::html;
    } else if (argument == "--links") {
      const std::string_view v = value();
      options.links = v == "reference"  ? Options::Links::reference
                      : v == "footnote" ? Options::Links::footnote
                      : v == "drop"     ? Options::Links::drop
                                        : Options::Links::inline_;
    } else {
      paths.emplace_back(argument);
    }
  }
  const galley::exporters::Exporter* exporter = galley::exporters::find_exporter(to);
  if (!exporter || paths.size() < 2) return std::fprintf(stderr, "usage: convert_html [options] OUT_DIR FILE…\n"), 2;
  std::filesystem::create_directories(paths[0]);
  Report sum;
  std::size_t different = 0;
  galley::body::HtmlParser parser;
  for (std::size_t i = 1; i < paths.size(); ++i) {
    const std::filesystem::path path = paths[i];
    std::string bytes;
    if (path == "-") {
      std::ostringstream all;
      for (char buffer[65536]; std::size_t n = std::fread(buffer, 1, sizeof buffer, stdin);)
        all.write(buffer, static_cast<std::streamsize>(n));
      bytes = all.str();
    } else {
      std::ifstream in(path, std::ios::binary);
      bytes = read(in);
    }
    const galley::Source source(path.string(), bytes);
    galley::exporters::Output output;
    const galley::exporters::PostInfo post;
    for (long n = 0; n < repeat; ++n) {
      const std::string html = markdown ? galley::exporters::cmark_html(bytes, galley::exporters::Dialect::gfm) : bytes;
      const galley::body::Document document = parser.parse(galley::MappedText::verbatim(html, 0));
      output = exporter->write({.body = document, .source = source, .post = post, .front_matter = {}}, options);
    }
    if (path == "-") {
      std::fwrite(output.text.data(), 1, output.text.size(), stdout);
    } else {
      std::ofstream out(std::filesystem::path(paths[0]) / (path.stem().string() + std::string(exporter->extension)),
                        std::ios::binary);
      out << output.text;
    }
    add(sum, output.report);
    if (output.report.verify == Report::Verify::different) {
      ++different;
      if (report)
        for (const Report::Difference& d : output.report.differences)
          std::printf("%s at %u: %s\n  was %s\n  is  %s\n", paths[i].c_str(), d.place.begin, d.path.c_str(),
                      d.was.c_str(), d.is.c_str());
    }
  }
  if (report)
    std::printf(
        "%zu files, %zu different; %u blocks, %u as HTML, of these %u structures; other delimiters %u, HTML inlines "
        "%u, "
        "HTML marks %u, references %u, comments %u; dropped: comments %u, scripts %u, controls %u\n",
        paths.size() - 1, different, sum.blocks, sum.html_blocks, sum.html_structures, sum.other_delimiters,
        sum.html_inlines, sum.html_marks, sum.character_references, sum.guard_comments, sum.dropped_comments,
        sum.dropped_scripts, sum.dropped_controls);
}
