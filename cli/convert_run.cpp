#include "cli/convert_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>

#include "cli/format/format.h"
#include "cli/passes.h"
#include "cli/terminal.h"
#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "core/body/kramdown/typed.h"
#include "core/exporters/liquid_body.h"
#include "core/exporters/post_info.h"
#include "core/text/json.h"
#include "core/text/sha256.h"
#include "core/text/utf8.h"

namespace galley::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct Converted {
  Outcome outcome = Outcome::written;
  bool resumed = false;
  std::string text;       // for a stream
  std::int64_t time = 0;  // the post's date
  std::string messages;   // lines
  std::string manifest;   // a line
  std::string timing;     // a line
  exporters::Report report;
  std::vector<std::string> notes;
  int write_error = 0;  // errno
};

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most = 60;
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size() && n < most; ++n) end += utf8::decode(text, end).size;
  return fmt::format("“{}{}”", harmless(text.substr(0, end)), end < text.size() ? "…" : "");
}

void tell_place(std::string& messages, const std::string& path, const Source& source, Span at,
                std::string_view message) {
  const Position p = source.position(at.begin);
  messages += fmt::format("{}:{}:{}: {}\n", harmless(path), p.line, p.column, message);
}

std::string_view bound_name(body::Cut::Bound bound) {
  switch (bound) {
    case body::Cut::Bound::depth:
      return "elements are nested deeper than galley reads";
    case body::Cut::Bound::formatting:
      return "more formatting elements are left open than galley reads";
    case body::Cut::Bound::attributes:
      return "an element has more attributes than galley reads";
  }
  return "";
}

/// Whether kramdown may make other characters of some that were typed.
bool has_typography(const post::Post& post) {
  if (post.renderer != post::Renderer::kramdown) return false;
  const std::string_view body = post.source->text(post.body());
  for (const std::string_view typed : {"'", "\"", "--", "...", "<<", ">>"})
    if (body.find(typed) != std::string_view::npos) return true;
  return false;
}

/// Errors after which no other post could be written either.
bool is_final(int error) { return error == ENOSPC || error == EDQUOT || error == EROFS || error == EIO; }

std::int64_t microseconds(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::microseconds>(to - from).count();
}

struct ConvertWorker {
  body::HtmlParser parser;
  Passes passes;
};

/// What lint finds of the post itself, as a JSON array.
std::string findings_json(const post::Post& post, const std::string& path, rules::Pass& pass,
                          const rules::Settings& settings) {
  const auto found = pass.run(post, settings);
  std::string json = find_format("jsonl")->make()->post({path, *post.source, found}, {});
  if (json.ends_with('\n')) json.pop_back();
  std::replace(json.begin(), json.end(), '\n', ',');  // JSON has no line end of its own within a line
  return '[' + json + ']';
}

class Converter {
 public:
  Converter(archive::FileStore& files, const NamedPosts& posts, const ConvertJob& job, const site::Sites& sites,
            Outputs& outputs)
      : files_(files), posts_(posts), job_(job), sites_(sites), outputs_(outputs) {}

