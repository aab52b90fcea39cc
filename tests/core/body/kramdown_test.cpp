#include "core/body/kramdown/kramdown.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/body/html/html.h"

namespace {

namespace fs = std::filesystem;
using galley::Construct;
using galley::MappedText;
using galley::Origin;
using galley::Span;
using galley::body::Document;
using galley::body::KramdownOptions;
using galley::body::Node;
using galley::body::NodeKind;
using galley::body::Note;
using galley::body::read_kramdown;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string html_of(std::string_view text, const KramdownOptions& options = {}) {
  return std::string(read_kramdown(text, options).html.text());
}

/// A tree as text: what two documents must share to be one DOM. Rouge's spans count as their text, and white space
/// between blocks as one space.
std::string outline(const Document& document) {
  std::string out;
  std::string text;
  const auto flush = [&] {
    if (!text.empty()) out += "\"" + text + "\"\n";
    text.clear();
  };
  for (const Node& node : document.nodes()) {
    if (node.kind == NodeKind::text) {
      for (const char c : node.text)
        if (c != ' ' && c != '\n')
          text += c;
        else if (text.empty() || text.back() != ' ')
          text += ' ';
      continue;
    }
    if (node.kind == NodeKind::root) continue;
    const std::string_view classes = document.value(node, "class");
    if (node.name == "span" && document.attributes(node).size() == 1 && classes.size() <= 3) continue;
    flush();
    out += std::string(node.depth, ' ') + (node.kind == NodeKind::comment ? "!" : "") + std::string(node.name);
    std::vector<std::string> attributes;
    for (const auto& a : document.attributes(node))
      attributes.push_back(std::string(a.name) + "=" + std::string(a.value));
    std::sort(attributes.begin(), attributes.end());
    for (const std::string& a : attributes) out += " " + a;
    out += node.kind == NodeKind::comment ? std::string(node.text) + "\n" : "\n";
  }
  flush();
  return out;
}

KramdownOptions options_of(const std::string& lines) {
  KramdownOptions options;
  const auto value_of = [&](std::string_view key, std::string& value) {
    const std::size_t at = lines.find(std::string(key) + "=");
    if (at == std::string::npos) return false;
    const std::size_t begin = at + key.size() + 1;
    value = lines.substr(begin, lines.find('\n', begin) - begin);
    return true;
  };
  using Entity = KramdownOptions::EntityOutput;
  std::string v;
  if (value_of("input", v)) options.gfm = v == "GFM";
  if (value_of("hard_wrap", v)) options.hard_wrap = v == "true";
  if (value_of("auto_ids", v)) options.auto_ids = v == "true";
  if (value_of("auto_id_prefix", v)) options.auto_id_prefix = v;
  if (value_of("parse_block_html", v)) options.parse_block_html = v == "true";
  if (value_of("parse_span_html", v)) options.parse_span_html = v == "true";
  if (value_of("html_to_native", v)) options.html_to_native = v == "true";
  if (value_of("smart_quotes", v)) options.smart_quotes = v;
  if (value_of("typographic_symbols", v)) options.typographic_symbols = v == "true";
  if (value_of("math_engine", v)) options.math_engine = v != "nil";
  if (value_of("footnote_nr", v)) options.footnote_nr = std::stoi(v);
  if (value_of("auto_id_stripping", v)) options.auto_id_stripping = v == "true";
  if (value_of("footnote_backlink", v)) options.footnote_backlink = v;
  if (value_of("syntax_highlighter", v)) options.syntax_highlighter = KramdownOptions::SyntaxHighlighter::none;
  if (value_of("toc_levels", v)) options.toc_levels = v == "2..3" ? 0b1100 : options.toc_levels;
  if (value_of("gfm_quirks", v)) {
    options.quirk_paragraph_end = v.find("paragraph_end") != std::string::npos;
    options.quirk_no_auto_typographic = v.find("no_auto_typographic") != std::string::npos;
  }
  if (value_of("entity_output", v))
    options.entity_output = v == "symbolic" ? Entity::symbolic : v == "numeric" ? Entity::numeric : Entity::as_input;
  return options;
}

std::vector<Span> sources(const MappedText& html, std::string_view made) {
  const auto at = static_cast<std::uint32_t>(html.text().find(made));
  return html.source_spans({at, at + static_cast<std::uint32_t>(made.size())});
}

std::string repeated(std::string_view unit, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += unit;
  return all;
}

}  // namespace

