// Path patterns as shells and .gitignore files write them: `*` and `?` within a name, `**` across folders, `[…]` and
// `{a,b}`. Matching needs time in proportion to pattern times path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley::archive {

/// Whether `path` (parts separated by `/`) matches `pattern` as a whole. `**` as a whole part stands for any number of
/// parts, none too; `*`, `?` and `[…]` do not match `/`; `\` takes the next character as it is.
bool glob_match(std::string_view pattern, std::string_view path);

/// What a `[` is that no `]` closes: to shells the character itself, to Ruby's File.fnmatch nothing that matches.
enum class UnclosedClass : bool { is_bracket, matches_nothing };

/// Whether all of `text` matches: `*` is any characters, `?` one, `[…]` one of a class; `/` is a character as any.
bool match_characters(std::string_view pattern, std::string_view text, UnclosedClass unclosed);

/// Whether the text has any of the characters that make it a pattern.
bool is_glob(std::string_view text);

/// `a{b,c}d` as `abd`, `acd`; braces may nest. At most 1,000 results.
std::vector<std::string> expand_braces(std::string_view pattern);

}  // namespace galley::archive
