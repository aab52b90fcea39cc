// Reads and lints any bytes as a post by every rule, as each kind of site would render them.
#include "rules/pass.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  static rules::Pass pass([] {
    rules::Selection all = rules::Selection::defaults();
    for (auto& chosen : all.rules) chosen.level = rules::Level::warning;
    return all;
  }());
  static const rules::Settings settings{};
  for (const post::Renderer renderer : fuzzing::renderers) {
    const post::Post post = fuzzing::read(input, renderer);
    for (const rules::Finding& f : pass.run(post, settings)) fuzzing::require_within(f.at, input.size());
  }
}
