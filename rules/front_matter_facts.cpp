#include "rules/front_matter_facts.h"

#include <algorithm>
#include <array>

#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "rules/clock.h"
#include "rules/tree.h"

namespace galley::rules {

using post::no_node;
using post::NodeKind;
using post::NodeStyle;
using post::Scalar;

namespace {

using ascii::is_ruby_space;

}  // namespace

const post::FrontMatter* readable(const Context& ctx) {
  const post::FrontMatter& fm = ctx.post().front_matter;
  return fm.readable() ? &fm : nullptr;
}

std::vector<std::string> required_keys(const Settings& settings) {
  if (const auto rule = settings.options.find("FM005"); rule != settings.options.end()) {
    if (const auto value = rule->second.find("required"); value != rule->second.end()) {
      return std::get<std::vector<std::string>>(value->second);
    }
  }
  return {"title"};
}

Span value_place(const post::FrontMatter& fm, const Entry& entry) {
  const Span value = fm.yaml[entry.value].span;
  return value.empty() ? fm.yaml[entry.key].span : value;
}

Span opening_place(const post::FrontMatter& fm) { return {fm.cut.open.begin, fm.cut.open.begin + 3}; }

bool is_empty(const post::YamlTree& yaml, NodeId id) {
  id = yaml.resolve(id);
  if (id == no_node) return true;
  if (yaml[id].kind != NodeKind::scalar) return yaml[id].children == 0;
  return yaml[id].type == Scalar::Type::null ||
         ((yaml[id].type == Scalar::Type::string || yaml[id].type == Scalar::Type::binary) && is_blank(yaml.text(id)));
}

bool is_offset_alone(std::string_view text) {
  while (!text.empty() && is_ruby_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ruby_space(text.back())) text.remove_suffix(1);
  if (text == "Z" || text == "UTC" || text == "GMT") return true;
  if (text.size() < 2 || text.size() > 6 || (text[0] != '+' && text[0] != '-')) return false;
  int digits = 0;
  for (const char c : text.substr(1)) {
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c != ':')
      return false;
  }
  return digits <= 4;
}

std::optional<Scalar> scalar_of(const post::YamlTree& yaml, NodeId id) {
  id = yaml.resolve(id);
  if (id == no_node || yaml[id].kind != NodeKind::scalar) return std::nullopt;
  return yaml.scalar(id);
}

bool is_text(const post::YamlTree& yaml, NodeId id) {
  id = yaml.resolve(id);
  return id != no_node && yaml[id].kind == NodeKind::scalar && yaml[id].type == Scalar::Type::string;
}

std::string quoted(std::string_view text) {
  const bool single_line = text.find_first_of("\n\r\t") == std::string_view::npos;
  if (single_line && text.find_first_of("\"\\") == std::string_view::npos) return "\"" + std::string(text) + "\"";
  if (single_line && text.find('\'') == std::string_view::npos) return "'" + std::string(text) + "'";
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
  return out + "\"";
}

Fix quote_fix(const post::Post& post, NodeId id, std::string_view key) {
  const Span at = post.front_matter.yaml[id].span;
  return {FixGrade::unsafe, "Quote the value of `" + std::string(key) + "`", {{at, quoted(post.source->text(at))}}};
}

std::string in_message(std::string_view text) {
  constexpr std::size_t most = 40;
  std::string out = "`";
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size(); ++n) {
    if (n == most) {
      out += "…";
      break;
    }
    const auto c = utf8::decode(text, at);
    if (!c.valid || c.code_point < 0x20 || c.code_point == 0x7F)
      out += c.valid ? " " : utf8::replacement;
    else
      out += text.substr(at, c.size);
    at += c.size;
  }
  return out + "`";
}

std::optional<PostDate> date_of(const Context& ctx) {
  const post::FrontMatter* fm = readable(ctx);
  if (fm == nullptr) return std::nullopt;
  const Entry entry = fm->find("date");
  if (entry.value == no_node || is_empty(fm->yaml, entry.value)) return std::nullopt;
  const NodeId value = fm->yaml.resolve(entry.value);
  if (fm->yaml[value].kind != NodeKind::scalar || is_offset_alone(fm->yaml.text(value))) return std::nullopt;
  return PostDate{entry, read_date(ctx, value)};
}

std::optional<post::Instant> moment_of(const Context& ctx) {
  const post::Post& post = ctx.post();
  if (const auto date = date_of(ctx)) {
    if (!date->reading.valid()) return std::nullopt;
    return date->reading.instant;
  }
  const post::FrontMatter& fm = post.front_matter;
  if (fm.readable() && fm.find("date").value != no_node) return std::nullopt;
  const auto& named = post.path.date;
  if (!named || named->state == post::FileNameDate::State::impossible) return std::nullopt;
  return post::Instant{post.zone.to_utc({named->day.year, named->day.month, named->day.day}), 0};
}

post::CivilDate day_of(const post::Post& post, const post::DateReading& reading) {
  if (post.zone_configured) return post::day_in(post.zone, reading.instant);
  if (reading.has_offset) return post::day_at(reading.instant, reading.offset);
  return reading.yaml_timestamp ? post::day_at(reading.instant, 0) : post::day_in(post.zone, reading.instant);
}

std::optional<Fix> add_offset(const post::Post& post, const Entry& entry, const post::DateReading& reading) {
  const post::YamlTree& yaml = post.front_matter.yaml;
  const post::Node& node = yaml[entry.value];
  if (!post.zone_configured || !reading.has_time || reading.has_offset || node.kind != NodeKind::scalar ||
      !node.properties.empty() || node.style == NodeStyle::literal || node.style == NodeStyle::folded) {
    return std::nullopt;
  }
  const auto clock = reading.yaml_timestamp ? post::local_time(reading.instant.seconds, 0)
                                            : post::local_time(reading.instant.seconds, reading.offset);
  const std::int64_t meant = post.zone.to_utc(clock);
  const std::string offset = " " + post::format_offset(post.zone.offset_at(meant));
  const std::string text = std::string(yaml.text(entry.value)) + offset;
  post::DateReading again;
  if (const auto scalar = post::type_plain_scalar(text);
      node.style == NodeStyle::plain && scalar.type == Scalar::Type::time) {
    again.instant = scalar.time.instant;
    again.has_offset = true;
  } else {
    again = post::parse_time(text, post.zone, {});
  }
  if (!again.has_offset || again.instant.seconds != meant) return std::nullopt;
  return Fix{FixGrade::unsafe, "Add the offset of the site's zone", {{{node.content.end, node.content.end}, offset}}};
}

}  // namespace galley::rules
