#include "core/body/html/html.h"

#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/body/html/bounds.h"
#include "core/body/html/document_builder.h"
#include "core/body/html/nesting.h"
#include "core/body/html/skeleton.h"

namespace galley::body {

// Gumbo frees a tree node by node and recursively; here everything it asks for comes from blocks that are reused for
// the next post, and nothing is freed singly. Only the latest allocation can be given back, which is what a growing
// string buffer does.
struct HtmlParser::Memory {
  static constexpr std::size_t block_size = 256 * 1024;
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks;
  std::size_t block = 0;  // the one in use
  std::size_t used = 0;   // bytes of it
  std::byte* last = nullptr;
  Skeleton skeleton;

  void* allocate(std::size_t size) {
    constexpr std::size_t align = alignof(std::max_align_t);
    size = (size + align - 1) / align * align;
    while (block < blocks.size() && blocks[block].size - used < size) {
      ++block;
      used = 0;
    }
    if (block == blocks.size()) {
      const std::size_t bytes = std::max(block_size, size);
      blocks.push_back({std::make_unique_for_overwrite<std::byte[]>(bytes), bytes});
      used = 0;
    }
    last = blocks[block].bytes.get() + used;
    used += size;
    return last;
  }

  void release(void* p) {
    if (p != nullptr && p == last) {
      used = static_cast<std::size_t>(last - blocks[block].bytes.get());
      last = nullptr;
    }
  }

  void reset() {
    // What one unusual post needed is not kept for all the usual ones.
    if (blocks.size() > 8) blocks.resize(8);
    block = used = 0;
    last = nullptr;
  }

  /// The tree's root; it lives until the next call.
  const GumboNode* parse(std::string_view text) {
    reset();
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = this;
    options.allocator = [](void* memory, std::size_t size) { return static_cast<Memory*>(memory)->allocate(size); };
    options.deallocator = [](void* memory, void* p) { static_cast<Memory*>(memory)->release(p); };
    options.max_errors = 0;  // each recorded error copies the tag stack
    options.fragment_context = GUMBO_TAG_BODY;
    // Gumbo has a byte after the text looked at; a view of a std::string has its NUL there, a cut one does not matter.
    return gumbo_parse_with_options(&options, text.data() == nullptr ? "" : text.data(), text.size())->root;
  }
};

HtmlParser::HtmlParser() : memory_(std::make_unique<Memory>()) {}
HtmlParser::~HtmlParser() = default;
HtmlParser::HtmlParser(HtmlParser&&) noexcept = default;
HtmlParser& HtmlParser::operator=(HtmlParser&&) noexcept = default;

Document HtmlParser::parse(MappedText html) {
  DocumentBuilder builder(std::move(html));
  Skeleton& skeleton = memory_->skeleton;
  bool made = skeleton.make(builder.text());
  if (made && nests(skeleton)) {
    builder.build(skeleton);
    return builder.take();
  }
  // A skeleton's tags have few attributes, so that only their number can reach a bound.
  if ((!made || skeleton.tags() > tags_within_bounds) && builder.cut()) made = skeleton.make(builder.text());
  if (made) {
    skeleton.write();
    if (builder.build(memory_->parse(skeleton.text()), &skeleton)) return builder.take();
  }
  builder.build(memory_->parse(builder.text()), nullptr);
  return builder.take();
}

Document HtmlParser::parse_plainly(MappedText html) {
  DocumentBuilder builder(std::move(html));
  builder.cut();
  builder.build(memory_->parse(builder.text()), nullptr);
  return builder.take();
}

Document parse_html(MappedText html) { return HtmlParser().parse(std::move(html)); }

}  // namespace galley::body
