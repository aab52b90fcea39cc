#include "core/exporters/liquid_body.h"

#include <algorithm>
#include <span>
#include <vector>

#include "core/body/liquid/silent.h"
#include "core/content/equality.h"

namespace galley::exporters {

namespace {

constexpr int most_readings = 32;

/// Finds which Liquid can stand as comments: where it stood in a table's row, between tags or the like, a comment would
/// change what is said.
class Keeper {
 public:
  Keeper(const post::Post& post, const post::Reading& reading, body::HtmlParser& parser)
      : post_(post), reading_(reading), parser_(parser), said_(content::from_document(post.document)) {}

  /// Adds those of `pieces` that go to the ones kept so far: all at once, else half by half.
  void keep(std::span<const body::SilentLiquid* const> pieces) {
    if (pieces.empty() || readings_-- <= 0) return;
    std::vector<const body::SilentLiquid*> more = kept_;
    more.insert(more.end(), pieces.begin(), pieces.end());
    body::Document document = read(more);
    if (!content::difference(said_, content::from_document(document))) {
      kept_ = std::move(more);
      document_ = std::move(document);
      return;
    }
    if (pieces.size() == 1) return;
    keep(pieces.first(pieces.size() / 2));
    keep(pieces.subspan(pieces.size() / 2));
  }

  std::optional<body::Document> take() { return std::move(document_); }
  bool has(const body::SilentLiquid& liquid) const {
    return std::find(kept_.begin(), kept_.end(), &liquid) != kept_.end();
  }

 private:
  body::Document read(const std::vector<const body::SilentLiquid*>& pieces) {
    const body::Prepared prepared = body::keep_silent_liquid(post_.prepared, pieces);
    const MappedText& text = prepared.text;
    MappedText html = text;
    if (post_.renderer == post::Renderer::kramdown)
      html = compose(body::read_kramdown(text.text(), reading_.kramdown).html, text);
    else if (post_.renderer != post::Renderer::html)
      html = compose(body::read_commonmark(text.text(), reading_.commonmark).html, text);
    return parser_.parse(body::restore_liquid(std::move(html), prepared, post_.source->bytes()));
  }

  const post::Post& post_;
  const post::Reading& reading_;
  body::HtmlParser& parser_;
  const content::Content said_;
  std::vector<const body::SilentLiquid*> kept_;
  std::optional<body::Document> document_;
  int readings_ = most_readings;
};

}  // namespace

LiquidBody read_liquid_body(const post::Post& post, const post::Reading& reading, body::HtmlParser& parser) {
  LiquidBody out;
  if (post.prepared.tokens.empty()) return out;
  const std::vector<body::SilentLiquid> silent = body::silent_liquid(post.prepared, post.source->bytes());
  std::vector<const body::SilentLiquid*> pieces;
  for (const body::SilentLiquid& liquid : silent) {
    out.silent += static_cast<std::uint32_t>(liquid.pieces.size());
    if (!liquid.in_code) pieces.push_back(&liquid);
  }
  Keeper keeper(post, reading, parser);
  keeper.keep(pieces);
  out.document = keeper.take();
  for (const body::SilentLiquid& liquid : silent)
    if (!out.first_dropped && !keeper.has(liquid)) out.first_dropped = liquid.pieces.front();
  return out;
}

}  // namespace galley::exporters
