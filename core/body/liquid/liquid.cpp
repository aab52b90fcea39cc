#include "core/body/liquid/liquid.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "core/body/reader.h"
#include "core/text/ascii.h"
#include "core/text/scan.h"

namespace galley::body {
namespace {

using ascii::is_ruby_space;
constexpr bool is_word(char c) { return ascii::is_alphanumeric(c) || c == '_'; }

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_block_tag(std::string_view name) {
  static constexpr std::array<std::string_view, 9> names{"if",      "unless",  "case",      "for",      "tablerow",
                                                         "capture", "comment", "highlight", "ifchanged"};
  return one_of(name, names);
}

bool is_middle_tag(std::string_view name) { return name == "else" || name == "elsif" || name == "when"; }

// Standard and Jekyll tags that print nothing themselves.
bool is_silent(std::string_view name) {
  static constexpr std::array<std::string_view, 4> names{"assign", "break", "continue", "#"};
  return one_of(name, names) || (is_block_tag(name) && name != "highlight") || is_middle_tag(name);
}

class Preparer {
 public:
  Preparer(std::string_view post, Span body, const PrepareOptions& options)
      : post_(post), body_(body), options_(options), at_(body.begin), from_(body.begin) {}

  Prepared run() {
    out_.text.reserve(body_.size(), 4);
    if (options_.liquid) {
      while (std::optional<std::uint32_t> open = next_open()) step(*open);
    }
    emit(at_, body_.end);
    for (const Frame& f : frames_)
      if (f.certain) problem(LiquidProblem::Kind::unclosed_block, f.at);
    if (in_code_) close_code({body_.end, body_.end});
    std::stable_sort(out_.problems.begin(), out_.problems.end(),
                     [](const auto& a, const auto& b) { return a.at.begin < b.at.begin; });
    return std::move(out_);
  }

 private:
  struct Frame {
    std::string_view name;
    Span at;
    bool certain;        // false for a tag that may or may not be a plugin's block
    std::size_t begin;   // where its content begins in the prepared text
    bool blank = true;   // nothing but white space stood in it yet
    bool waits = false;  // a `case` before its first `when`, where nothing prints
  };

  void not_blank() {
    if (!frames_.empty()) frames_.back().blank = false;
  }

  void open_frame(std::string_view name, Span at, bool certain) {
    frames_.push_back({name, at, certain, out_.text.text().size()});
  }

  std::optional<std::uint32_t> next_open() const {
    for (std::size_t i = from_; (i = post_.find('{', i)) != std::string_view::npos && i + 1 < body_.end; ++i)
      if (post_[i + 1] == '%' || post_[i + 1] == '{') return static_cast<std::uint32_t>(i);
    return std::nullopt;
  }

  void problem(LiquidProblem::Kind kind, Span at, Span related = {}) { out_.problems.push_back({kind, at, related}); }

  // A delimiter that opens nothing stays text.
  void literal(LiquidProblem::Kind kind, std::uint32_t open, std::uint32_t end) {
    problem(kind, {open, end});
    from_ = end;
  }

  void step(std::uint32_t open) {
    if (post_[open + 1] == '{')
      object(open);
    else
      tag(open);
  }

  void object(std::uint32_t open) {
    // Liquid ends an object at the first `}`, and refuses it where that is not doubled.
    const std::size_t close = post_.substr(0, body_.end).find('}', open + 2);
    if (close == std::string_view::npos || close + 1 >= body_.end || post_[close + 1] != '}')
      return literal(LiquidProblem::Kind::unclosed_object, open, open + 2);
    const Span whole{open, static_cast<std::uint32_t>(close) + 2};
    const Span inner = strip(controlled(whole));
    text_before(whole);
    out_.tokens.push_back({LiquidToken::Kind::object, whole, {}, inner, hidden_ == 0});
    not_blank();
    if (hidden_ == 0) placeholder(whole);
    after(whole);
  }

  void tag(std::uint32_t open) {
    const std::size_t close = post_.substr(0, body_.end).find("%}", open + 2);
    if (close == std::string_view::npos) return literal(LiquidProblem::Kind::unclosed_tag, open, open + 2);
    const Span whole{open, static_cast<std::uint32_t>(close) + 2};
    const Span inner = strip(controlled(whole));
    std::uint32_t name_end = inner.begin;
    if (name_end < inner.end && post_[name_end] == '#')
      ++name_end;
    else
      while (name_end < inner.end && is_word(post_[name_end])) ++name_end;
    const Span name_at{inner.begin, name_end};
    if (name_at.empty()) return literal(LiquidProblem::Kind::malformed_tag, open, whole.end);
    const std::string_view name = slice(post_, name_at);
    text_before(whole);
    out_.tokens.push_back({LiquidToken::Kind::tag, whole, name_at, strip({name_end, inner.end}), false});
    act(name, whole);
  }

