#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/utf8.h"

namespace galley::cli {
namespace {

constexpr std::size_t margin = 28;  // where explanations begin

// Words one after the other, wrapped, `first` cells of the first line being taken already.
std::string wrapped(std::string_view text, std::size_t first, std::size_t indent, std::size_t columns) {
  std::string out;
  std::size_t at = first;
  bool fresh = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!fresh && at + 1 + utf8::width(word) > columns) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
      fresh = true;
    }
    if (!fresh) out += ' ', ++at;
    out += word;
    at += utf8::width(word);
    fresh = false;
  }
  return out + "\n";
}

std::string entry(const std::string& head, std::string_view text, std::size_t columns) {
  std::string out = "  " + head;
  const std::size_t taken = utf8::width(out);
  out += taken + 2 > margin ? "\n" + std::string(margin, ' ') : std::string(margin - taken, ' ');
  return out + wrapped(text, margin, margin, columns);
}

std::string value_of(const Option& option) {
  if (option.is_flag()) return "";
  if (!option.value_name().empty()) return option.value_name();
  return option.is_number() ? "N" : "TEXT";
}

std::string head_of(const Option& option) {
  std::string out = fmt::format("{}", fmt::join(option.names(), ", "));
  if (option.is_positional()) return out + (option.is_list() ? "..." : "");
  const std::string value = value_of(option);
  return value.empty() ? out : out + " " + value;
}

// What it is for, its values where the words do not have them all, and what holds unless it is given.
std::string text_of(const Option& option) {
  std::string out = option.help();
  const auto& values = option.choices();
  const bool named = std::all_of(values.begin(), values.end(),
                                 [&](const std::string& value) { return out.find(value) != std::string::npos; });
  if (!named) out += fmt::format(" [{}]", fmt::join(values, ", "));
  if (!option.fallback().empty()) out += fmt::format(" [default: {}]", option.fallback());
  return out;
}

}  // namespace

std::string help_of(const Program& program, unsigned columns) {
  std::string out = wrapped(program.description(), 0, 0, columns);
  out += fmt::format("\nUsage: {} [OPTIONS] COMMAND ...\n\nCommands:\n", program.name());
  for (const Command& command : program.commands()) out += entry(command.name(), command.description(), columns);
  out += "\nOptions:\n" + entry("-h, --help", "print this help; after a command, the command's own", columns);
  out += entry("--version", "print the version", columns);
  if (!program.footer().empty()) out += "\n" + program.footer() + "\n";
  return out;
}

std::string help_of(const Command& command, unsigned columns) {
  std::string out = wrapped(command.description(), 0, 0, columns);
  out += fmt::format("\nUsage: {} {} [OPTIONS]", command.program().name(), command.name());
  std::vector<std::string> groups{"Options"};
  std::string words;
  for (const Option& option : command.options()) {
    if (option.is_positional()) {
      out += option.is_required() ? " " + head_of(option) : fmt::format(" [{}]", head_of(option));
      words += entry(head_of(option), text_of(option), columns);
    } else if (std::find(groups.begin(), groups.end(), option.group()) == groups.end()) {
      groups.push_back(option.group());
    }
  }
  out += "\n";
  if (!words.empty()) out += "\n" + words;
  for (const std::string& group : groups) {
    out += fmt::format("\n{}:\n", group);
    for (const Option& option : command.options())
      if (!option.is_positional() && option.group() == group) out += entry(head_of(option), text_of(option), columns);
    if (group == "Options") out += entry("-h, --help", "print this help", columns);
  }
  if (!command.footer().empty()) out += "\n" + command.footer() + "\n";
  return out;
}

}  // namespace galley::cli
