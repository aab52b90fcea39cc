// Reads JSON (RFC 8259) as a stream of events, without recursion, so that a file of any depth and of many megabytes is
// read in time in proportion to its size and in no memory of its own. RapidJSON's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace galley {

/// What is called for each part, in the order of the text. A call that returns false ends the reading.
class JsonEvents {
 public:
  virtual ~JsonEvents() = default;
  virtual bool begin_object() = 0;
  virtual bool end_object() = 0;
  virtual bool begin_array() = 0;
  virtual bool end_array() = 0;
  virtual bool key(std::string_view name) = 0;
  virtual bool text(std::string_view value) = 0;
  virtual bool number(double value) = 0;
  virtual bool boolean(bool value) = 0;
  virtual bool null() = 0;
};

struct JsonError {
  std::size_t offset = 0;  // in bytes
  std::string cause;       // empty where an event ended the reading
};

tl::expected<void, JsonError> read_json(std::string_view text, JsonEvents& events);

}  // namespace galley
