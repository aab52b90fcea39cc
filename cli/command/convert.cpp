#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <set>

#include "cli/cache/place.h"
#include "cli/command/command.h"
#include "cli/config/run.h"
#include "cli/convert_run.h"
#include "cli/line_file.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "core/exporters/json/fields.h"
#include "core/text/nearest.h"
#include "core/text/sha256.h"

namespace galley::cli {
namespace {

using exporters::Options;

struct ConvertArguments {
  config::Arguments config;
  std::string flavor;
  PostsRequest posts;
  std::string to;
  std::string output;
  std::string from;
  std::string front_matter;
  std::string emphasis = "html", cjk_breaks = "keep", raw_html = "fallback", links, schema = "galley";
  std::string typography, embeds = "keep";
  std::vector<std::string> fields, keep, remove;
  std::string manifest, timings;
  bool resume = false;
  std::string base_url;
  std::string progress = "auto";
  unsigned columns = 0;
  unsigned jobs = 0;
  bool no_verify = false;
  bool quiet = false;
};

template <typename Value>
struct Choice {
  std::string_view word;
  Value value;
};

template <typename Value, std::size_t N>
Value chosen(const Choice<Value> (&choices)[N], const std::string& word) {
  for (const auto& c : choices)
    if (c.word == word) return c.value;
  return choices[0].value;
}

Options options_of(const ConvertArguments& args) {
  Options o;
  o.verify = !args.no_verify;
  using E = Options::Emphasis;
  o.emphasis = chosen<E>({{"html", E::html}, {"charref", E::charref}, {"comment", E::comment}}, args.emphasis);
  o.cjk_breaks = args.cjk_breaks == "join" ? Options::CjkBreaks::join : Options::CjkBreaks::keep;
  using R = Options::RawHtml;
  o.raw_html = chosen<R>({{"fallback", R::fallback}, {"never", R::never}, {"keep", R::keep}}, args.raw_html);
  using L = Options::Links;
  if (!args.links.empty())
    o.links =
        chosen<L>({{"inline", L::inline_}, {"reference", L::reference}, {"footnote", L::footnote}, {"drop", L::drop}},
                  args.links);
  using T = Options::Typography;
  o.typography = chosen<T>({{"", T::automatic}, {"source", T::source}, {"rendered", T::rendered}}, args.typography);
  o.embeds = args.embeds == "link" ? Options::Embeds::link : Options::Embeds::keep;
  using S = Options::Schema;
  o.schema = chosen<S>({{"galley", S::galley}, {"jsonfeed", S::jsonfeed}, {"dolma", S::dolma}}, args.schema);
  o.fields = args.fields;
  o.base_url = args.base_url;
  o.columns = args.columns;
  return o;
}

bool is_markdown(std::string_view exporter) { return exporter != "json" && exporter != "text" && exporter != "html"; }

tl::expected<std::vector<NamedSelectors>, std::string> selectors_of(std::string_view option,
                                                                    const std::vector<std::string>& texts) {
  std::vector<NamedSelectors> out;
  for (const std::string& text : texts) {
    auto selectors = content::Selectors::parse(text);
    if (!selectors) return tl::unexpected(fmt::format("{}: {}", option, selectors.error()));
    out.push_back({text, std::move(*selectors)});
  }
  return out;
}

/// What the output of a post depends on besides the post, so that `--resume` keeps nothing that would be written
/// otherwise now.
std::string settings_hash(archive::FileStore& files, const ConvertArguments& args, const NamedPosts& posts,
                          const ConvertJob& job) {
  std::string all = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n", GALLEY_VERSION,
                                args.to, args.from, args.front_matter, args.emphasis, args.cjk_breaks, args.raw_html,
                                args.links, args.schema, args.typography, args.embeds, fmt::join(args.fields, ","),
                                args.base_url, args.columns, args.no_verify, fmt::join(args.keep, "\n"));
  all += fmt::format("{}\n", fmt::join(args.remove, "\n"));
  std::set<std::string_view> renderers;
  for (const config::PostSetup& setup : job.setups) renderers.insert(post::to_string(setup.reading->markdown));
  all += fmt::format("{}\n", fmt::join(renderers, ","));
  if (job.findings) {
    std::set<const config::PostRules*> rules;
    for (const config::PostSetup& setup : job.setups)
      if (rules.insert(setup.rules).second) all += run_key(files, setup.rules->selection, setup.rules->settings) + '\n';
  }
  std::set<std::string> sites;
  for (const archive::Input& post : posts.posts)
    if (!post.site.empty() && sites.insert(post.site).second)
      if (const auto bytes = files.read(post.site + "/_config.yml", site::max_site_config_bytes)) all += *bytes;
  return sha256(all).substr(0, 16);
}

/// What is wrong with a word of `--fields`; empty for nothing.
std::string wrong_field(const std::string& field) {
  std::vector<std::string_view> known(exporters::usual_fields.begin(), exporters::usual_fields.end());
  known.insert(known.end(), exporters::more_fields.begin(), exporters::more_fields.end());
  if (std::find(known.begin(), known.end(), field) != known.end()) return "";
  const std::string_view near = nearest(field, known);
  return near.empty() ? fmt::format("'{}' is unknown; there are {}", field, fmt::join(known, ", "))
                      : fmt::format("'{}' is unknown (did you mean {}?)", field, near);
}

std::string wrong_selector(const std::string& text) {
  const auto selectors = content::Selectors::parse(text);
  return selectors ? "" : selectors.error();
}

/// What an archive's configuration says for one format does not keep it from being converted to another.
void leave_aside(const std::set<std::string>& configured, ConvertArguments& args) {
  const bool to_json = args.to == "json";
  if (configured.contains("fields") && (!to_json || args.schema != "galley")) args.fields.clear();
  if (configured.contains("front-matter") && to_json) args.front_matter.clear();
  if (configured.contains("links") && args.links == "footnote" && is_markdown(args.to)) args.links.clear();
}

tl::expected<ConvertJob, std::string> job_of(const ConvertArguments& args) {
  if (!args.fields.empty() && args.to != "json") return tl::unexpected(std::string("--fields is for --to json"));
  if (!args.fields.empty() && args.schema != "galley")
    return tl::unexpected(fmt::format("--fields is for --schema galley: {} has its own", args.schema));
  ConvertJob job;
  job.findings = std::find(args.fields.begin(), args.fields.end(), "findings") != args.fields.end();
  job.exporter = exporters::find_exporter(args.to);
  job.options = options_of(args);
  job.jobs = args.jobs;
  job.from_given = !args.from.empty();
  if (args.from == "gfm") job.from = post::Renderer::gfm;
  if (args.from == "commonmark") job.from = post::Renderer::commonmark;
  const std::string front_matter = !args.front_matter.empty() ? args.front_matter
                                   : is_markdown(args.to)     ? "keep"
                                                              : "none";
  job.preset = exporters::front_matter::find_preset(front_matter);
  job.front_matter = job.preset               ? FrontMatterOutput::mapped
                     : front_matter == "keep" ? FrontMatterOutput::keep
                                              : FrontMatterOutput::none;
  if (job.preset && args.to == "json")
    return tl::unexpected(
        fmt::format("--front-matter {}: JSON has the front matter as it is; take --to markdown", front_matter));
  if (args.links == "footnote" && is_markdown(args.to))
    return tl::unexpected(std::string("--links footnote is for --to text; Markdown takes inline, reference or drop"));
  auto keep = selectors_of("--keep", args.keep);
  if (!keep) return tl::unexpected(keep.error());
  auto remove = selectors_of("--remove", args.remove);
  if (!remove) return tl::unexpected(remove.error());
  job.keep = std::move(*keep);
  job.remove = std::move(*remove);
  job.manifest = !args.manifest.empty();
  job.timings = !args.timings.empty();
  if (args.resume && args.manifest.empty())
    return tl::unexpected(std::string("--resume needs --manifest FILE: the manifest of the run that it goes on with"));
  return job;
}

std::string part_of(const std::string& manifest) { return manifest + ".part"; }

EarlierRun read_earlier(archive::FileStore& files, const std::string& manifest) {
  EarlierRun earlier;
  for (const std::string& path : {manifest, part_of(manifest)})
    if (files.type(path) == archive::FileType::file)
      if (const auto bytes = files.read(path, ~std::uint64_t{0})) earlier.add(*bytes);
  return earlier;
}

void summarise(const ConvertArguments& args, const ConvertTotals& totals, std::size_t posts, double seconds) {
  std::string line = fmt::format("{} converted to {}", counted(totals.posts, "post"), args.to);
  if (totals.interrupted || totals.stopped)
    line = fmt::format("{}: {} of {} converted to {}", totals.interrupted ? "interrupted" : "stopped", totals.posts,
                       counted(posts, "post"), args.to);
  if (totals.resumed > 0) line += fmt::format(" ({} by an earlier run)", totals.resumed);
  if (totals.failed > 0) line += fmt::format(", {} not without loss", totals.failed);
  if (totals.refused > 0) line += fmt::format(", {} left out for their names", totals.refused);
  if (totals.unreadable + totals.unwritable > 0)
    line += fmt::format(", {} could not be read or written", totals.unreadable + totals.unwritable);
  if (is_markdown(args.to))
    line += fmt::format("; {} of {} written as HTML", totals.html_blocks, counted(totals.blocks, "block"));
  line += fmt::format(" ({:.2f} s)", seconds);
  if ((totals.interrupted || totals.stopped) && !args.manifest.empty()) line += "; --resume goes on from here";
  say(line);
  for (const auto& [note, posts_with_it] : totals.notes)
    say(fmt::format("{}: {}", counted(posts_with_it, "post"), note));
}

int convert(ConvertArguments& args, const Command& command, CommandLine& line) {
  archive::PackedFiles files(archive::disk());
  config::Request request = config::request_of(args.config, {});
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  request.settings.now.seconds = std::chrono::duration_cast<std::chrono::seconds>(clock).count();
  config::Lookup lookup(files, config::keys_of(command.program()), std::move(request));
  std::set<std::string> configured;
  if (!config::settle_run(lookup, args.posts.paths, command, line, &config::ConfigFile::convert, &configured))
    return exit_failed;
  if (args.to == "markdown" && !args.flavor.empty()) args.to = args.flavor;
  leave_aside(configured, args);
  auto asked = job_of(args);
  if (!asked) {
    say(asked.error());
    return exit_failed;
  }
  ConvertJob job = std::move(*asked);
  site::Sites sites(files);
  auto posts = find_named_posts(files, args.posts, sites);
  if (!posts) return exit_failed;
  config::set_up(lookup, *posts, sites);
  if (config::say_problems(lookup)) return exit_failed;
  if (args.posts.show_files) return show_files(*posts);
  if (posts->posts.empty()) return posts->errors == 0 ? exit_clean : exit_failed;

  files.in_member_order(posts->posts);
  for (const archive::Input& input : posts->posts) job.setups.push_back(lookup.setup_for(input, sites));
  const bool several = posts->posts.size() > 1 || args.posts.paths.size() > 1 || posts->named_folder;
  auto destination = destination_of(files, args.output, args.to, several);
  if (!destination) {
    say(destination.error());
    return exit_failed;
  }
  job.destination = std::move(*destination);
  job.apart = job.destination.kind == Destination::Kind::standard && args.to != "json";
  std::function<std::string(const std::string&)> rename;
  if (job.preset)
    rename = [&](const std::string& path) { return exporters::front_matter::output_name(*job.preset, path); };
  job.names = output_names(posts->posts, job.destination, job.exporter->extension, rename);
  std::vector<std::string> written = output_paths(files, job.destination, job.names);
  for (const std::string& path : {args.manifest, args.timings})
    if (!path.empty()) written.push_back(path);
  if (const std::string clash = overwritten(files, posts->posts, written); !clash.empty()) {
    say(clash);
    return exit_failed;
  }
  EarlierRun earlier;
  if (job.manifest) job.settings = settings_hash(files, args, *posts, job);
  if (args.resume) {
    earlier = read_earlier(files, args.manifest);
    job.earlier = &earlier;
  }
  LineFile manifest, timings;
  auto outputs = Outputs::open(files, job.destination);
  if (!outputs) {
    say(outputs.error().message());
    return exit_failed;
  }
  if (job.manifest && !manifest.open(files, args.manifest, part_of(args.manifest))) return exit_failed;
  if (job.timings && !timings.open(files, args.timings)) return exit_failed;

  const Interruption interruption;
  job.interruption = &interruption;
  const auto began = std::chrono::steady_clock::now();
  std::optional<Progress> progress(std::in_place, posts->posts.size(), args.progress, args.quiet);
  ConvertTotals totals = run_convert(files, *posts, sites, job, **outputs,
                                     {.tell = write_error,
                                      .manifest = [&](std::string_view entry) { return manifest.add(entry); },
                                      .timings = [&](std::string_view entry) { return timings.add(entry); },
                                      .step = [&] { progress->step(); }});
  progress.reset();
  // A manifest must not tell of what a power cut could still take away. A stream that is not whole gets no name.
  const bool whole = !totals.interrupted && !totals.stopped;
  bool recorded = true;
  if (whole || !job.destination.in_order()) {
    if (const auto done = (*outputs)->commit(job.manifest); !done) {
      say(done.error().message());
      ++totals.unwritable;
      totals.stopped = true;
    }
  }
  if (manifest.is_open()) recorded &= manifest.commit(true);
  if (timings.is_open()) recorded &= timings.commit(false);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (out_failure() != 0) {
    if (out_failure() == EPIPE) return exit_clean;
    say(fmt::format("standard output: {}", std::strerror(out_failure())));
    return exit_failed;
  }
  const bool quiet_kind = job.destination.kind == Destination::Kind::standard;
  if (!args.quiet && (!quiet_kind || totals.failed > 0 || !whole))
    summarise(args, totals, posts->posts.size(), seconds);
  if (totals.interrupted) return exit_interrupted;
  if (!recorded || totals.stopped || totals.unreadable + totals.unwritable + posts->errors > 0) return exit_failed;
  return totals.failed + totals.refused > 0 ? exit_findings : exit_clean;
}

}  // namespace

