// Reads the first line as CSS selectors and matches them with the rest as HTML.
#include "core/body/html/html.h"
#include "core/content/selector.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const std::string_view selector = input.substr(0, input.find('\n'));
  const auto selectors = content::Selectors::parse(selector);
  if (!selectors) {
    fuzzing::require(!selectors.error().empty());
    return;
  }
  selectors->match(body::parse_html(MappedText::verbatim(input.substr(selector.size()), 0)));
}
