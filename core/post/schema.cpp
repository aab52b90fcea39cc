#include "core/post/schema.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "core/post/date.h"

namespace galley::post {
namespace {

using Json = rapidjson::Value;
using Allocator = rapidjson::Document::AllocatorType;

Json text_of(std::string_view text, Allocator& allocator) {
  return Json(text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator);
}

/// A key as JSON would have it: text.
std::string key_of(const Value& key) {
  using Type = Scalar::Type;
  if (key.type != Value::Type::scalar) return "";
  switch (key.scalar.type) {
    case Type::null:
      return "";
    case Type::boolean:
      return key.scalar.boolean ? "true" : "false";
    case Type::integer:
      return std::to_string(key.scalar.integer);
    case Type::date:
      return format_day(key.scalar.date);
    default:
      return key.text;
  }
}

// Bounded as value_of is.
Json json_of(const Value& value, Allocator& allocator) {
  if (value.type == Value::Type::sequence) {
    Json out(rapidjson::kArrayType);
    for (const Value& item : value.items) out.PushBack(json_of(item, allocator), allocator);
    return out;
  }
  if (value.type == Value::Type::mapping) {
    Json out(rapidjson::kObjectType);
    for (const auto& [key, item] : value.entries) {
      out.AddMember(text_of(key_of(key), allocator), json_of(item, allocator), allocator);
    }
    return out;
  }
  using Type = Scalar::Type;
  switch (value.scalar.type) {
    case Type::null:
      return Json();
    case Type::boolean:
      return Json(value.scalar.boolean);
    case Type::integer:
      return Json(value.scalar.integer);
    case Type::floating:
      return Json(value.scalar.floating);
    case Type::date:
      return text_of(format_day(value.scalar.date), allocator);
    case Type::time:
      return text_of(format_rfc3339(value.scalar.time.instant, value.scalar.time.offset), allocator);
    default:
      return text_of(value.text, allocator);
  }
}

/// The node at a path of valijson's, which begins with the document itself: `<root>`, `[tags]`, `[0]`.
NodeId node_at(const YamlTree& yaml, const std::vector<std::string>& path) {
  NodeId id = yaml.root();
  for (std::string_view part : path) {
    if (part == "<root>") continue;
    if (part.starts_with('[') && part.ends_with(']')) part = part.substr(1, part.size() - 2);
    const NodeId at = yaml.resolve(id);
    if (at == no_node) break;
    NodeId next = no_node;
    if (yaml[at].kind == NodeKind::mapping) {
      next = yaml.find(at, part).value;
    } else if (yaml[at].kind == NodeKind::sequence) {
      std::size_t index = 0;
      std::from_chars(part.data(), part.data() + part.size(), index);
      const auto items = yaml.items(at);
      if (index < items.size()) next = items[index];
    }
    if (next == no_node) break;
    id = next;
  }
  return id;
}

std::string way_of(const std::vector<std::string>& path) {
  std::string out;
  for (std::string_view part : path) {
    if (part == "<root>") continue;
    if (part.starts_with('[') && part.ends_with(']')) part = part.substr(1, part.size() - 2);
    const bool index = part.find_first_not_of("0123456789") == std::string_view::npos;
    if (index && !out.empty()) {
      out += "[" + std::string(part) + "]";
    } else {
      out += (out.empty() ? "" : ".") + std::string(part);
    }
  }
  return out;
}

bool is_above(const YamlTree& yaml, NodeId above, NodeId node) {
  for (NodeId id = yaml[node].parent; id != no_node; id = yaml[id].parent)
    if (id == above) return true;
  return false;
}

bool is_lack(const Violation& v) { return v.problem.starts_with("Missing required property"); }

}  // namespace

std::string json_text(const YamlTree& yaml, NodeId node) {
  rapidjson::Document json;
  const Json value = json_of(value_of(yaml, node), json.GetAllocator());
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> writer(out);
  value.Accept(writer);
  return {out.GetString(), out.GetSize()};
}

struct Schema::Compiled {
  valijson::Schema schema;
};

tl::expected<Schema, std::string> Schema::compile(std::string_view text) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (json.HasParseError()) {
    return tl::unexpected(std::string(rapidjson::GetParseError_En(json.GetParseError())) + " (at byte " +
                          std::to_string(json.GetErrorOffset()) + ")");
  }
  try {
    auto compiled = std::make_shared<Compiled>();
    valijson::SchemaParser parser;
    const valijson::adapters::RapidJsonAdapter adapter(json);
    parser.populateSchema(adapter, compiled->schema);
    Schema out;
    out.compiled_ = std::move(compiled);
    return out;
  } catch (const std::exception& e) {
    return tl::unexpected(std::string(e.what()));
  }
}

std::vector<Violation> Schema::validate(const YamlTree& yaml) const {
  std::vector<Violation> out;
  if (yaml.empty() || !yaml.valid()) return out;
  try {
    rapidjson::Document json;
    Json value = json_of(value_of(yaml, yaml.root()), json.GetAllocator());
    const valijson::adapters::RapidJsonAdapter adapter(value);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(compiled_->schema, adapter, &results)) return out;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
      Violation one{node_at(yaml, error.context), way_of(error.context), error.description};
      // One for each place, and for each key that a mapping lacks.
      const auto known = [&](const Violation& v) {
        return v.node == one.node && (!is_lack(one) || !is_lack(v) || v.problem == one.problem);
      };
      const auto covered = [&](const Violation& v) { return v.node == one.node && !is_lack(v) && is_lack(one); };
      std::erase_if(out, covered);
      if (std::none_of(out.begin(), out.end(), known)) out.push_back(one);
    }
  } catch (const std::exception& e) {
    out.push_back({yaml.root(), "", e.what()});
  }
  // That a part of a mapping is wrong is said by that part.
  std::erase_if(out, [&](const Violation& v) {
    return !is_lack(v) &&
           std::any_of(out.begin(), out.end(), [&](const Violation& w) { return is_above(yaml, v.node, w.node); });
  });
  return out;
}

}  // namespace galley::post
