#include "cli/config/starter.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/config/lookup.h"
#include "cli/output.h"
#include "core/archive/load.h"
#include "core/site/find_posts.h"
#include "core/text/json.h"
#include "rules/front_matter_facts.h"
#include "rules/pass.h"
#include "rules/registry.h"

namespace galley::cli::config {
namespace {

constexpr std::size_t enough = 20;  // posts, before a custom of the archive is one

std::string percent(std::size_t part, std::size_t whole) {
  return fmt::format("{} %", whole == 0 ? 0 : (part * 100 + whole / 2) / whole);
}

// What the sample tells.
struct Survey {
  std::size_t posts = 0, read = 0, unreadable = 0;
  std::size_t with_errors = 0, findings = 0;
  std::map<std::string_view, std::size_t> posts_by_rule;  // of rules that are on by default
  std::map<std::string, std::size_t> keys;                // posts that have the key, and not empty
  std::set<std::string> spaced;                           // terms given as a text with spaces in it
  std::set<std::string> words;                            // terms given otherwise
};

void survey_front_matter(const post::Post& post, Survey& survey) {
  const post::FrontMatter& fm = post.front_matter;
  if (!fm.readable() || fm.yaml.empty()) return;
  std::set<std::string> keys;
  for (const post::Entry& entry : fm.yaml.entries(fm.yaml.root())) {
    const post::NodeId name = fm.yaml.resolve(entry.key);
    if (name == post::no_node || fm.yaml[name].kind != post::NodeKind::scalar) continue;
    const std::string key(fm.yaml.text(name));
    if (!rules::is_empty(fm.yaml, entry.value)) keys.insert(key);
    if (key != "categories" && key != "tags") continue;
    const post::NodeId value = fm.yaml.resolve(entry.value);
    if (value == post::no_node) continue;
    const bool is_text = fm.yaml[value].kind == post::NodeKind::scalar;
    const auto terms = rules::terms_of(post, entry.value);
    if (is_text && terms.size() > 1)
      survey.spaced.insert(std::string(fm.yaml.text(value)));
    else
      for (const rules::Term& term : terms) survey.words.insert(term.text);
  }
  for (const std::string& key : keys) ++survey.keys[key];
}

Survey survey_posts(archive::FileStore& files, const std::vector<archive::Input>& posts, const site::Sites& sites) {
  Survey survey;
  survey.posts = posts.size();
  rules::Selection selection = rules::Selection::defaults();
  rules::Pass pass(selection);
  body::HtmlParser parser;
  rules::Settings settings;
  settings.now = {4102444800, 0};  // 2100: whether a date is to come is no matter of configuration
  const std::size_t count = std::min(posts.size(), starter_sample);
  for (std::size_t i = 0; i < count; ++i) {
    const archive::Input& input = posts[i * posts.size() / count];
    const auto post = archive::load_post(files, input, sites.at(input.site).reading, parser);
    if (!post) {
      ++survey.unreadable;
      continue;
    }
    ++survey.read;
    survey_front_matter(*post, survey);
    std::set<std::string_view> codes;
    bool has_error = false;
    for (const rules::Finding& f : pass.run(*post, settings)) {
      ++survey.findings;
      codes.insert(f.rule->code);
      has_error = has_error || f.level == rules::Level::error;
    }
    if (has_error) ++survey.with_errors;
    for (const std::string_view code : codes) ++survey.posts_by_rule[code];
  }
  return survey;
}

// Terms with spaces whose parts occur nowhere else are names, and Jekyll takes them apart.
bool parts_stand_alone(const Survey& survey, std::string& example) {
  std::map<std::string, std::size_t> part_of;
  const auto parts = [](const std::string& text) {
    std::set<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
      if (end > at) out.insert(text.substr(at, end - at));
      at = end + 1;
    }
    return out;
  };
  for (const std::string& term : survey.spaced)
    for (const std::string& part : parts(term)) ++part_of[part];
  for (const std::string& term : survey.spaced) {
    for (const std::string& part : parts(term))
      if (part_of[part] > 1 || survey.words.contains(part)) return false;
    if (example.empty()) example = term;
  }
  return !survey.spaced.empty();
}

std::string yaml_list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) {
    const bool plain = !item.empty() &&
                       item.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-0123456789/") ==
                           std::string::npos &&
                       item.front() != '-' && post::type_plain_scalar(item).type == post::Scalar::Type::string;
    out += (out.empty() ? "" : ", ") + (plain ? item : JsonWriter().text(item).take());
  }
  return "[" + out + "]";
}

