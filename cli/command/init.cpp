#include <fmt/format.h>

#include "cli/command/command.h"
#include "cli/config/starter.h"
#include "cli/output.h"

namespace galley::cli {

Action declare_init(Command& app) {
  app.description(
      "Write a starter .galley.yml for the site in this folder, from its _config.yml and a sample of its posts.");
  auto folder = std::make_shared<std::string>(".");
  auto print = std::make_shared<bool>(false);
  app.option("FOLDER", folder.get(), "the site (this folder where none is given)").value_name("DIR");
  app.option("--print", print.get(), "print it instead of writing it");
  return [folder, print](CommandLine&) -> int {
    archive::FileStore& files = archive::disk();
    const auto starter = config::starter_for(files, *folder);
    if (!starter) {
      say(starter.error());
      return exit_failed;
    }
    for (const std::string& line : starter->notes) say(line);
    if (*print) {
      write_out(starter->text);
      return exit_clean;
    }
    if (files.type(starter->path) != archive::FileType::missing) {
      say(fmt::format("{}: is there already, and stays as it is; `galley init --print` shows what would be written",
                      starter->path));
      return exit_failed;
    }
    if (const auto wrote = files.write(starter->path, starter->text, false); !wrote) {
      say(wrote.error().message());
      return exit_failed;
    }
    say(fmt::format("wrote {}; `galley config` prints what holds now", starter->path));
    return exit_clean;
  };
}

}  // namespace galley::cli
