#include "core/exporters/markdown/table.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace galley::exporters::markdown {
namespace {

constexpr std::size_t widest_padded = 120;  // cells of a line beyond which padding no longer helps to read

std::string delimiter(content::Alignment alignment, std::size_t width) {
  std::string out(std::max<std::size_t>(width, 3), '-');
  if (alignment == content::Alignment::left || alignment == content::Alignment::center) out.front() = ':';
  if (alignment == content::Alignment::right || alignment == content::Alignment::center) out.back() = ':';
  return out;
}

}  // namespace

std::string pipe_table(const PipeTable& table) {
  const std::size_t columns = table.alignments.size();
  std::vector<std::size_t> widths(columns, 3);
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c < columns; ++c) widths[c] = std::max(widths[c], utf8::width(row[c]));
  std::size_t total = 1;
  for (const std::size_t width : widths) total += width + 3;
  const bool padded = total <= widest_padded;
  std::string out;
  const auto write = [&](const std::vector<std::string>& row) {
    out += '|';
    for (std::size_t c = 0; c < columns; ++c) {
      out += ' ';
      const std::size_t gap = padded ? widths[c] - utf8::width(row[c]) : 0;
      const bool right = table.alignments[c] == content::Alignment::right;
      if (right) out.append(gap, ' ');
      out += row[c];
      if (!right) out.append(gap, ' ');
      out += " |";
    }
    out += '\n';
  };
  if (table.headless) {
    for (const auto& row : table.rows) write(row);
    return out;
  }
  write(table.rows.front());
  std::vector<std::string> delimiters;
  for (std::size_t c = 0; c < columns; ++c)
    delimiters.push_back(delimiter(table.alignments[c], padded ? widths[c] : 3));
  write(delimiters);
  for (std::size_t r = 1; r < table.rows.size(); ++r) write(table.rows[r]);
  return out;
}

}  // namespace galley::exporters::markdown
