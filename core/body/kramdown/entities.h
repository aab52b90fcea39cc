// The character references that kramdown knows by name (HTML 4's and `apos`), and how it writes characters:
// utils/entities.rb and utils/html.rb.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/body/kramdown/kramdown.h"

namespace galley::body::kramdown {

/// The code point of `&name;`.
std::optional<char32_t> entity_code_point(std::string_view name);
/// The name of a code point, or nothing.
std::string_view entity_name(char32_t code_point);
/// What a reference to a number stands for: those of Windows-1252's 128 to 159 are put right.
char32_t entity_from_number(char32_t number);
/// How an entity is written; `original` is its reference as typed, or empty.
std::string entity_text(char32_t code_point, std::string_view original, KramdownOptions::EntityOutput output);
/// The characters of `smart_quotes`, whose parts are names or numbers, in order: ‘ ’ “ ”. `index` is from 0.
char32_t smart_quote(std::string_view option, int index);

}  // namespace galley::body::kramdown
