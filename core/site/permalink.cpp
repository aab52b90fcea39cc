#include "core/site/permalink.h"

#include "core/post/terms.h"
#include "core/site/publishing.h"
#include "core/site/url_template.h"

namespace galley::site {

std::optional<std::string> published_path(const post::Post& post, const SiteConfig& config,
                                          std::optional<std::int64_t> seconds) {
  DocumentUrl document;
  document.collection = "posts";
  for (const std::string& folder : post.path.categories) document.path += folder + "/";
  document.path += (post.role == post::Role::draft ? "_drafts/" : "_posts/") + post.path.name;
  document.slug = post.path.slug;
  document.seconds = seconds;
  if (post.front_matter.readable()) {
    const auto text_at = [&](std::string_view key) {
      const post::Entry entry = post.front_matter.find(key);
      return entry.value == post::no_node ? std::string()
                                          : post::text_of(post::value_of(post.front_matter.yaml, entry.value));
    };
    if (std::string own = text_at("permalink"); !own.empty()) document.permalink = std::move(own);
    if (std::string own = text_at("slug"); !own.empty()) document.slug = std::move(own);
  }
  if (!document.permalink && post.role != post::Role::post && post.role != post::Role::draft) return std::nullopt;
  if (!document.permalink && post.role == post::Role::post && !post.path.dated()) return std::nullopt;
  document.categories = post::categories_of(post);
  document.output_extension = ".html";
  const std::string url_template =
      config.collections.empty() ? permalink_template(config.permalink) : config.collections.front().permalink;
  return document_url(document, url_template, post.zone);
}

}  // namespace galley::site
