#include "rules/yaml_causes.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/text/utf8.h"
#include "rules/front_matter_facts.h"
#include "rules/yaml_lines.h"

namespace galley::rules {
namespace {

using post::YamlError;

constexpr std::string_view full_width_colon = "：";

class Explainer {
 public:
  Explainer(std::string_view text, const post::FrontMatter& fm)
      : text_(text), fm_(fm), error_(fm.yaml.error()), lines_(yaml_lines_of(text, fm.cut.yaml)) {}

  YamlCause explain() {
    cause_.at = error_.at.empty() ? end_of_yaml() : error_.at;
    if (error_.kind == YamlError::Kind::character) return character();
    current_ = line_at(cause_.at.begin);
    if (tab() || quote() || indicator() || value() || colon() || no_key() || escape() || indentation())
      return std::move(cause_);
    cause_.message = fmt::format("YAML cannot be read here ({}{}{}); correct the line or its indentation.",
                                 error_.problem, error_.context.empty() ? "" : " ", error_.context);
    return std::move(cause_);
  }

 private:
  std::string_view part(Span at) const { return slice(text_, at); }

  Span end_of_yaml() const {
    return fm_.cut.close.empty() ? opening_place(fm_) : Span{fm_.cut.close.begin, fm_.cut.close.begin + 3};
  }

  /// The index of the line that holds an offset; the last one where it lies behind.
  std::size_t line_at(std::uint32_t offset) const {
    std::size_t found = 0;
    for (std::size_t i = 0; i < lines_.size() && lines_[i].at.begin <= offset; ++i) found = i;
    return found;
  }

  std::string name(const YamlLine& line) const {
    return line.key.empty() ? "The value" : "The value of " + in_message(part(line.key));
  }

  /// Offers a fix where the front matter then reads, or is stopped at a later line only.
  void offer(std::string title, std::vector<Edit> edits) {
    std::string fixed;
    std::uint32_t from = 0;
    std::int64_t grown = 0;
    for (const Edit& edit : edits) {
      fixed.append(text_.substr(from, edit.at.begin - from)).append(edit.text);
      from = edit.at.end;
      grown += static_cast<std::int64_t>(edit.text.size()) - edit.at.size();
    }
    const auto last = edits.back().at.end;
    fixed.append(text_.substr(from, fm_.cut.body.begin - from));
    const auto again = post::read_front_matter(fixed);
    if (!again.present() || again.cut.yaml.begin != fm_.cut.yaml.begin) return;
    if (!again.yaml.valid()) {
      const auto line_end = std::min(text_.find('\n', last), text_.size());
      const YamlError& left = again.yaml.error();
      if (left.kind == YamlError::Kind::unsafe || left.kind == YamlError::Kind::excessive ||
          static_cast<std::int64_t>(left.at.begin) <= static_cast<std::int64_t>(line_end) + grown) {
        return;
      }
    }
    cause_.fix = Fix{FixGrade::unsafe, std::move(title), std::move(edits)};
  }

  YamlCause character() {
    const auto c = utf8::decode(text_, cause_.at.begin);
    cause_.message =
        c.valid
            ? fmt::format("The control character U+{:04X} may not stand in YAML; remove it.",
                          static_cast<std::uint32_t>(c.code_point))
            : fmt::format("The byte 0x{:02X} is not UTF-8, so the front matter cannot be read; save the file as UTF-8.",
                          static_cast<unsigned>(static_cast<unsigned char>(text_[cause_.at.begin])));
    return std::move(cause_);
  }

