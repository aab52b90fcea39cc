#include "core/body/kramdown/abbreviation.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {
namespace {

class Replacer {
 public:
  explicit Replacer(Document& document) : doc_(document) {
    for (const Abbreviation* a : doc_.abbreviations) {
      if (a->name.empty()) continue;
      Lengths& lengths = first_[static_cast<unsigned char>(a->name[0])];
      const Length length{utf8::count(a->name), a->name.size()};
      // The longest first, by characters; which of two as long comes first does not matter, as they differ.
      const auto place = std::lower_bound(lengths.begin(), lengths.end(), length, std::greater<>());
      if (place == lengths.end() || *place != length) lengths.insert(place, length);
    }
  }

  void replace(Node* el, int depth = 0) {
    if (depth > max_depth) return;
    const bool raw = el->is_raw();
    for (Node* child = el->first; child;) {
      Node* next = child->next;
      if (child->kind != Kind::text) {
        replace(child, depth + 1);
      } else if (!raw) {
        Node* last = child;  // text that is kept in several nodes is one
        while (last->next && last->next->kind == Kind::text) last = last->next;
        next = last->next;
        replace_run(el, child, last);
      }
      child = next;
    }
  }

 private:
  static constexpr int max_depth = 1000;

  using Length = std::pair<std::size_t, std::size_t>;  // in characters and bytes
  using Lengths = std::vector<Length>;

  /// The abbreviation of that many bytes at `text[at]`, or null.
  const Abbreviation* named(std::string_view text, std::size_t at, std::size_t size) const {
    if (text.size() - at < size) return nullptr;
    const auto found = doc_.abbreviations_by_name.find(text.substr(at, size));
    return found == doc_.abbreviations_by_name.end() ? nullptr : found->second;
  }
  /// The longest abbreviation at `text[at]`, or null.
  const Abbreviation* at(std::string_view text, std::size_t at) const {
    if (at >= text.size()) return nullptr;
    for (const auto& [characters, size] : first_[static_cast<unsigned char>(text[at])])
      if (const Abbreviation* a = named(text, at, size)) return a;
    return nullptr;
  }

  /// (?=(?:\W|^)name(?!\w)): the next place at which one stands between word boundaries.
  const Abbreviation* find(std::string_view text, std::size_t from, std::size_t* place) const {
    for (std::size_t p = from; p < text.size(); ++p) {
      const std::size_t before = is_word_char(text[p]) ? 0 : char_size(text, p);  // \W
      if (before) {
        if (const Abbreviation* a = whole(text, p + before)) {
          *place = p + before;
          // kramdown scans for the name at `p` first, where one may begin with the character before.
          if (const Abbreviation* here = at(text, p)) {
            *place = p;
            return here;
          }
          return a;
        }
      }
      if (p == from || text[p - 1] == '\n') {
        if (const Abbreviation* a = whole(text, p)) {
          *place = p;
          return a;
        }
      }
      if (before > 1) p += before - 1;
    }
    return nullptr;
  }
  /// One at `p` that no word character follows; of several, the regular expression tries the shorter ones too.
  const Abbreviation* whole(std::string_view text, std::size_t p) const {
    if (p >= text.size()) return nullptr;
    for (const auto& [characters, size] : first_[static_cast<unsigned char>(text[p])])
      if ((p + size >= text.size() || !is_word_char(text[p + size])) && named(text, p, size)) return at(text, p);
    return nullptr;
  }

  void replace_run(Node* el, Node* first, Node* last) {
    Slice value = first->value;
    if (first != last) {
      TextBuilder all;
      for (Node* n = first;; n = n->next) {
        all.append(n->value);
        if (n == last) break;
      }
      const Text* made = all.finish(doc_.arena);
      value = {made, 0, static_cast<std::uint32_t>(made->bytes.size())};
    }
    const std::string_view text = value.view();
    std::size_t from = 0;
    std::size_t place = 0;
    Node* after = last;
    bool any = false;
    const auto add = [&](Node* node) {
      el->insert_after(after, node);
      after = node;
    };
    while (const Abbreviation* found = find(text, from, &place)) {
      any = true;
      if (place > from) add(doc_.make_text(value.part(from, place)));
      Node* node = doc_.make_text(value.part(place, place + found->name.size()), Kind::abbreviation);
      node->name = found->name;
      add(node);
      from = place + found->name.size();
    }
    if (!any) return;
    if (from < text.size()) add(doc_.make_text(value.part(from)));
    for (Node* n = first;;) {
      Node* next = n->next;
      const bool done = n == last;
      el->remove(n);
      if (done) break;
      n = next;
    }
  }

  Document& doc_;
  std::array<Lengths, 256> first_;  // lengths of the abbreviations that begin with a byte
};

}  // namespace

void replace_abbreviations(Document& document, Node* root) {
  if (document.abbreviations.empty()) return;
  Replacer(document).replace(root);
}

}  // namespace galley::body::kramdown
