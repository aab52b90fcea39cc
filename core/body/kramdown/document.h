// What the phases of reading one document share: its options (which `{::options}` changes), its definitions, its notes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/body/kramdown/kramdown.h"
#include "core/body/kramdown/node.h"

namespace galley::body::kramdown {

/// Quotes, lists, notes and HTML blocks are read this deep, spans that hold spans this deep; what is deeper is text.
inline constexpr int max_block_depth = 50;
inline constexpr int max_span_depth = 200;

struct LinkDefinition {
  Slice url{};
  Slice title{};
  bool has_title = false;
  Node* end_of_block = nullptr;  // where attribute lists for it gather
};

struct Footnote {
  std::string_view name;
  Node* content = nullptr;
  Node* end_of_block = nullptr;
  // What the writer knows of it.
  int number = 0;
  int repeats = 0;
};

struct Abbreviation {
  std::string_view name;
  Slice text{};
  Node* end_of_block = nullptr;
};

struct Document {
  KramdownOptions options;
  Arena arena;
  std::vector<Note> notes;
  std::unordered_map<std::string_view, AttributeList*> lists;
  std::unordered_map<std::string, LinkDefinition> links;  // by normalized name
  std::vector<Footnote*> footnotes;                       // in the order of their first definitions
  std::unordered_map<std::string_view, Footnote*> footnotes_by_name;
  std::vector<Abbreviation*> abbreviations;
  std::unordered_map<std::string_view, Abbreviation*> abbreviations_by_name;

  Node* make(Kind kind) { return arena.make<Node>(kind); }
  Node* make_text(Slice value, Kind kind = Kind::text) {
    Node* node = make(kind);
    node->value = value;
    return node;
  }
  void note(Note::Kind kind, Slice at, Slice related = {}) {
    notes.push_back({kind, source_of(at), related.text ? source_of(related) : Span{}});
  }

  /// Gives an element what an attribute list says, with the lists that it refers to (#update_attr_with_ial).
  void apply(Attributes& attributes, const AttributeList& list, int depth = 0);
  /// Sets an option by its name, as `{::options name="value" /}` does; unknown ones and bad values change nothing.
  void set_option(std::string_view name, const std::string& value);
};

/// `Parser#normalize_link_id`.
std::string normalize_link_name(std::string_view name);

}  // namespace galley::body::kramdown
