// Places and texts in the units that machine formats specify: columns in UTF-16 code units or UTF-8 bytes rather than
// code points, paths as URIs, fixes as one replacement, and what makes a finding the same one in another run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/format/format.h"

namespace galley::cli {

/// One for each post that is rendered; it remembers what it counted, so that many findings on one long line cost
/// little.
class Places {
 public:
  explicit Places(const Source& source) : source_(source) {}

  /// Columns in UTF-16 code units; a byte that is not part of valid UTF-8 counts as one, as it does when U+FFFD is put
  /// for it.
  Position utf16(std::uint32_t offset);
  /// Columns in bytes.
  Position utf8(std::uint32_t offset) const;

 private:
  const Source& source_;
  std::optional<std::vector<std::uint32_t>>
      supplementary_;  // offsets of the characters that UTF-16 needs two units for
};

/// A path as a relative reference of a URI, or as a `file:` URI where it is absolute: every byte but unreserved ones
/// and `/` percent-encoded (RFC 3986), so that invalid UTF-8 survives too.
std::string path_uri(std::string_view path);

/// Whether a fix can be said in lines and columns: a byte order mark takes none.
bool has_places(const Source& source, const rules::Fix& fix);

/// The edits of a fix as one: what they cover, and what stands there after them.
rules::Edit joined(const Source& source, const rules::Fix& fix);

/// What names a finding from run to run: the rule, and the marked text with 32 characters either side of it (the rule
/// alone for a file as a whole); 64 hexadecimal digits. Neither line numbers nor the path go in. Equal ones of a post
/// are told apart by `Occurrences`.
std::string fingerprint(const Source& source, const rules::Finding& finding);

/// Counts equal fingerprints of one post, in the order of its findings.
class Occurrences {
 public:
  /// How many of the same came before.
  std::size_t before(const std::string& fingerprint);

 private:
  std::vector<std::string> seen_;  // sorted
};

}  // namespace galley::cli
