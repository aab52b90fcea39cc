// The links of a post, wherever they come from: HTML's URL attributes, Markdown's links, images and automatic links,
// Liquid within any of these. One walk hands them to rules and to what gathers the targets of a whole site.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/document.h"
#include "core/post/post.h"
#include "core/text/url.h"

namespace galley::post {

class Link {
 public:
  enum class Kind : std::uint8_t {
    hyperlink,  // a, area
    image,      // img, a picture's source, a video's poster, an input that is an image, SVG's image
    media,      // video, audio, source, track
    frame,      // iframe, frame
    object,     // object, embed
    resource,   // link, script, SVG's use
    form,       // form, button, input: where it is sent
    citation,   // blockquote, q, ins, del
    base,       // base
  };

  Kind kind = Kind::hyperlink;
  const body::Node* node = nullptr;
  const body::Attribute* attribute = nullptr;
  std::uint32_t begin = 0;  // of `text` in the attribute's value: a srcset has several
  std::string_view text;    // as the attribute says it, references decoded, Liquid as written
  bool has_liquid = false;
  /// `text` with each byte of Liquid replaced by `x`, so that offsets stay; equal to `text` where there is none.
  std::string masked;
  std::vector<Span> liquid;  // where Liquid stands in `text`

  std::string_view literal() const { return has_liquid ? std::string_view(masked) : text; }
  /// The URL as browsers read it, Liquid masked.
  const url::Url& url() const {
    if (!url_) url_ = url::parse(literal());
    return *url_;
  }
  bool touches_liquid(Span part) const;
  bool blank() const;

  /// Where the part [from, to) of `text` stands in the post.
  Span place(const body::Document& document, std::size_t from, std::size_t to) const {
    return document.value_place(*attribute, begin + from, begin + to);
  }
  /// Where the URL stands: of an empty one, its attribute where its author wrote that, else its element.
  Span place(const body::Document& document) const;

 private:
  mutable std::optional<url::Url> url_;
};

/// Whether elements of that tag can have links; so that others are passed over at once.
bool may_have_links(body::Tag tag);

/// Appends the links of one element. Left out are those that nobody wrote (footnotes, tables of contents), those of an
/// element that the parser opened again, and those whose value depends on a Liquid condition.
void append_links(const Post& post, const body::Node& element, std::vector<Link>& out);

/// All links of a post, in document order.
std::vector<Link> links_of(const Post& post);

}  // namespace galley::post
