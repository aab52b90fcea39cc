// Reads any bytes as HTML: every node stands within them.
#include "core/body/html/html.h"
#include "core/content/model.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const body::Document document = body::parse_html(MappedText::verbatim(input, 0));
  content::from_document(document);
}
