// Running rules over posts that tests hold in memory.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/post/post.h"
#include "rules/pass.h"
#include "rules/registry.h"

namespace galley::rules::testing {

struct Setup {
  std::string path = "_posts/2022-06-10-example.md";
  post::Role role = post::Role::post;
  post::Reading reading;
  Settings settings;
};

/// 2024-01-01 00:00:00 UTC, so that tests do not depend on the clock.
inline constexpr post::Instant test_now{1704067200, 0};

struct Checked {
  post::Post post;
  std::vector<Finding> findings;
};

/// The findings of one rule (by code, whatever its default level), or of all at their defaults (`code` empty).
Checked check(std::string_view code, std::string bytes, Setup setup = {});

/// The findings of one rule over the archive about each of these files, all of one site: `_config.yml`, if any, says
/// how it is read. Sorted by path.
std::vector<Checked> judge(std::string_view code, std::vector<std::pair<std::string, std::string>> files,
                           const Settings& settings = {});

/// `LINE:COLUMN-END_LINE:END_COLUMN CODE` of a finding, for comparing.
std::string place_of(const Checked& checked, const Finding& finding);

}  // namespace galley::rules::testing