  Converted convert(std::size_t index, ConvertWorker& worker) const {
    const archive::Input& input = posts_.posts[index];
    const std::string& name = job_.names.names[index];
    Converted done;
    ManifestEntry entry;
    entry.path = input.path;
    entry.output = name;
    entry.settings = job_.settings;
    if (!job_.names.refused.empty() && !job_.names.refused[index].empty()) {
      done.messages = harmless(job_.names.refused[index]) + "\n";
      done.outcome = Outcome::refused;
      return finish(done, entry, nullptr);
    }
    const auto began = Clock::now();
    const bool is_stdin = !posts_.stdin_path.empty() && input.path == posts_.stdin_path;
    auto bytes = is_stdin ? tl::expected<std::string, archive::FileError>(posts_.stdin_bytes)
                          : files_.read(input.path, archive::max_post_bytes);
    if (!bytes) {
      done.messages = harmless(bytes.error().message()) + "\n";
      done.outcome = Outcome::unreadable;
      return finish(done, entry, nullptr);
    }
    const auto read = Clock::now();
    if (job_.manifest) entry.input_hash = sha256(*bytes);
    if (take_up(input, entry, done)) return done;
    const std::size_t size = bytes->size();
    const site::Site& site = sites_.at(input.site);
    const post::Post post = archive::make_post(std::move(*bytes), input, reading_of(input), worker.parser);
    check_readable(input, post, done);
    if (!post.document.cut()) {
      write(input, name, post, site, worker, entry, done);
    } else {
      done.outcome = Outcome::failed;
    }
    if (job_.timings) {
      JsonWriter json;
      json.begin_object().member("path", std::string_view(input.path));
      json.key("bytes").number(static_cast<std::int64_t>(size));
      json.key("read_us").number(microseconds(began, read));
      json.key("convert_us").number(microseconds(read, Clock::now())).end_object();
      done.timing = json.take() + '\n';
    }
    return finish(done, entry, post.source.get());
  }

 private:
  /// `input` is one of the run's posts.
  const config::PostSetup& setup_of(const archive::Input& input) const {
    return job_.setups[static_cast<std::size_t>(&input - posts_.posts.data())];
  }
  post::Reading reading_of(const archive::Input& input) const {
    post::Reading reading = *setup_of(input).reading;
    if (job_.from_given) {
      reading.markdown = job_.from;
      reading.commonmark =
          job_.from == post::Renderer::gfm ? body::CommonMarkOptions::gfm() : body::CommonMarkOptions{};
    }
    if (job_.options.typography == exporters::Options::Typography::source && job_.exporter->name != "kramdown")
      reading.kramdown = body::as_typed(reading.kramdown);
    return reading;
  }

  Converted finish(Converted& done, ManifestEntry& entry, const Source* source) const {
    if (job_.manifest) {
      entry.outcome = done.outcome;
      if (done.outcome != Outcome::written && done.outcome != Outcome::lossy) entry.output = {};
      entry.messages = done.messages;
      done.manifest = manifest_line(entry, source);
    }
    return std::move(done);
  }

  /// What an earlier run left of a post that has not changed since, and whose output is still what it was.
  bool take_up(const archive::Input& input, const ManifestEntry& entry, Converted& done) const {
    if (!job_.earlier || job_.destination.in_order()) return false;
    const EarlierRun::Known* known = job_.earlier->find(input.path);
    if (!known || known->settings != job_.settings || known->output != entry.output ||
        known->input_hash != entry.input_hash)
      return false;
    const std::string path = output_path(job_.destination, std::string(entry.output));
    if (files_.type(path) != archive::FileType::file) return false;
    const auto there = files_.read(path, ~std::uint64_t{0});
    if (!there || sha256(*there) != known->output_hash) return false;
    done.resumed = true;
    done.outcome = known->outcome;
    done.messages = known->messages;
    done.manifest = known->line;
    return true;
  }

  void check_readable(const archive::Input& input, const post::Post& post, Converted& done) const {
    const Source& source = *post.source;
    if (const auto bad = utf8::first_invalid(source.bytes()); bad != std::string_view::npos) {
      done.outcome = Outcome::lossy;
      const auto at = static_cast<std::uint32_t>(bad);
      tell_place(done.messages, input.path, source, {at, at + 1},
                 "bytes that are not UTF-8 are written as U+FFFD; convert the file to UTF-8 first");
    }
    if (const auto& cut = post.document.cut()) {
      const std::uint32_t at = post.document.html().source_offset(cut->at);
      tell_place(done.messages, input.path, source, {at, at},
                 fmt::format("not converted: {}; mend the markup here", bound_name(cut->bound)));
    }
  }

