// What HTML's elements and their attributes mean to content: which are marks, which make blocks, what names code's
// language.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/body/document.h"
#include "core/content/model.h"

namespace galley::content {

/// What an element is to the structure of blocks.
enum class Role : std::uint8_t {
  inline_element,
  wrapper,    // sets what is in it apart, and is no block itself
  container,  // a block: kind_of says which
  embed,
  dropped,  // with all that is in it
  control,
};

Role role_of(body::Tag tag);
/// Of a container.
Kind kind_of(body::Tag tag);
/// A MarkBit, or 0.
std::uint16_t mark_of(body::Tag tag);

/// `<!--more-->`, and what is said to galley.
bool meaningful_comment(std::string_view text);

/// The language that one of `classes` names, as highlighters write it; empty for none.
std::string_view language_in(std::string_view classes);

/// Of a table's cell.
Alignment alignment_of(const body::Document& document, const body::Node& node);

}  // namespace galley::content
