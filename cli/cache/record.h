// What the cache knows of a post, as bytes: its findings, and what they were made from. Reading promises to take any
// bytes, since a file may have been cut or changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/file_store.h"
#include "rules/finding.h"
#include "rules/pass.h"

namespace galley::cli {

/// Everything but the post's bytes that findings depend on, as a SHA-256 digest in hexadecimal.
using CacheKey = std::string;

struct CacheRecord {
  std::string_view key;         // a CacheKey
  std::uint8_t role = 0;        // what Jekyll takes the file for, by its path
  archive::FileMark mark;       // of the file before and after it was read
  std::int64_t read_at_ns = 0;  // since 1970: a moment before it was read
  std::string_view hash;        // SHA-256 of its bytes, in hexadecimal
  rules::Moments holds;         // for which moments as "now" the findings hold
  std::uint32_t day = 0;        // since 1970, on which it was last asked for or later
  std::string_view findings;    // as encode_findings wrote them; empty where there are none
  std::string_view bytes;       // the post's own, kept where it has findings and is not large
  bool has_bytes = false;
};

std::string encode(const CacheRecord& record);
/// A record whose parts are views of `bytes`; nothing where they are no such record.
std::optional<CacheRecord> decode(std::string_view bytes);

std::string encode_findings(const std::vector<rules::Finding>& findings);
/// Nothing where the bytes are none that `encode_findings` made, or speak of more than `post_size` bytes or a rule that
/// is not known.
std::optional<std::vector<rules::Finding>> decode_findings(std::string_view bytes, std::uint64_t post_size);

}  // namespace galley::cli
