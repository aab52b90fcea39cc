// Converting a set of posts: reads, exports and writes them in parallel, and tells what became of each in the order of
// their paths.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/posts.h"
#include "core/exporters/exporter.h"
#include "core/post/post.h"

namespace galley::cli {

enum class FrontMatterOutput : std::uint8_t { keep, none };

/// Where the posts go.
struct Destination {
  enum class Kind : std::uint8_t {
    stream,  // one text after the other, to `out`
    file,    // one post, to the file `path`
    folder,  // a file each below `path`
  } kind = Kind::stream;
  std::string path;
};

struct ConvertJob {
  const exporters::Exporter* exporter = nullptr;
  exporters::Options options;
  FrontMatterOutput front_matter = FrontMatterOutput::keep;
  post::Renderer from = post::Renderer::kramdown;  // how Markdown is read, where `from_given`
  bool from_given = false;
  Destination destination;
  bool json_lines = false;  // each text is one line of JSON
  unsigned jobs = 0;
};

struct ConvertTotals {
  std::size_t posts = 0;   // written
  std::size_t failed = 0;  // not converted, or not without loss
  std::size_t unreadable = 0;
  std::size_t unwritable = 0;
  std::uint64_t blocks = 0, html_blocks = 0, html_inlines = 0;
};

/// `tell` gets a line for each post that could not be read, written, or converted without loss.
ConvertTotals run_convert(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites,
                          const ConvertJob& job, const std::function<bool(std::string_view)>& out,
                          const std::function<void(std::string_view)>& tell);

/// The file below the destination folder that a post is written to: its own relative path with the format's extension.
std::string output_path(const archive::Input& input, const ConvertJob& job);

}  // namespace galley::cli