bool heed_gitignore(const std::string&) { return true; }

// Folders that `_config.yml` keeps out of the build, and that hold posts.
std::vector<std::string> unbuilt(archive::FileStore& files, const std::string& folder, const site::Site& site) {
  std::vector<std::string> out;
  const auto defaults = site::default_site_config().exclude;
  for (const std::string& name : site.config.exclude) {
    if (std::find(defaults.begin(), defaults.end(), name) != defaults.end()) continue;
    std::string plain = name;
    while (plain.ends_with('/')) plain.pop_back();
    if (plain.empty() || plain.find_first_of("*?[") != std::string::npos) continue;
    const std::string path = beside(folder == "." ? "" : folder, plain);
    if (files.type(path) != archive::FileType::folder) continue;
    site::Sites sites(files);
    const archive::Inputs found = site::find_posts(files, {path}, {}, heed_gitignore, sites);
    if (!found.posts.empty()) out.push_back(plain + "/**");
  }
  return out;
}

class Text {
 public:
  void comment(std::string_view text) { out_ += fmt::format("# {}\n", text); }
  void line(std::string_view text) { out_ += fmt::format("{}\n", text); }
  void gap() { out_ += "\n"; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

void write_rules(const Survey& survey, Text& text, std::vector<std::string>& notes) {
  std::vector<std::string> required;
  if (survey.read >= enough)
    for (const auto& [key, posts] : survey.keys)
      if (posts == survey.read && key != "galley") required.push_back(key);
  if (required.size() > 1 && required.size() <= 12) {
    text.comment(fmt::format("Each of the {} has these keys, so a post without one is most likely a mistake.",
                             counted(survey.read, "post")));
    text.line("rules:");
    text.line(fmt::format("  FM005: {{required: {}}}", yaml_list(required)));
    text.gap();
    notes.push_back(fmt::format("every post has {}: required from now on (FM005)", fmt::join(required, ", ")));
  }
}

void write_frequent(const Survey& survey, Text& text) {
  std::vector<std::pair<std::size_t, std::string_view>> frequent;
  for (const auto& [code, posts] : survey.posts_by_rule)
    if (survey.read >= enough && posts * 3 > survey.read) frequent.emplace_back(posts, code);
  if (frequent.empty()) return;
  std::sort(frequent.rbegin(), frequent.rend());
  text.comment("What is reported most. Where that is how the archive is meant to be, take the `#` away:");
  for (const auto& [posts, code] : frequent) {
    const rules::RuleEntry* rule = rules::find_rule(code);
    text.comment(fmt::format("  {} {}: {} of the posts", code, rule->info.name, percent(posts, survey.read)));
  }
  std::vector<std::string> codes;
  for (const auto& [posts, code] : frequent) codes.emplace_back(code);
  text.comment(fmt::format("ignore: {}", yaml_list(codes)));
  text.gap();
}

}  // namespace

tl::expected<Starter, std::string> starter_for(archive::FileStore& files, const std::string& named) {
  if (files.type(named) != archive::FileType::folder) return tl::unexpected(fmt::format("{}: no such folder", named));
  site::Sites sites(files);
  std::string folder = named;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  const archive::Input here = archive::input_named(files, beside(folder == "." ? "" : folder, "x.md"));
  if (!here.site.empty()) folder = here.site;
  const bool has_site = !here.site.empty();
  const site::Site& site = sites.load(here.site);
  if (!sites.errors().empty()) return tl::unexpected(sites.errors().front().message());

  archive::Inputs inputs = site::find_posts(files, {folder}, {}, heed_gitignore, sites);
  const std::vector<std::string> excluded = unbuilt(files, folder, site);
  std::erase_if(inputs.posts, [&](const archive::Input& input) {
    const std::string_view below =
        folder == "." ? std::string_view(input.path)
                      : std::string_view(input.path).substr(std::min(input.path.size(), folder.size() + 1));
    return std::any_of(excluded.begin(), excluded.end(), [&](const std::string& e) { return path_matches(e, below); });
  });
  const Survey survey = survey_posts(files, inputs.posts, sites);

  Starter starter;
  starter.path = from_here(files, beside(folder == "." ? "" : folder, config_name));
  const std::string renderer(post::to_string(site.reading.markdown));
  if (has_site) {
    starter.notes.push_back(fmt::format("read {}: Markdown by {}, time zone {}",
                                        from_here(files, beside(folder == "." ? "" : folder, site::site_config_name)),
                                        renderer, site.config.timezone.empty() ? "not said" : site.config.timezone));
  } else {
    starter.notes.push_back(
        fmt::format("no _config.yml at or above {}: posts are read as Jekyll's defaults say", folder));
  }
  for (const auto& warning : site.config.warnings) starter.notes.push_back(warning.message());
  starter.notes.push_back(survey.posts == survey.read
                              ? fmt::format("read {}", counted(survey.read, "post"))
                              : fmt::format("read {} of {}", survey.read, counted(survey.posts, "post")));

  Text text;
  text.comment(
      "How galley checks the posts here. `galley config PATH` prints what holds for a path, `galley rules` lists the "
      "rules,");
  text.comment(
      "`galley config --schema` prints a JSON Schema for editors. Values that are not here are galley's defaults.");
  text.comment(survey.posts == survey.read
                   ? fmt::format("Written by `galley init` after reading {}.", counted(survey.read, "post"))
                   : fmt::format("Written by `galley init` after reading {} of {}.", survey.read,
                                 counted(survey.posts, "post")));
  text.gap();
  if (has_site && site.config.find("markdown") != nullptr)
    text.comment(fmt::format(
        "_config.yml has Markdown rendered by {}, and that holds. Where something else renders the posts, name it:",
        renderer));
  else
    text.comment(
        "Jekyll renders Markdown by kramdown unless _config.yml says otherwise. Where something else does, name it:");
  text.comment(fmt::format("renderer: {}   # kramdown, gfm or commonmark", renderer == "html" ? "kramdown" : renderer));
  text.gap();
  if (!excluded.empty()) {
    text.comment("_config.yml keeps these out of the build.");
    text.line(fmt::format("exclude: {}", yaml_list(excluded)));
    text.gap();
    starter.notes.push_back(fmt::format("_config.yml excludes {}: left out", fmt::join(excluded, ", ")));
  }
  std::string example;
  if (parts_stand_alone(survey, example)) {
    text.comment(
        fmt::format("Jekyll takes a category or tag such as `{}` apart at its spaces, and the parts occur nowhere "
                    "else: they are names.",
                    example));
    text.comment("FM012 reports them.");
    text.line("extend-select: [FM012]");
    text.gap();
    starter.notes.push_back(
        fmt::format("terms with spaces, as `{}`, whose parts occur nowhere else: FM012 is on", example));
  }
  write_rules(survey, text, starter.notes);
  write_frequent(survey, text);
  text.comment("What makes the exit status 1: error, warning or never.");
  text.line("fail-on: error");
  if (survey.with_errors > 0) {
    text.gap();
    text.comment(
        fmt::format("{} of the posts read {} errors. `galley lint --write-baseline` records what is there now in",
                    survey.with_errors, survey.with_errors == 1 ? "has" : "have"));
    text.comment(".galley-baseline.json; from then on only what is new is reported.");
    starter.notes.push_back(fmt::format(
        "{} of {} {} errors; `galley lint --write-baseline` records them, so that only new ones are reported",
        survey.with_errors, counted(survey.read, "post"), survey.with_errors == 1 ? "has" : "have"));
  }
  starter.text = text.take();
  return starter;
}

}  // namespace galley::cli::config
