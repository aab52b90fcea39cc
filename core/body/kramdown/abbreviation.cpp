#include "core/body/kramdown/abbreviation.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {
namespace {

class Replacer {
 public:
  explicit Replacer(Document& document) : doc_(document) {
    for (const Abbreviation* a : doc_.abbreviations) {
      if (a->name.empty()) continue;
      first_[static_cast<unsigned char>(a->name[0])].push_back(a);
    }
    // The longest first, by characters; among equals the order is Ruby's sort, which does not promise any.
    for (auto& names : first_)
      std::stable_sort(names.begin(), names.end(), [](const Abbreviation* a, const Abbreviation* b) {
        return utf8::count(a->name) > utf8::count(b->name);
      });
  }

  void replace(Node* el, int depth = 0) {
    if (depth > max_depth) return;
    const bool raw = el->kind == Kind::html && el->content == Content::raw;
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

  /// The abbreviation at `text[at]`, or null.
  const Abbreviation* at(std::string_view text, std::size_t at) const {
    if (at >= text.size()) return nullptr;
    for (const Abbreviation* a : first_[static_cast<unsigned char>(text[at])])
      if (text.compare(at, a->name.size(), a->name) == 0) return a;
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
    for (const Abbreviation* a : first_[static_cast<unsigned char>(text[p])])
      if (text.compare(p, a->name.size(), a->name) == 0 &&
          (p + a->name.size() >= text.size() || !is_word_char(text[p + a->name.size()])))
        return at(text, p);
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
  std::array<std::vector<const Abbreviation*>, 256> first_;
};

}  // namespace

void replace_abbreviations(Document& document, Node* root) {
  if (document.abbreviations.empty()) return;
  Replacer(document).replace(root);
}

}  // namespace galley::body::kramdown
