#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <set>

#include "cli/command/command.h"
#include "cli/convert_run.h"
#include "cli/output.h"

namespace galley::cli {
namespace {

using exporters::Options;

struct ConvertArguments {
  std::vector<std::string> paths;
  std::string to;
  std::string output;
  std::string from;
  std::string front_matter;
  std::string stdin_filename;
  std::string emphasis = "html", cjk_breaks = "keep", raw_html = "fallback", links, schema = "galley";
  std::string typography, embeds = "keep";
  std::vector<std::string> fields;
  std::string base_url;
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

// Where the output goes; the error says what is wrong with the request.
tl::expected<Destination, std::string> destination_of(archive::FileStore& files, const ConvertArguments& args,
                                                      std::size_t posts, bool named_folder) {
  const std::string& out = args.output;
  const bool one = posts <= 1 && !named_folder;
  if (out.empty() || out == "-") {
    if (one || (out == "-" && args.to == "json")) return Destination{Destination::Kind::stream, ""};
    return tl::unexpected(std::string(
        args.to == "json"
            ? "several posts need an output: -o FOLDER for a file each, -o FILE.jsonl or -o - for a line each"
            : "several posts need an output folder: -o FOLDER"));
  }
  const archive::FileType type = files.type(out);
  if (out.ends_with(".jsonl") && type != archive::FileType::folder) {
    if (args.to != "json") return tl::unexpected(fmt::format("{}: a .jsonl file takes --to json", out));
    return Destination{Destination::Kind::stream, out};
  }
  if (out.ends_with('/') || type == archive::FileType::folder || !one) {
    if (type != archive::FileType::folder && type != archive::FileType::missing)
      return tl::unexpected(fmt::format("{}: is a file, and several posts need a folder", out));
    return Destination{Destination::Kind::folder, out};
  }
  return Destination{Destination::Kind::file, out};
}

// Outputs that would overwrite an input, or each other.
std::vector<std::string> clashes(archive::FileStore& files, const std::vector<archive::Input>& inputs,
                                 const ConvertJob& job) {
  std::vector<std::string> found;
  if (job.destination.kind == Destination::Kind::stream && job.destination.path.empty()) return found;
  std::map<std::string, const archive::Input*> written;
  std::set<std::string> real;
  for (const archive::Input& input : inputs) real.insert(files.canonical(input.path));
  real.erase("");
  for (const archive::Input& input : inputs) {
    const std::string path =
        job.destination.kind == Destination::Kind::stream ? job.destination.path : output_path(input, job);
    if (real.contains(files.canonical(path)))
      found.push_back(fmt::format("{}: would overwrite a post that is read; choose another output", path));
    if (job.destination.kind == Destination::Kind::stream) break;
    const auto [other, first] = written.emplace(path, &input);
    if (!first)
      found.push_back(fmt::format("{}: both {} and {} would be written here; convert them into folders of their own",
                                  path, other->second->path, input.path));
  }
  return found;
}

std::string counted(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

int convert(const ConvertArguments& args) {
  ConvertJob job;
  job.exporter = exporters::find_exporter(args.to);
  job.options = options_of(args);
  job.jobs = args.jobs;
  job.json_lines = args.to == "json";
  job.from_given = !args.from.empty();
  if (args.from == "gfm") job.from = post::Renderer::gfm;
  if (args.from == "commonmark") job.from = post::Renderer::commonmark;
  const std::string front_matter = !args.front_matter.empty() ? args.front_matter
                                   : is_markdown(args.to)     ? "keep"
                                                              : "none";
  job.front_matter = front_matter == "keep" ? FrontMatterOutput::keep : FrontMatterOutput::none;

  if (args.links == "footnote" && is_markdown(args.to)) {
    say("--links footnote is for --to text; Markdown takes inline, reference or drop");
    return exit_failed;
  }

  archive::FileStore& files = archive::disk();
  site::Sites sites(files);
  const auto posts = find_named_posts(files, args.paths, args.stdin_filename, sites);
  if (!posts) return exit_failed;
  if (posts->posts.empty()) return posts->errors == 0 ? exit_clean : exit_failed;

  auto destination = destination_of(files, args, posts->posts.size(), posts->named_folder);
  if (!destination) {
    say(destination.error());
    return exit_failed;
  }
  job.destination = std::move(*destination);
  const auto wrong = clashes(files, posts->posts, job);
  for (const std::string& w : wrong) say(w);
  if (!wrong.empty()) return exit_failed;
  if (job.destination.kind == Destination::Kind::folder) {
    if (const auto made = files.make_folder(job.destination.path); !made) {
      say(made.error().message());
      return exit_failed;
    }
  }

  // One stream to a file is held until it is whole, so that nothing half-written has its name.
  std::string stream;
  const bool to_file = job.destination.kind == Destination::Kind::stream && !job.destination.path.empty();
  const auto out = [&](std::string_view text) {
    if (!to_file) return write_out(text);
    stream += text;
    return true;
  };
  const auto began = std::chrono::steady_clock::now();
  ConvertTotals totals = run_convert(files, *posts, sites, job, out, write_error);
  if (to_file) {
    if (const auto wrote = files.write(job.destination.path, stream, true); !wrote) {
      say(wrote.error().message());
      ++totals.unwritable;
    }
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (out_failure() != 0) {
    if (out_failure() == EPIPE) return exit_clean;
    say(fmt::format("standard output: {}", std::strerror(out_failure())));
    return exit_failed;
  }
  const bool to_terminal_only = job.destination.kind == Destination::Kind::stream && !to_file;
  if (!args.quiet && (!to_terminal_only || totals.failed > 0)) {
    std::string line = fmt::format("{} converted to {}", counted(totals.posts, "post"), args.to);
    if (totals.failed > 0) line += fmt::format(", {} not without loss", totals.failed);
    if (totals.unreadable + totals.unwritable > 0)
      line += fmt::format(", {} could not be read or written", totals.unreadable + totals.unwritable);
    if (is_markdown(args.to))
      line += fmt::format("; {} of {} written as HTML", totals.html_blocks, counted(totals.blocks, "block"));
    say(line + fmt::format(" ({:.2f} s)", seconds));
  }
  if (totals.unreadable + totals.unwritable + posts->errors > 0) return exit_failed;
  return totals.failed > 0 ? exit_findings : exit_clean;
}

}  // namespace

std::function<int()> declare_convert(CLI::App& app) {
  app.description("Convert posts to Markdown, JSON, text or HTML, and check that nothing is lost.");
  auto a = std::make_shared<ConvertArguments>();
  std::vector<std::string> names;
  for (const auto& e : exporters::exporters()) names.emplace_back(e.name);
  app.add_option("PATH", a->paths,
                 "files, folders (their posts), patterns, or - for standard input; this folder where none is given");
  app.add_option("-t,--to", a->to, fmt::format("{}", fmt::join(names, ", ")))
      ->required()
      ->check(CLI::IsMember(names))
      ->type_name("FORMAT");
  app.add_option("-o,--output", a->output,
                 "a folder (a file for each post), a file, a .jsonl file, or - for standard output")
      ->type_name("OUT");
  app.add_option("--from", a->from, "how Markdown is read: kramdown, gfm, commonmark (else as _config.yml says)")
      ->check(CLI::IsMember({"kramdown", "gfm", "commonmark"}))
      ->type_name("FLAVOUR");
  app.add_option("--front-matter", a->front_matter, "keep it byte for byte (Markdown's default), or none")
      ->check(CLI::IsMember({"keep", "none"}))
      ->type_name("HOW");
  app.add_flag("--no-verify", a->no_verify, "do not read the output back and compare");
  app.add_option("--raw-html", a->raw_html, "HTML in Markdown: never, as a fallback, or keep what was HTML")
      ->check(CLI::IsMember({"never", "fallback", "keep"}))
      ->capture_default_str()
      ->type_name("WHEN");
  app.add_option("--emphasis", a->emphasis,
                 "the last resort for emphasis that delimiters cannot mark: html, charref or comment")
      ->check(CLI::IsMember({"html", "charref", "comment"}))
      ->capture_default_str()
      ->type_name("HOW");
  app.add_option("--cjk-breaks", a->cjk_breaks, "line ends between Han or kana characters: keep or join")
      ->check(CLI::IsMember({"keep", "join"}))
      ->capture_default_str()
      ->type_name("HOW");
  app.add_option(
         "--typography", a->typography,
         "quotes, dashes and dots that kramdown makes typographic: source (as typed; what --to kramdown does where all "
         "become again what they were) or rendered")
      ->check(CLI::IsMember({"source", "rendered"}))
      ->type_name("HOW");
  app.add_option("--embeds", a->embeds, "iframes, videos and the like: keep them as HTML, or a link to what they show")
      ->check(CLI::IsMember({"keep", "link"}))
      ->capture_default_str()
      ->type_name("HOW");
  app.add_option("--links", a->links, "inline, reference, footnote or drop")
      ->check(CLI::IsMember({"inline", "reference", "footnote", "drop"}))
      ->type_name("HOW");
  app.add_option("--base-url", a->base_url, "put before links and images that have no host")->type_name("URL");
  app.add_option("--columns", a->columns, "text: break lines at this many cells (0: one line a paragraph)")
      ->capture_default_str()
      ->type_name("N");
  app.add_option("--fields", a->fields, "json: only these members")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,…");
  app.add_option("--schema", a->schema, "json: galley, jsonfeed or dolma")
      ->check(CLI::IsMember({"galley", "jsonfeed", "dolma"}))
      ->capture_default_str()
      ->type_name("NAME");
  app.add_option("--stdin-filename", a->stdin_filename, "the path that standard input stands for")->type_name("PATH");
  app.add_option("-j,--jobs", a->jobs, "how many threads (0: one for each core)")
      ->capture_default_str()
      ->type_name("N");
  app.add_flag("-q,--quiet", a->quiet, "no summary");
  return [a] { return convert(*a); };
}

}  // namespace galley::cli
