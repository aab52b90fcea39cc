#include "core/text/pattern.h"

#include <boost/regex.hpp>
#include <exception>

namespace galley::text {

struct Pattern::Compiled {
  boost::regex regex;
};

tl::expected<Pattern, std::string> Pattern::compile(const std::string& pattern, Case letter_case) {
  try {
    const auto flags =
        letter_case == Case::ignored ? boost::regex::perl | boost::regex::icase : boost::regex::perl | 0u;
    Pattern out;
    out.compiled_ = std::make_shared<const Compiled>(Compiled{boost::regex(pattern, flags)});
    return out;
  } catch (const std::exception& e) {
    return tl::unexpected(std::string(e.what()));
  }
}

std::optional<std::vector<std::optional<Group>>> Pattern::search(std::string_view text, std::size_t from) const {
  if (from > text.size()) return std::nullopt;
  try {
    boost::cmatch match;
    const char* begin = text.data();
    const auto flags = from == 0 ? boost::match_default : boost::match_default | boost::match_prev_avail;
    if (!boost::regex_search(begin + from, begin + text.size(), match, compiled_->regex, flags)) return std::nullopt;
    std::vector<std::optional<Group>> groups;
    groups.reserve(match.size());
    for (const auto& group : match) {
      if (!group.matched)
        groups.emplace_back();
      else
        groups.push_back(
            Group{static_cast<std::size_t>(group.first - begin), static_cast<std::size_t>(group.second - begin)});
    }
    return groups;
  } catch (const std::exception&) {
    return std::nullopt;  // Boost gives up on a match that grows too complex
  }
}

}  // namespace galley::text
