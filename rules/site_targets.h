// What the rules on links within a site have in common: where each link of a post leads, unless nobody could tell.
#pragma once

#include <string>
#include <string_view>

#include "core/site/resolve.h"
#include "rules/judge.h"

namespace galley::rules {

/// A post's path below the source of its site.
std::string source_of(const JudgeContext& ctx);

/// A rule that looks at each link of a post. A target is unknown, too, for what a form or a quotation names, what
/// `known-paths` name, what a theme or a plugin may publish, and relative links where the post sets a base of its own.
class LinkJudge : public SiteJudge {
 protected:
  void post(JudgeContext& ctx, const site::SiteView& view) const final;
  virtual void link(JudgeContext&, const site::SiteView&, const site::LinkFact&, const site::Target&) const = 0;
};

/// The path that a link leads to, for people: decoded, with `baseurl`.
std::string shown_path(const site::Target& target, const site::SiteView& view);

/// A page's URL for people: decoded, with `baseurl`.
std::string shown_url(const site::Publication& page, const site::SiteView& view);

}  // namespace galley::rules