  /// The job's options, with the elements of this document that its selectors mean.
  exporters::Options options_of(const body::Document& document, ManifestEntry& entry) const {
    exporters::Options options = job_.options;
    const std::size_t nodes = document.nodes().size();
    for (const NamedSelectors& keep : job_.keep) {
      const std::vector<bool> matched = keep.selectors.match(document);
      options.kept.resize(nodes, false);
      for (std::size_t i = 0; i < nodes; ++i)
        if (matched[i]) options.kept[i] = true;
    }
    // Each element that goes counts once: for the first selector that means it, and not if one around it goes.
    std::vector<std::vector<bool>> matched;
    for (const NamedSelectors& remove : job_.remove) {
      matched.push_back(remove.selectors.match(document));
      options.removed.resize(nodes, false);
      entry.removed.emplace_back(remove.text, 0);
    }
    for (body::NodeId id = 1; !matched.empty() && id < nodes;) {
      const auto first = std::find_if(matched.begin(), matched.end(), [&](const auto& m) { return m[id]; });
      if (first == matched.end()) {
        ++id;
        continue;
      }
      options.removed[id] = true;
      ++entry.removed[static_cast<std::size_t>(first - matched.begin())].second;
      id = document[id].subtree_end;
    }
    return options;
  }

  void write(const archive::Input& input, const std::string& name, const post::Post& post, const site::Site& site,
             ConvertWorker& worker, ManifestEntry& entry, Converted& done) const {
    exporters::PostInfo info = exporters::post_info(post, input.path, site.config);
    if (job_.findings) {
      const config::PostRules& rules = *setup_of(input).rules;
      info.findings_json = findings_json(post, input.path, worker.passes.of(rules), rules.settings);
    }
    const auto& cut = post.front_matter.cut;
    std::string_view front_matter;
    if (job_.front_matter == FrontMatterOutput::keep && post.front_matter.present())
      front_matter = post.source->text({cut.open.begin, cut.close.end});
    exporters::front_matter::Mapped mapped;
    if (job_.front_matter == FrontMatterOutput::mapped) {
      mapped = exporters::front_matter::map_front_matter(*job_.preset, post, info, site.config);
      entry.notes = done.notes = mapped.notes;
      front_matter = mapped.text;
      if (mapped.text.empty()) {
        done.outcome = Outcome::lossy;
        front_matter = post.source->text({cut.open.begin, cut.close.end});
        tell_place(done.messages, input.path, *post.source, cut.yaml,
                   "the front matter cannot be read, so it is left as it is; `galley lint` tells why");
      } else {
        mapped.text += '\n';
        front_matter = mapped.text;
      }
    }
    // Who reads Markdown may run Liquid too: what it prints nothing for is kept where that changes nothing else.
    exporters::LiquidBody liquid, typed;
    post::Reading reading = reading_of(input);
    if (job_.exporter->extension == ".md") liquid = exporters::read_liquid_body(post, reading, worker.parser);
    std::optional<post::Post> as_typed;
    if (job_.exporter->name == "kramdown" && job_.options.typography != exporters::Options::Typography::rendered &&
        has_typography(post)) {
      reading.kramdown = body::as_typed(reading.kramdown);
      as_typed = archive::make_post(std::string(post.source->bytes()), input, reading, worker.parser);
      typed = exporters::read_liquid_body(*as_typed, reading, worker.parser);
    }
    const auto of = [](const exporters::LiquidBody& body, const post::Post& own) -> const body::Document& {
      return body.document ? *body.document : own.document;
    };
    const body::Document& document = of(liquid, post);
    const exporters::Input subject{document,     *post.source, info,
                                   front_matter, post.liquid,  as_typed ? &of(typed, *as_typed) : nullptr};
    const bool selects = !job_.keep.empty() || !job_.remove.empty();
    exporters::Output output = selects ? job_.exporter->write(subject, options_of(document, entry))
                                       : job_.exporter->write(subject, job_.options);
    done.report = std::move(output.report);
    done.report.dropped_liquid = liquid.silent - std::min(liquid.silent, done.report.kept_liquid);
    if (done.report.dropped_liquid > 0)
      tell_place(
          done.messages, input.path, *post.source, liquid.first_dropped.value_or(post.body()),
          fmt::format("{} of {} Liquid tags that print nothing are left out, since Markdown has no place for them",
                      done.report.dropped_liquid, liquid.silent));
    entry.report = &done.report;
    for (const auto& d : done.report.differences) {
      done.outcome = Outcome::lossy;
      tell_place(done.messages, input.path, *post.source, d.place,
                 fmt::format("not converted without loss: {} became {}", in_quotes(d.was), in_quotes(d.is)));
    }
    if (job_.manifest) entry.output_hash = sha256(output.text);
    if (job_.destination.in_order()) {
      done.text = std::move(output.text);
      done.time = info.date_seconds.value_or(0);
      return;
    }
    if (const auto wrote = outputs_.put(name, output.text); !wrote) {
      done.messages += harmless(wrote.error().message()) + "\n";
      done.outcome = Outcome::unwritable;
      done.write_error = wrote.error().code;
      entry.output_hash.clear();
    }
  }

