// Cuts and reads front matter, and its date.
#include "core/post/date.h"
#include "core/post/front_matter.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const post::FrontMatter read = post::read_front_matter(input);
  for (const Span span : {read.cut.open, read.cut.yaml, read.cut.close, read.cut.body, read.cut.shadow}) {
    fuzzing::require_within(span, input.size());
  }
  for (const Span span : post::yaml_comments(input, read)) fuzzing::require_within(span, input.size());
  if (!read.readable()) return;
  const post::Entry entry = read.find("date");
  if (entry.value != post::no_node) post::read_date(read.yaml, entry.value, post::Zone(), post::Instant());
}
