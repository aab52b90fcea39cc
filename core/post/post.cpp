#include "core/post/post.h"

#include "core/post/renders_liquid.h"

namespace galley::post {
namespace {

Renderer renderer_of(const PostPath& path, const Reading& reading) {
  if (is_markdown_extension(path.extension, reading.markdown_extensions)) return reading.markdown;
  if (is_html_extension(path.extension)) return Renderer::html;
  return reading.markdown;  // a file with another extension was named by hand, and is meant as a post
}

void to_post(std::vector<body::Note>& notes, const MappedText& prepared) {
  for (body::Note& n : notes) {
    n.at = prepared.source_cover(n.at);
    if (!n.related.empty()) n.related = prepared.source_cover(n.related);
  }
}

}  // namespace

bool renders_liquid(const FrontMatter& front_matter, bool by_default) {
  if (!front_matter.present()) return by_default;
  const Entry entry = front_matter.find("render_with_liquid");
  if (entry.value == no_node) return by_default;
  const NodeId value = front_matter.yaml.resolve(entry.value);
  if (value == no_node || front_matter.yaml[value].kind != NodeKind::scalar) return true;
  const Scalar scalar = front_matter.yaml.scalar(value);
  return scalar.type != Scalar::Type::boolean || scalar.boolean;
}

std::string_view to_string(Renderer renderer) {
  switch (renderer) {
    case Renderer::html:
      return "html";
    case Renderer::kramdown:
      return "kramdown";
    case Renderer::commonmark:
      return "commonmark";
    case Renderer::gfm:
      return "gfm";
  }
  return "";
}

Post read_post(std::unique_ptr<const Source> source, std::string_view path, Role role, const Reading& reading,
               body::HtmlParser& parser) {
  Post post;
  post.source = std::move(source);
  post.role = role;
  post.zone = reading.zone;
  post.zone_configured = reading.zone_configured;
  post.future = reading.future;
  post.path = parse_post_path(path);
  post.front_matter = read_front_matter(*post.source);
  post.renderer = renderer_of(post.path, reading);
  const std::string_view bytes = post.source->bytes();
  body::PrepareOptions options;
  options.liquid = post.liquid =
      renders_liquid(post.front_matter, !reading.liquid_by_default || reading.liquid_by_default(path, role));
  options.normalise_line_ends = post.renderer != Renderer::html;
  post.prepared = body::prepare(bytes, post.body(), options);

  const MappedText& prepared = post.prepared.text;
  MappedText html;
  if (post.renderer == Renderer::html) {
    html = prepared;
  } else {
    body::ReadMarkdown read = post.renderer == Renderer::kramdown
                                  ? body::read_kramdown(prepared.text(), reading.kramdown)
                                  : body::read_commonmark(prepared.text(), reading.commonmark);
    to_post(read.notes, prepared);
    post.notes = std::move(read.notes);
    html = compose(read.html, prepared);
  }
  post.document = parser.parse(body::restore_liquid(std::move(html), post.prepared, bytes));
  return post;
}

}  // namespace galley::post
