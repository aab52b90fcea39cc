#include "cli/convert_output.h"

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "cli/output.h"

namespace galley::cli {
namespace {

using archive::FileError;
using Kind = Destination::Kind;

std::string with_extension(std::string path, std::string_view extension) {
  const std::size_t slash = path.rfind('/');
  const std::size_t dot = path.rfind('.');
  if (dot != std::string::npos && (slash == std::string::npos || dot > slash + 1) && dot > 0) path.resize(dot);
  return path.append(extension);
}

constexpr std::size_t most_named = 3;

/// Paths with links and dots resolved, at the cost of a look into each folder instead of one at each part of each path.
class RealPaths {
 public:
  explicit RealPaths(archive::FileStore& files) : files_(files) {}

  /// Empty where nothing stands at the path.
  std::string of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    const std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    if (name.empty() || name == "." || name == "..") return files_.canonical(path);
    const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
    const auto [known, fresh] = folders_.try_emplace(folder);
    Folder& in = known->second;
    if (fresh) {
      in.real = files_.canonical(folder);
      if (const auto entries = files_.list(folder))
        for (const archive::DirectoryEntry& e : *entries) in.links.emplace(e.name, e.link);
    }
    const auto entry = in.links.find(name);
    if (entry == in.links.end()) return "";
    return entry->second ? files_.canonical(path) : in.real + '/' + name;
  }

 private:
  struct Folder {
    std::string real;
    std::unordered_map<std::string, bool> links;  // by name, whether it is one
  };
  archive::FileStore& files_;
  std::unordered_map<std::string, Folder> folders_;
};

}  // namespace

tl::expected<Destination, std::string> destination_of(archive::FileStore& files, const std::string& out,
                                                      std::string_view to, bool several) {
  const bool json = to == "json";
  if (out.empty() && several)
    return tl::unexpected(
        fmt::format("several posts need an output: -o FOLDER for a file each, -o FILE.tar (.tar.zst, .zip) for an "
                    "archive{}, -o - for one after the other",
                    json ? ", -o FILE.jsonl for a line each" : ""));
  if (out.empty() || out == "-") return Destination{Kind::standard, "", {}};
  const archive::FileType type = files.type(out);
  if (type == archive::FileType::folder || out.ends_with('/')) {
    if (type == archive::FileType::file) return tl::unexpected(fmt::format("{}: is a file, not a folder", out));
    return Destination{Kind::folder, out, {}};
  }
  if (const auto format = archive::packed_format_of(out)) return Destination{Kind::archive, out, *format};
  if (out.ends_with(".jsonl") || out.ends_with(".ndjson")) {
    if (!json) return tl::unexpected(fmt::format("{}: a file of JSON lines takes --to json", out));
    return Destination{Kind::joined, out, {}};
  }
  if (!several) return Destination{Kind::file, out, {}};
  if (type == archive::FileType::other) return Destination{Kind::joined, out, {}};
  if (type == archive::FileType::file)
    return tl::unexpected(fmt::format("{}: is a file, and several posts need a folder or an archive", out));
  return Destination{Kind::folder, out, {}};
}

std::string output_path(const Destination& destination, const std::string& name) {
  if (destination.kind != Kind::folder) return destination.path;
  return destination.path + (destination.path.ends_with('/') ? "" : "/") + name;
}

OutputNames output_names(const std::vector<archive::Input>& inputs, const Destination& destination,
                         std::string_view extension, const std::function<std::string(const std::string&)>& rename) {
  OutputNames out;
  out.names.reserve(inputs.size());
  const bool each = destination.kind == Kind::folder || destination.kind == Kind::archive;
  if (!each) {
    out.names.assign(inputs.size(), destination.kind == Kind::standard ? "-" : destination.path);
  } else {
    std::unordered_map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      out.names.push_back(with_extension(rename ? rename(inputs[i].below) : inputs[i].below, extension));
      const auto [other, fresh] = first.emplace(out.names.back(), i);
      if (fresh) continue;
      if (out.refused.empty()) out.refused.resize(inputs.size());
      out.refused[i] = fmt::format(
          "{}: not converted, since {} is written to {} already; convert it into a folder of its own, or "
          "rename one of them",
          inputs[i].path, inputs[other->second].path, output_path(destination, out.names.back()));
      ++out.refusals;
    }
  }
  return out;
}

