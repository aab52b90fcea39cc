#include "rules/tag_pairs.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "core/text/ascii.h"
#include "rules/sound_tags.h"
#include "rules/tag_kinds.h"

namespace galley::rules {

using body::Tag;

namespace {

class Pairing {
 public:
  explicit Pairing(const SourceTags& source) : tags_(source.tags) {}

  TagPairs run() {
    if (std::vector<ItemInItem> items; tags_nest(tags_, items)) {
      for (const ItemInItem& i : items) add({TagFault::Kind::nested, i.item, no_tag, no_tag, i.around});
      return std::move(out_);
    }
    out_.partner.assign(tags_.size(), no_tag);
    for (const SourceTag& t : tags_)
      if (t.written && takes_part(t)) {
        if (t.tag == Tag::table) missing_.table += t.end ? -1 : 1;
        if (t.tag == Tag::ul || t.tag == Tag::ol) missing_.list += t.end ? -1 : 1;
        missing_.heading[heading_level(t.tag)] += t.end ? -1 : 1;
      }
    names_.resize(2 * body::tag_count);
    for (std::uint32_t i = 0; i < tags_.size(); ++i) {
      if (ends_paragraph_alone(tags_[i])) close_implied(i);
      if (!takes_part(tags_[i])) continue;
      if (tags_[i].end)
        end(i);
      else
        start(i);
    }
    shrink(0, no_tag);
    expire(0, true);
    drop_consequences();
    for (const TagFault& f : candidates_)
      if (out_.partner[f.start] != no_tag && out_.partner[f.outer] != no_tag) out_.faults.push_back(f);
    std::stable_sort(out_.faults.begin(), out_.faults.end(),
                     [](const TagFault& a, const TagFault& b) { return first(a) < first(b); });
    return std::move(out_);
  }

 private:
  using NameId = std::uint32_t;
  struct Open {
    std::uint32_t tag;
    NameId name;
    std::uint32_t last_barrier;  // the stack's size where the innermost barrier at or below begins; 0: none
    std::uint32_t keeper;        // the same of what keeps items and terms from being ended
  };
  // An element that something around it, or a block in it, closed before its own end tag came.
  struct Displaced {
    std::uint32_t tag;
    std::uint32_t closer;  // no_tag: a block's start tag closed it, which is only a paragraph's fate
    std::uint32_t outer;
    NameId name;
    std::uint32_t depth;  // its end tag may still come as long as the stack is this deep
    bool taken = false;
  };
  struct Name {
    std::vector<std::uint32_t> open;       // positions on the stack, the latest last
    std::vector<std::uint32_t> displaced;  // indices of displaced_ or formatting_
  };

  static std::uint32_t first(const TagFault& f) { return std::min({f.start, f.end, f.closer}); }

  NameId name_of(const SourceTag& t) {
    // What a Markdown reader made and what the author wrote do not close each other.
    if (t.tag != Tag::unknown)
      return static_cast<NameId>(static_cast<std::size_t>(t.tag) + (t.written ? 0 : body::tag_count));
    std::string key(t.name);
    std::transform(key.begin(), key.end(), key.begin(), ascii::lower);
    const auto [found, added] = unknown_.try_emplace(std::move(key), static_cast<NameId>(names_.size()));
    if (added) names_.emplace_back();
    return found->second;
  }

  // The position of the innermost open element of that tag, whoever wrote it, or -1.
  std::int64_t innermost(Tag t) const {
    const auto of = [this](std::size_t name) {
      return names_[name].open.empty() ? -1 : static_cast<std::int64_t>(names_[name].open.back());
    };
    return std::max(of(static_cast<std::size_t>(t)), of(static_cast<std::size_t>(t) + body::tag_count));
  }
  template <typename... Tags>
  std::int64_t innermost(Tag t, Tags... others) const {
    return std::max(innermost(t), innermost(others...));
  }
  std::uint32_t barrier() const { return stack_.empty() ? 0 : stack_.back().last_barrier; }
  std::uint32_t keeper() const { return stack_.empty() ? 0 : stack_.back().keeper; }

