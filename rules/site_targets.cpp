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
  return std::string(ctx.archive().view->source_of(path));
}

namespace {

// Where the links of a post lead.
class Resolver {
 public:
  Resolver(const JudgeContext& ctx, const site::SiteView& view)
      : view_(view), facts_(ctx.facts()), settings_(ctx.settings()), source_(source_of(ctx)) {
    sets_base_ = std::any_of(facts_.links.begin(), facts_.links.end(),
                             [](const site::LinkFact& l) { return l.kind == post::Link::Kind::base; });
  }

  site::Target target(const site::LinkFact& link) const {
    using State = site::Target::State;
    using Kind = post::Link::Kind;
    site::Target target;
    if (link.kind == Kind::form || link.kind == Kind::citation || link.kind == Kind::base) return target;
    const std::string_view text = facts_.text(link.text);
    const bool from_here = !text.starts_with('/') && url::scheme_of(text).empty() && !text.starts_with("{");
    if (from_here && sets_base_) return target;
    target = site::resolve(text, facts_.text(facts_.url), source_, view_);
    if (target.state != State::missing && target.state != State::other_case) return target;
    if (is_known(target.path, settings_)) {
      target.state = State::unknown;
    } else if (target.state == State::missing) {
      // A theme's files, and what plugins make where nobody said what that is.
      if (view_.themed() && target.path.starts_with("/assets/")) target.state = State::unknown;
      if (!view_.model().opaque().empty() && settings_.known_paths.empty()) target.state = State::unknown;
    }
    return target;
  }

 private:
  const site::SiteView& view_;
  const site::PostFacts& facts_;
  const Settings& settings_;
  std::string source_;
  bool sets_base_ = false;
};

}  // namespace

void LinkJudge::post(JudgeContext& ctx, const site::SiteView& view) const {
  const auto links = ctx.facts().links;
  if (links.empty()) return;
  Targets& targets = ctx.targets();
  if (!targets) {
    targets.emplace();
    targets->reserve(links.size());
    const Resolver resolver(ctx, view);
    for (const site::LinkFact& one : links) targets->push_back(resolver.target(one));
  }
  for (std::size_t i = 0; i < links.size(); ++i) link(ctx, view, links[i], (*targets)[i]);
}

std::string shown_path(const site::Target& target, const site::SiteView& view) { return base_of(view) + target.path; }

std::string shown_url(const site::Publication& page, const site::SiteView& view) {
  return base_of(view) + url::percent_decoded(page.url);
}

}  // namespace galley::rules