std::vector<std::string> output_paths(archive::FileStore& files, const Destination& destination,
                                      const OutputNames& names) {
  std::vector<std::string> paths;
  if (destination.kind == Kind::standard) return paths;
  paths.push_back(destination.path);
  if (destination.kind == Kind::folder && files.type(destination.path) == archive::FileType::folder)
    for (const std::string& name : names.names) paths.push_back(output_path(destination, name));
  return paths;
}

std::string overwritten(archive::PackedFiles& files, const std::vector<archive::Input>& inputs,
                        const std::vector<std::string>& outputs) {
  std::unordered_set<std::string> read;
  for (const std::string& path : files.archives()) read.insert(files.canonical(path));
  RealPaths real(files);
  bool inputs_are_in = false;
  std::string named;
  std::size_t clashes = 0;
  for (const std::string& output : outputs) {
    const std::string path = real.of(output);
    if (path.empty()) continue;
    if (!inputs_are_in)
      for (const archive::Input& input : inputs) read.insert(real.of(input.path));
    inputs_are_in = true;
    if (!read.contains(path)) continue;
    if (++clashes <= most_named) named += (named.empty() ? "" : ", ") + output;
  }
  if (clashes == 0) return "";
  if (clashes > most_named) named += fmt::format(" and {} more", clashes - most_named);
  return fmt::format("{}: would overwrite what is read; choose another output", named);
}

tl::expected<std::unique_ptr<Outputs>, FileError> Outputs::open(archive::FileStore& files,
                                                                const Destination& destination) {
  auto outputs = std::make_unique<Outputs>(files, destination);
  switch (destination.kind) {
    case Kind::folder:
      if (const auto made = files.make_folder(destination.path); !made) return tl::unexpected(made.error());
      break;
    case Kind::joined: {
      auto file = files.create(destination.path);
      if (!file) return tl::unexpected(file.error());
      outputs->joined_ = std::move(*file);
      break;
    }
    case Kind::archive: {
      auto packed = archive::PackedOutput::create(files, destination.path, destination.format);
      if (!packed) return tl::unexpected(packed.error());
      outputs->packed_ = std::move(*packed);
      break;
    }
    case Kind::file:
    case Kind::standard:
      break;
  }
  return outputs;
}

tl::expected<void, FileError> Outputs::put(const std::string& name, std::string_view text) {
  const std::string path = output_path(destination_, name);
  if (destination_.kind == Kind::folder) {
    if (const std::size_t slash = name.rfind('/'); slash != std::string::npos) {
      const std::string folder = output_path(destination_, name.substr(0, slash));
      const std::lock_guard lock(mutex_);
      if (!folders_.contains(folder)) {
        if (auto made = files_.make_folder(folder); !made) return made;
        folders_.insert(folder);
      }
    }
  }
  return files_.write(path, text, false);
}

tl::expected<void, FileError> Outputs::append(const std::string& name, std::string_view text, std::int64_t time) {
  if (packed_) return packed_->add(name, text, time);
  if (joined_) return joined_->append(text);
  if (write_out(text)) return {};
  return tl::unexpected(FileError{"standard output", "", out_failure()});
}

tl::expected<void, FileError> Outputs::commit(bool sync) {
  if (packed_) return packed_->commit(sync);
  if (joined_) return joined_->commit(sync);
  // One wait for all files, where one for each would take many times as long as writing them.
  if (sync && destination_.kind == Kind::folder) return files_.sync_all(destination_.path);
  if (sync && destination_.kind == Kind::file) return files_.sync_all(destination_.path);
  return {};
}

}  // namespace galley::cli
