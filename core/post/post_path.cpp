#include "core/post/post_path.h"

#include <algorithm>

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::post {
namespace {

using ascii::is_digit;
using ascii::lower;

std::size_t digits(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t n = 0;
  while (n < most && at + n < text.size() && is_digit(text[at + n])) ++n;
  return n;
}

/// The size of `\d{2,4}-\d{1,2}-\d{1,2}` at the begin of `text` where `-` follows it, or 0.
std::size_t date_size(std::string_view text) {
  const auto year = digits(text, 0, 4);
  if (year < 2 || year == text.size() || text[year] != '-') return 0;
  auto at = year + 1;
  const auto month = digits(text, at, 2);
  at += month;
  if (month == 0 || at == text.size() || text[at] != '-') return 0;
  ++at;
  const auto day = digits(text, at, 2);
  at += day;
  return day > 0 && at < text.size() && text[at] == '-' ? at : 0;
}

/// Matches `(date)-([^/]*)(\.[^.]+)$` at the begin of `text`: the size of the date, or 0.
std::size_t match_dated(std::string_view text) {
  const auto date = date_size(text);
  if (date == 0) return 0;
  const auto dot = text.rfind('.');
  if (dot == std::string_view::npos || dot <= date || dot + 1 == text.size()) return 0;
  return text.substr(date + 1, dot - date - 1).find('/') == std::string_view::npos ? date : 0;
}

bool is_special(std::string_view name) {
  return !name.empty() &&
         (std::string_view("_.#~").find(name[0]) != std::string_view::npos || name.back() == '~' || name.back() == '.');
}

}  // namespace

FileNameDate parse_file_name_date(std::string_view text) {
  FileNameDate out;
  const auto number = [&](std::size_t& at) {
    int value = 0;
    while (at < text.size() && is_digit(text[at])) value = value * 10 + (text[at++] - '0');
    return value;
  };
  std::size_t at = 0;
  int year = number(at);
  if (at == 2) year += year >= 69 ? 1900 : 2000;
  ++at;
  int month = number(at);
  ++at;
  int day = number(at);
  if (month < 1 || month > 12 || day < 1 || day > 31) {
    out.state = FileNameDate::State::impossible;
    return out;
  }
  // Time.local carries the days that a month lacks, three at most.
  const int last = static_cast<int>(last_day_of_month(year, static_cast<unsigned>(month)));
  if (day > last) {
    out.state = FileNameDate::State::carried;
    day -= last;
    ++month;
  }
  out.day = {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  return out;
}

PostPath parse_post_path(std::string_view path) {
  PostPath out;
  const auto slash = path.rfind('/');
  const auto name_begin = slash == std::string_view::npos ? 0 : slash + 1;
  const auto name = path.substr(name_begin);
  out.name = name;
  out.name_at = {static_cast<std::uint32_t>(name_begin), static_cast<std::uint32_t>(path.size())};

  // The folder, and the folders above it. Jekyll enters no folder with a special name, so the first one decides.
  std::string_view entry = name;
  std::vector<std::string> above;
  for (std::size_t begin = 0; begin < name_begin;) {
    const auto end = path.find('/', begin);
    const auto part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "_posts" || part == "_drafts") {
      out.folder = part == "_posts" ? PostPath::Folder::posts : PostPath::Folder::drafts;
      out.categories = std::move(above);
      entry = path.substr(begin);
      break;
    }
    above.emplace_back(part);
  }
  out.special = is_special(name) || (out.folder != PostPath::Folder::other && is_special(entry));

  // File.extname: what follows the last dot, unless that is the first character; a dot at the end is none.
  const auto dot = name.rfind('.');
  const bool has_extension =
      dot != std::string_view::npos && dot != 0 && dot + 1 < name.size() && name.find_first_not_of('.') < dot;
  out.stem = has_extension ? name.substr(0, dot) : name;
  if (has_extension) out.extension = name.substr(dot);

  // The date stands at the begin of the entry or of its last part: the pattern's atomic group takes all folders at
  // once.
  std::string_view slug = out.stem;
  for (const std::string_view where : {entry, name}) {
    if (const auto size = match_dated(where); size != 0) {
      out.date_text = where.substr(0, size);
      out.date = parse_file_name_date(out.date_text);
      const auto last_dot = where.rfind('.');
      slug = where.substr(size + 1, last_dot - size - 1);
      break;
    }
  }
  out.slug = slug;
  while (out.slug.ends_with('.')) out.slug.pop_back();
  return out;
}

bool is_markdown_extension(std::string_view extension, std::string_view extensions) {
  if (!extension.starts_with('.')) return false;
  extension.remove_prefix(1);
  while (!extensions.empty()) {
    const auto comma = std::min(extensions.find(','), extensions.size());
    auto one = extensions.substr(0, comma);
    extensions.remove_prefix(std::min(comma + 1, extensions.size()));
    // Jekyll does not trim; people write spaces after commas, and mean the extension.
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one.size() == extension.size() && !one.empty() &&
        std::equal(one.begin(), one.end(), extension.begin(), [](char a, char b) { return lower(a) == lower(b); })) {
      return true;
    }
  }
  return false;
}

bool is_html_extension(std::string_view extension) { return is_markdown_extension(extension, "html,htm,xhtml"); }

std::string title_of_slug(std::string_view slug) {
  // slug.split("-").map!(&:capitalize).join(" "): split drops empty parts at the end only.
  while (slug.ends_with('-')) slug.remove_suffix(1);
  std::string out;
  bool first = true;
  for (std::size_t i = 0; i < slug.size(); ++i) {
    const char c = slug[i];
    if (c == '-') {
      out += ' ';
      first = true;
      continue;
    }
    out += first ? (c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c) : lower(c);
    first = false;
  }
  return out;
}

}  // namespace galley::post
