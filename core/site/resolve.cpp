#include "core/site/resolve.h"

#include <algorithm>
#include <vector>

#include "core/post/post_path.h"
#include "core/site/url_template.h"
#include "core/text/unicode.h"
#include "core/text/url.h"

namespace galley::site {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\n\r\f";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) + 1 - begin);
}

std::string lower(std::string_view text) {
  std::string out;
  unicode::append_lower(out, text);
  return out;
}

std::string base_of(const SiteConfig& config) {
  std::string base = config.baseurl;
  while (base.ends_with('/')) base.pop_back();
  return base.empty() || base.starts_with('/') ? base : "/" + base;
}

std::string host_of(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes == std::string_view::npos) return "";
  url.remove_prefix(slashes + 2);
  return lower(url.substr(0, url.find_first_of("/?#")));
}

bool is_absolute(std::string_view text) { return text.starts_with("//") || !url::scheme_of(text).empty(); }

// Filters::URLFilters of Jekyll 4.3, as far as they concern what is written in posts.
std::string relative_url(const std::string& input, const SiteConfig& config) {
  if (is_absolute(input)) return input;
  const std::string base = base_of(config);
  if (input == "/" && !base.empty()) return base + "/";
  return base + (input.starts_with('/') || input.empty() ? input : "/" + input);
}

std::string absolute_url(const std::string& input, const SiteConfig& config) {
  if (is_absolute(input)) return input;
  std::string url = config.url;
  while (url.ends_with('/')) url.pop_back();
  return url + relative_url(input, config);
}

std::optional<std::string> primary(std::string_view text, std::string_view page_url, const SiteConfig& config) {
  text = trimmed(text);
  if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0] &&
      text.find(text[0], 1) == text.size() - 1)
    return std::string(text.substr(1, text.size() - 2));
  if (text == "site.baseurl") return config.baseurl;
  if (text == "site.url") return config.url;
  if (text == "page.url" && !page_url.empty()) return std::string(page_url);
  return std::nullopt;
}

// `a | b: c | d` at bars outside of quotes.
std::vector<std::string_view> split_at_bars(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  char quote = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == '|' && quote == 0)) {
      parts.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    } else if (quote != 0) {
      if (text[i] == quote) quote = 0;
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    }
  }
  return parts;
}

std::optional<std::string> object(std::string_view markup, std::string_view page_url, const SiteConfig& config) {
  const auto parts = split_at_bars(markup);
  auto value = primary(parts.front(), page_url, config);
  for (std::size_t i = 1; value && i < parts.size(); ++i) {
    const std::size_t colon = parts[i].find(':');
    const std::string_view name = trimmed(parts[i].substr(0, colon));
    if (colon == std::string_view::npos) {
      if (name == "relative_url")
        value = relative_url(*value, config);
      else if (name == "absolute_url")
        value = absolute_url(*value, config);
      else
        return std::nullopt;
      continue;
    }
    const auto argument = primary(parts[i].substr(colon + 1), page_url, config);
    if (!argument) return std::nullopt;
    if (name == "prepend")
      value = *argument + *value;
    else if (name == "append")
      value = *value + *argument;
    else
      return std::nullopt;
  }
  return value;
}

std::optional<std::string> tag(std::string_view markup, const SiteView& view) {
  const std::size_t space = std::min(markup.find_first_of(" \t\r\n"), markup.size());
  const std::string_view name = markup.substr(0, space), argument = trimmed(markup.substr(space));
  const Publication* page = name == "post_url" ? named_post(argument, view)
                            : name == "link"   ? named_file(argument, view)
                                               : nullptr;
  if (page == nullptr) return std::nullopt;
  return relative_url(std::string(page->url), view.site().config);
}

// RFC 3986 5.2.4, on decoded parts.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  bool slash = false;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    slash = part.empty() || part == "." || part == "..";
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  std::string out;
  for (const std::string_view part : parts) out += "/" + std::string(part);
  if (slash || out.empty()) out += '/';
  return out;
}

}  // namespace

const Publication* named_post(std::string_view name, const SiteView& view) {
  while (name.starts_with('/')) name.remove_prefix(1);
  const std::size_t slash = name.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
  const std::string_view stem = slash == std::string_view::npos ? name : name.substr(slash + 1);
  if (stem.empty()) return nullptr;
  const Publication* found = nullptr;
  for (const Publication* p : view.posts_named(stem)) {
    const std::string_view above = std::string_view(p->source).substr(0, p->source.rfind('/'));
    // `cat/2022-…` is of `cat/_posts` or `_posts/cat`; without a folder any will do, as it does to older Jekylls.
    if (!folder.empty() && above != std::string(folder) + "/_posts" && above != "_posts/" + std::string(folder) &&
        above != folder)
      continue;
    found = p;
    if (above == "_posts") break;
  }
  return found;
}

