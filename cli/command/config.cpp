#include <fmt/format.h>

#include "cli/command/command.h"
#include "cli/config/print.h"
#include "cli/config/run.h"
#include "cli/output.h"
#include "core/archive/inputs.h"

namespace galley::cli {
namespace {

struct ConfigArguments {
  std::string path = ".";
  std::string format = "text";
  bool schema = false;
  config::Arguments config;
  SelectionRequest selection;
};

int show(const ConfigArguments& args, const Program& program) {
  config::Keys keys = config::keys_of(program);
  if (args.schema) {
    write_out(config::schema_of(keys));
    return exit_clean;
  }
  auto selection = layer_of(args.selection);
  if (!selection) {
    say(selection.error());
    return exit_failed;
  }
  archive::FileStore& files = archive::disk();
  const archive::FileType type = files.type(args.path);
  if (type == archive::FileType::missing) {
    say(fmt::format("{}: no such file or folder", args.path));
    return exit_failed;
  }
  config::Lookup lookup(files, std::move(keys), config::request_of(args.config, std::move(*selection)));
  const bool folder = type == archive::FileType::folder;
  const std::string path = folder && !args.path.ends_with('/') ? args.path + "/" : args.path;
  config::View view;
  view.path = args.path;
  view.rules = &lookup.rules_for(path);
  view.excluded = lookup.excluded(path);
  view.keys = &lookup.keys();
  if (config::say_problems(lookup)) return exit_failed;

  site::Sites sites(files);
  const archive::Input input = archive::input_named(files, folder ? path + "x" : path);
  const site::Site& site = sites.load(input.site);
  for (const archive::FileError& e : sites.errors()) say(e.message());
  view.renderer.name = post::to_string(site.reading.markdown);
  if (view.rules->renderer != nullptr) {
    view.renderer = {view.rules->renderer->text, view.rules->renderer->from};
  } else if (site.config.find("markdown") != nullptr) {
    view.renderer.from.source =
        config::from_here(files, config::beside(site.folder == "." ? "" : site.folder, site::site_config_name));
  }
  write_out(args.format == "json" ? config::as_json(view) : config::as_yaml(view));
  return sites.errors().empty() ? exit_clean : exit_failed;
}

}  // namespace

Action declare_config(Command& app) {
  app.description("Print what holds for a path, and where each value is said.");
  auto args = std::make_shared<ConfigArguments>();
  app.option("PATH", &args->path, "a post or a folder (this one where none is given)");
  app.option("-f,--format", &args->format, "text (YAML with the origin of each value) or json")
      .choices({"text", "json"})
      .shows_default()
      .value_name("NAME");
  app.option("--schema", &args->schema, "print the JSON Schema of .galley.yml, for editors");
  config::add_selection_options(app, args->selection);
  config::add_options(app, args->config);
  return [args, &app](CommandLine&) { return show(*args, app.program()); };
}

}  // namespace galley::cli
