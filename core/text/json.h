// Writes JSON (RFC 8259): UTF-8 unescaped, keys in the order given, no space that is not asked for. Text that is not
// UTF-8 is written with U+FFFD for each offending byte, so the result is always valid. The only room that knows
// RapidJSON.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace galley {

class JsonWriter {
 public:
  /// `indent` spaces for each level; 0 writes everything on one line.
  explicit JsonWriter(unsigned indent = 0);
  ~JsonWriter();
  JsonWriter(JsonWriter&&) noexcept;
  JsonWriter& operator=(JsonWriter&&) noexcept;

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& number(double value);  // NaN and infinity, which JSON lacks, become null
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// JSON that was written before, as it stands; it must be one valid value.
  JsonWriter& raw(std::string_view json);

  // The commonest pairs.
  JsonWriter& member(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonWriter& member(std::string_view name, std::uint32_t value) { return key(name).number(std::int64_t{value}); }

  /// What was written so far; the writer begins anew.
  std::string take();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The members of a JSON object whose values are text, by name; nothing where `json` is no JSON object.
std::optional<std::map<std::string, std::string, std::less<>>> read_json_texts(std::string_view json);

}  // namespace galley