  void start(std::uint32_t i) {
    const SourceTag& t = tags_[i];
    if (!t.literal) close_implied(i);
    if (may_not_nest(t.tag)) {
      const std::int64_t around = innermost(t.tag);
      if (around >= static_cast<std::int64_t>(barrier()))
        candidates_.push_back(
            {TagFault::Kind::nested, i, no_tag, no_tag, stack_[static_cast<std::size_t>(around)].tag});
    }
    if (heading_level(t.tag) > 0 && !stack_.empty() && heading_level(tags_[stack_.back().tag].tag) > 0)
      candidates_.push_back({TagFault::Kind::nested, i, no_tag, no_tag, stack_.back().tag});
    const NameId name = name_of(t);
    const auto position = static_cast<std::uint32_t>(stack_.size());
    names_[name].open.push_back(position);
    stack_.push_back(
        {i, name, is_barrier(t.tag) ? position + 1 : barrier(), keeps_items(t.tag) ? position + 1 : keeper()});
  }

  // What a start tag closes whose end tag may be left out.
  void close_implied(std::uint32_t i) {
    const Tag t = tags_[i].tag;
    const auto inside = [&](std::int64_t position, std::int64_t limit) { return position >= 0 && position > limit; };
    const auto close = [&](std::int64_t position) { shrink(static_cast<std::uint32_t>(position), i); };
    const auto bar = static_cast<std::int64_t>(barrier()) - 1;
    if (is_item(t)) {
      // Items keep items too, so that it is the innermost of all that do, or none.
      const auto p = t == Tag::li ? innermost(Tag::li) : innermost(Tag::dt, Tag::dd);
      if (p >= 0 && p == static_cast<std::int64_t>(keeper()) - 1) close(p);
    } else if (t == Tag::option || t == Tag::optgroup) {
      const auto p =
          t == Tag::option ? innermost(Tag::option) : std::max(innermost(Tag::option), innermost(Tag::optgroup));
      if (inside(p, std::max(bar, innermost(Tag::select, Tag::datalist)))) close(p);
    } else if (t == Tag::rt || t == Tag::rp || t == Tag::rb || t == Tag::rtc) {
      const auto p = innermost(Tag::rt, Tag::rp, Tag::rb);
      if (inside(p, std::max(bar, innermost(Tag::ruby, Tag::rtc)))) close(p);
    } else if (is_row_part(t)) {
      close_row_parts(t, close);
    }
    if (closes_paragraph(t)) {
      const auto p = innermost(Tag::p);
      if (p >= static_cast<std::int64_t>(barrier()) && p > innermost(Tag::button)) close(p);
    }
  }

  template <typename Close>
  void close_row_parts(Tag t, Close close) {
    const auto table = innermost(Tag::table);
    if (table < 0) return;
    const bool cell = t == Tag::td || t == Tag::th;
    // The outermost part of this table that the new one does not stand in.
    std::int64_t limit = table;
    if (cell)
      limit = std::max(limit, innermost(Tag::tr, Tag::tbody, Tag::thead, Tag::tfoot));
    else if (t == Tag::tr)
      limit = std::max(limit, innermost(Tag::tbody, Tag::thead, Tag::tfoot));
    std::int64_t outermost = -1;
    for (const Tag part :
         {Tag::td, Tag::th, Tag::tr, Tag::tbody, Tag::thead, Tag::tfoot, Tag::caption, Tag::colgroup}) {
      // Of each kind at most a few lie within one table unclosed, since each closes those before.
      const auto& positions = names_[static_cast<std::size_t>(part)].open;
      for (std::size_t k = positions.size(); k-- > 0 && positions[k] > limit;) {
        const auto p = static_cast<std::int64_t>(positions[k]);
        if (outermost < 0 || p < outermost) outermost = p;
      }
    }
    if (outermost >= 0) close(outermost);
  }

