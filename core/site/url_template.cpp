#include "core/site/url_template.h"

#include <fmt/format.h>

#include "core/post/scalar.h"
#include "core/text/ascii.h"
#include "core/text/unicode.h"
#include "core/text/utf8.h"

namespace galley::site {
namespace {

constexpr bool is_name(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

}  // namespace

std::string escape_path(std::string_view path) {
  static constexpr std::string_view kept = "-._~!$&'()*+,;=:@/?";
  std::string out;
  for (const char c : path) {
    const bool plain = ascii::is_alphanumeric(c) || kept.find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string sanitize_url(std::string_view url) {
  std::string parted = "/";
  for (std::size_t i = 0; i < url.size();) {
    if (url.substr(i, 2) == "..") {
      parted += '/';
      i += 2;
    } else {
      parted += url[i++];
    }
  }
  std::string clean;
  for (std::size_t i = 0; i < parted.size();) {
    if (parted.compare(i, 2, "./") == 0) {
      i += 2;
      continue;
    }
    if (parted[i] != '/' || !clean.ends_with('/')) clean += parted[i];
    ++i;
  }
  return clean;
}

std::string slugified(std::string_view text, bool pretty, bool cased) {
  static constexpr std::string_view safe = "._~!$&'()+,;=@";
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const bool kept =
        unicode::is_mark(d.code_point) || unicode::is_letter(d.code_point) || utf8::is_decimal_digit(d.code_point) ||
        (pretty && d.code_point < 128 && safe.find(static_cast<char>(d.code_point)) != std::string_view::npos);
    if (kept)
      out.append(text, i, d.size);
    else if (out.empty() || out.back() != '-')
      out += '-';
    i += d.size;
  }
  if (out.starts_with('-')) out.erase(0, 1);
  if (out.ends_with('-')) out.pop_back();
  if (cased) return out;
  std::string lower;
  unicode::append_lower(lower, out);
  return lower;
}

std::optional<std::string> fill_template(std::string_view url_template,
                                         const std::function<std::optional<std::string>(std::string_view)>& value) {
  std::string out;
  for (std::size_t i = 0; i < url_template.size();) {
    if (url_template[i] != ':' || i + 1 == url_template.size() || !is_name(url_template[i + 1])) {
      out += url_template[i++];
      continue;
    }
    std::size_t end = i + 1;
    while (end < url_template.size() && is_name(url_template[end])) ++end;
    const std::string_view name = url_template.substr(i + 1, end - i - 1);
    auto found = value(name);
    bool underscore = false;
    if (!found && name.ends_with('_')) {
      found = value(name.substr(0, name.size() - 1));
      underscore = true;
    }
    if (!found) return std::nullopt;
    out += escape_path(*found);
    if (underscore) out += '_';
    i = end;
  }
  return out;
}

std::optional<std::string> date_part(std::string_view name, std::int64_t seconds, const post::Zone& zone) {
  static constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
  static constexpr std::string_view days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
  const std::int32_t offset = zone.offset_at(seconds);
  const std::int64_t at = seconds + offset;  // on the site's wall clock
  const post::LocalTime local = post::local_time(seconds, offset);
  const std::int64_t day_number = (at - ((at % 86400) + 86400) % 86400) / 86400;
  const std::int64_t week_day = ((day_number + 3) % 7 + 7) % 7;  // Monday is 0
  const std::int64_t year_begin = post::days_from_civil(local.year, 1, 1);
  const auto month = static_cast<std::size_t>(local.month - 1);
  if (name == "year") return fmt::format("{:04}", local.year);
  if (name == "short_year") return fmt::format("{:02}", local.year % 100);
  if (name == "month") return fmt::format("{:02}", local.month);
  if (name == "i_month") return std::to_string(local.month);
  if (name == "short_month") return std::string(months[month].substr(0, 3));
  if (name == "long_month") return std::string(months[month]);
  if (name == "day") return fmt::format("{:02}", local.day);
  if (name == "i_day") return std::to_string(local.day);
  if (name == "y_day") return fmt::format("{:03}", day_number - year_begin + 1);
  if (name == "hour") return fmt::format("{:02}", local.hour);
  if (name == "minute") return fmt::format("{:02}", local.minute);
  if (name == "second") return fmt::format("{:02}", local.second);
  if (name == "w_day") return std::to_string(week_day + 1);
  if (name == "short_day") return std::string(days[week_day].substr(0, 3));
  if (name == "long_day") return std::string(days[week_day]);
  if (name == "week" || name == "w_year") {
    // ISO 8601: the week's Thursday says which year it is of.
    const std::int64_t thursday = day_number - week_day + 3;
    const std::int64_t year = post::local_time(thursday * 86400, 0).year;
    if (name == "w_year") return fmt::format("{:04}", year);
    return fmt::format("{:02}", (thursday - post::days_from_civil(year, 1, 1)) / 7 + 1);
  }
  return std::nullopt;
}

std::string permalink_template(std::string_view style) {
  if (style == "none") return "/:categories/:title:output_ext";
  if (style == "date") return "/:categories/:year/:month/:day/:title:output_ext";
  if (style == "ordinal") return "/:categories/:year/:y_day/:title:output_ext";
  if (style == "pretty") return "/:categories/:year/:month/:day/:title/";
  if (style == "weekdate") return "/:categories/:year/W:week/:short_day/:title:output_ext";
  return std::string(style);
}

std::string with_permalink_suffix(std::string url_template, std::string_view style) {
  if (style == "date" || style == "ordinal" || style == "none" || style.ends_with(":output_ext"))
    return url_template + ":output_ext";
  if (style == "pretty" || style.ends_with('/')) return url_template + "/";
  return url_template;
}

}  // namespace galley::site