  void act(std::string_view name, Span whole) {
    if (name == "raw") return raw(whole);
    if (name.starts_with("end") && name.size() > 3) {
      end_block(name.substr(3), whole);
    } else if (is_middle_tag(name)) {
      const bool inside = std::any_of(frames_.rbegin(), frames_.rend(), [&](const Frame& f) {
        return f.name == "if" || f.name == "unless" || f.name == "case" || f.name == "for" || !f.certain;
      });
      if (!inside && hidden_ == 0) problem(LiquidProblem::Kind::unexpected_end, whole);
      if (!frames_.empty() && std::exchange(frames_.back().waits, false)) --hidden_;
    } else if (is_block_tag(name)) {
      open_frame(name, whole, true);
      frames_.back().waits = name == "case";
      if (name == "comment" || name == "capture" || name == "case") ++hidden_;
      if (name == "highlight" && hidden_ == 0) open_code(whole);
    } else if (name == "break" || name == "continue") {
      not_blank();  // they print nothing, but Liquid does not call them blank
    } else if (!is_silent(name)) {
      not_blank();
      open_frame(name, whole, false);
      if (hidden_ == 0) {
        out_.tokens.back().prints = true;
        placeholder(whole);
      }
    }
    after(whole);
  }

  void end_block(std::string_view name, Span whole) {
    // A certain block that is open between this end and its beginning was meant to end first.
    for (std::size_t i = frames_.size(); i-- > 0;) {
      const Frame& f = frames_[i];
      if (f.name != name) {
        if (!f.certain) continue;
        // Within a comment, Liquid ignores ends that it does not know.
        if (f.name == "comment") return;
        const bool open_further_out =
            std::any_of(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const Frame& outer) { return outer.name == name && outer.certain; });
        problem(LiquidProblem::Kind::wrong_end, whole, f.at);
        if (!open_further_out) return;
        close(i, whole);
        continue;
      }
      close(i, whole);
      return;
    }
    problem(LiquidProblem::Kind::unexpected_end, whole);
  }

  void close(std::size_t frame, Span whole) {
    const std::string_view name = frames_[frame].name;
    const bool hides = name == "comment" || name == "capture";
    if (hides || frames_[frame].waits) --hidden_;
    if (name == "highlight" && in_code_) close_code(whole);
    const bool blank = std::all_of(frames_.begin() + static_cast<std::ptrdiff_t>(frame), frames_.end(),
                                   [](const Frame& f) { return f.blank; });
    // White space alone does not print (BlockBody#remove_blank_strings), but in the two blocks that do not ask.
    const bool removes_blanks = name != "ifchanged" && name != "tablerow";
    if (blank && removes_blanks && !hides && hidden_ == 0 && !in_code_) out_.text.truncate(frames_[frame].begin);
    frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(frame), frames_.end());
    if (!blank && !hides) not_blank();
  }

  void raw(Span whole) {
    from_ = at_ = whole.end;
    for (std::size_t i = whole.end; (i = post_.substr(0, body_.end).find("{%", i)) != std::string_view::npos; ++i) {
      auto begin = static_cast<std::uint32_t>(i) + 2;
      while (begin < body_.end && is_ruby_space(post_[begin])) ++begin;
      std::uint32_t end = begin;
      while (end < body_.end && is_word(post_[end])) ++end;
      if (slice(post_, {begin, end}) != "endraw") continue;
      const std::size_t close = post_.substr(0, body_.end).find("%}", end);
      if (close == std::string_view::npos) break;
      const Span closing{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(close) + 2};
      if (at_ < closing.begin) not_blank();
      emit(at_, closing.begin);
      out_.tokens.push_back({LiquidToken::Kind::tag, closing, {begin, end}, {end, end}, false});
      // In `-%}` of the first tag Liquid 5.4 takes white space behind the last one away, whose own does nothing.
      at_ = from_ = closing.end;
      if (post_[whole.end - 3] == '-') skip_space();
      return;
    }
    problem(LiquidProblem::Kind::unclosed_block, whole);
    // Jekyll refuses it; a reader is shown all that stands there.
    at_ = whole.begin;
    from_ = body_.end;
  }

  // What `{%- … -%}` leaves between its delimiters.
  Span controlled(Span whole) const {
    Span inner{whole.begin + 2, whole.end - 2};
    if (!inner.empty() && post_[inner.begin] == '-') ++inner.begin;
    if (!inner.empty() && post_[inner.end - 1] == '-') --inner.end;
    return inner;
  }

