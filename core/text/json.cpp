#include "core/text/json.h"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

#include "core/text/utf8.h"

namespace galley {

struct JsonWriter::Impl {
  // Pretty printing with no indentation still breaks lines, so the plain writer is another object.
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> plain{buffer};
  rapidjson::PrettyWriter<rapidjson::StringBuffer> pretty{buffer};
  bool is_pretty = false;

  template <typename F>
  void with(F f) {
    if (is_pretty)
      f(pretty);
    else
      f(plain);
  }
};

JsonWriter::JsonWriter(unsigned indent) : impl_(std::make_unique<Impl>()) {
  impl_->is_pretty = indent > 0;
  impl_->pretty.SetIndent(' ', indent);
}
JsonWriter::~JsonWriter() = default;
JsonWriter::JsonWriter(JsonWriter&&) noexcept = default;
JsonWriter& JsonWriter::operator=(JsonWriter&&) noexcept = default;

JsonWriter& JsonWriter::begin_object() {
  impl_->with([](auto& w) { w.StartObject(); });
  return *this;
}
JsonWriter& JsonWriter::end_object() {
  impl_->with([](auto& w) { w.EndObject(); });
  return *this;
}
JsonWriter& JsonWriter::begin_array() {
  impl_->with([](auto& w) { w.StartArray(); });
  return *this;
}
JsonWriter& JsonWriter::end_array() {
  impl_->with([](auto& w) { w.EndArray(); });
  return *this;
}
JsonWriter& JsonWriter::key(std::string_view name) {
  impl_->with([&](auto& w) { w.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); });
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  const auto put = [&](std::string_view s) {
    impl_->with(
        [&](auto& w) { w.String(s.data() == nullptr ? "" : s.data(), static_cast<rapidjson::SizeType>(s.size())); });
  };
  if (utf8::valid(value)) {
    put(value);
    return *this;
  }
  std::string clean;
  for (std::size_t i = 0; i < value.size();) {
    const utf8::Decoded d = utf8::decode(value, i);
    if (d.valid)
      clean += value.substr(i, d.size);
    else
      utf8::append(clean, 0xFFFD);
    i += d.size;
  }
  put(clean);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  impl_->with([&](auto& w) { w.Int64(value); });
  return *this;
}
JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  impl_->with([&](auto& w) { w.Double(value); });
  return *this;
}
JsonWriter& JsonWriter::boolean(bool value) {
  impl_->with([&](auto& w) { w.Bool(value); });
  return *this;
}
JsonWriter& JsonWriter::null() {
  impl_->with([](auto& w) { w.Null(); });
  return *this;
}
JsonWriter& JsonWriter::raw(std::string_view json) {
  impl_->with([&](auto& w) { w.RawValue(json.data(), json.size(), rapidjson::kObjectType); });
  return *this;
}

std::string JsonWriter::take() {
  std::string out(impl_->buffer.GetString(), impl_->buffer.GetSize());
  impl_->buffer.Clear();
  impl_->plain.Reset(impl_->buffer);
  impl_->pretty.Reset(impl_->buffer);
  return out;
}

std::optional<std::map<std::string, std::string, std::less<>>> read_json_texts(std::string_view json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject()) return std::nullopt;
  std::map<std::string, std::string, std::less<>> out;
  // Not a loop over the range: clang finds its iterators' comparison ambiguous in C++20.
  for (auto member = document.MemberBegin(), end = document.MemberEnd(); member < end; ++member)
    if (member->value.IsString())
      out.insert_or_assign(std::string(member->name.GetString(), member->name.GetStringLength()),
                           std::string(member->value.GetString(), member->value.GetStringLength()));
  return out;
}

}  // namespace galley
