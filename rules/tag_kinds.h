// What HTML's tree construction does with an element because of its name (WHATWG HTML 13.2.6): what pairing tags
// (tag_pairs.h) asks about them.
#pragma once

#include "core/body/tag.h"

namespace galley::rules {

/// Whether a start tag of this element closes an open `p` (13.2.6.4.7).
bool closes_paragraph(body::Tag tag);
/// Whether an element right around another ends where that begins, as an item does at the next item, and a heading at a
/// heading.
bool ends_at(body::Tag open, body::Tag next);
/// A part of a table.
bool is_row_part(body::Tag tag);
/// An element through which an end tag does not reach (13.2.4.2, scope).
bool is_barrier(body::Tag tag);
/// An element that an item or term which begins inside does not end to end the one around (13.2.6.4.7, "special").
bool keeps_items(body::Tag tag);
/// One that may not stand in another of its kind.
bool may_not_nest(body::Tag tag);
/// `li`, `dt` or `dd`.
bool is_item(body::Tag tag);
/// 1 to 6 for `h1` to `h6`, 0 for others.
unsigned heading_level(body::Tag tag);

}  // namespace galley::rules
