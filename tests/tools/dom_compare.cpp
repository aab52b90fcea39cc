// Compares pairs of HTML fragments as the trees that a browser would build of them (Gumbo's), for judging a Markdown
// reader against the renderer that it claims to equal. Standard input is a row of frames, `<decimal byte
// count>\n<bytes>`: A, B, A, B, … Each pair is answered by one line: `=` when the bytes are equal, `~` when the trees
// are, `?` when a tree would be too deep to build (then the bytes differ), and else `!` with tab-separated: the path to
// the first difference, its kind, what A has there and what B has there, in one line each (line ends as \n, tabs as \t,
// cut after 300 bytes).
//
// Compared: elements by name and namespace, every attribute by name and value without regard to order (ids are
// attributes), comments by their text, and text by every byte. Each fragment stands in an empty <body>, so that a
// leading comment or <style> is not moved to the head.
//
// Folded, because it cannot matter, and nothing else:
//   1. Neighbouring text nodes are one text.
//   2. Outside pre, textarea, listing, xmp and plaintext: ASCII white space at the beginning of a text is dropped where
//      what stands before it is the beginning or the end of a block element, and at the text's end where what follows
//      it is the end or the beginning of a block element. Text that becomes empty so is not there. Looking for the
//      block, comments, elements that are not displayed (script, style, template …) and texts of white space are passed
//      over. Block elements are those that a browser's style sheet displays as blocks, list items and parts of tables.
//   3. In an <html>, <head> or <body> tag inside of a fragment nothing is compared: the parser drops them.
// White space within a line is compared as it is, also where rendering would fold it.
#include <gumbo.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace {

constexpr int max_depth = 4000;

/// A node as it is compared: an element with its attributes, a comment or a text.
struct Node {
  enum class Kind { element, text, comment } kind = Kind::text;
  std::string name;  // an element's name, a comment's or text's text
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Node> children;
  bool block = false;
  bool raw = false;  // its white space matters
};

bool is_block(std::string_view name) {
  static const std::unordered_set<std::string_view> blocks = {
      "address",  "article",  "aside", "blockquote", "body", "caption", "center",   "col",        "colgroup", "dd",
      "details",  "dialog",   "dir",   "div",        "dl",   "dt",      "fieldset", "figcaption", "figure",   "footer",
      "form",     "frameset", "h1",    "h2",         "h3",   "h4",      "h5",       "h6",         "head",     "header",
      "hgroup",   "hr",       "html",  "legend",     "li",   "listing", "main",     "menu",       "nav",      "ol",
      "optgroup", "option",   "p",     "plaintext",  "pre",  "search",  "section",  "summary",    "table",    "tbody",
      "td",       "tfoot",    "th",    "thead",      "tr",   "ul",      "xmp"};
  return blocks.contains(name);
}

bool is_hidden(std::string_view name) {
  static const std::unordered_set<std::string_view> hidden = {
      "base", "link", "meta", "noframes", "param", "script", "source", "style", "template", "title", "track"};
  return hidden.contains(name);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string element_name(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) {
    std::string name = gumbo_normalized_tagname(element.tag);
    if (element.tag_namespace == GUMBO_NAMESPACE_SVG) return "svg:" + name;
    if (element.tag_namespace == GUMBO_NAMESPACE_MATHML) return "math:" + name;
    return name;
  }
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  std::string name(piece.data ? piece.data : "", piece.length);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

void append_text(std::vector<Node>& children, std::string_view text) {
  if (!children.empty() && children.back().kind == Node::Kind::text) {
    children.back().name += text;
    return;
  }
  Node node;
  node.name = text;
  children.push_back(std::move(node));
}

// The recursion is bounded by `max_depth`, for which main() makes room on the stack.
void convert(const GumboVector& from, Node& into) {
  for (unsigned i = 0; i < from.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(from.data[i]);
    switch (child->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        append_text(into.children, child->v.text.text);
        break;
      case GUMBO_NODE_COMMENT: {
        Node node;
        node.kind = Node::Kind::comment;
        node.name = child->v.text.text;
        into.children.push_back(std::move(node));
        break;
      }
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        Node node;
        node.kind = Node::Kind::element;
        node.name = element_name(child->v.element);
        node.block = is_block(node.name);
        node.raw = into.raw || node.name == "pre" || node.name == "textarea" || node.name == "listing" ||
                   node.name == "xmp" || node.name == "plaintext";
        const GumboVector& attributes = child->v.element.attributes;
        for (unsigned a = 0; a < attributes.length; ++a) {
          const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[a]);
          node.attributes.emplace_back(attribute->name, attribute->value);
        }
        std::sort(node.attributes.begin(), node.attributes.end());
        convert(child->v.element.children, node);
        into.children.push_back(std::move(node));
        break;
      }
      case GUMBO_NODE_DOCUMENT:
        break;
    }
  }
}

