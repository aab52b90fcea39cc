// HTML: the body as the site's renderer makes it. It is how reading is checked against Jekyll itself.
#include "core/exporters/exporter.h"

namespace galley::exporters {

Output write_html(const Input& input, const Options&) {
  Output output;
  output.text.assign(input.front_matter);
  output.text += input.body.html().text();
  return output;
}

}  // namespace galley::exporters