  bool tab() {
    if (lines_.empty()) return false;
    const YamlLine& line = lines_[current_];
    auto at = line.at.begin;
    while (at < line.at.end && text_[at] == ' ') ++at;
    if (at >= line.at.end || text_[at] != '\t' || cause_.at.begin > line.at.begin + line.indent) return false;
    auto end = at;
    while (end < line.at.end && text_[end] == '\t') ++end;
    const Span tabs{at, end};
    cause_.message = "A tab indents this line, and YAML takes only spaces for that; use two spaces instead.";
    cause_.at = tabs;
    // The block that the tab was to indent begins at its key, and so does what cannot be read.
    if (current_ > 0 && !lines_[current_ - 1].key.empty() && lines_[current_ - 1].value.empty()) {
      cause_.at.begin = lines_[current_ - 1].key.begin;
      cause_.message = "A tab indents the value of " + in_message(part(lines_[current_ - 1].key)) +
                       ", and YAML takes only spaces for that; use two spaces instead.";
      cause_.related.push_back({tabs, "the tab", ""});
    }
    std::vector<Edit> edits;
    for (std::size_t i = current_; i < lines_.size(); ++i) {
      auto from = lines_[i].at.begin;
      auto to = from;
      while (to < lines_[i].at.end && (text_[to] == '\t' || text_[to] == ' ')) ++to;
      const auto count = std::count(text_.begin() + from, text_.begin() + to, '\t');
      if (count == 0) break;
      std::string spaces;
      for (auto k = from; k < to; ++k) spaces += text_[k] == '\t' ? "  " : " ";
      edits.push_back({{from, to}, spaces});
    }
    offer("Indent by spaces", edits);
    if (!cause_.fix) {
      for (Edit& edit : edits) edit.text.clear();
      offer("Remove the tab", std::move(edits));
    }
    return true;
  }

  /// A value that begins with a quote which ends too early, or never.
  bool quote() {
    for (std::size_t i = 0; i <= current_ && i < lines_.size(); ++i) {
      const YamlLine& line = lines_[i];
      if (line.value.empty()) continue;
      const char mark = text_[line.value.begin];
      if (mark != '"' && mark != '\'') continue;
      const auto close = closing_quote(text_, line.value);
      if (close == line.value.end) {
        // It goes on over the next lines. That is fine where a later line closes it before the error.
        if (!swallows(i)) continue;
        cause_.at = {line.value.begin, line.value.begin + 1};
        cause_.message = fmt::format("{} begins with {} and never closes it; add the closing quote at its end.",
                                     name(line), mark == '"' ? "a double quote" : "a single quote");
        if (line.value.size() > 1) offer("Close the quote", {{{line.value.end, line.value.end}, std::string(1, mark)}});
        return true;
      }
      if (i != current_ || fine_after_quote(text_.substr(close + 1, line.value.end - close - 1))) continue;
      const Span rest = trim(text_, {close + 1, line.value.end});
      if (!line.key.empty() && rest.begin < rest.end && text_[rest.begin] == ':') continue;
      return early_quote(line, mark, rest);
    }
    return false;
  }

  bool swallows(std::size_t i) const {
    if (error_.context.find("quoted scalar") != std::string::npos && lines_[i].at.contains(error_.context_at.begin))
      return true;
    const char mark = text_[lines_[i].value.begin];
    // A later line that looks like a key of its own, at which a quote then closes in the middle.
    for (std::size_t k = i + 1; k <= current_ && k < lines_.size(); ++k) {
      const auto at = part(lines_[k].at).find(mark);
      if (at != std::string_view::npos) return k == current_ && !lines_[k].key.empty();
    }
    return false;
  }

  bool early_quote(const YamlLine& line, char mark, Span rest) {
    const std::string_view value = part(line.value);
    // The place is what YAML did not expect after the quote closed.
    cause_.at = error_.at.empty() || !rest.contains(error_.at.begin) ? Span{rest.begin, rest.begin + 1} : error_.at;
    const bool whole = value.size() > 2 && value.back() == mark;
    const std::string quotes = mark == '"' ? "double" : "single";
    if (whole) {
      const std::string_view inside = value.substr(1, value.size() - 2);
      cause_.message = mark == '"' ? fmt::format(
                                         "{} has unescaped quotes inside its quotes, which end it early; put it in "
                                         "single quotes, or write \\\" inside.",
                                         name(line))
                                   : fmt::format(
                                         "{} has an apostrophe inside its single quotes, which ends it early; write it "
                                         "twice, or use double quotes.",
                                         name(line));
      offer("Quote the whole value", {{line.value, requoted(inside, mark)}});
    } else {
      cause_.message =
          fmt::format("{} goes on after its {} quotes have closed; quote the whole of it.", name(line), quotes);
      const bool comment = value.find(" #") != std::string_view::npos;
      if (!comment) offer("Quote the whole value", {{line.value, quoted(value)}});
    }
    return true;
  }