  Span strip(Span s) const {
    while (!s.empty() && is_ruby_space(post_[s.begin])) ++s.begin;
    while (!s.empty() && is_ruby_space(post_[s.end - 1])) --s.end;
    return s;
  }

  void text_before(Span token) {
    std::uint32_t end = token.begin;
    if (token.size() > 4 && post_[token.begin + 2] == '-')
      while (end > at_ && is_ruby_space(post_[end - 1])) --end;
    emit(at_, end);
  }

  void after(Span token) {
    at_ = from_ = token.end;
    if (token.size() > 4 && post_[token.end - 3] == '-') skip_space();
  }

  void skip_space() {
    while (at_ < body_.end && is_ruby_space(post_[at_])) ++at_;
    from_ = std::max(from_, at_);
  }

  void placeholder(Span whole) {
    not_blank();
    code_begins_ = false;
    out_.text.opaque(liquid_placeholder, whole);
  }

  void emit(std::uint32_t begin, std::uint32_t end) {
    // What stands between `case` and its first `when` never prints, but Liquid counts it as content of the block.
    if (!frames_.empty() && frames_.back().blank) frames_.back().blank = strip({begin, end}).empty();
    if (hidden_ > 0) return;
    if (code_begins_) {
      while (begin < end && (post_[begin] == '\n' || post_[begin] == '\r')) ++begin;
      if (begin < end) code_begins_ = false;
    }
    while (begin < end) {
      const std::size_t found =
          in_code_ || options_.normalise_line_ends ? next_special(begin, end) : std::string_view::npos;
      const auto stop = found == std::string_view::npos ? end : static_cast<std::uint32_t>(found);
      out_.text.copy(slice(post_, {begin, stop}), begin);
      begin = stop;
      if (begin == end) break;
      const Span one{begin, begin + 1};
      switch (post_[begin]) {
        case '<':
          out_.text.rewrite("&lt;", one);
          break;
        case '>':
          out_.text.rewrite("&gt;", one);
          break;
        case '&':
          out_.text.rewrite("&amp;", one);
          break;
        default:
          carriage_return(begin, end);
          break;
      }
      ++begin;
    }
  }

  std::size_t next_special(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view text = post_.substr(0, end);
    return in_code_ ? find_any<'\r', '<', '>', '&'>(text, begin) : text.find('\r', begin);
  }

  void carriage_return(std::uint32_t at, std::uint32_t end) {
    if (!options_.normalise_line_ends) {
      out_.text.copy("\r", at);
    } else if (at + 1 == end || post_[at + 1] != '\n') {
      out_.text.rewrite("\n", {at, at + 1});
    }
  }

  void open_code(Span whole) {
    in_code_ = code_begins_ = true;
    not_blank();
    const Span markup = out_.tokens.back().markup;
    std::string language;
    for (std::uint32_t i = markup.begin; i < markup.end && !is_ruby_space(post_[i]); ++i)
      language += post_[i] >= 'A' && post_[i] <= 'Z' ? static_cast<char>(post_[i] + 32) : post_[i];
    std::string css = language;
    std::replace(css.begin(), css.end(), '+', '-');
    const auto safe = [](char c) { return is_word(c) || c == '.' || c == '+' || c == '#' || c == '-'; };
    if (!std::all_of(language.begin(), language.end(), safe)) language = css = "";
    std::string open = options_.normalise_line_ends ? "\n" : "";
    open += "<figure class=\"highlight\"><pre><code class=\"language-";
    open += css;
    open += "\" data-lang=\"";
    open += language;
    open += "\">";
    out_.text.rewrite(open, whole);
    code_from_ = static_cast<std::uint32_t>(out_.text.text().size());
  }

  void close_code(Span whole) {
    in_code_ = code_begins_ = false;
    std::size_t size = out_.text.text().size();
    while (size > code_from_ && (out_.text.text()[size - 1] == '\n' || out_.text.text()[size - 1] == '\r')) --size;
    out_.text.truncate(size);
    out_.text.rewrite(options_.normalise_line_ends ? "</code></pre></figure>\n" : "</code></pre></figure>", whole);
  }

  std::string_view post_;
  Span body_;
  const PrepareOptions& options_;
  Prepared out_;
  std::uint32_t at_;    // text up to here was emitted
  std::uint32_t from_;  // the next delimiter is looked for from here
  std::vector<Frame> frames_;
  std::uint32_t hidden_ = 0;  // open comments and captures
  bool in_code_ = false;
  bool code_begins_ = false;  // line ends are dropped until something else stands in the code
  std::uint32_t code_from_ = 0;
};

}  // namespace

Prepared prepare(std::string_view post, Span body, const PrepareOptions& options) {
  return Preparer(post, body, options).run();
}

}  // namespace galley::body
