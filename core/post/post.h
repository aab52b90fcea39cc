// A post as galley sees it: its bytes, path, front matter and body, read once as the site's renderer reads it.
// Everything in it points into its Source by byte spans.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/commonmark/commonmark.h"
#include "core/body/document.h"
#include "core/body/html/html.h"
#include "core/body/kramdown/kramdown.h"
#include "core/body/liquid/liquid.h"
#include "core/body/reader.h"
#include "core/post/front_matter.h"
#include "core/post/post_path.h"
#include "core/post/zone.h"
#include "core/text/source.h"

namespace galley::post {

/// Who renders a body: HTML is passed through.
enum class Renderer : std::uint8_t { html, kramdown, commonmark, gfm };

std::string_view to_string(Renderer renderer);

/// What a post is to Jekyll by where it stands; the same as archive::Input::Role.
enum class Role : std::uint8_t {
  post,        // below `_posts`
  draft,       // below `_drafts`
  document,    // of another collection, or a page
  loose_post,  // found in a folder that belongs to no site: meant as a post
  lone_file,   // named by itself, and belongs to no site
};

/// How the posts of a site are read.
struct Reading {
  Renderer markdown = Renderer::kramdown;
  body::KramdownOptions kramdown;
  body::CommonMarkOptions commonmark;  // also of `gfm`
  std::string markdown_extensions{default_markdown_extensions};
  Zone zone;                     // the site's: `timezone`, else the machine's
  bool zone_configured = false;  // whether `timezone` says so: the machine that builds may be another
  bool future = false;           // `future: true`: posts dated after now are published
  /// Whether the site's defaults leave Liquid on for a file that does not say so itself; empty: always.
  std::function<bool(std::string_view path, Role role)> liquid_by_default;
};

/// Movable; the Source is its own, so spans stay valid with it.
struct Post {
  std::unique_ptr<const Source> source;
  Role role = Role::post;
  PostPath path;
  FrontMatter front_matter;
  Zone zone;  // this and the next two as in Reading
  bool zone_configured = false;
  bool future = false;
  Renderer renderer = Renderer::kramdown;
  bool liquid = true;             // the site runs Liquid over it
  body::Prepared prepared;        // the body with its Liquid set apart
  std::vector<body::Note> notes;  // what the Markdown reader saw; spans of the post
  body::Document document;

  Span body() const { return front_matter.cut.body; }
};

/// Reads a post. `path` is relative to the site's source folder. Any bytes are a post; what is wrong with them shows in
/// the parts (no front matter, YAML that is not valid, a tree that was cut).
Post read_post(std::unique_ptr<const Source> source, std::string_view path, Role role, const Reading& reading,
               body::HtmlParser& parser);

}  // namespace galley::post
