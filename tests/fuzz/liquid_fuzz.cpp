// Sets Liquid apart in any bytes and puts it back.
#include "core/body/liquid/liquid.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const Span whole{0, static_cast<std::uint32_t>(input.size())};
  const body::Prepared prepared = body::prepare(input, whole, {});
  for (const body::LiquidToken& token : prepared.tokens) fuzzing::require_within(token.whole, input.size());
  for (const body::LiquidProblem& problem : prepared.problems) fuzzing::require_within(problem.at, input.size());
  body::restore_liquid(prepared.text, prepared, input);
}
