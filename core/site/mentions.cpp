#include "core/site/mentions.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <unordered_map>

#include "core/archive/parallel.h"
#include "core/archive/walk.h"
#include "core/text/ascii.h"
#include "core/text/paths.h"
#include "core/text/url.h"

namespace galley::site {
namespace {

constexpr std::uint64_t longest_text = 8U << 20U;

// Files of these hold no names that anyone follows.
constexpr std::array<std::string_view, 28> binary{".png", ".jpg", ".jpeg", ".gif",  ".webp",  ".avif", ".ico",
                                                  ".bmp", ".tif", ".tiff", ".woff", ".woff2", ".ttf",  ".otf",
                                                  ".eot", ".mp3", ".mp4",  ".webm", ".ogg",   ".wav",  ".mov",
                                                  ".pdf", ".zip", ".gz",   ".xz",   ".zst",   ".tar",  ".7z"};

using ascii::lowered;

using paths::name_of;

bool is_binary(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos &&
         std::find(binary.begin(), binary.end(), lowered(name.substr(dot))) != binary.end();
}

bool ends_word(char c) {
  return static_cast<unsigned char>(c) <= ' ' ||
         std::string_view("\"'`<>()[]{}|,;=/\\#?&!:*").find(c) != std::string_view::npos;
}

// The word that stands in a text where a name does: what follows the last character of it that ends words.
std::string word_of(std::string_view name) {
  std::size_t begin = name.size();
  while (begin > 0 && !ends_word(name[begin - 1])) --begin;
  return lowered(begin == name.size() ? name : name.substr(begin));
}

// Every file that may have text, below the source.
std::vector<std::string> texts_below(archive::FileStore& files, const std::string& root, const SiteConfig& config) {
  const post::Value* said = config.find("destination");
  std::string destination = said == nullptr || said->text.empty() ? "_site" : said->text;
  while (destination.starts_with("./")) destination.erase(0, 2);
  while (destination.ends_with('/')) destination.pop_back();
  auto out = archive::files_below(files, root, [&](std::string_view path, std::string_view name) {
    return path != destination && name != ".git" && name != "node_modules" && name != ".jekyll-cache" &&
           name != ".sass-cache";
  });
  std::erase_if(out, [](const std::string& path) { return is_binary(name_of(path)); });
  return out;
}

// The files that are looked for, by the word that names them.
class Names {
 public:
  explicit Names(const std::vector<std::string_view>& sources) : sources_(sources), named_(sources.size()) {
    for (std::size_t i = 0; i < sources.size(); ++i) by_word_[word_of(name_of(sources[i]))].push_back(i);
  }

  // Marks what a text names; what it says of itself does not count. For any thread.
  void read(std::string_view path, std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = begin;
      bool encoded = false, dotted = false;
      for (; end < text.size() && !ends_word(text[end]); ++end) {
        encoded = encoded || text[end] == '%';
        dotted = dotted || text[end] == '.';
      }
      if (end > begin && (dotted || encoded)) look_up(path, text.substr(begin, end - begin), encoded);
      begin = end + 1;
    }
  }

  std::vector<std::string_view> rest() const {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < sources_.size(); ++i)
      if (!named_[i]) out.push_back(sources_[i]);
    return out;
  }

 private:
  void look_up(std::string_view path, std::string_view text, bool encoded) {
    while (text.ends_with('.')) text.remove_suffix(1);
    const std::string word = encoded ? word_of(url::percent_decoded(text)) : lowered(text);
    const auto found = by_word_.find(word);
    if (found == by_word_.end()) return;
    for (const std::size_t i : found->second)
      if (sources_[i] != path) named_[i] = true;
  }

  const std::vector<std::string_view>& sources_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_word_;
  std::deque<std::atomic<bool>> named_;
};

}  // namespace

std::vector<std::string_view> unmentioned(archive::FileStore& files, const std::string& root, const SiteConfig& config,
                                          const std::vector<std::string_view>& sources, unsigned jobs) {
  if (sources.empty()) return {};
  Names names(sources);
  const std::vector<std::string> texts = texts_below(files, root, config);
  constexpr std::size_t stretch = 64;
  archive::in_parallel((texts.size() + stretch - 1) / stretch, jobs, [&](std::size_t part) {
    for (std::size_t i = part * stretch; i < std::min(texts.size(), (part + 1) * stretch); ++i)
      if (const auto text = files.read(root + "/" + texts[i], longest_text)) names.read(texts[i], *text);
  });
  return names.rest();
}

}  // namespace galley::site
