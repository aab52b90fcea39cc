// Converting a set of posts: reads, exports and writes them in parallel, and tells what became of each in the order of
// the input.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/config/lookup.h"
#include "cli/convert_output.h"
#include "cli/interrupt.h"
#include "cli/manifest.h"
#include "cli/posts.h"
#include "core/content/selector.h"
#include "core/exporters/exporter.h"
#include "core/exporters/front_matter/preset.h"
#include "core/post/post.h"

namespace galley::cli {

/// `mapped`: as ConvertJob::preset has it.
enum class FrontMatterOutput : std::uint8_t { keep, none, mapped };

/// A selector of `--keep` or `--remove`, and how it was written.
struct NamedSelectors {
  std::string text;
  content::Selectors selectors;
};

struct ConvertJob {
  const exporters::Exporter* exporter = nullptr;
  exporters::Options options;
  FrontMatterOutput front_matter = FrontMatterOutput::keep;
  const exporters::front_matter::Preset* preset = nullptr;
  std::vector<NamedSelectors> keep, remove;
  post::Renderer from = post::Renderer::kramdown;  // how Markdown is read, where `from_given`
  bool from_given = false;
  std::vector<config::PostSetup> setups;  // what holds for each post, in their order
  Destination destination;
  OutputNames names;
  bool apart = false;  // a blank line between the texts of a stream
  unsigned jobs = 0;
  bool findings = false;  // what lint finds of the post itself is among the fields

  bool manifest = false;                       // lines for a manifest are wanted
  std::string settings;                        // what else than a post its output depends on, as a hash
  const EarlierRun* earlier = nullptr;         // what need not be done again; null for nothing
  bool timings = false;                        // lines for `--timings` are wanted
  const Interruption* interruption = nullptr;  // ends the run in order; null for never
};

/// Where the run's lines go. Each is called by one thread at a time, in the order of the input.
struct ConvertSinks {
  std::function<void(std::string_view)> tell;      // about posts that could not be converted without loss
  std::function<bool(std::string_view)> manifest;  // a line; false ends the run
  std::function<bool(std::string_view)> timings;
  std::function<void()> step;  // one more post is done, whatever came of it
};

struct ConvertTotals {
  std::size_t posts = 0;   // written
  std::size_t failed = 0;  // not converted, or not without loss
  std::size_t refused = 0;
  std::size_t unreadable = 0;
  std::size_t unwritable = 0;
  std::size_t resumed = 0;                   // of those written, what an earlier run had done
  bool interrupted = false;                  // by a signal
  bool stopped = false;                      // since nothing more could be written
  std::map<std::string, std::size_t> notes;  // of front matter, with the number of posts
  std::uint64_t blocks = 0, html_blocks = 0, html_inlines = 0;
};

ConvertTotals run_convert(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites,
                          const ConvertJob& job, Outputs& outputs, const ConvertSinks& sinks);

}  // namespace galley::cli
