#include "core/body/kramdown/gfm.h"

#include <unordered_map>

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {
namespace {

class Updater {
 public:
  explicit Updater(Document& document) : doc_(document) {}

  void update(Node* el, int depth = 0) {
    if (depth > max_depth) return;
    for (Node* child = el->first; child;) {
      Node* next = child->next;
      switch (child->kind) {
        case Kind::text:
          break_lines(el, child);
          break;
        case Kind::html:
        case Kind::del:
          break;  // not looked into
        case Kind::header:
          if (doc_.options.auto_ids && !child->attributes.find("id"))
            set_id(child);
          else
            update(child, depth + 1);
          break;
        default:
          update(child, depth + 1);
      }
      child = next;
    }
  }

 private:
  static constexpr int max_depth = 1000;

  /// Breaks a text where a line ends in a backslash, or everywhere with hard_wrap. The backslash may be the end of one
  /// node and the line end the beginning of the next.
  void break_lines(Node* el, Node* text) {
    const bool hard = doc_.options.hard_wrap;
    while (true) {
      const std::string_view s = text->value.view();
      std::size_t line_end = s.find('\n');
      bool before = false;  // the backslash ends the node before
      for (; line_end != std::string_view::npos; line_end = s.find('\n', line_end + 1)) {
        if (text == broken_ && line_end == 0) continue;  // done with
        before = line_end == 0 && text->previous && text->previous->kind == Kind::text &&
                 text->previous->value.view().ends_with('\\');
        if (hard || before || (line_end > 0 && s[line_end - 1] == '\\')) break;
      }
      if (line_end == std::string_view::npos) return;
      const bool at_end = line_end + 1 == s.size() && text == el->last;
      const std::size_t cut = hard || before ? line_end : line_end - 1;
      if (before && !hard) {
        Node* previous = text->previous;
        const Slice mark = previous->value.part(previous->value.size() - 1);
        --previous->value.end;
        if (at_end && is_block(el)) return;
        Node* br = doc_.make_text(mark, Kind::br);
        el->insert_after(previous, br);
        broken_ = text;
        continue;
      }
      Node* rest = doc_.make_text(text->value.part(line_end));
      Node* br = at_end && is_block(el)
                     ? nullptr
                     : doc_.make_text(text->value.part(cut, hard ? line_end + 1 : line_end), Kind::br);
      text->value.end = text->value.begin + static_cast<std::uint32_t>(cut);
      Node* place = text;
      if (br) {
        el->insert_after(place, br);
        place = br;
      }
      el->insert_after(place, rest);
      text = broken_ = rest;
    }
  }

  static bool is_block(const Node* el) {
    switch (el->kind) {
      case Kind::paragraph:
      case Kind::header:
      case Kind::blockquote:
      case Kind::li:
      case Kind::dd:
      case Kind::dt:
      case Kind::td:
        return true;
      default:
        return false;
    }
  }

  void set_id(Node* heading) {
    std::string low;
    unicode::append_lower(low, heading->raw_text);
    std::string id;
    for (std::size_t at = 0; at < low.size();) {
      const char c = low[at];
      std::size_t size = word_size(low, at);
      // What a Liquid object prints is not known here, and a placeholder is of no use in an id.
      if (low.compare(at, liquid_placeholder.size(), liquid_placeholder) == 0) size = 0;
      if (size)
        id.append(low, at, size);
      else if (c == '-' || c == ' ' || c == '\t')
        id.push_back('-');
      at += size ? size : char_size(low, at);
    }
    const int count = counts_[id]++;
    if (count > 0) id += "-" + std::to_string(count);
    id.insert(0, doc_.options.auto_id_prefix);
    heading->attributes.set(doc_.arena, "id").add(doc_.arena, doc_.arena.keep(id), {});
    heading->closed = true;  // its id is an automatic one
  }

  Document& doc_;
  Node* broken_ = nullptr;
  std::unordered_map<std::string, int> counts_;
};

}  // namespace

void update_elements(Document& document, Node* root) { Updater(document).update(root); }

}  // namespace galley::body::kramdown
