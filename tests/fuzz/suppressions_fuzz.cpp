// Takes any words for what a post says to galley: in comments of HTML, Liquid and front matter, and as the value of its
// key.
#include "rules/pass.h"
#include "rules/registry.h"
#include "rules/suppressions.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const std::uint8_t choice = fuzzing::take_byte(input);
  const std::string words(input);
  std::string post = "---\ntitle: T\n";
  if ((choice & 1) != 0) post += "galley: {disable: [" + words + "]}\n";
  if ((choice & 2) != 0) post += "galley: " + words + "\n";
  if ((choice & 4) != 0) post += "# galley-disable" + words + "\n";
  post += "---\n";
  if ((choice & 8) != 0) post += "<!-- galley-disable" + words + " -->\n";
  if ((choice & 16) != 0) post += "{% comment %}galley-disable-next-line" + words + "{% endcomment %}\n";
  post += "[a]() <b>x <!-- galley-" + words + " --> [b]()\n\n<!-- galley-enable -->[c]()\n";
  const post::Post read = fuzzing::read(post, fuzzing::renderers[(choice >> 5) % 3]);
  static const rules::Selection selection = rules::Selection::defaults();
  std::vector<rules::Finding> findings;
  std::size_t at = 0;
  for (const rules::RuleEntry* rule : rules::all_rules()) {
    rules::Finding finding;
    finding.rule = &rule->info;
    at = std::min(at + 3, post.size());
    finding.at = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)};
    finding.message = "m";
    findings.push_back(std::move(finding));
  }
  rules::apply_suppressions(read, selection, rules::Judged{}, findings);
  for (const rules::Finding& f : findings) fuzzing::require_within(f.at, post.size());
}
