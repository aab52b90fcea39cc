// Converts any bytes by every exporter, by options that the first byte chooses.
#include "core/exporters/exporter.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  using exporters::Options;
  const std::uint8_t choice = fuzzing::take_byte(input);
  Options options;
  options.emphasis = static_cast<Options::Emphasis>(choice % 3);
  options.cjk_breaks = (choice & 4) != 0 ? Options::CjkBreaks::join : Options::CjkBreaks::keep;
  options.raw_html = static_cast<Options::RawHtml>((choice >> 3) % 3);
  if ((choice & 32) != 0) options.links = static_cast<Options::Links>((choice >> 6) % 4);
  const post::Post post = fuzzing::read(input, fuzzing::renderers[choice % 3]);
  const exporters::PostInfo info;
  for (const exporters::Exporter& exporter : exporters::exporters()) {
    exporter.write({post.document, *post.source, info, {}}, options);
  }
}
