// The tags and comments of an HTML text, one after the other, as the tokenizer of browsers finds them (WHATWG HTML
// 13.2.5). It builds no tree: it serves what the tree does not tell (stray end tags, malformed attributes, comments)
// and the bounds that are checked before a tree is built. Any bytes are a text; each byte is looked at once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/body/tag.h"
#include "core/text/span.h"

namespace galley::body {

struct AttributeToken {
  Span name;               // as written
  Span value;              // without quotes; empty at the name's end where there is none
  char quote = 0;          // '"', '\'' or 0
  bool has_value = false;  // an `=` was there
};

/// What the tokenizer stumbles over inside a tag or comment, by the standard's names for the parse errors.
struct TokenError {
  enum class Kind : std::uint8_t {
    missing_space_between_attributes,
    missing_attribute_value,
    unexpected_character_in_name,   // a quote or `<` in an attribute's name
    unexpected_character_in_value,  // a quote, `<`, `=` or backtick in an unquoted value
    unexpected_equals_before_name,
    unexpected_solidus,  // a `/` that ends nothing
    end_of_file_in_tag,  // also where a quote is never closed
    end_tag_with_attributes,
    abruptly_closed_comment,     // `<!-->`
    incorrectly_closed_comment,  // `--!>`
    incorrectly_opened_comment,  // `<!x`, `<?x`, `</ x`: a bogus comment
    nested_comment,
    end_of_file_in_comment,
  };
  Kind kind;
  Span at;
};

struct Token {
  enum class Kind : std::uint8_t { start_tag, end_tag, comment, bogus_comment, doctype, cdata } kind;
  Span whole;
  Span name;  // tags: as written; comments: the text between the delimiters
  Tag tag = Tag::unknown;
  bool self_closing = false;
  bool complete = true;  // false where the text ended inside it
};

class Tokens {
 public:
  explicit Tokens(std::string_view html) : html_(html) {}

  /// Finds the next token; false at the end. Raw text (script, style, …) is passed over with its element.
  bool next(Token& token);
  /// The attributes and errors of the token found last; valid until the next call.
  const std::vector<AttributeToken>& attributes() const { return attributes_; }
  const std::vector<TokenError>& errors() const { return errors_; }

 private:
  void tag(Token& token, std::uint32_t lt, bool end);
  void comment(Token& token, std::uint32_t lt);
  void bogus(Token& token, std::uint32_t lt, std::uint32_t content);
  void error(TokenError::Kind kind, std::uint32_t begin, std::uint32_t end) { errors_.push_back({kind, {begin, end}}); }
  void skip_raw_text(Tag tag);

  std::string_view html_;
  std::uint32_t at_ = 0;
  std::uint32_t foreign_depth_ = 0;  // open svg and math elements, where no text is raw
  std::vector<AttributeToken> attributes_;
  std::vector<TokenError> errors_;
};

}  // namespace galley::body