  /// A backslash in double quotes that is no escape, as in a path or a regular expression.
  bool escape() {
    if (error_.problem.find("escape") == std::string::npos || lines_.empty()) return false;
    const YamlLine& line = lines_[current_];
    const std::size_t slash = text_.substr(0, error_.at.begin + 1).rfind('\\');
    if (line.value.empty() || slash == std::string_view::npos ||
        !line.value.contains(static_cast<std::uint32_t>(slash)))
      return false;
    const std::uint32_t end = static_cast<std::uint32_t>(slash) + 1;
    cause_.at = {end - 1, std::min(end + static_cast<std::uint32_t>(utf8::decode(text_, end).size), line.value.end)};
    cause_.message = fmt::format(
        "{} has {} in double quotes, which is no escape; put it in single quotes, or write the "
        "backslash twice.",
        name(line), in_message(part(cause_.at)));
    const std::string_view value = part(line.value);
    if (value.size() > 2 && value.front() == '"' && value.back() == '"' &&
        value.find_first_of("'\"", 1) == value.size() - 1)
      offer("Put it in single quotes", {{line.value, "'" + std::string(value.substr(1, value.size() - 2)) + "'"}});
    return true;
  }

  /// A key that is indented otherwise than those of its mapping.
  bool indentation() {
    if (error_.problem != "did not find expected key" || lines_.empty() || error_.context_at.empty()) return false;
    const YamlLine &line = lines_[current_], &first = lines_[line_at(error_.context_at.begin)];
    if (line.key.empty() || line.indent == first.indent || line.at == first.at) return false;
    cause_.at = line.key;
    cause_.message = fmt::format(
        "The key {} is indented by {}, and the keys before it by {}; indent those of one mapping "
        "alike.",
        in_message(part(line.key)), line.indent, first.indent);
    return true;
  }

  /// A plain value that begins with a character which means something to YAML.
  bool indicator() {
    if (lines_.empty()) return false;
    for (const std::size_t i : {current_, error_.context.empty() ? current_ : line_at(error_.context_at.begin)}) {
      const YamlLine& line = lines_[i];
      if (line.value.empty()) continue;
      const char first = text_[line.value.begin];
      std::string_view means;
      switch (first) {
        case '@':
        case '`':
          means = "which YAML reserves";
          break;
        case '%':
          means = "which YAML takes for a directive";
          break;
        case '*':
          means = "which YAML takes for an alias";
          break;
        case '&':
          means = "which YAML takes for an anchor";
          break;
        case '!':
          means = "which YAML takes for a tag";
          break;
        case '[':
          means = "which YAML takes for the begin of a list";
          break;
        case '{':
          means = "which YAML takes for the begin of a mapping";
          break;
        case ']':
        case '}':
        case ',':
          means = "which YAML takes for part of a list or mapping";
          break;
        case '|':
        case '>':
          means = "which YAML takes for the begin of a block of text";
          break;
        default:
          continue;
      }
      if (error_.at.begin < line.value.begin && error_.context_at.begin < line.value.begin) continue;
      const std::string_view value = part(line.value);
      // A list or mapping that goes on over several lines may be wrong anywhere.
      const bool bracket = first == '[' || first == '{';
      const char closing = first == '[' ? ']' : '}';
      if (bracket && value.find(closing) == std::string_view::npos) {
        cause_.at = {line.value.begin, line.value.begin + 1};
        cause_.message = fmt::format("{} opens `{}` and never closes it; close it with `{}`, or quote the value.",
                                     name(line), first, closing);
        return true;
      }
      if (bracket && value.back() == closing && value.find(closing) == value.size() - 1 && value[1] != first)
        return false;
      cause_.at = {line.value.begin, line.value.begin + 1};
      cause_.message = fmt::format("{} begins with {}, {}; quote the value.", name(line),
                                   first == '`' ? "a backtick" : fmt::format("`{}`", first), means);
      if (value.find(" #") == std::string_view::npos) offer("Quote the value", {{line.value, quoted(value)}});
      return true;
    }
    return false;
  }