  void end(std::uint32_t i) {
    const SourceTag& t = tags_[i];
    if (is_void(t.tag)) return stray(i);
    if (!t.written && names_[name_of(t)].open.empty()) return;
    const NameId name = name_of(t);
    const auto& positions = names_[name].open;
    const bool table_part = is_row_part(t.tag) || is_barrier(t.tag);
    const std::int64_t table = innermost(Tag::table);
    if (!positions.empty()) {
      const std::uint32_t p = positions.back();
      // An item is ended by its own list only (list item scope).
      const bool in_list = t.tag != Tag::li || static_cast<std::int64_t>(p) > innermost(Tag::ul, Tag::ol);
      const bool reaches =
          in_list && (table_part ? t.tag == Tag::table || !is_row_part(t.tag) || static_cast<std::int64_t>(p) > table
                                 : p >= barrier());
      if (reaches || passes_unclosed(p)) {
        return close(p, i);
      }
    }
    auto& displaced = names_[name].displaced;
    while (!displaced.empty()) {
      Displaced& d = entry(displaced.back());
      const bool item = is_item(t.tag);
      if (item && d.closer != nested_item_) break;  // an item whose end was left out
      displaced.pop_back();
      if (d.taken) continue;
      d.taken = true;
      match(d.tag, i);
      if (item) return;
      if (tags_[d.tag].tag == Tag::p && !tags_[d.closer].end) {
        add({TagFault::Kind::nested, d.closer, i, no_tag, d.tag});
      } else if (is_item(tags_[d.closer].tag) && !tags_[d.closer].end && out_.partner[d.closer] != no_tag) {
        if (d.closer != nested_item_) add({TagFault::Kind::nested, d.closer, i, no_tag, d.tag});
        nested_item_ = d.closer;
      } else {
        add({TagFault::Kind::crossed, d.tag, i, d.closer, d.outer});
      }
      return;
    }
    // The start tag of a table's body may be left out, and its end tag stand (13.1.2.4).
    if (t.tag == Tag::tbody && !t.literal && table >= 0 && !in_group(table)) {
      const std::uint32_t owner = stack_[static_cast<std::size_t>(table)].tag;
      if (owner != body_ended_in_) {
        body_ended_in_ = owner;
        return;
      }
    }
    // A heading is ended by the end tag of any (13.2.6.4.7), which is meant where its own is missing.
    if (heading_level(t.tag) > 0) {
      const std::int64_t heading = innermost(Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6);
      if (heading >= static_cast<std::int64_t>(barrier())) {
        const std::uint32_t start = stack_[static_cast<std::size_t>(heading)].tag;
        std::int64_t& missing = missing_.heading[heading_level(tags_[start].tag)];
        if (tags_[start].written && missing > 0) {
          --missing;
          close(static_cast<std::uint32_t>(heading), i);
          return add({TagFault::Kind::stray, start, i, no_tag, no_tag});
        }
      }
    }
    stray(i);
  }

  // Closes the element at that position of the stack, and all in it, by its end tag.
  void close(std::uint32_t position, std::uint32_t end_tag) {
    closing_ = stack_[position].tag;
    match(closing_, end_tag);
    shrink(position + 1, end_tag);
    pop();
    expire(static_cast<std::uint32_t>(stack_.size()), false);
    closing_ = no_tag;
  }

  // Browsers let no end tag out of a table, nor that of an item out of a list in it. Where more tables or lists begin
  // than end, though, one that is open here was meant to have ended already: its end tag is what is missing, rather
  // than those of all around it.
  bool passes_unclosed(std::uint32_t position) const {
    Missing left = missing_;
    bool some = false;
    std::size_t looked_at = 0;  // a bound, for tables in tables without end
    for (std::size_t i = stack_.size(); i-- > position + 1; some = true) {
      const Tag t = tags_[stack_[i].tag].tag;
      std::int64_t* const of = t == Tag::table ? &left.table : t == Tag::ul || t == Tag::ol ? &left.list : nullptr;
      if (++looked_at > 64 || (of == nullptr && !is_row_part(t) && t != Tag::li)) return false;
      if (of != nullptr && --*of < 0) return false;
    }
    return some;
  }

  // Whether a group of rows is open in the table at this position.
  bool in_group(std::int64_t table) const { return innermost(Tag::tbody, Tag::thead, Tag::tfoot) > table; }

  // Where a block stands in a paragraph, elements around the block within the paragraph are not crossed: it is one
  // fault.
  void drop_consequences() {
    std::vector<std::uint32_t> blocks;
    for (const TagFault& f : out_.faults)
      if (f.kind == TagFault::Kind::nested) blocks.push_back(f.start);
    // Nor does a block stand in a paragraph on purpose whose own end tag is missing.
    std::erase_if(out_.faults, [&](const TagFault& f) {
      const SourceTag& t = tags_[f.kind == TagFault::Kind::nested ? f.start : 0];
      return f.kind == TagFault::Kind::nested && !is_void(t.tag) && !t.self_closing &&
             out_.partner[f.start] == no_tag && t.tag != Tag::p;
    });
    std::sort(blocks.begin(), blocks.end());
    std::erase_if(out_.faults, [&](const TagFault& f) {
      return f.kind == TagFault::Kind::crossed && std::binary_search(blocks.begin(), blocks.end(), f.closer);
    });
  }

