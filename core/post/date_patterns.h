// What Ruby's Date._parse looks for (date_parse.c), apart from what it then makes of it: its patterns, word for word so
// that they can be compared, and the text as they read it. What Ruby's engine does with Unicode is done before.
#pragma once

#include <string>
#include <string_view>

#include "core/text/ascii.h"
#include "core/text/pattern.h"

namespace galley::post {

/// The names of months as an alternative of a pattern.
#define DATE_MONTHS "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
#define ERAS "(?:\\s*(c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.))?"
#define ZONES(SPACE)                                \
  "((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?|" \
  "(?-i:[[:alpha:].\\s]+)(?:standard|daylight)" SPACE "time\\b|(?-i:[[:alpha:]]+)(?:" SPACE "dst)?\\b)"

/// Letter case does not count.
text::Pattern compile_date_pattern(const char* pattern);

struct DatePatterns {
  text::Pattern day = compile_date_pattern("\\b(sun|mon|tue|wed|thu|fri|sat)[^-/\\d\\s]*");
  text::Pattern time = compile_date_pattern(
      "((?:\\d+\\s*:\\s*\\d+(?:\\s*:\\s*\\d+(?:[,.]\\d*)?)?|\\d+\\s*h(?:\\s*\\d+m?(?:\\s*\\d+s?)?)?)(?:\\s*[ap](?:m\\b|"
      "\\.m"
      "\\.))?|\\d+\\s*[ap](?:m\\b|\\.m\\.))(?:\\s*" ZONES("\\s") ")?");
  text::Pattern time_parts = compile_date_pattern(
      "\\A(\\d+)h?(?:\\s*:?\\s*(\\d+)m?(?:\\s*:?\\s*(\\d+)(?:[,.](\\d+))?s?)?)?(?:\\s*([ap])(?:m\\b|\\.m\\.))?");
  text::Pattern eu = compile_date_pattern("('?\\d+)[^-\\d\\s]*\\s*(" DATE_MONTHS ")[^-\\d\\s']*" ERAS
                                          "\\s*('?-?\\d+(?:(?:st|nd|rd|th)\\b)?))?");
  text::Pattern us =
      compile_date_pattern("\\b(" DATE_MONTHS
                           ")[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?\\s*(c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\."
                           ")|a(?:d|\\.d\\.)|b(?:c|\\.c\\.))?\\s*('?-?\\d+))?");
  text::Pattern iso = compile_date_pattern("('?[-+]?\\d+)-(\\d+)-('?-?\\d+)");
  text::Pattern jis = compile_date_pattern("\\b([mtshr])(\\d+)\\.(\\d+)\\.(\\d+)");
  text::Pattern vms_day_first = compile_date_pattern("('?-?\\d+)-(" DATE_MONTHS ")[^-/.]*-('?-?\\d+)");
  text::Pattern vms_month_first = compile_date_pattern("\\b(" DATE_MONTHS ")[^-/.]*-('?-?\\d+)(?:-('?-?\\d+))?");
  text::Pattern slash = compile_date_pattern("('?-?\\d+)/\\s*('?\\d+)(?:\\D\\s*('?-?\\d+))?");
  text::Pattern dot = compile_date_pattern("('?-?\\d+)\\.\\s*('?\\d+)\\.\\s*('?-?\\d+)");
  text::Pattern week = compile_date_pattern("\\b(\\d{2}|\\d{4})?-?w(\\d{2})(?:-?(\\d))?\\b");
  text::Pattern week_day = compile_date_pattern("-w-(\\d)\\b");
  text::Pattern month_day = compile_date_pattern("--(\\d{2})?-(\\d{2})\\b");
  text::Pattern month_day_joined = compile_date_pattern("--(\\d{2})(\\d{2})?\\b");
  text::Pattern not_ordinal = compile_date_pattern("[,.](\\d{2}|\\d{4})-\\d{3}\\b");
  text::Pattern ordinal = compile_date_pattern("\\b(\\d{2}|\\d{4})-(\\d{3})\\b");
  text::Pattern not_bare_ordinal = compile_date_pattern("\\d-\\d{3}\\b");
  text::Pattern bare_ordinal = compile_date_pattern("\\b-(\\d{3})\\b");
  text::Pattern year = compile_date_pattern("'(\\d+)\\b");
  text::Pattern month = compile_date_pattern("\\b(" DATE_MONTHS ")\\S*");
  text::Pattern month_day_word = compile_date_pattern("(\\d+)(st|nd|rd|th)\\b");
  text::Pattern digits = compile_date_pattern(
      "([-+]?)(\\d{2,14})(?:\\s*t?\\s*(\\d{2,6})?(?:[,.](\\d*))?)?(?:\\s*(z\\b|[-+]\\d{1,4}\\b|\\[[-+]?\\d[^\\]]*\\]))"
      "?");
  text::Pattern before_christ = compile_date_pattern("\\b(bc\\b|bce\\b|b\\.c\\.|b\\.c\\.e\\.)");
  text::Pattern fragment = compile_date_pattern("\\A\\s*(\\d{1,2})\\s*\\z");
};

#undef ERAS
#undef ZONES

/// Compiled when first asked for.
const DatePatterns& date_patterns();

using ascii::is_digit;
constexpr bool is_sign(char c) { return c == '-' || c == '+'; }

/// Stands for a letter that is not ASCII. A real Q is made small, since case does not count.
constexpr char other_letter = 'Q';
/// Stands for a word character that is neither a letter nor an ASCII digit.
constexpr char other_word = '_';

/// `gsub(/[^-+',.\/:@[:alnum:]\[\]]+/, " ")`, with one byte for each character.
std::string normalise_date(std::string_view text);

}  // namespace galley::post