  archive::FileStore& files_;
  const NamedPosts& posts_;
  const ConvertJob& job_;
  const site::Sites& sites_;
  Outputs& outputs_;
};

void count(ConvertTotals& totals, const Converted& done) {
  switch (done.outcome) {
    case Outcome::lossy:
      ++totals.failed;
      [[fallthrough]];
    case Outcome::written:
      ++totals.posts;
      totals.resumed += done.resumed;
      break;
    case Outcome::failed:
      ++totals.failed;
      break;
    case Outcome::refused:
      ++totals.refused;
      break;
    case Outcome::unreadable:
      ++totals.unreadable;
      break;
    case Outcome::unwritable:
      ++totals.unwritable;
      break;
  }
  for (const std::string& note : done.notes) ++totals.notes[note];
  totals.blocks += done.report.blocks;
  totals.html_blocks += done.report.html_blocks;
  totals.html_inlines += done.report.html_inlines;
}

}  // namespace

ConvertTotals run_convert(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites,
                          const ConvertJob& job, Outputs& outputs, const ConvertSinks& sinks) {
  ConvertTotals totals;
  const Converter converter(files, posts, job, sites, outputs);
  archive::Pool<ConvertWorker> workers([&] { return std::make_unique<ConvertWorker>(); });
  const auto append = [&](std::size_t i, Converted& done) {
    if (!job.destination.in_order() || (done.outcome != Outcome::written && done.outcome != Outcome::lossy))
      return true;
    if (job.apart && totals.posts > 0) done.text.insert(0, "\n");
    const auto wrote = outputs.append(job.names.names[i], done.text, done.time);
    if (wrote) return true;
    // A closed pipe is nobody's fault, and standard output is told of by its owner.
    if (job.destination.kind != Destination::Kind::standard) sinks.tell(harmless(wrote.error().message()) + "\n");
    totals.stopped = true;
    ++totals.unwritable;
    return false;
  };
  archive::in_order<Converted>(
      posts.posts.size(), job.jobs,
      [&](std::size_t i) { return workers.with([&](ConvertWorker& worker) { return converter.convert(i, worker); }); },
      [&](std::size_t i, Converted done) {
        if (sinks.step) sinks.step();
        if (job.interruption && job.interruption->requested()) {
          totals.interrupted = true;
          return false;
        }
        if (!done.messages.empty()) sinks.tell(done.messages);
        if (!append(i, done)) return false;
        count(totals, done);
        if (!done.manifest.empty() && !sinks.manifest(done.manifest)) return false;
        if (!done.timing.empty() && !sinks.timings(done.timing)) return false;
        totals.stopped = is_final(done.write_error);
        return !totals.stopped;
      });
  return totals;
}

}  // namespace galley::cli
