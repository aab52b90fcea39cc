// What a post says to galley itself, to silence findings: `<!-- galley-disable LK008 -->` and its kin, the same words
// in a Liquid comment or a comment of the front matter, and the front matter key `galley: {disable: [LK008]}`. What
// silences nothing, or names nothing, is a finding too (GA001, GA002).
#pragma once

#include <string_view>
#include <vector>

#include "core/post/post.h"
#include "rules/finding.h"
#include "rules/pass.h"

namespace galley::rules {

/// Whether a text can say anything to galley at all; quick.
bool speaks_to_galley(std::string_view text);

/// Takes out of `findings` (in the order of `settle`) what the post silences, and adds what is wrong with its words.
/// `selection` tells which rules ran, and `judged` which of those over the archive: one that did not is not called
/// unused.
void apply_suppressions(const post::Post& post, const Selection& selection, const Judged& judged,
                        std::vector<Finding>& findings);

}  // namespace galley::rules
