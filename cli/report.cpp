#include "cli/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/output.h"
#include "cli/selection.h"

namespace galley::cli {

tl::expected<std::vector<FormatRequest>, std::string> parse_formats(const std::vector<std::string>& words,
                                                                    std::string_view fallback) {
  std::vector<FormatRequest> requests;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const FormatEntry* format = find_format(name);
    if (format == nullptr) {
      std::vector<std::string_view> known;
      for (const FormatEntry& f : formats()) known.push_back(f.name);
      const std::string_view near = nearest(name, known);
      return tl::unexpected(fmt::format("no format is called '{}'{}; there are {}", name,
                                        near.empty() ? "" : fmt::format(" (did you mean {}?)", near),
                                        fmt::join(known, ", ")));
    }
    std::string file = equals == std::string::npos ? "" : word.substr(equals + 1);
    if (equals != std::string::npos && file.empty())
      return tl::unexpected(fmt::format("--format {} names no file after the =", word));
    file = file == "-" ? "" : std::filesystem::path(file).lexically_normal().string();
    if (const auto same = std::find_if(requests.begin(), requests.end(), [&](const auto& r) { return r.file == file; });
        same != requests.end()) {
      return tl::unexpected(file.empty()
                                ? fmt::format("--format {0} and --format {1} would both go to standard output; "
                                              "give one a file: --format {1}=FILE",
                                              same->format->name, name)
                                : fmt::format("--format {}={} and --format {} would both write that file",
                                              same->format->name, file, word));
    }
    requests.push_back({format, std::move(file)});
  }
  if (requests.empty()) requests.push_back({find_format(fallback), ""});
  return requests;
}

tl::expected<void, archive::FileError> Report::add(std::unique_ptr<Format> format, FormatOptions options,
                                                   std::string file) {
  Channel channel;
  channel.format = std::move(format);
  channel.options = options;
  if (!file.empty()) {
    const std::size_t slash = file.rfind('/');
    if (slash != std::string::npos && slash > 0) {
      if (auto made = files_.make_folder(file.substr(0, slash)); !made) return made;
    }
    auto opened = files_.create(file);
    if (!opened) return tl::unexpected(opened.error());
    channel.file = std::move(*opened);
  }
  channels_.push_back(std::move(channel));
  return {};
}

std::vector<std::string> Report::render(const PostFindings& findings) const {
  std::vector<std::string> texts;
  texts.reserve(channels_.size());
  for (const Channel& c : channels_) texts.push_back(c.format->post(findings, c.options));
  return texts;
}

void Report::write(Channel& channel, std::string_view text) {
  if (!channel.open || text.empty()) return;
  if (!channel.file && gives_way_) {
    write_error(text);
  } else if (!channel.file) {
    channel.open = write_out(text);
  } else if (auto wrote = channel.file->append(text); !wrote) {
    errors_.push_back(wrote.error());
    channel.open = false;
  }
}

bool Report::any_open() const {
  return channels_.empty() || std::any_of(channels_.begin(), channels_.end(), [](const Channel& c) { return c.open; });
}

bool Report::begin() {
  for (Channel& c : channels_) write(c, c.format->begin());
  return any_open();
}

bool Report::put(std::vector<std::string> texts) {
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    Channel& c = channels_[i];
    if (!c.empty) write(c, c.format->between());
    c.empty = false;
    write(c, c.format->take(std::move(texts[i])));
  }
  return any_open();
}

bool Report::end(const Totals& totals) {
  for (Channel& c : channels_) {
    write(c, c.format->end(totals, c.options));
    if (!c.file || !c.open) continue;
    if (auto done = c.file->commit(false); !done) errors_.push_back(done.error());
  }
  return any_open();
}

}  // namespace galley::cli
