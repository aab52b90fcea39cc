// The `kramdown:` section of `_config.yml`, read as kramdown's own options are (Kramdown::Options of kramdown 2.4 and
// of kramdown-parser-gfm 1.1), on top of the defaults that Jekyll gives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/body/kramdown/kramdown.h"
#include "core/post/yaml_tree.h"

namespace galley::site {

/// A scalar as Ruby's to_s shows it (nil is ""); "" for lists and mappings.
std::string plain_text(const post::Value& value);

/// Sets what `section`, a mapping, says. `highlighter` is the site's. Gives back what kramdown would refuse, one
/// sentence each; such options keep their default.
std::vector<std::string> read_kramdown_options(const post::Value& section, std::string_view highlighter,
                                               body::KramdownOptions& out);

}  // namespace galley::site
