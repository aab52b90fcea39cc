#include "core/exporters/post_info.h"

#include "core/post/date.h"
#include "core/post/terms.h"
#include "core/site/permalink.h"
#include "core/text/json.h"

namespace galley::exporters {
namespace {

using post::Scalar;
using post::Value;

void write_scalar(JsonWriter& json, const Value& v) {
  switch (v.scalar.type) {
    case Scalar::Type::null:
      json.null();
      break;
    case Scalar::Type::boolean:
      json.boolean(v.scalar.boolean);
      break;
    case Scalar::Type::integer:
      json.number(v.scalar.integer);
      break;
    case Scalar::Type::big_integer:
      if (v.text.empty())
        json.null();
      else
        json.raw(v.text);
      break;
    case Scalar::Type::floating:
      json.number(v.scalar.floating);
      break;
    case Scalar::Type::time:
      json.text(post::format_rfc3339(v.scalar.time.instant,
                                     v.scalar.time.zone == post::Timestamp::Zone::offset ? v.scalar.time.offset : 0));
      break;
    case Scalar::Type::date:
      json.text(post::format_day(v.scalar.date));
      break;
    default:
      json.text(v.text);
  }
}

// Depth is bounded by the YAML tree's (core/post/yaml_tree.h).
void write(JsonWriter& json, const Value& v) {
  switch (v.type) {
    case Value::Type::scalar:
      write_scalar(json, v);
      break;
    case Value::Type::sequence:
      json.begin_array();
      for (const Value& item : v.items) write(json, item);
      json.end_array();
      break;
    case Value::Type::mapping:
      json.begin_object();
      for (const auto& [key, value] : v.entries) {
        json.key(post::text_of(key));
        write(json, value);
      }
      json.end_object();
      break;
  }
}

// The first of some keys that holds a text (or a number, which reads as one).
std::string text_at(const post::FrontMatter& front_matter, std::initializer_list<std::string_view> keys) {
  if (!front_matter.readable()) return "";
  for (const std::string_view key : keys) {
    const post::Entry entry = front_matter.find(key);
    if (entry.value == post::no_node) continue;
    const std::string text = post::text_of(post::value_of(front_matter.yaml, entry.value));
    if (!text.empty()) return text;
  }
  return "";
}

/// A moment as it is told, and in seconds since 1970.
struct Told {
  std::string text;
  std::optional<std::int64_t> seconds;
};

Told date_at(const post::Post& post, std::initializer_list<std::string_view> keys) {
  if (!post.front_matter.readable()) return {};
  for (const std::string_view key : keys) {
    const post::Entry entry = post.front_matter.find(key);
    if (entry.value == post::no_node) continue;
    const post::DateReading date = post::read_date(post.front_matter.yaml, entry.value, post.zone, {});
    // A date that lacks its day is today's to Jekyll, and nothing that a record should say.
    if (!date.valid() || date.from_now) continue;
    return {
        post::format_rfc3339(date.instant, date.has_offset ? date.offset : post.zone.offset_at(date.instant.seconds)),
        date.instant.seconds};
  }
  return {};
}

Told date_of_name(const post::Post& post) {
  if (!post.path.date || post.path.date->state == post::FileNameDate::State::impossible) return {};
  const post::CivilDate day = post.path.date->day;
  const std::int64_t at = post.zone.to_utc({day.year, day.month, day.day, 0, 0, 0});
  return {post::format_rfc3339({at, 0}, post.zone.offset_at(at)), at};
}

/// Where the site says it is published; a path where the site does not say its own address.
std::string url_of(const post::Post& post, const site::SiteConfig& config, std::optional<std::int64_t> seconds) {
  const auto path = site::published_path(post, config, seconds);
  if (!path) return "";
  std::string url = config.url;
  while (url.ends_with('/')) url.pop_back();
  std::string base = config.baseurl;
  while (base.ends_with('/')) base.pop_back();
  if (!base.empty() && base.front() != '/') base.insert(0, "/");
  return url + base + *path;
}

}  // namespace

std::string front_matter_json(const post::FrontMatter& front_matter) {
  if (!front_matter.readable() || front_matter.yaml.empty())
    return front_matter.present() && front_matter.readable() ? "{}" : "";
  JsonWriter json;
  write(json, post::value_of(front_matter.yaml, front_matter.yaml.root()));
  return json.take();
}

PostInfo post_info(const post::Post& post, const std::string& path, const site::SiteConfig& config) {
  PostInfo info;
  info.path = path;
  info.id = path.substr(0, path.size() - post.path.extension.size());
  const post::Entry title = post.front_matter.readable() ? post.front_matter.find("title") : post::Entry{};
  const bool has_title = title.value != post::no_node && post.front_matter.yaml.resolve(title.value) != post::no_node;
  if (has_title) info.title = post::text_of(post::value_of(post.front_matter.yaml, title.value));
  // An empty title stays empty; none at all, or null, becomes the words of the slug.
  const bool is_null = has_title && info.title.empty() &&
                       post::value_of(post.front_matter.yaml, title.value).scalar.type == Scalar::Type::null;
  if (!has_title || is_null) info.title = post::title_of_slug(post.path.slug);
  Told date = date_at(post, {"date"});
  if (!date.seconds) date = date_of_name(post);
  info.date_published = std::move(date.text);
  info.date_seconds = date.seconds;
  info.date_modified = date_at(post, {"last_modified_at", "updated", "modified", "lastmod"}).text;
  info.language = text_at(post.front_matter, {"lang", "language", "locale"});
  if (info.language.empty()) info.language = config.lang;
  info.layout = text_at(post.front_matter, {"layout"});
  info.source_url =
      text_at(post.front_matter, {"source_url", "original_url", "canonical_url", "external_url", "source", "link"});
  info.url = url_of(post, config, info.date_seconds);
  info.categories = post::categories_of(post);
  info.tags = post::tags_of(post);
  info.front_matter_json = front_matter_json(post.front_matter);
  return info;
}

}  // namespace galley::exporters