/// Whether what stands next to the text at `at`, going by `step`, is the edge of a block.
bool beside_block(const Node& parent, std::size_t at, int step) {
  for (std::size_t i = at + static_cast<std::size_t>(step); i < parent.children.size();
       i += static_cast<std::size_t>(step)) {
    const Node& node = parent.children[i];
    if (node.kind == Node::Kind::element && !is_hidden(node.name)) return node.block;
    if (node.kind == Node::Kind::text && !std::all_of(node.name.begin(), node.name.end(), is_space)) return false;
  }
  return parent.block;
}

void fold(Node& node) {
  if (!node.raw) {
    std::vector<char> drop(node.children.size(), 0);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      Node& child = node.children[i];
      if (child.kind != Node::Kind::text) continue;
      std::string& text = child.name;
      const bool before = is_space(text.front()) && beside_block(node, i, -1);
      const bool after = is_space(text.back()) && beside_block(node, i, 1);
      std::size_t begin = 0;
      std::size_t end = text.size();
      if (before)
        while (begin < end && is_space(text[begin])) ++begin;
      if (after)
        while (end > begin && is_space(text[end - 1])) --end;
      drop[i] = begin == end;
      if (!drop[i]) text = text.substr(begin, end - begin);
    }
    std::vector<Node> kept;
    for (std::size_t i = 0; i < node.children.size(); ++i)
      if (!drop[i]) kept.push_back(std::move(node.children[i]));
    node.children = std::move(kept);
  }
  for (Node& child : node.children) fold(child);
}

struct Difference {
  std::string path, kind, a, b;
};

std::string show(const Node& node) {
  switch (node.kind) {
    case Node::Kind::text:
      return "text " + node.name;
    case Node::Kind::comment:
      return "comment " + node.name;
    case Node::Kind::element:
      break;
  }
  std::string shown = "<" + node.name;
  for (const auto& [name, value] : node.attributes) {
    shown += ' ';
    shown += name;
    shown += "=\"" + value + '"';
  }
  return shown + '>';
}

std::string step_of(const Node& parent, std::size_t at) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < at; ++i) same += parent.children[i].name == parent.children[at].name;
  return "/" + parent.children[at].name + "[" + std::to_string(same) + "]";
}

/// The text from a little before the first byte where the two part.
std::string from_difference(const std::string& text, const std::string& other) {
  std::size_t at = 0;
  while (at < text.size() && at < other.size() && text[at] == other[at]) ++at;
  std::size_t begin = at > 30 ? at - 30 : 0;
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) ++begin;
  return (begin > 0 ? "…" : "") + text.substr(begin);
}

