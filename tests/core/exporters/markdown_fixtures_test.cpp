// Each folder of fixtures/exporters/markdown holds an input and the Markdown that a careful author would write of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/body/commonmark/commonmark.h"
#include "core/body/html/html.h"
#include "core/exporters/exporter.h"

using namespace galley;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> folders(const std::filesystem::path& root) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(root))
    if (entry.is_directory()) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("Markdown of the hard cases") {
  const auto root = std::filesystem::path(GALLEY_ROOT) / "fixtures/exporters/markdown";
  for (const auto& folder : folders(root)) {
    CAPTURE(folder.filename().string());
    const Source source("input.html", read(folder / "input.html"));
    const body::Document document = body::parse_html(MappedText::verbatim(source.bytes(), 0));
    const exporters::PostInfo post;
    const exporters::Input input{document, source, post, {}};
    const exporters::Output output = exporters::find_exporter("gfm")->write(input, {});
    CHECK(output.text == read(folder / "expected.md"));
    CHECK(output.report.verify == exporters::Report::Verify::same);
    for (const std::string_view flavour : {"commonmark", "kramdown"}) {
      const exporters::Output other = exporters::find_exporter(flavour)->write(input, {});
      CHECK(other.report.verify == exporters::Report::Verify::same);
    }
    // Read as GitHub's Markdown and written again, nothing changes.
    const Source written("expected.md", output.text);
    const body::Document again =
        body::parse_html(body::read_commonmark(written.bytes(), body::CommonMarkOptions::gfm()).html);
    CHECK(exporters::find_exporter("gfm")->write({again, written, post, {}}, {}).text == output.text);
  }
}