const Publication* named_file(std::string_view name, const SiteView& view) {
  while (name.starts_with('/')) name.remove_prefix(1);
  if (const Publication* page = view.model().of_source(name)) return page;
  const std::string& above = view.site().config.collections_dir;
  return above.empty() ? nullptr : view.model().of_source(above + "/" + std::string(name));
}

const Publication* published_at(std::string_view path, const SiteModel& model) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string file(path);
  if (file.empty()) return model.at_file("index.html");
  if (file.ends_with('/')) {
    for (const std::string_view index : {"index.html", "index.htm", "index.xhtml", "index.xml"})
      if (const Publication* page = model.at_file(file + std::string(index))) return page;
    return nullptr;
  }
  if (const Publication* page = model.at_file(file)) return page;
  if (const Publication* page = model.at_file(file + ".html")) return page;
  return model.at_file(file + "/index.html");
}

std::optional<std::string> evaluated(std::string_view text, std::string_view page_url, const SiteView& view) {
  std::string out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find("{{"), text.find("{%"));
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    const bool is_tag = text[at + 1] == '%';
    const std::size_t end = text.find(is_tag ? "%}" : "}}", at + 2);
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view markup = text.substr(at + 2, end - at - 2);
    if (markup.starts_with('-')) markup.remove_prefix(1);
    if (markup.ends_with('-')) markup.remove_suffix(1);
    markup = trimmed(markup);
    const auto value = is_tag ? tag(markup, view) : object(markup, page_url, view.site().config);
    if (!value) return std::nullopt;
    out += *value;
    text.remove_prefix(end + 2);
  }
  return out;
}

Target resolve(std::string_view given, std::string_view page_url, std::string_view source, const SiteView& view) {
  Target out;
  const SiteConfig& config = view.site().config;
  const auto value = evaluated(given, page_url, view);
  if (!value) return out;
  std::string text(trimmed(*value));
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
  std::replace(text.begin(), text.end(), '\\', '/');
  std::string_view rest = text;
  if (const std::size_t hash = rest.find('#'); hash != std::string_view::npos) {
    out.fragment = url::percent_decoded(rest.substr(hash + 1));
    rest = rest.substr(0, hash);
  }
  rest = rest.substr(0, rest.find('?'));
  const std::string scheme = url::scheme_of(rest);
  if (!scheme.empty() && scheme != "http" && scheme != "https") {
    out.state = Target::State::elsewhere;
    return out;
  }
  if (!scheme.empty()) rest.remove_prefix(rest.find(':') + 1);
  const std::string base = base_of(config);
  std::string path;
  if (rest.starts_with("//")) {
    const std::string host = host_of(rest);
    if (host.empty() || host != host_of(config.url)) {
      out.state = Target::State::elsewhere;
      return out;
    }
    const std::size_t slash = rest.find('/', 2);
    path = slash == std::string_view::npos ? "/" : std::string(rest.substr(slash));
  } else if (!scheme.empty()) {
    out.state = Target::State::unknown;  // `http:x`, which is told by another rule
    return out;
  } else if (rest.starts_with('/')) {
    path = rest;
  } else {
    if (page_url.empty()) return out;
    if (rest.empty()) {
      path = base + std::string(page_url);
    } else {
      // Sources are linked where this plugin makes URLs of them.
      if (view.has_plugin("jekyll-relative-links")) {
        const std::string_view folder =
            source.substr(0, source.rfind('/') == std::string_view::npos ? 0 : source.rfind('/'));
        const std::string named = without_dots("/" + std::string(folder) + "/" + url::percent_decoded(rest));
        if (const Publication* page = named_file(named, view)) {
          out.state = Target::State::found;
          out.page = page;
          out.path = url::percent_decoded(page->url);
          return out;
        }
      }
      path = base + std::string(page_url.substr(0, page_url.rfind('/') + 1)) + std::string(rest);
    }
  }
  path = without_dots(url::percent_decoded(path));
  if (!base.empty()) {
    const std::string decoded_base = url::percent_decoded(base);
    if (path != decoded_base && !path.starts_with(decoded_base + "/")) {
      out.state = Target::State::elsewhere;
      return out;
    }
    path.erase(0, decoded_base.size());
    if (path.empty()) path = "/";
  }
  out.path = path;
  out.page = published_at(path, view.model());
  out.state = Target::State::found;
  if (out.page != nullptr) return out;
  std::string_view file = path;
  file.remove_prefix(1);
  const std::string name(file);
  for (const std::string& candidate :
       {file.ends_with('/') ? name + "index.html" : name, name + ".html", name + "/index.html"}) {
    if (file.ends_with('/') && candidate != name + "index.html") continue;
    out.page = view.model().at_file_of_any_case(candidate);
    if (out.page == nullptr) continue;
    out.state = Target::State::other_case;
    return out;
  }
  out.state = Target::State::missing;
  return out;
}

}  // namespace galley::site
