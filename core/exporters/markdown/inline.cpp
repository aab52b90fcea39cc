#include "core/exporters/markdown/inline.h"

#include <algorithm>

#include "core/content/equality.h"
#include "core/exporters/markdown/draft.h"
#include "core/exporters/markdown/keep.h"
#include "core/exporters/markdown/links.h"

namespace galley::exporters::markdown {
namespace {

// Beyond these the paragraph is hostile or nearly so: every candidate is escaped unseen.
constexpr std::size_t most_candidates = 400;
constexpr std::size_t largest_tried = 64 * 1024;
constexpr int most_readings = 120;

/// `|` ends a cell wherever it stands.
std::string with_pipes_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

InlineWriter::InlineWriter(const content::Content& content, const body::Document& document, const Source& source,
                           const Options& options, Flavour flavour, ReadBack read_back, Report& report)
    : content_(content),
      document_(document),
      source_(source),
      options_(options),
      flavour_(flavour),
      read_back_(std::move(read_back)),
      report_(report),
      kept_(kept_elements(document, options.kept)) {}

std::string InlineWriter::definition(std::size_t index) const {
  const Definition& d = definitions_[index];
  return '[' + std::to_string(index + 1) + "]: " + (d.href.empty() ? "<>" : destination(d.href)) + title(d.title);
}

std::optional<std::string> InlineWriter::write(content::BlockId paragraph, Place place, Literal literal) {
  content::fold(content_, content_[paragraph], content::FoldFor::writing, text_);
  join_kept(text_, document_, kept_);
  Draft draft(content_, document_, source_, options_, flavour_, place, literal, text_, definitions_);
  draft.write();
  const std::vector<Escape> escapes =
      find_escapes(draft.markdown(), draft.literal(), place, flavour_, !definitions_.empty());
  std::vector<bool> on(escapes.size(), true);
  // kramdown's emphasis has no rule of its own to go by: it is tried.
  const bool uncertain = !escapes.empty() || (flavour_ == Flavour::kramdown && draft.has_delimiters());
  if (uncertain && escapes.size() <= most_candidates && draft.markdown().size() <= largest_tried &&
      !settle_escapes(draft, paragraph, escapes, on) && options_.verify && options_.raw_html != Options::RawHtml::never)
    return std::nullopt;
  draft.count(report_);
  std::string out = apply_escapes(draft.markdown(), escapes, on);
  return place == Place::cell ? with_pipes_escaped(out) : out;
}

bool InlineWriter::settle_escapes(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes,
                                  std::vector<bool>& on) {
  if (!find_needed(draft, paragraph, escapes, on)) return false;
  std::vector<bool> for_all = on;
  bool more = false;
  for (std::size_t i = 0; i < escapes.size(); ++i) {
    more |= escapes[i].for_others && !on[i];
    if (escapes[i].for_others) for_all[i] = true;
  }
  if (more && says_it(paragraph, draft.place(), apply_escapes(draft.markdown(), escapes, for_all)))
    on = std::move(for_all);
  return true;
}

bool InlineWriter::find_needed(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes,
                               std::vector<bool>& on) {
  const auto good = [&] { return says_it(paragraph, draft.place(), apply_escapes(draft.markdown(), escapes, on)); };
  on.assign(escapes.size(), false);
  if (good()) return true;
  on.assign(escapes.size(), true);
  if (escapes.empty() || !good()) return false;
  if (escapes.size() == 1) return true;
  int budget = most_readings;
  drop(draft, paragraph, escapes, on, 0, escapes.size(), budget);
  drop_pairs(draft, paragraph, escapes, on, budget);
  // What was needed while others stood may not be any more.
  if (std::count(on.begin(), on.end(), true) > 1)
    for (std::size_t i = 0; i < escapes.size(); ++i) {
      if (!on[i] || budget-- <= 0) continue;
      on[i] = false;
      if (!good()) on[i] = true;
    }
  return true;
}

/// Takes away what is not needed of the escapes [from, to): all of them at once where that goes, else half by half. The
/// later ones go first, so that what remains stands where markup would begin.
bool InlineWriter::drop(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes,
                        std::vector<bool>& on, std::size_t from, std::size_t to, int& budget) {
  if (budget-- <= 0) return false;
  const bool whole = from == 0 && to == escapes.size();  // already known to be needed
  if (!whole) {
    std::fill(on.begin() + static_cast<std::ptrdiff_t>(from), on.begin() + static_cast<std::ptrdiff_t>(to), false);
    if (says_it(paragraph, draft.place(), apply_escapes(draft.markdown(), escapes, on))) return true;
    std::fill(on.begin() + static_cast<std::ptrdiff_t>(from), on.begin() + static_cast<std::ptrdiff_t>(to), true);
    if (to - from == 1) return false;
  }
  const std::size_t middle = from + (to - from) / 2;
  drop(draft, paragraph, escapes, on, middle, to, budget);
  drop(draft, paragraph, escapes, on, from, middle, budget);
  return true;
}

/// Brackets within a link's text need no escape where both of a pair have none.
void InlineWriter::drop_pairs(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes,
                              std::vector<bool>& on, int& budget) {
  for (std::size_t i = 0; i < escapes.size(); ++i) {
    if (!on[i] || draft.markdown()[escapes[i].at] != '[') continue;
    std::size_t j = i + 1;
    while (j < escapes.size() && !on[j]) ++j;
    if (j == escapes.size() || draft.markdown()[escapes[j].at] != ']' || budget-- <= 0) continue;
    on[i] = on[j] = false;
    if (!says_it(paragraph, draft.place(), apply_escapes(draft.markdown(), escapes, on))) on[i] = on[j] = true;
  }
}

bool InlineWriter::says_it(content::BlockId paragraph, Place place, const std::string& markdown) {
  using content::Kind;
  std::string text;
  std::vector<Kind> around;
  switch (place) {
    case Place::paragraph:
      text = markdown;
      break;
    case Place::item: {
      around = {Kind::list, Kind::item};
      text = "- ";
      for (const char c : markdown) {
        text += c;
        if (c == '\n') text += "  ";
      }
      break;
    }
    case Place::heading:
      around = {Kind::heading};
      text = "# " + markdown;
      break;
    case Place::cell:
      around = {Kind::table, Kind::row, Kind::cell};
      text = "| " + with_pipes_escaped(markdown) + (flavour_ == Flavour::kramdown ? " |\n" : " |\n| --- |\n");
      break;
  }
  for (std::size_t i = 0; i < definitions_.size(); ++i) text += (i == 0 ? "\n\n" : "\n") + definition(i);
  const content::Content back = read_back_(text);
  const auto size = static_cast<content::BlockId>(back.blocks.size());
  content::BlockId id = 1;
  for (const Kind kind : around)
    if (id >= size || back[id++].kind != kind) return false;
  return !content::difference(content_, {paragraph, paragraph + 1}, back, {id, size});
}

}  // namespace galley::exporters::markdown
