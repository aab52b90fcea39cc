#include <fmt/format.h>

#include "cli/format/format.h"
#include "cli/terminal.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

class Concise final : public Format {
 public:
  std::string post(const PostFindings& post, const FormatOptions&) const override {
    std::string out;
    const std::string path = harmless(post.path);
    for (const rules::Finding& f : post.findings) {
      const Position at = post.source.position(f.at.begin);
      out += fmt::format("{}:{}:{}: {} {}\n", path, at.line, at.column, f.rule->code, harmless(f.message));
    }
    return out;
  }
};

}  // namespace

GALLEY_FORMAT(make_concise, Concise)

}  // namespace galley::cli
