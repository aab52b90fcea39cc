#include "cli/config/tree_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "core/text/nearest.h"

namespace galley::cli::config {

using post::NodeKind;
using post::Scalar;

namespace {

// A pattern or a text is as long as a person writes it.
constexpr std::size_t longest_value = 10'000;

// `a, b or c`.
std::string listed(const std::vector<std::string>& words) {
  if (words.size() < 2) return words.empty() ? "" : words.front();
  return fmt::format("{} or {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

}  // namespace

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  return text.size() <= most ? fmt::format("'{}'", text) : fmt::format("'{}…'", text.substr(0, most));
}

TreeReader::TreeReader(const std::string& path, std::string_view bytes, std::vector<Problem>& problems)
    : source_(path, std::string(bytes)), problems_(problems) {
  tree_ = post::YamlTree::read(source_.bytes(), {source_.bom_size(), source_.size()});
  if (!tree_.valid()) {
    yaml_fault();
    tree_ = {};
  }
}

post::NodeId TreeReader::root() const {
  const NodeId root = tree_.resolve(tree_.root());
  return root == post::no_node || is_null(root) ? post::no_node : root;
}

Origin TreeReader::origin(NodeId id) const {
  const Position at = source_.position(tree_[id].span.begin);
  return {source_.path(), at.line, at.column};
}

void TreeReader::yaml_fault() {
  const post::YamlError& error = tree_.error();
  const Position at = source_.position(error.at.begin);
  std::string cause = error.problem;
  using Kind = post::YamlError::Kind;
  // libyaml's words for what people do most often.
  if (error.kind == Kind::syntax && error.problem.find("cannot start any token") != std::string::npos) {
    const std::string_view character = source_.text(error.at);
    cause = character == "\t"
                ? "a tab indents this line, and YAML takes spaces only"
                : fmt::format("a value cannot begin with `{}` unless it stands in quotes; quote it", character);
  } else if (error.kind == Kind::syntax && error.problem == "did not find expected key") {
    cause =
        "this is not YAML: a key is expected here; look for an indent or a quote that is wrong, here or on the line "
        "before";
  } else if (error.kind == Kind::syntax && error.problem.find("could not find expected ':'") != std::string::npos) {
    cause = "this is not YAML: a key must be followed by a colon and a space";
  } else if (error.kind == Kind::syntax && error.problem.find("mapping values are not allowed") != std::string::npos) {
    cause = "this is not YAML: a second colon on the line; quote the value, or correct the indent";
  } else if (error.kind == Kind::syntax && error.problem.find("unexpected end of stream") != std::string::npos) {
    cause = "this is not YAML: a quote is never closed";
  } else if (error.kind == Kind::syntax && error.problem.find("did not find expected ','") != std::string::npos) {
    const bool list = error.problem.ends_with("']'");
    fault({source_.path(), at.line, at.column},
          fmt::format("this is not YAML: the {} that `{}` begins on line {} is not closed, or lacks a comma",
                      list ? "list" : "mapping", list ? '[' : '{', source_.position(error.context_at.begin).line));
    return;
  } else if (error.kind == Kind::syntax) {
    cause = "this is not YAML: " + error.problem;
  } else if (error.kind == Kind::character) {
    cause = "a byte that is not UTF-8, or a control character; save the file as UTF-8";
  }
  if (error.kind == Kind::syntax && !error.context.empty()) {
    const Position began = source_.position(error.context_at.begin);
    if (began.line != at.line) cause += fmt::format(" ({}, from line {})", error.context, began.line);
  }
  problems_.push_back({{source_.path(), at.line, at.column}, cause});
}

bool TreeReader::is_null(NodeId id) const {
  return tree_[id].kind == NodeKind::scalar && tree_[id].type == Scalar::Type::null;
}

std::string_view TreeReader::what(NodeId id) const {
  switch (tree_[id].kind) {
    case NodeKind::mapping:
      return "a mapping";
    case NodeKind::sequence:
      return "a list";
    default:
      break;
  }
  return is_null(id) ? "empty" : "a single value";
}

void TreeReader::unknown_key(NodeId at, std::string_view key, const std::vector<Key>& keys, std::string_view where) {
  std::vector<std::string_view> names;
  for (const Key& k : keys) names.push_back(k.name);
  if (key == "<<") return fault(at, "merge keys are not read in a configuration; name another file under `extends`");
  if (key == "extend-ignore")
    return fault(at, "there is no key `extend-ignore`: `ignore` itself adds to what is ignored already");
  const std::string_view near = nearest(key, names);
  std::string hint =
      near.empty() ? fmt::format("; it takes {}", fmt::join(names, ", ")) : fmt::format("; did you mean `{}`?", near);
  fault(at, fmt::format("unknown key {}{}{}", shown(key), where.empty() ? "" : fmt::format(" {}", where), hint));
}

void TreeReader::each_entry(NodeId mapping, std::string_view mapping_name,
                            const std::function<void(std::string_view, NodeId, NodeId)>& use) {
  if (tree_[mapping].kind != NodeKind::mapping)
    return fault(mapping,
                 fmt::format("{} is {}, and must be a mapping of keys to values", mapping_name, what(mapping)));
  std::map<std::string_view, NodeId> seen;
  for (const post::Entry& entry : tree_.entries(mapping)) {
    const NodeId name = tree_.resolve(entry.key), value = tree_.resolve(entry.value);
    if (name == post::no_node || value == post::no_node || tree_[name].kind != NodeKind::scalar) {
      fault(entry.key, "a key must be a word");
      continue;
    }
    const std::string_view key = tree_.text(name);
    if (const auto [first, is_new] = seen.emplace(key, entry.key); !is_new) {
      fault(entry.key,
            fmt::format("{} is given twice: here and on line {}; keep one", shown(key), origin(first->second).line));
      continue;
    }
    use(key, entry.key, value);
  }
}

std::optional<Word> TreeReader::word(NodeId id, std::string_view key) {
  if (tree_[id].kind != NodeKind::scalar || is_null(id)) {
    fault(id, fmt::format("`{}` is {}, and must be a single value", key, what(id)));
    return std::nullopt;
  }
  if (tree_.text(id).size() > longest_value) {
    fault(id, fmt::format("a value of `{}` has more than {} bytes", key, longest_value));
    return std::nullopt;
  }
  return Word{std::string(tree_.text(id)), origin(id)};
}

std::vector<Word> TreeReader::words(NodeId id, std::string_view key) {
  std::vector<Word> out;
  if (tree_[id].kind == NodeKind::sequence) {
    for (const NodeId item : tree_.items(id)) {
      const NodeId value = tree_.resolve(item);
      if (value == post::no_node || tree_[value].kind != NodeKind::scalar || is_null(value)) {
        fault(item, fmt::format("an item of `{}` is {}, and must be a single value", key,
                                value == post::no_node ? "empty" : what(value)));
      } else if (auto one = word(value, key)) {
        one->from = origin(item);
        out.push_back(std::move(*one));
      }
    }
  } else if (tree_[id].kind == NodeKind::scalar && !is_null(id)) {
    if (auto one = word(id, key)) out.push_back(std::move(*one));
  } else {
    fault(id, fmt::format("`{}` is {}, and must be a list", key, what(id)));
  }
  return out;
}

bool TreeReader::chosen(const Word& value, std::string_view key, const std::vector<std::string>& choices) {
  if (choices.empty() || std::find(choices.begin(), choices.end(), value.text) != choices.end()) return true;
  const std::string_view near = nearest(value.text, {choices.begin(), choices.end()});
  problems_.push_back({value.from, fmt::format("`{}` must be {}, and is {}{}", key, listed(choices), shown(value.text),
                                               near.empty() ? "" : fmt::format("; did you mean {}?", near))});
  return false;
}

std::optional<bool> TreeReader::boolean(NodeId id, std::string_view key) {
  if (tree_[id].kind == NodeKind::scalar && tree_[id].type == Scalar::Type::boolean) return tree_.scalar(id).boolean;
  fault(id, fmt::format("`{}` is {}, and must be true or false", key,
                        is_null(id) || tree_[id].kind != NodeKind::scalar ? what(id) : shown(tree_.text(id))));
  return std::nullopt;
}

std::optional<std::int64_t> TreeReader::integer(NodeId id, std::string_view key) {
  if (tree_[id].kind == NodeKind::scalar) {
    const std::string_view text = tree_.text(id);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number >= 0 &&
        tree_[id].style == post::NodeStyle::plain)
      return number;
  }
  fault(id, fmt::format("`{}` is {}, and must be a whole number", key,
                        is_null(id) || tree_[id].kind != NodeKind::scalar ? what(id) : shown(tree_.text(id))));
  return std::nullopt;
}

}  // namespace galley::cli::config