  void stray(std::uint32_t i) { add({TagFault::Kind::stray, no_tag, i, no_tag, no_tag}); }

  void match(std::uint32_t a, std::uint32_t b) {
    out_.partner[a] = b;
    out_.partner[b] = a;
  }

  // Faults of tags that a Markdown reader made are its own affair.
  void add(const TagFault& f) {
    const std::uint32_t at_fault = f.kind == TagFault::Kind::stray ? f.end : f.start;
    if (f.kind == TagFault::Kind::crossed ? tags_[f.start].written || tags_[f.closer].written : tags_[at_fault].written)
      out_.faults.push_back(f);
  }

  void pop() {
    names_[stack_.back().name].open.pop_back();
    stack_.pop_back();
  }

  // Closes all above the first `size` elements of the stack, by the tag `closer`.
  void shrink(std::uint32_t size, std::uint32_t closer) {
    const bool by_start = closer != no_tag && !tags_[closer].end;
    const std::uint32_t depth = size - (closing_ != no_tag ? 1 : 0);
    expire(depth, false);
    // An item in an element in an item: its author may have meant them so.
    const bool in_item = by_start && is_item(tags_[closer].tag) && stack_.size() > size + 1;
    while (stack_.size() > size) {
      const Open o = stack_.back();
      pop();
      const SourceTag& t = tags_[o.tag];
      if (closer == no_tag || (has_optional_end(t.tag) && t.tag != Tag::p && !(in_item && is_item(t.tag)))) {
        unclosed(o.tag, closer);
        continue;
      }
      const bool formatting = body::is_formatting(t.tag);
      auto& list = formatting ? formatting_ : displaced_;
      const std::uint32_t lives = formatting ? std::min(depth, bar_below(size)) : by_start ? size : depth;
      list.push_back({o.tag, closer, closing_, o.name, lives, false});
      names_[o.name].displaced.push_back(static_cast<std::uint32_t>(list.size() - 1) * 2 + (formatting ? 1 : 0));
    }
    expire(static_cast<std::uint32_t>(stack_.size()), false);
  }

  // The stack's size where the innermost barrier among its first `size` elements begins.
  std::uint32_t bar_below(std::uint32_t size) const {
    return size == 0 ? 0 : stack_[std::min<std::size_t>(size, stack_.size()) - 1].last_barrier;
  }

  Displaced& entry(std::uint32_t id) { return id % 2 == 1 ? formatting_[id / 2] : displaced_[id / 2]; }

  // Gives up on elements whose end tag can come no more.
  void expire(std::uint32_t depth, bool all) {
    for (auto* list : {&displaced_, &formatting_}) {
      while (!list->empty() && (all || list->back().depth > depth)) {
        const Displaced d = list->back();
        const auto id = static_cast<std::uint32_t>(list->size() - 1) * 2 + (list == &formatting_ ? 1 : 0);
        list->pop_back();
        auto& of_name = names_[d.name].displaced;
        if (!of_name.empty() && of_name.back() == id) of_name.pop_back();
        if (!d.taken) unclosed(d.tag, d.closer);
      }
    }
  }

  void unclosed(std::uint32_t tag, std::uint32_t closer) {
    using Kind = TagFault::Kind;
    add({has_optional_end(tags_[tag].tag) ? Kind::left_out : Kind::unclosed, tag, no_tag, closer, no_tag});
  }

  const std::vector<SourceTag>& tags_;
  TagPairs out_;
  std::vector<Open> stack_;
  std::vector<Name> names_;
  std::unordered_map<std::string, NameId> unknown_;
  std::vector<Displaced> displaced_, formatting_;  // both by rising depth
  std::vector<TagFault> candidates_;
  std::uint32_t nested_item_ = no_tag;    // the item last told to stand in an element in an item
  std::uint32_t body_ended_in_ = no_tag;  // the table whose implied body was ended by its tag
  struct Missing {
    std::int64_t table = 0, list = 0;       // how many more begin than end
    std::array<std::int64_t, 7> heading{};  // by level
  } missing_;
  std::uint32_t closing_ = no_tag;  // the start tag of the element that an end tag is closing
};

}  // namespace

TagPairs pair_tags(const SourceTags& tags) { return Pairing(tags).run(); }

}  // namespace galley::rules
