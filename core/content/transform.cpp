#include "core/content/transform.h"

#include <string>

#include "core/content/url.h"
#include "core/text/utf8.h"

namespace galley::content {
namespace {

bool is_hangul(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) || (c >= 0xA960 && c <= 0xA97F) ||
         (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xFFA0 && c <= 0xFFDC);
}

/// Han, kana, and the full-width punctuation that stands among them without spaces.
bool runs_on(char32_t c) {
  if ((c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65)) return true;
  return utf8::is_cjk(c) && !is_hangul(c);
}

bool has_host(std::string_view url) {
  if (url.starts_with("//")) return true;
  const std::size_t end = url.find_first_of(":/?#");
  return end != std::string_view::npos && end > 0 && url[end] == ':';
}

std::string_view resolved(Content& content, std::string_view url, std::string_view base) {
  if (url.empty() || url[0] == '#' || has_host(url) || has_placeholder(url)) return url;
  std::string out(base);
  while (!out.empty() && out.back() == '/') out.pop_back();
  if (url[0] != '/') out += '/';
  return content.keep(out.append(url));
}

}  // namespace

void join_cjk_lines(Content& content) {
  for (const Block& block : content.blocks) {
    if (block.kind != Kind::paragraph || block.preformatted) continue;
    for (std::uint32_t i = block.first_run; i < block.first_run + block.run_count; ++i) {
      Run& run = content.runs[i];
      if (run.kind != RunKind::text || run.text.find('\n') == std::string_view::npos) continue;
      std::string out;
      for (std::size_t at = 0; at < run.text.size();) {
        std::size_t end = at;
        bool line = false;
        for (; end < run.text.size() && is_space(run.text[end]); ++end) line |= run.text[end] == '\n';
        if (line && at > 0 && end < run.text.size() && runs_on(utf8::decode_before(run.text, at).code_point) &&
            runs_on(utf8::decode(run.text, end).code_point)) {
          at = end;
          continue;
        }
        if (end == at) end = at + 1;
        out.append(run.text, at, end - at);
        at = end;
      }
      run.text = content.keep(out);
    }
  }
}

void drop_links(Content& content) {
  for (Run& run : content.runs) run.marks.link = no_link;
}

void resolve_links(Content& content, std::string_view base) {
  if (base.empty()) return;
  for (Link& link : content.links) link.href = resolved(content, link.href, base);
  for (Object& object : content.objects) object.source = resolved(content, object.source, base);
}

void link_embeds(Content& content, const body::Document& document) {
  for (Run& run : content.runs) {
    if (run.kind != RunKind::embed) continue;
    const Object& object = content.objects[run.object];
    if (object.source.empty() || run.marks.link != no_link) continue;
    Link link;
    link.href = object.source;
    link.node = object.node;
    content.links.push_back(link);
    const std::string title = folded(document.value(document[object.node], "title"));
    run.kind = RunKind::text;
    run.marks.link = static_cast<std::uint32_t>(content.links.size());
    run.text = title.empty() ? object.source : content.keep(title);
  }
}

}  // namespace galley::content
