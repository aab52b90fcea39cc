#include "core/archive/ignore.h"

#include <algorithm>

#include "core/archive/git.h"
#include "core/archive/glob.h"

namespace galley::archive {
namespace {

constexpr std::uint64_t largest_file = 1u << 20;

bool is_plain(std::string_view text) { return text.find_first_of("*?[\\") == std::string_view::npos; }

std::string_view trimmed(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ')) {
    std::size_t slashes = 0;
    while (slashes + 1 < line.size() && line[line.size() - 2 - slashes] == '\\') ++slashes;
    if (slashes % 2 == 1) break;  // an escaped space stays
    line.remove_suffix(1);
  }
  return line;
}

bool matches(const Ignore::Pattern& pattern, std::string_view below_base, std::string_view name) {
  const std::string_view subject = pattern.by_name ? name : below_base;
  switch (pattern.kind) {
    case Ignore::Pattern::Kind::name:
      return subject == pattern.text;
    case Ignore::Pattern::Kind::suffix:
      return subject.ends_with(pattern.text);
    case Ignore::Pattern::Kind::glob:
      return glob_match(pattern.text, subject);
  }
  return false;
}

}  // namespace

std::vector<Ignore::Pattern> Ignore::parse(std::string_view text) {
  std::vector<Pattern> patterns;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.empty() || line.starts_with('#')) continue;
    Pattern p;
    if (line.starts_with('!')) {
      p.negated = true;
      line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
      p.folders_only = true;
      line.remove_suffix(1);
    }
    p.by_name = line.find('/') == std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) continue;
    if (is_plain(line)) {
      p.kind = Pattern::Kind::name;
      p.text = line;
    } else if (p.by_name && line[0] == '*' && is_plain(line.substr(1))) {
      p.kind = Pattern::Kind::suffix;
      p.text = line.substr(1);
    } else {
      // Braces mean nothing here, and `a/**` is what lies in `a`, not `a` itself.
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size())
          p.text += line[i++];
        else if (line[i] == '{')
          p.text += '\\';
        p.text += line[i];
      }
      if (p.text.ends_with("/**")) p.text += "/*";
    }
    patterns.push_back(std::move(p));
  }
  return patterns;
}

bool Ignore::ignores(const Level& level, std::string_view name, bool is_folder) {
  // The path below the top, for the patterns of folders above that have a slash.
  std::string path;
  for (const Level* l = &level; l != nullptr; l = l->above) {
    for (auto p = l->patterns.rbegin(); p != l->patterns.rend(); ++p) {
      if (p->folders_only && !is_folder) continue;
      std::string_view below_base = name;
      if (!p->by_name && l != &level) {
        if (path.empty()) path = level.base + std::string(name);
        below_base = std::string_view(path).substr(l->base.size());
      }
      if (matches(*p, below_base, name)) return !p->negated;
    }
  }
  return false;
}

const Ignore::Level* Ignore::push(const Level* above, std::string base, const std::string& file) {
  Level level{std::move(base), {}, above};
  if (const auto text = files_.read(file, largest_file)) level.patterns = parse(*text);
  levels_.push_back(std::move(level));
  return &levels_.back();
}

const Ignore::Level* Ignore::below(const Level* above, std::string_view name, const std::string& path) {
  return push(above, above->base + std::string(name) + "/", path + "/.gitignore");
}

void Ignore::add_exclude_file(Level& level, const std::string& root) {
  // In a linked worktree `.git` is a file that names a folder, which names the repository's own.
  std::string git = root + "/.git";
  const auto line_of = [&](const std::string& file, std::string_view before) -> std::string {
    const auto text = files_.read(file, largest_file);
    if (!text || !text->starts_with(before)) return {};
    std::string line = text->substr(before.size(), text->find('\n') - before.size());
    return line;
  };
  const auto within = [](const std::string& folder, const std::string& path) {
    return path.starts_with('/') ? path : folder + "/" + path;
  };
  if (files_.type(git) == FileType::file) {
    const std::string named = line_of(git, "gitdir: ");
    if (named.empty()) return;
    git = within(root, named);
    if (const std::string common = line_of(git + "/commondir", ""); !common.empty()) git = within(git, common);
  }
  // Weaker than every .gitignore, and the user's own the weakest, so before them: the last that matches decides.
  for (const std::string& file : {git + "/info/exclude", user_excludes(root)}) {
    if (file.empty()) continue;
    const auto text = files_.read(file, largest_file);
    if (!text) continue;
    auto patterns = parse(*text);
    level.patterns.insert(level.patterns.begin(), patterns.begin(), patterns.end());
  }
}

const Ignore::Level* Ignore::top(const std::string& folder) {
  const std::string real = files_.canonical(folder);
  const std::string root = repository_of(files_, real);
  if (root.empty() || real.empty()) return push(nullptr, "", folder + "/.gitignore");
  push(nullptr, "", root + "/.gitignore");
  add_exclude_file(levels_.back(), root);
  const Level* level = &levels_.back();
  for (std::size_t at = root.size() + 1; at < real.size();) {
    const std::size_t slash = std::min(real.find('/', at), real.size());
    level = below(level, real.substr(at, slash - at), real.substr(0, slash));
    at = slash + 1;
  }
  return level;
}

}  // namespace galley::archive
