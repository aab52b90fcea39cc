#include <algorithm>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/entities.h"
#include "core/body/kramdown/writer.h"

namespace galley::body::kramdown {
/// The list of footnotes, in the order of their markers; writing one may find markers of more.
void Writer::footnotes() {
  if (footnotes_.empty()) return;
  const Span nowhere{};
  const auto say = [&](std::string_view bytes) { generate(bytes, nowhere, Construct::footnote); };
  say("<div class=\"footnotes\" role=\"doc-endnotes\">\n");
  say(options_.footnote_nr != 1 ? "  <ol start=\"" + std::to_string(options_.footnote_nr) + "\">\n" : "  <ol>\n");
  for (std::size_t i = 0; i < footnotes_.size(); ++i) footnote(*footnotes_[i]);
  say("  </ol>\n</div>\n");
}

void Writer::footnote(Footnote& note) {
  const Span place = note.end_of_block ? source_of(note.end_of_block->open) : Span{};
  const auto say = [&](std::string_view bytes) { generate(bytes, place, Construct::footnote); };
  say("    <li id=\"fn:" + options_.footnote_prefix + std::string(note.name) + "\" role=\"doc-endnote\">\n");
  const Node* last = note.content->last;
  backlink_note_ = &note;
  backlink_repeats_ = note.repeats;
  backlink_paragraph_ = nullptr;
  if (last && (last->kind == Kind::paragraph || options_.footnote_backlink_inline)) {
    while (last && last->kind != Kind::paragraph && last->kind != Kind::header) last = last->last;
    backlink_paragraph_ = last;
  }
  backlink_space_ = backlink_paragraph_ != nullptr;
  children(note.content, 4);
  if (!backlink_space_) {
    say("      <p>");
    backlinks();
    say("</p>\n");
  }
  backlink_paragraph_ = nullptr;
  say("    </li>\n");
}

void Writer::backlinks() {
  if (options_.footnote_backlink.empty()) return;
  const Span place = backlink_note_->end_of_block ? source_of(backlink_note_->end_of_block->open) : Span{};
  const std::string name = options_.footnote_prefix + std::string(backlink_note_->name);
  const std::string space = entity_text(0xA0, {}, options_.entity_output);
  std::string mark;
  for (std::size_t at = 0; at < options_.footnote_backlink.size(); ++at) {
    const char c = options_.footnote_backlink[at];
    if (c == '&' && match_reference(options_.footnote_backlink, at) == at)
      mark += "&amp;";
    else if (c == '<')
      mark += "&lt;";
    else if (c == '>')
      mark += "&gt;";
    else
      mark += c;
  }
  const auto link = [&](const std::string& target, const std::string& text) {
    return "<a href=\"#fnref:" + target + "\" class=\"reversefootnote\" role=\"doc-backlink\">" + text + "</a>";
  };
  std::string all = (backlink_space_ ? space : std::string()) + link(name, mark);
  for (int i = 1; i <= backlink_repeats_; ++i)
    all += space + link(name + ":" + std::to_string(i), mark + "<sup>" + std::to_string(i + 1) + "</sup>");
  generate(all, place, Construct::footnote);
}

/// Puts the table of contents where {:toc} stands.
void Writer::table_of_contents() {
  if (headings_.empty()) return;
  const std::uint32_t at = static_cast<std::uint32_t>(contents_at_);
  MappedText body = std::move(out_);
  out_ = {};
  out_.append(body, {0, at});
  all_are_ = Construct::table_of_contents;
  const std::string_view name = contents_list_->kind == Kind::ul ? "ul" : "ol";
  const Span place = place_of(contents_list_);
  const auto say = [&](std::string_view bytes) { generate(bytes, place); };
  const auto spaces = [](std::size_t n) { return std::string(n, ' '); };
  const std::string open = "<" + std::string(name) + ">\n";
  const std::string close = "</" + std::string(name) + ">\n";

  Attributes all = contents_list_->attributes.copy(doc_.arena);
  if (!all.find("id")) all.set(doc_.arena, "id").add(doc_.arena, "markdown-toc", {});
  const std::string id = all.find("id")->value();
  start_tag(name, all, {}, place);
  say("\n");
  std::vector<int> levels;  // of the entries that are open, each in the list of the one before
  const auto close_last = [&](bool has_list) {
    const std::size_t width = 2 + 4 * (levels.size() - 1);
    if (has_list) say(spaces(width + 2) + close + spaces(width));
    say("</li>\n");
    levels.pop_back();
  };
  bool has_list = false;  // whether the last open entry holds a list
  for (const Heading& heading : headings_) {
    while (!levels.empty() && levels.back() >= heading.node->level) {
      close_last(has_list);
      has_list = true;
    }
    if (!levels.empty() && !has_list) say(spaces(2 + 4 * (levels.size() - 1) + 2) + open);
    levels.push_back(heading.node->level);
    has_list = false;
    say(spaces(2 + 4 * (levels.size() - 1)) + "<li>");
    std::string link = "<a href=\"#";
    generate(link, place);
    escape(heading.id, place, false, Escape::attribute);
    say("\" id=\"");
    escape(id + "-" + heading.id, place, false, Escape::attribute);
    say("\">");
    contents_children(heading.node);
    say("</a>");
  }
  while (!levels.empty()) {
    close_last(has_list);
    has_list = true;
  }
  end_tag(name, {}, place, "\n");
  all_are_ = Construct::none;
  out_.append(body, {at, static_cast<std::uint32_t>(body.text().size())});
}

/// A heading's content without its links and footnotes.
void Writer::contents_children(const Node* node) {
  for (const Node* child = node->first; child; child = child->next) {
    if (child->kind == Kind::footnote) continue;
    if (child->kind == Kind::a) {
      contents_children(child);
    } else if (child->kind == Kind::em || child->kind == Kind::strong || child->kind == Kind::del) {
      const std::string_view name = child->kind == Kind::em ? "em" : child->kind == Kind::strong ? "strong" : "del";
      start_tag(name, child->attributes, child->open, place_of(child));
      contents_children(child);
      end_tag(name, child->close, end_of(child));
    } else if (child->kind == Kind::html && child->first) {
      html_start(child, ">");
      contents_children(child);
      html_end(child);
    } else {
      convert(child, node, 0);
    }
  }
}

}  // namespace galley::body::kramdown