Action declare_convert(Command& app) {
  app.description("Convert posts to Markdown, JSON, text or HTML, and check that nothing is lost.");
  auto a = std::make_shared<ConvertArguments>();
  std::vector<std::string> names;
  for (const auto& e : exporters::exporters()) names.emplace_back(e.name);
  declare_posts(app, a->posts);
  app.option("-t,--to", &a->to, fmt::format("{}", fmt::join(names, ", ")))
      .required()
      .choices(names)
      .value_name("FORMAT");
  app.option("-o,--output", &a->output,
             "a folder (a file for each post), a file, an archive (.tar, .tar.gz, .tar.zst, .tar.xz, .zip), a .jsonl "
             "file, or - for standard output")
      .value_name("OUT");
  app.option("--flavor", &a->flavor, "which Markdown --to markdown writes: gfm (unless told), commonmark or kramdown")
      .choices({"gfm", "commonmark", "kramdown"})
      .value_name("FLAVOUR");
  app.option("--from", &a->from, "how Markdown is read: kramdown, gfm, commonmark (else as _config.yml says)")
      .choices({"kramdown", "gfm", "commonmark"})
      .value_name("FLAVOUR");
  std::vector<std::string> how{"keep", "none"};
  for (const auto& preset : exporters::front_matter::presets()) how.emplace_back(preset.name);
  app.option("--front-matter", &a->front_matter,
             fmt::format("keep it byte for byte (Markdown's default), none, or as another generator reads it: {}",
                         fmt::join(how.begin() + 2, how.end(), ", ")))
      .choices(how)
      .value_name("HOW");
  app.option("--no-verify", &a->no_verify, "do not read the output back and compare");
  app.option("--raw-html", &a->raw_html, "HTML in Markdown: never, as a fallback, or keep what was HTML")
      .choices({"never", "fallback", "keep"})
      .shows_default()
      .value_name("WHEN");
  app.option("--emphasis", &a->emphasis,
             "the last resort for emphasis that delimiters cannot mark: html, charref or comment")
      .choices({"html", "charref", "comment"})
      .shows_default()
      .value_name("HOW");
  app.option("--cjk-breaks", &a->cjk_breaks, "line ends between Han or kana characters: keep or join")
      .choices({"keep", "join"})
      .shows_default()
      .value_name("HOW");
  app.option(
         "--typography", &a->typography,
         "quotes, dashes and dots that kramdown makes typographic: source (as typed; what --to kramdown does where all "
         "become again what they were) or rendered")
      .choices({"source", "rendered"})
      .value_name("HOW");
  app.option("--embeds", &a->embeds, "iframes, videos and the like: keep them as HTML, or a link to what they show")
      .choices({"keep", "link"})
      .shows_default()
      .value_name("HOW");
  app.option("--links", &a->links, "inline, reference, footnote or drop")
      .choices({"inline", "reference", "footnote", "drop"})
      .value_name("HOW");
  app.option("--base-url", &a->base_url, "put before links and images that have no host").value_name("URL");
  app.option("--columns", &a->columns, "text: break lines at this many cells (0: one line a paragraph)")
      .shows_default()
      .value_name("N");
  app.option("--fields", &a->fields,
             "json: only these members; content_markdown, content_html and findings are there on request")
      .separated_by(',')
      .check(wrong_field)
      .value_name("NAME,…");
  app.option("--schema", &a->schema, "json: galley, jsonfeed or dolma")
      .choices({"galley", "jsonfeed", "dolma"})
      .shows_default()
      .value_name("NAME");
  app.option("--keep", &a->keep, "elements to keep as HTML, with their attributes; repeatable")
      .check(wrong_selector)
      .value_name("CSS");
  app.option("--remove", &a->remove, "elements to leave out; repeatable, counted in the manifest")
      .check(wrong_selector)
      .value_name("CSS");
  app.option("--manifest", &a->manifest, "tell in this file what became of each post, as JSON lines")
      .value_name("FILE");
  app.option("--timings", &a->timings, "tell in this file how long each post took").value_name("FILE");
  app.option("--resume", &a->resume, "go on with the run that left the manifest: do only what is missing or changed");
  app.option("-j,--jobs", &a->jobs, "how many threads (0: one for each core)").shows_default().value_name("N");
  declare_progress(app, a->progress);
  app.option("-q,--quiet", &a->quiet, "neither summary nor progress");
  config::add_options(app, a->config);
  return [a, &app](CommandLine& line) { return convert(*a, app, line); };
}

}  // namespace galley::cli
