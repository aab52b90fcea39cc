// HTML: the body as the site's renderer makes it. It is how reading is checked against Jekyll itself.
#include "core/exporters/exporter.h"
#include "core/exporters/removal.h"

namespace galley::exporters {

Output write_html(const Input& input, const Options& options) {
  Output output;
  output.text.assign(input.front_matter);
  if (options.removed.empty())
    output.text += input.body.html().text();
  else
    output.text += html_without(input.body, options.removed);
  return output;
}

}  // namespace galley::exporters
