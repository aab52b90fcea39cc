// What several front matter and date rules ask: which entry holds for a key, where its value stands, whether it is
// empty, and how a value is written so that YAML gives it back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/post/date.h"
#include "core/post/post.h"
#include "core/post/terms.h"
#include "rules/rule.h"

namespace galley::rules {

using post::Entry;
using post::NodeId;

/// The front matter where Jekyll reads it as a mapping; null otherwise, where rules about keys have nothing to say.
const post::FrontMatter* readable(const Context& ctx);

/// The keys that a post must have: the option `required` of FM005.
std::vector<std::string> required_keys(const Settings& settings);

/// The place of an entry's value, or of its key where the value is nothing at all.
Span value_place(const post::FrontMatter& front_matter, const Entry& entry);
/// The whole `---` of the opening line.
Span opening_place(const post::FrontMatter& front_matter);

/// Whether a value is null, text of white space alone, or an empty list or mapping.
bool is_empty(const post::YamlTree& yaml, NodeId id);
/// Whether text is an offset or a zone and nothing else: `+0800`, `Z`, `UTC`.
bool is_offset_alone(std::string_view text);

/// The typed scalar that an entry's value is; nothing for lists and mappings.
std::optional<post::Scalar> scalar_of(const post::YamlTree& yaml, NodeId id);
bool is_text(const post::YamlTree& yaml, NodeId id);

using post::part_place;
using post::Term;
using post::terms_of;

/// `text` in quotes that YAML reads back: double where that needs no escape, else single, else double with escapes.
std::string quoted(std::string_view text);
/// The fix that writes a plain scalar in quotes as it stands.
Fix quote_fix(const post::Post& post, NodeId id, std::string_view key);

/// A text in a message: backticks around it, cut where it is long, on one line.
std::string in_message(std::string_view text);

/// What Jekyll makes of `date`; nothing where there is none, or it is empty, or an offset alone (FM006 says so).
struct PostDate {
  Entry entry;
  post::DateReading reading;
};
std::optional<PostDate> date_of(const Context& ctx);
/// The moment for which a post is published: `date`, else the midnight of its file name's day. Nothing where either is
/// none.
std::optional<post::Instant> moment_of(const Context& ctx);
/// The day of a date in the site's zone; where no zone is configured, in the offset that is written with it, else UTC.
post::CivilDate day_of(const post::Post& post, const post::DateReading& reading);

/// The fix that writes the offset of the site's zone behind a time without one, so that it is the clock's reading
/// there. Nothing where no zone is configured, or where the date would not then be read so.
std::optional<Fix> add_offset(const post::Post& post, const Entry& entry, const post::DateReading& reading);

}  // namespace galley::rules
