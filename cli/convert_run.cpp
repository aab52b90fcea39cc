#include "cli/convert_run.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

#include "cli/terminal.h"
#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "core/body/kramdown/typed.h"
#include "core/exporters/liquid_body.h"
#include "core/exporters/post_info.h"
#include "core/post/renders_liquid.h"
#include "core/text/utf8.h"

namespace galley::cli {
namespace {

struct Converted {
  bool readable = true;
  bool written = false;  // or ready to be, where the destination is a stream
  bool lossless = true;
  std::string text;      // for a stream
  std::string messages;  // lines
  exporters::Report report;
};

std::string quoted(std::string_view text) {
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

class Converter {
 public:
  Converter(archive::FileStore& files, const NamedPosts& posts, const ConvertJob& job, const site::Sites& sites)
      : files_(files), posts_(posts), job_(job), sites_(sites) {}

  Converted convert(const archive::Input& input, body::HtmlParser& parser) const {
    Converted done;
    const site::Site& site = sites_.at(input.site);
    post::Reading reading = site.reading;
    if (job_.from_given) {
      reading.markdown = job_.from;
      reading.commonmark =
          job_.from == post::Renderer::gfm ? body::CommonMarkOptions::gfm() : body::CommonMarkOptions{};
    }
    using Typography = exporters::Options::Typography;
    const bool markdown = job_.exporter->extension == ".md", kramdown = job_.exporter->name == "kramdown";
    if (job_.options.typography == Typography::source && !kramdown) reading.kramdown = body::as_typed(reading.kramdown);
    auto post = !posts_.stdin_path.empty() && input.path == posts_.stdin_path
                    ? archive::make_post(posts_.stdin_bytes, input, reading, parser)
                    : archive::load_post(files_, input, reading, parser);
    if (!post) {
      done.readable = done.lossless = false;
      done.messages = post.error().message() + "\n";
      return done;
    }
    check_readable(input, *post, done);
    if (post->document.cut()) return done;
    const exporters::PostInfo info = exporters::post_info(*post, input.path, site.config);
    const auto& cut = post->front_matter.cut;
    std::string_view front_matter;
    if (job_.front_matter == FrontMatterOutput::keep && post->front_matter.present())
      front_matter = post->source->text({cut.open.begin, cut.close.end});
    // Who reads Markdown may run Liquid too: what it prints nothing for is kept where that changes nothing else.
    exporters::LiquidBody liquid, typed;
    if (markdown) liquid = exporters::read_liquid_body(*post, reading, parser);
    std::optional<post::Post> as_typed;
    if (kramdown && job_.options.typography != Typography::rendered && has_typography(*post)) {
      post::Reading plain = reading;
      plain.kramdown = body::as_typed(plain.kramdown);
      as_typed = archive::make_post(std::string(post->source->bytes()), input, plain, parser);
      typed = exporters::read_liquid_body(*as_typed, plain, parser);
    }
    const auto of = [](const exporters::LiquidBody& body, const post::Post& own) -> const body::Document& {
      return body.document ? *body.document : own.document;
    };
    exporters::Output output =
        job_.exporter->write({of(liquid, *post), *post->source, info, front_matter,
                              post::renders_liquid(post->front_matter), as_typed ? &of(typed, *as_typed) : nullptr},
                             job_.options);
    done.report = std::move(output.report);
    done.report.dropped_liquid = liquid.silent - std::min(liquid.silent, done.report.kept_liquid);
    if (done.report.dropped_liquid > 0)
      tell_place(
          done.messages, input.path, *post->source, liquid.first_dropped.value_or(post->body()),
          fmt::format("{} of {} Liquid tags that print nothing are left out, since Markdown has no place for them",
                      done.report.dropped_liquid, liquid.silent));
    for (const auto& d : done.report.differences) {
      done.lossless = false;
      tell_place(done.messages, input.path, *post->source, d.place,
                 fmt::format("not converted without loss: {} became {}", quoted(d.was), quoted(d.is)));
    }
    put(input, std::move(output.text), done);
    return done;
  }

 private:
  void check_readable(const archive::Input& input, const post::Post& post, Converted& done) const {
    const Source& source = *post.source;
    if (const auto bad = utf8::first_invalid(source.bytes()); bad != std::string_view::npos) {
      done.lossless = false;
      const auto at = static_cast<std::uint32_t>(bad);
      tell_place(done.messages, input.path, source, {at, at + 1},
                 "bytes that are not UTF-8 are written as U+FFFD; convert the file to UTF-8 first");
    }
    if (const auto& cut = post.document.cut()) {
      done.lossless = false;
      const std::uint32_t at = post.document.html().source_offset(cut->at);
      tell_place(done.messages, input.path, source, {at, at},
                 fmt::format("not converted: {}; mend the markup here", bound_name(cut->bound)));
    }
  }

  void put(const archive::Input& input, std::string text, Converted& done) const {
    if (job_.destination.kind == Destination::Kind::stream) {
      done.text = std::move(text);
      if (job_.json_lines && !done.text.ends_with('\n')) done.text += '\n';
      done.written = true;
      return;
    }
    const std::string path = output_path(input, job_);
    const std::size_t slash = path.rfind('/');
    auto wrote = job_.destination.kind == Destination::Kind::folder && slash != std::string::npos && slash > 0
                     ? files_.make_folder(path.substr(0, slash))
                     : tl::expected<void, archive::FileError>();
    if (wrote) wrote = files_.write(path, text, false);
    if (wrote)
      done.written = true;
    else
      done.messages += wrote.error().message() + "\n";
  }

  archive::FileStore& files_;
  const NamedPosts& posts_;
  const ConvertJob& job_;
  const site::Sites& sites_;
};

}  // namespace

std::string output_path(const archive::Input& input, const ConvertJob& job) {
  if (job.destination.kind != Destination::Kind::folder) return job.destination.path;
  std::string path = input.below;
  const std::size_t slash = path.rfind('/');
  const std::size_t dot = path.rfind('.');
  if (dot != std::string::npos && (slash == std::string::npos || dot > slash + 1) && dot > 0) path.resize(dot);
  path += job.exporter->extension;
  return job.destination.path + (job.destination.path.ends_with('/') ? "" : "/") + path;
}

ConvertTotals run_convert(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites,
                          const ConvertJob& job, const std::function<bool(std::string_view)>& out,
                          const std::function<void(std::string_view)>& tell) {
  ConvertTotals totals;
  const Converter converter(files, posts, job, sites);
  archive::Pool<body::HtmlParser> parsers([] { return std::make_unique<body::HtmlParser>(); });
  archive::in_order<Converted>(
      posts.posts.size(), job.jobs,
      [&](std::size_t i) {
        return parsers.with([&](body::HtmlParser& p) { return converter.convert(posts.posts[i], p); });
      },
      [&](std::size_t, Converted done) {
        if (!done.messages.empty()) tell(done.messages);
        if (!done.readable)
          ++totals.unreadable;
        else if (!done.lossless)
          ++totals.failed;
        else if (!done.written)
          ++totals.unwritable;
        if (done.written) ++totals.posts;
        totals.blocks += done.report.blocks;
        totals.html_blocks += done.report.html_blocks;
        totals.html_inlines += done.report.html_inlines;
        return job.destination.kind != Destination::Kind::stream || done.text.empty() || out(done.text);
      });
  return totals;
}

}  // namespace galley::cli
