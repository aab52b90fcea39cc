#include "cli/format/places.h"

#include <algorithm>

#include "core/text/sha256.h"
#include "core/text/utf8.h"
#include "rules/rule.h"

namespace galley::cli {

Position Places::utf16(std::uint32_t offset) {
  const std::string_view bytes = source_.bytes();
  if (!supplementary_) {
    supplementary_.emplace();
    // Such a character begins with F0 to F4, which begin nothing else that is valid.
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if (static_cast<unsigned char>(bytes[i]) >= 0xF0 && utf8::decode(bytes, i).valid)
        supplementary_->push_back(static_cast<std::uint32_t>(i));
  }
  Position p = source_.position(offset);
  if (supplementary_->empty()) return p;
  offset = std::min(offset, source_.size());
  if (offset < source_.size()) offset -= static_cast<std::uint32_t>(utf8::bytes_into_character(bytes, offset));
  const std::uint32_t begin = source_.line_span(p.line).begin;
  const auto from = std::lower_bound(supplementary_->begin(), supplementary_->end(), begin);
  const auto to = std::lower_bound(from, supplementary_->end(), offset);
  p.column += static_cast<std::uint32_t>(to - from);
  return p;
}

Position Places::utf8(std::uint32_t offset) const {
  offset = std::min(offset, source_.size());
  Position p = source_.position(offset);
  const Span line = source_.line_span(p.line);
  // Inside CRLF the place is that of the line end, as Source says it.
  if (offset > line.end && offset < source_.size() && source_.bytes()[offset] == '\n') offset = line.end;
  p.column = std::max(offset, line.begin) - line.begin + 1;
  return p;
}

std::string path_uri(std::string_view path) {
  static constexpr std::string_view hex = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                          (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '.' || byte == '_' || byte == '~' ||
                          byte == '/';
    if (is_plain)
      uri += c;
    else
      ((uri += '%') += hex[byte >> 4]) += hex[byte & 15];
  }
  return uri;
}

bool has_places(const Source& source, const rules::Fix& fix) {
  return !fix.edits.empty() && std::all_of(fix.edits.begin(), fix.edits.end(),
                                           [&](const rules::Edit& e) { return e.at.begin >= source.bom_size(); });
}

rules::Edit joined(const Source& source, const rules::Fix& fix) {
  std::vector<rules::Edit> edits = fix.edits;
  std::stable_sort(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  rules::Edit all{edits.empty() ? Span{} : Span{edits.front().at.begin, edits.front().at.begin}, ""};
  for (const rules::Edit& e : edits) {
    all.text += source.text({all.at.end, e.at.begin});
    all.text += e.text;
    all.at.end = e.at.end;
  }
  return all;
}

std::string fingerprint(const Source& source, const rules::Finding& finding) {
  std::string of(finding.rule->code);
  if (!finding.whole_file) {
    constexpr int around = 32;
    const std::string_view bytes = source.bytes();
    std::uint32_t begin = finding.at.begin, end = finding.at.end;
    for (int i = 0; i < around && begin > 0; ++i) begin -= utf8::decode_before(bytes, begin).size;
    for (int i = 0; i < around && end < source.size(); ++i) end += utf8::decode(bytes, end).size;
    of += '\0';
    of += source.text({begin, finding.at.begin});
    of += '\0';
    of += source.text(finding.at);
    of += '\0';
    of += source.text({finding.at.end, end});
  }
  return sha256(of);
}

std::size_t Occurrences::before(const std::string& fingerprint) {
  const auto [from, to] = std::equal_range(seen_.begin(), seen_.end(), fingerprint);
  const auto n = static_cast<std::size_t>(to - from);
  seen_.insert(to, fingerprint);
  return n;
}

}  // namespace galley::cli
