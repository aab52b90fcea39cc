#include "core/body/kramdown/attributes.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {

std::string Attribute::value() const {
  std::string all;
  for (const ValuePiece* p = first; p; p = p->next) all += p->bytes;
  return all;
}

void Attribute::add(Arena& arena, std::string_view bytes, Span source, bool copied) {
  if (bytes.empty()) return;
  auto* piece = arena.make<ValuePiece>(bytes, source, copied, nullptr);
  (last ? last->next : first) = piece;
  last = piece;
}

void Attribute::add(Arena& arena, Slice value) {
  for_each_piece(value, [&](std::string_view bytes, Span source, bool copied) { add(arena, bytes, source, copied); });
}

Attribute* Attributes::find(std::string_view name) const {
  if (index) {
    for (std::size_t i = std::hash<std::string_view>{}(name) % index_size; index[i]; i = (i + 1) % index_size)
      if (index[i]->name == name) return index[i];
    return nullptr;
  }
  for (Attribute* a = first; a; a = a->next)
    if (a->name == name) return a;
  return nullptr;
}

void Attributes::add_to_index(Arena& arena, Attribute* attribute) {
  constexpr std::uint32_t few = 16;
  if (!attribute || count > index_size / 2) {
    if (count <= few) return;
    index_size = 4 * count;
    index = arena.array<Attribute*>(index_size);
    std::fill_n(index, index_size, nullptr);
    for (Attribute* a = first; a; a = a->next) add_to_index(arena, a);
    return;
  }
  std::size_t i = std::hash<std::string_view>{}(attribute->name) % index_size;
  while (index[i]) i = (i + 1) % index_size;
  index[i] = attribute;
}

Attribute& Attributes::at(Arena& arena, std::string_view name) {
  if (Attribute* found = find(name)) return *found;
  auto* made = arena.make<Attribute>(name, nullptr, nullptr, nullptr);
  (last ? last->next : first) = made;
  last = made;
  ++count;
  add_to_index(arena, index ? made : nullptr);
  return *made;
}

Attribute& Attributes::set(Arena& arena, std::string_view name) {
  Attribute& a = at(arena, name);
  a.clear();
  return a;
}

void Attributes::remove(std::string_view name) {
  Attribute* before = nullptr;
  for (Attribute* a = first; a; before = a, a = a->next) {
    if (a->name != name) continue;
    (before ? before->next : first) = a->next;
    if (last == a) last = before;
    --count;
    index = nullptr;  // made anew should more come
    index_size = 0;
    return;
  }
}

void Attributes::add_class(Arena& arena, const Attribute& classes) {
  Attribute& mine = at(arena, "class");
  if (mine.first) mine.add(arena, " ", {});
  for (const ValuePiece* p = classes.first; p; p = p->next) mine.add(arena, p->bytes, p->source, p->copied);
}

Attributes Attributes::copy(Arena& arena) const {
  Attributes made;
  for (const Attribute* a = first; a; a = a->next) {
    Attribute& mine = made.at(arena, a->name);
    for (const ValuePiece* p = a->first; p; p = p->next) mine.add(arena, p->bytes, p->source, p->copied);
  }
  return made;
}

bool AttributeList::refers_to(std::string_view name) const {
  for (const Reference* r = first_reference; r; r = r->next)
    if (r->name == name) return true;
  return false;
}

void AttributeList::add_reference(Arena& arena, std::string_view name) {
  auto* made = arena.make<Reference>(name, nullptr);
  (last_reference ? last_reference->next : first_reference) = made;
  last_reference = made;
}

namespace {

/// Reads one list's tokens; each begins at the list's beginning or after white space, and ends before white space.
class ListReader {
 public:
  ListReader(Arena& arena, Slice inside, AttributeList& list)
      : arena_(arena), inside_(inside), text_(inside.view()), list_(list) {}

  void read() {
    for (std::size_t at = 0; at < text_.size();) {
      std::size_t end = at == 0 ? token(0) : 0;
      if (end == 0 && is_space(text_[at])) end = token(at + 1);
      at = end ? end : at + 1;
    }
  }

 private:
  bool ends_at(std::size_t at) const { return at == text_.size() || is_space(text_[at]); }

