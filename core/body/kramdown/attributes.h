// Attributes of an element, and the attribute lists (`{: .class #id key="value"}`) that give them, with the places that
// their values came from. Both live in the document's arena.
#pragma once

#include <string>
#include <string_view>

#include "core/body/kramdown/text.h"

namespace galley::body::kramdown {

/// A stretch of an attribute's value. `copied` bytes stand in the post at `source`; an empty source means generated.
struct ValuePiece {
  std::string_view bytes;
  Span source;
  bool copied = true;
  ValuePiece* next = nullptr;
};

struct Attribute {
  std::string_view name;
  ValuePiece* first = nullptr;
  ValuePiece* last = nullptr;
  Attribute* next = nullptr;

  std::string value() const;
  void clear() { first = last = nullptr; }
  void add(Arena& arena, Slice value);
  void add(Arena& arena, std::string_view bytes, Span source, bool copied = false);
};

/// Attributes in the order in which they were first given, as kramdown's hash keeps them.
struct Attributes {
  Attribute* first = nullptr;
  Attribute* last = nullptr;
  std::uint32_t count = 0;
  std::uint32_t index_size = 0;  // of `index`, a hash table that there is for many attributes
  Attribute** index = nullptr;

  bool empty() const { return first == nullptr; }
  Attribute* find(std::string_view name) const;
  /// The attribute of that name, made where it is missing, with its old value.
  Attribute& at(Arena& arena, std::string_view name);
  /// The same, with an empty value.
  Attribute& set(Arena& arena, std::string_view name);
  void remove(std::string_view name);
  /// Adds a class to those there are.
  void add_class(Arena& arena, const Attribute& classes);
  Attributes copy(Arena& arena) const;

 private:
  void add_to_index(Arena& arena, Attribute* attribute);
};

/// What an attribute list says: attributes, and names of other lists (or of what kramdown does, such as `toc`).
struct AttributeList {
  struct Reference {
    std::string_view name;
    Reference* next = nullptr;
  };
  Reference* first_reference = nullptr;
  Reference* last_reference = nullptr;
  Attributes attributes{};

  bool refers_to(std::string_view name) const;
  void add_reference(Arena& arena, std::string_view name);
};

/// Reads the inside of `{: … }` and adds what it says to `list` (Kramdown::Parser::Kramdown#parse_attribute_list).
void read_attribute_list(Arena& arena, Slice inside, AttributeList& list);

/// Adds what `more` says to `list`, as the next of two lists on one element does.
void merge_attribute_list(Arena& arena, AttributeList& list, const AttributeList& more);

}  // namespace galley::body::kramdown
