#include "core/site/permalink.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/post/terms.h"
#include "core/text/unicode.h"
#include "core/text/utf8.h"

namespace galley::site {
namespace {

std::string lower(std::string_view text) {
  std::string out;
  unicode::append_lower(out, text);
  return out;
}

/// Jekyll::URL.escape_path: what may not stand in a path is percent-encoded, and so is `#`.
std::string escaped(std::string_view text) {
  static constexpr std::string_view kept = "-._~!$&'()*+,;=:@/%[]?";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kept.find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

class Placeholders {
 public:
  Placeholders(const post::Post& post, std::optional<std::int64_t> seconds) : post_(post) {
    if (!seconds) return;
    dated_ = true;
    // The day of the week and of the year are counted in the site's zone, as all of it.
    at_ = *seconds + post.zone.offset_at(*seconds);
    local_ = post::local_time(*seconds, post.zone.offset_at(*seconds));
  }

  /// Nothing for a name that Jekyll does not know, or a part of a date that is not there.
  std::optional<std::string> value(std::string_view name) const {
    if (name == "title") return slugified(slug(), true, true);
    if (name == "slug") return slugified(slug(), false, false);
    if (name == "output_ext") return ".html";
    if (name == "collection") return "posts";
    if (name == "name") return slugified(post_.path.stem, false, false);
    if (name == "categories" || name == "slugified_categories") return categories(name != "categories");
    return dated_ ? date_part(name) : std::nullopt;
  }

 private:
  std::string slug() const {
    if (post_.front_matter.readable())
      if (const post::Entry entry = post_.front_matter.find("slug"); entry.value != post::no_node)
        if (std::string text = post::text_of(post::value_of(post_.front_matter.yaml, entry.value)); !text.empty())
          return text;
    return post_.path.slug;
  }

  std::string categories(bool slugs) const {
    std::vector<std::string> once;
    for (const std::string& category : post::categories_of(post_)) {
      std::string part = slugs ? slugified(category, false, false) : lower(category);
      if (std::find(once.begin(), once.end(), part) == once.end()) once.push_back(std::move(part));
    }
    return fmt::format("{}", fmt::join(once, "/"));
  }

  std::optional<std::string> date_part(std::string_view name) const {
    static constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    static constexpr std::string_view days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};
    const std::int64_t day_number = (at_ - ((at_ % 86400) + 86400) % 86400) / 86400;
    const std::int64_t week_day = ((day_number + 3) % 7 + 7) % 7;  // Monday is 0
    const std::int64_t year_begin = post::days_from_civil(local_.year, 1, 1);
    const auto month = static_cast<std::size_t>(local_.month - 1);
    if (name == "year") return fmt::format("{:04}", local_.year);
    if (name == "short_year") return fmt::format("{:02}", local_.year % 100);
    if (name == "month") return fmt::format("{:02}", local_.month);
    if (name == "i_month") return std::to_string(local_.month);
    if (name == "short_month") return std::string(months[month].substr(0, 3));
    if (name == "long_month") return std::string(months[month]);
    if (name == "day") return fmt::format("{:02}", local_.day);
    if (name == "i_day") return std::to_string(local_.day);
    if (name == "y_day") return fmt::format("{:03}", day_number - year_begin + 1);
    if (name == "hour") return fmt::format("{:02}", local_.hour);
    if (name == "minute") return fmt::format("{:02}", local_.minute);
    if (name == "second") return fmt::format("{:02}", local_.second);
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

  const post::Post& post_;
  bool dated_ = false;
  std::int64_t at_ = 0;  // seconds since 1970 on the site's wall clock
  post::LocalTime local_;
};

/// Jekyll::URL.generate_url_from_drop: `:([a-z_]+)`, or that name without an underscore at its end.
std::optional<std::string> filled(std::string_view url_template, const Placeholders& placeholders) {
  std::string out;
  for (std::size_t i = 0; i < url_template.size();) {
    const auto is_name = [&](std::size_t at) {
      return at < url_template.size() &&
             ((url_template[at] >= 'a' && url_template[at] <= 'z') || url_template[at] == '_');
    };
    if (url_template[i] != ':' || !is_name(i + 1)) {
      out += url_template[i++];
      continue;
    }
    std::size_t end = i + 1;
    while (is_name(end)) ++end;
    const std::string_view name = url_template.substr(i + 1, end - i - 1);
    auto value = placeholders.value(name);
    bool underscore = false;
    if (!value && name.ends_with('_')) {
      value = placeholders.value(name.substr(0, name.size() - 1));
      underscore = true;
    }
    if (!value) return std::nullopt;
    out += escaped(*value);
    if (underscore) out += '_';
    i = end;
  }
  std::string clean = "/";
  for (const char c : out)
    if (c != '/' || clean.back() != '/') clean += c;
  return clean;
}

}  // namespace

std::string slugified(std::string_view text, bool pretty, bool cased) {
  static constexpr std::string_view safe = "._~!$&'()+,;=@";
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const bool kept =
        unicode::is_mark(d.code_point) || utf8::is_alphabetic(d.code_point) || utf8::is_decimal_digit(d.code_point) ||
        (pretty && d.code_point < 128 && safe.find(static_cast<char>(d.code_point)) != std::string_view::npos);
    if (kept)
      out.append(text, i, d.size);
    else if (out.empty() || out.back() != '-')
      out += '-';
    i += d.size;
  }
  if (out.starts_with('-')) out.erase(0, 1);
  if (out.ends_with('-')) out.pop_back();
  return cased ? out : lower(out);
}

std::optional<std::string> published_path(const post::Post& post, const SiteConfig& config,
                                          std::optional<std::int64_t> seconds) {
  const Placeholders placeholders(post, seconds);
  if (post.front_matter.readable())
    if (const post::Entry entry = post.front_matter.find("permalink"); entry.value != post::no_node)
      if (const std::string own = post::text_of(post::value_of(post.front_matter.yaml, entry.value)); !own.empty())
        return filled(own, placeholders);
  if (post.role != post::Role::post && post.role != post::Role::draft) return std::nullopt;
  if (post.role == post::Role::post && !post.path.dated()) return std::nullopt;
  const std::string url_template =
      config.collections.empty() ? permalink_template(config.permalink) : config.collections.front().permalink;
  return filled(url_template, placeholders);
}

}  // namespace galley::site