  /// A scalar that looks like a number and is none.
  bool value() {
    if (error_.kind != YamlError::Kind::value) return false;
    cause_.message =
        fmt::format("The value {} looks like a number or a time but is none, at which Jekyll fails; quote it.",
                    in_message(part(cause_.at)));
    if (post::type_plain_scalar(part(cause_.at)).type == post::Scalar::Type::invalid) {
      offer("Quote the value", {{cause_.at, quoted(part(cause_.at))}});
    }
    return true;
  }

  /// `title: News: today`.
  bool colon() {
    if (lines_.empty() || error_.problem.find("mapping values are not allowed") == std::string::npos) return false;
    const YamlLine& line = lines_[current_];
    if (line.key.empty() || line.value.empty() || !line.value.contains(cause_.at.begin)) {
      // The line above may have been meant as a key, and is text that this line goes on with.
      if (current_ > 0 && lines_[current_ - 1].key.empty() &&
          part(lines_[current_ - 1].at).find_first_not_of(" \t\r") != std::string_view::npos &&
          lines_[current_ - 1].indent == line.indent) {
        return no_key(lines_[current_ - 1]);
      }
      cause_.message =
          current_ > 0
              ? "This line is indented as if it belonged to the value above; give it the indentation of its neighbours."
              : "A value stands where YAML expects none; correct the indentation.";
      return true;
    }
    cause_.message =
        fmt::format("{} has a colon before a space, which YAML takes for another key; quote the value.", name(line));
    if (part(line.value).find(" #") == std::string_view::npos) {
      offer("Quote the value", {{line.value, quoted(part(line.value))}});
    }
    return true;
  }

  /// A line that is no `key: value`.
  bool no_key() {
    const bool expected_colon = error_.problem.find("could not find expected ':'") != std::string::npos;
    return expected_colon && !lines_.empty() && no_key(lines_[line_at(error_.context_at.begin)]);
  }

  bool no_key(const YamlLine& line) {
    const Span words = trim(text_, line.at);
    const std::string_view value = part(words);
    cause_.at = words.empty() ? cause_.at : words;
    if (const auto wide = value.find(full_width_colon); wide != std::string_view::npos) {
      const auto at = static_cast<std::uint32_t>(words.begin + wide);
      cause_.at = {at, at + static_cast<std::uint32_t>(full_width_colon.size())};
      cause_.message = fmt::format("{} is followed by a full-width colon, which is no colon to YAML; write `: `.",
                                   in_message(value.substr(0, wide)));
      offer("Write an ASCII colon", {{cause_.at, ": "}});
    } else if (const auto colon = value.find(':');
               colon != std::string_view::npos && colon > 0 && colon + 1 < value.size()) {
      const auto at = static_cast<std::uint32_t>(words.begin + colon);
      cause_.at = {at, at + 1};
      cause_.message = fmt::format("No space follows the colon after {}, so that YAML sees no key; add one.",
                                   in_message(value.substr(0, colon)));
      offer("Add a space after the colon", {{{at + 1, at + 1}, " "}});
    } else {
      cause_.message =
          fmt::format("The line {} is no `key: value`; give it a key, or join it to the value that it belongs to.",
                      in_message(value));
    }
    return true;
  }

  std::string_view text_;
  const post::FrontMatter& fm_;
  const YamlError& error_;
  std::vector<YamlLine> lines_;
  std::size_t current_ = 0;
  YamlCause cause_;
};

}  // namespace

YamlCause explain_yaml_error(std::string_view text, const post::FrontMatter& front_matter) {
  return Explainer(text, front_matter).explain();
}

}  // namespace galley::rules
