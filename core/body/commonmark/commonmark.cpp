#include "core/body/commonmark/commonmark.h"

#include <md4c.h>

#include <string>

#include "core/body/commonmark/for_md4c.h"
#include "core/body/commonmark/writer.h"

namespace galley::body {
namespace {

using commonmark::Writer;

// No exception may pass through md4c; running out of memory is the only one, and ends the program either way.
template <typename Detail, void (Writer::*Member)(Detail, void*)>
int call(Detail type, void* detail, void* writer) noexcept {
  (static_cast<Writer*>(writer)->*Member)(type, detail);
  return 0;
}

}  // namespace

ReadMarkdown read_commonmark(std::string_view text, const CommonMarkOptions& options) {
  const std::string other = commonmark::for_md4c(text, options.bare_autolinks);
  const std::string_view parsed = other.empty() ? text : std::string_view(other);
  Writer writer(text, parsed, options);
  MD_PARSER parser{};
  if (options.tables) parser.flags |= MD_FLAG_TABLES;
  if (options.strikethrough) parser.flags |= MD_FLAG_STRIKETHROUGH;
  if (options.task_lists) parser.flags |= MD_FLAG_TASKLISTS;
  parser.enter_block = call<MD_BLOCKTYPE, &Writer::enter_block>;
  parser.leave_block = call<MD_BLOCKTYPE, &Writer::leave_block>;
  parser.enter_span = call<MD_SPANTYPE, &Writer::enter_span>;
  parser.leave_span = call<MD_SPANTYPE, &Writer::leave_span>;
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* t, MD_SIZE size, void* w) noexcept {
    static_cast<Writer*>(w)->text(type, {t, size});
    return 0;
  };
  md_parse(parsed.data(), static_cast<MD_SIZE>(parsed.size()), &parser, &writer);
  return writer.take();
}

}  // namespace galley::body