bool compare(const Node& a, const Node& b, std::string& path, Difference& found) {
  const std::size_t common = std::min(a.children.size(), b.children.size());
  for (std::size_t i = 0; i < common; ++i) {
    const Node& x = a.children[i];
    const Node& y = b.children[i];
    if (x.kind != y.kind || (x.kind == Node::Kind::element && x.name != y.name)) {
      found = {path, "node", show(x), show(y)};
      return false;
    }
    if (x.kind != Node::Kind::element) {
      if (x.name == y.name) continue;
      found = {path, x.kind == Node::Kind::text ? "text" : "comment", from_difference(x.name, y.name),
               from_difference(y.name, x.name)};
      return false;
    }
    if (x.attributes != y.attributes) {
      found = {path + step_of(a, i), "attributes", show(x), show(y)};
      return false;
    }
    const std::size_t length = path.size();
    path += step_of(a, i);
    if (!compare(x, y, path, found)) return false;
    path.resize(length);
  }
  if (a.children.size() != b.children.size()) {
    found = {path, "node", common < a.children.size() ? show(a.children[common]) : "(end)",
             common < b.children.size() ? show(b.children[common]) : "(end)"};
    return false;
  }
  return true;
}

/// How deep the tree could become at most, counted by tags.
int depth_bound(std::string_view html) {
  int depth = 0;
  int deepest = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos && at + 1 < html.size();
       at = html.find('<', at + 1)) {
    const char next = html[at + 1];
    if (next == '/')
      depth -= depth > 0;
    else if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'))
      ++depth;
    deepest = std::max(deepest, depth);
    // Void elements close themselves; kramdown writes them so, and authors mostly do.
    if (const std::size_t close = html.find('>', at); close != std::string_view::npos && html[close - 1] == '/')
      --depth;
  }
  return deepest;
}

Node parse(std::string_view fragment) {
  static const std::string before = "<!DOCTYPE html><body>";
  const std::string html = before + std::string(fragment);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  Node body;
  body.kind = Node::Kind::element;
  body.block = true;
  for (unsigned i = 0; i < output->root->v.element.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(output->root->v.element.children.data[i]);
    if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag != GUMBO_TAG_HEAD) {
      body.name = element_name(child->v.element);
      convert(child->v.element.children, body);
    }
  }
  gumbo_destroy_output(&options, output);
  fold(body);
  return body;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text.substr(0, 300)) {
    if (c == '\n')
      line += "\\n";
    else if (c == '\t')
      line += "\\t";
    else if (c == '\r')
      line += "\\r";
    else
      line += c;
  }
  return line;
}

bool read_frame(std::string& bytes) {
  std::string count;
  int c = 0;
  while ((c = std::fgetc(stdin)) != EOF && c != '\n') count.push_back(static_cast<char>(c));
  std::size_t size = 0;
  if (c == EOF || std::from_chars(count.data(), count.data() + count.size(), size).ec != std::errc{}) return false;
  bytes.resize(size);
  return std::fread(bytes.data(), 1, size, stdin) == size;
}

}  // namespace

int main(int, char** argv) {
  // Gumbo and the comparison recurse once per level of nesting: room for max_depth of them, taken before anything runs.
  constexpr rlim_t room = rlim_t{512} << 20;
  rlimit stack{};
  if (getrlimit(RLIMIT_STACK, &stack) == 0 && stack.rlim_cur != RLIM_INFINITY && stack.rlim_cur < room) {
    stack.rlim_cur = stack.rlim_max == RLIM_INFINITY ? room : std::min(room, stack.rlim_max);
    if (stack.rlim_cur >= room / 8 && setrlimit(RLIMIT_STACK, &stack) == 0) execv("/proc/self/exe", argv);
  }
  std::string a;
  std::string b;
  while (read_frame(a) && read_frame(b)) {
    if (a == b) {
      std::puts("=");
    } else if (depth_bound(a) > max_depth || depth_bound(b) > max_depth) {
      std::puts("?");
    } else {
      std::string path;
      Difference found;
      if (compare(parse(a), parse(b), path, found)) {
        std::puts("~");
      } else {
        std::printf("!\t%s\t%s\t%s\t%s\n", found.path.empty() ? "/" : one_line(found.path).c_str(), found.kind.c_str(),
                    one_line(found.a).c_str(), one_line(found.b).c_str());
      }
    }
    std::fflush(stdout);
  }
}