  /// Reads the token at `at` if there is one, and returns its end, else 0.
  std::size_t token(std::size_t at) {
    if (at >= text_.size()) return 0;
    if (const std::size_t name = match_id_name(text_, at); name != at) {
      if (const std::size_t end = key_value(at, name)) return end;
      // `\w[\w-]*` gives back characters until white space follows; there is none inside a name.
      if (!ends_at(name)) return 0;
      list_.add_reference(arena_, text_.substr(at, name - at));
      return name;
    }
    return text_[at] == '#' || text_[at] == '.' ? ids_and_classes(at) : 0;
  }

  /// `key="value"`: the value ends at the first such quote before white space that no backslash precedes.
  std::size_t key_value(std::size_t at, std::size_t equals) {
    if (equals + 1 >= text_.size() || text_[equals] != '=') return 0;
    const char quote = text_[equals + 1];
    if (quote != '"' && quote != '\'') return 0;
    const std::size_t begin = equals + 2;
    std::size_t escaped = 0;  // the last escaped quote that could end it, should no other
    std::size_t end = begin;
    for (;; ++end) {
      if (end >= text_.size() || text_[end] == '}' || text_[end] == '\x02') {
        if (escaped == 0) return 0;
        end = escaped;
        break;
      }
      if (text_[end] == quote && ends_at(end + 1)) break;
      if (text_[end] == '\\' && end + 1 < text_.size() && (text_[end + 1] == '}' || text_[end + 1] == quote)) {
        ++end;
        if (text_[end] == quote && ends_at(end + 1)) escaped = end;
      }
    }
    Attribute& attribute = list_.attributes.set(arena_, text_.substr(at, equals - at));
    std::size_t from = begin;
    for (std::size_t i = begin; i + 1 < end; ++i) {
      if (text_[i] != '\\' || (text_[i + 1] != '}' && text_[i + 1] != quote)) continue;
      attribute.add(arena_, inside_.part(from, i));
      attribute.add(arena_, text_.substr(i + 1, 1), source_of(inside_.part(i, i + 2)));
      from = i + 2;
      ++i;
    }
    attribute.add(arena_, inside_.part(from, end));
    return end + 1;
  }

  /// `#id.class.class`: (#[A-Za-z][\w:-]*|\.[^\s.#]+)+
  std::size_t ids_and_classes(std::size_t at) {
    std::vector<Span> parts;
    std::size_t end = at;
    while (end < text_.size() && (text_[end] == '#' || text_[end] == '.')) {
      std::size_t to = end + 1;
      if (text_[end] == '#') {
        if (to >= text_.size() || !is_letter(text_[to])) break;
        while (to < text_.size() && (is_word_char(text_[to]) || text_[to] == ':' || text_[to] == '-')) ++to;
      } else {
        while (to < text_.size() && !is_space(text_[to]) && text_[to] != '.' && text_[to] != '#') ++to;
        if (to == end + 1) break;
      }
      parts.push_back({static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(to)});
      end = to;
    }
    if (parts.empty() || !ends_at(end)) return 0;
    for (Span part : parts) {
      const Slice value = inside_.part(part.begin + 1, part.end);
      if (text_[part.begin] == '#') {
        list_.attributes.set(arena_, "id").add(arena_, value);
      } else {
        Attribute& classes = list_.attributes.at(arena_, "class");
        if (classes.first) classes.add(arena_, " ", {});
        classes.add(arena_, value);
      }
    }
    return end;
  }

  Arena& arena_;
  Slice inside_;
  std::string_view text_;
  AttributeList& list_;
};

}  // namespace

void read_attribute_list(Arena& arena, Slice inside, AttributeList& list) {
  const std::string_view all = strip(inside.view());
  if (all.empty() || all == ":") return;
  ListReader(arena, inside, list).read();
}

void merge_attribute_list(Arena& arena, AttributeList& list, const AttributeList& more) {
  for (const AttributeList::Reference* r = more.first_reference; r; r = r->next) list.add_reference(arena, r->name);
  for (const Attribute* a = more.attributes.first; a; a = a->next) {
    if (a->name == "class") {
      list.attributes.add_class(arena, *a);
      continue;
    }
    Attribute& mine = list.attributes.set(arena, a->name);
    for (const ValuePiece* p = a->first; p; p = p->next) mine.add(arena, p->bytes, p->source, p->copied);
  }
}

}  // namespace galley::body::kramdown
