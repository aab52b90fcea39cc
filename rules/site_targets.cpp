#include "rules/site_targets.h"

#include <algorithm>

#include "core/archive/glob.h"
#include "core/text/url.h"

namespace galley::rules {
namespace {

bool is_known(std::string_view path, const Settings& settings) {
  return std::any_of(settings.known_paths.begin(), settings.known_paths.end(), [&](const std::string& pattern) {
    return archive::glob_match(pattern.starts_with('/') ? pattern : "/" + pattern, path);
  });
}

std::string base_of(const site::SiteView& view) {
  std::string base = view.site().config.baseurl;
  while (base.ends_with('/')) base.pop_back();
  if (!base.empty() && !base.starts_with('/')) base.insert(0, "/");
  return base;
}

}  // namespace

std::string source_of(const JudgeContext& ctx) {
  const site::Site& site = ctx.archive().view->site();
  std::string_view path = ctx.facts().path;
  if (path.size() > site.folder.size() && path.starts_with(site.folder) && path[site.folder.size()] == '/')
    path.remove_prefix(site.folder.size() + 1);
  return ctx.archive().view->source_of(path);
}

site::Target target_of(const JudgeContext& ctx, const site::LinkFact& link) {
  using State = site::Target::State;
  using Kind = post::Link::Kind;
  const site::SiteView& view = *ctx.archive().view;
  const site::PostFacts& facts = ctx.facts();
  site::Target target;
  if (link.kind == Kind::form || link.kind == Kind::citation || link.kind == Kind::base) return target;
  const std::string_view text = facts.text(link.text);
  const bool from_here = !text.starts_with('/') && url::scheme_of(text).empty() && !text.starts_with("{");
  const auto is_base = [](const site::LinkFact& l) { return l.kind == Kind::base; };
  if (from_here && std::any_of(facts.links.begin(), facts.links.end(), is_base)) return target;
  target = site::resolve(text, facts.text(facts.url), source_of(ctx), view);
  if (target.state != State::missing && target.state != State::other_case) return target;
  if (is_known(target.path, ctx.settings())) {
    target.state = State::unknown;
  } else if (target.state == State::missing) {
    // A theme's files, and what plugins make where nobody said what that is.
    if (view.themed() && target.path.starts_with("/assets/")) target.state = State::unknown;
    if (!view.model().opaque().empty() && ctx.settings().known_paths.empty()) target.state = State::unknown;
  }
  return target;
}

std::string shown_path(const site::Target& target, const site::SiteView& view) { return base_of(view) + target.path; }

std::string shown_url(const site::Publication& page, const site::SiteView& view) {
  return base_of(view) + url::percent_decoded(page.url);
}

}  // namespace galley::rules
