// Front matter: cutting it off a post by the rule that Jekyll uses, and reading it as Jekyll would. It promises to
// agree with Jekyll 4.3 on where front matter ends, on whether its YAML can be read, and on the type of each value
// (core/post/yaml_tree.h); to take any bytes; and to need time in proportion to their number.
#pragma once

#include <string_view>
#include <vector>

#include "core/post/yaml_tree.h"
#include "core/text/source.h"
#include "core/text/span.h"

namespace galley::post {

/// Where a post's parts are, by Jekyll::Document::YAML_FRONT_MATTER_REGEXP:
/// `\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)`, after a byte order mark. Spans are bytes of the whole text.
struct FrontMatterCut {
  enum class State : std::uint8_t {
    present,
    missing,   // the text does not begin with a `---` line: all of it is body
    unclosed,  // it does, but no `---` or `...` line follows: all of it is body
    shadowed,  // missing, for something before an otherwise whole front matter; the spans tell what it would be
  };
  State state = State::missing;
  Span open;    // the opening line with its line end
  Span yaml;    // what is between
  Span close;   // the closing line with its line end, and the blank lines after it that Jekyll drops
  Span body;    // the rest. Where `state` is not `present`, everything but a byte order mark
  Span shadow;  // what stands before the `---`; only where `state` is `shadowed`
};

FrontMatterCut cut_front_matter(std::string_view text);

struct FrontMatter {
  FrontMatterCut cut;
  YamlTree yaml;  // empty unless cut.state is `present`; its root may be something else than a mapping

  bool present() const { return cut.state == FrontMatterCut::State::present; }
  /// Whether Jekyll reads it: present, valid YAML, and a mapping or nothing.
  bool readable() const;
  /// The entry that holds for a key of the root mapping (YamlTree::find).
  Entry find(std::string_view key) const { return yaml.find(key); }
};

/// Cuts and reads. Spans are offsets into `text`, which need not outlive the result.
FrontMatter read_front_matter(std::string_view text);
inline FrontMatter read_front_matter(const Source& source) { return read_front_matter(source.bytes()); }

/// The comments of a front matter, each from its `#` to the end of its line (without the line end), in order. Where the
/// YAML could not be read, a `#` inside quotes may be taken for one.
std::vector<Span> yaml_comments(std::string_view text, const FrontMatter& front_matter);

}  // namespace galley::post
