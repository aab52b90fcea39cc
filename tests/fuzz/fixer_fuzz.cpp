// Applies every fix of any bytes, round after round.
#include "rules/fixer.h"
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
  std::string bytes(input);
  const std::uint8_t choice = fuzzing::take_byte(input);
  for (int round = 0; round < 3; ++round) {
    const post::Post post = fuzzing::read(bytes, fuzzing::renderers[choice % 3]);
    const rules::Fixed fixed = rules::apply_fixes(bytes, pass.run(post, settings), rules::FixGrade::unsafe);
    if (fixed.applied.empty()) break;
    bytes = fixed.bytes;
  }
}