TEST_CASE("every construct reads as kramdown reads it") {
  std::size_t count = 0;
  std::vector<fs::path> documents;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(GALLEY_ROOT) / "fixtures/kramdown"))
    if (entry.path().extension() == ".md") documents.push_back(entry.path());
  std::sort(documents.begin(), documents.end());
  for (const fs::path& path : documents) {
    CAPTURE(path.string());
    const std::string text = read_file(path);
    const KramdownOptions options = options_of(read_file(fs::path(path).replace_extension(".options")));
    const std::string expected = read_file(fs::path(path).replace_extension(".html"));
    const std::string ours = outline(galley::body::parse_html(read_kramdown(text, options).html));
    CHECK(ours == outline(galley::body::parse_html(MappedText::verbatim(expected, 0))));
    ++count;
  }
  CHECK(count >= 50);
}

TEST_CASE("text that is copied says where it stands, across the marks of its container") {
  const std::string text = "> one *two*\nlazy\n> three\n";
  const auto read = read_kramdown(text, {});
  const std::vector<Span> spans = sources(read.html, "</em>\nlazy\nthree");
  REQUIRE(spans.size() == 2);
  CHECK(galley::slice(text, spans[0]) == "*\nlazy\n");
  CHECK(galley::slice(text, spans[1]) == "three");
}

TEST_CASE("what is rewritten has the bytes that it stands for") {
  const std::string text = "# A \"b\" \\* &copy; --\n";
  const auto read = read_kramdown(text, {});
  const auto source = [&](std::string_view made) {
    const std::vector<Span> spans = sources(read.html, made);
    REQUIRE(spans.size() == 1);
    return std::string(galley::slice(text, spans[0]));
  };
  CHECK(source("<h1") == "#");
  CHECK(source("\xE2\x80\x9C") == "\"");
  CHECK(source("*") == "\\*");
  CHECK(source("\xC2\xA9") == "&copy;");
  CHECK(source("\xE2\x80\x93") == "--");
  const auto& id = read.html.segment_at(static_cast<std::uint32_t>(read.html.text().find("a-b")));
  CHECK(id.origin == Origin::generated);
  CHECK(id.construct == Construct::automatic_id);
}

TEST_CASE("tables of contents and footnotes are marked as made") {
  const auto read = read_kramdown("* x\n{:toc}\n\n# One\n\nText[^1]\n\n[^1]: Note\n", {});
  const auto construct = [&](std::string_view made) {
    return read.html.segment_at(static_cast<std::uint32_t>(read.html.text().find(made))).construct;
  };
  CHECK(construct("markdown-toc-one") == Construct::table_of_contents);
  CHECK(construct("fnref:1") == Construct::footnote);
  CHECK(construct("reversefootnote") == Construct::footnote);
}

TEST_CASE("notes tell what the HTML does not") {
  const std::string text =
      "[a][missing] no[^def] `code` *lone <b>x </i>\n\n```\nopen\n\na | b\n\n[d]: /u\n\n<p><i>x</p>\n";
  const auto read = read_kramdown(text, {});
  const auto noted = [&](Note::Kind kind) {
    for (const Note& note : read.notes)
      if (note.kind == kind) return std::string(galley::slice(text, note.at));
    return std::string("(none)");
  };
  CHECK(noted(Note::Kind::undefined_reference) == "missing");
  CHECK(noted(Note::Kind::code) == "code");
  CHECK(noted(Note::Kind::literal_delimiter) == "*");
  CHECK(noted(Note::Kind::literal_tag) == "</i>");
  CHECK(noted(Note::Kind::unclosed_fence) == "```");
  CHECK(noted(Note::Kind::table) == "a | b");
  CHECK(noted(Note::Kind::reference_definition) == "/u");
  CHECK(noted(Note::Kind::swallowing_element) == "<b>");
  CHECK(std::is_sorted(read.notes.begin(), read.notes.end(),
                       [](const Note& a, const Note& b) { return a.at.begin < b.at.begin; }));
}

TEST_CASE("any bytes are a document, however deep") {
  CHECK(html_of("").find("<p>") == std::string::npos);
  CHECK(html_of(std::string_view("\0\xFF\n\xC3", 4)).find('\xFF') != std::string::npos);
  for (std::string_view unit :
       {"> ", "* ",  "[",   "![",  "*a **b ", "_a", "`", "<div markdown=\"1\">", "<b>",    "{:", "~~a ",
        "$$", "\"'", "<a ", "1. ", ": ",      "|",  "&", "{::comment}\n",        "```x\n", "\\"})
    CHECK(html_of(repeated(unit, 3000)).size() < 3000 * 400);
}
