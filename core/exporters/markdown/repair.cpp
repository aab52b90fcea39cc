#include "core/exporters/markdown/repair.h"

#include <algorithm>

namespace galley::exporters::markdown {
namespace {

using content::BlockId;
using content::Content;
using content::Difference;
using content::Kind;
using content::Range;

// A larger text is not read back.
constexpr std::size_t largest_verified = 8u << 20;
// Readings of the whole document, each after another block was made more literal.
constexpr int repair_rounds = 24;

class Repair {
 public:
  Repair(Writer& writer, const Content& content, const ReadBack& read_back)
      : writer_(writer), content_(content), read_back_(read_back) {}

  std::string run(Report& report, const body::Document& document) {
    const Range all{1, static_cast<BlockId>(content_.blocks.size())};
    std::string text = writer_.write(all);
    if (text.size() > largest_verified) {
      report.verify = Report::Verify::unchecked;
      return text;
    }
    budget_ = text.size() * 64 + (1u << 20);
    std::optional<Difference> found = content::difference(content_, read_back_(text));
    if (found) {
      each_block(all);
      for (int round = 0; round < repair_rounds; ++round) {
        text = writer_.write(all);
        found = content::difference(content_, read_back_(text));
        if (!found || !spend(text.size()) || !raise(found->block_a, round % 2 == 1)) break;
      }
      text = writer_.write(all);
      found = content::difference(content_, read_back_(text));
    }
    report.verify = found ? Report::Verify::different : Report::Verify::same;
    if (found) {
      Span place{};
      if (found->block_a != content::no_block && content_[found->block_a].node != body::no_node)
        place = document.place(document[content_[found->block_a].node]);
      report.differences.push_back(
          {content_restore(found->path), content_restore(found->a), content_restore(found->b), place});
    }
    return text;
  }

 private:
  std::string content_restore(const std::string& text) const { return content_.restore(text); }

  bool spend(std::size_t bytes) {
    if (bytes > budget_) return false;
    budget_ -= bytes;
    return true;
  }

  /// Makes each block of the top level say on its own what it should.
  void each_block(Range all) {
    for (BlockId top = all.first; top < all.end; top = content_[top].end) {
      const Range range{top, content_[top].end};
      for (;;) {
        const std::string text = writer_.write(range);
        if (!spend(text.size() + 64)) {
          writer_.literal()[top] = Literal::html_block;
          break;
        }
        const Content back = read_back_(text);
        const auto found = content::difference(content_, range, back, {1, static_cast<BlockId>(back.blocks.size())});
        if (!found || !raise(found->block_a == content::no_block ? top : found->block_a, false)) break;
      }
    }
  }

  /// The next more literal means for the block, or for one around it; false where none is left.
  bool raise(BlockId block, bool whole) {
    if (block == content::no_block) return false;
    auto& literal = writer_.literal();
    if (whole)
      while (content_[block].parent != 0 && content_[block].parent != content::no_block) block = content_[block].parent;
    for (BlockId b = block; b != 0 && b != content::no_block; b = content_[b].parent) {
      if (literal[b] == Literal::html_block) continue;
      if (content_[b].kind == Kind::paragraph && !whole)
        literal[b] = static_cast<Literal>(static_cast<int>(literal[b]) + 1);
      else
        literal[b] = Literal::html_block;
      return true;
    }
    return false;
  }

  Writer& writer_;
  const Content& content_;
  const ReadBack& read_back_;
  std::size_t budget_ = 0;
};

}  // namespace

std::string write_verified(Writer& writer, const Content& content, const body::Document& document,
                           const ReadBack& read_back, bool verify, Report& report) {
  if (!verify) return writer.write({1, static_cast<BlockId>(content.blocks.size())});
  return Repair(writer, content, read_back).run(report, document);
}

}  // namespace galley::exporters::markdown
