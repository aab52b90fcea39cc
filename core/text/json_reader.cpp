#include "core/text/json_reader.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace galley {
namespace {

// RapidJSON's names for the events.
struct Handler {
  JsonEvents& events;

  bool Null() { return events.null(); }
  bool Bool(bool value) { return events.boolean(value); }
  bool Int(int value) { return events.number(value); }
  bool Uint(unsigned value) { return events.number(value); }
  bool Int64(std::int64_t value) { return events.number(static_cast<double>(value)); }
  bool Uint64(std::uint64_t value) { return events.number(static_cast<double>(value)); }
  bool Double(double value) { return events.number(value); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
  bool String(const char* text, rapidjson::SizeType size, bool) { return events.text({text, size}); }
  bool StartObject() { return events.begin_object(); }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return events.key({text, size}); }
  bool EndObject(rapidjson::SizeType) { return events.end_object(); }
  bool StartArray() { return events.begin_array(); }
  bool EndArray(rapidjson::SizeType) { return events.end_array(); }
};

}  // namespace

tl::expected<void, JsonError> read_json(std::string_view text, JsonEvents& events) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  Handler handler{events};
  rapidjson::Reader reader;
  constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, handler);
  if (!result.IsError()) return {};
  const bool ended = result.Code() == rapidjson::kParseErrorTermination;
  return tl::unexpected(JsonError{result.Offset(), ended ? "" : rapidjson::GetParseError_En(result.Code())});
}

}  // namespace galley
