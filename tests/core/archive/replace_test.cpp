// Replacing a file on a real disk: what is kept, and what is refused.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "core/archive/file_store.h"

namespace fs = std::filesystem;
using galley::archive::disk;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "galley-replace-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  std::string path_;
};

void put(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

std::string get(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

mode_t mode_of(const std::string& path) {
  struct stat st {};
  REQUIRE(::stat(path.c_str(), &st) == 0);
  return st.st_mode & 07777;
}

}  // namespace

TEST_CASE("replacing keeps the mode and leaves nothing beside the file") {
  const Folder folder;
  put(folder / "a.md", "old");
  REQUIRE(::chmod((folder / "a.md").c_str(), 0751) == 0);
  REQUIRE(disk().replace(folder / "a.md", "old", "new"));
  CHECK(get(folder / "a.md") == "new");
  CHECK(mode_of(folder / "a.md") == 0751);
  CHECK(folder.files() == 1);
}

TEST_CASE("a file that has changed meanwhile is left as it is") {
  const Folder folder;
  put(folder / "a.md", "theirs");
  const auto replaced = disk().replace(folder / "a.md", "old", "new");
  REQUIRE(!replaced);
  CHECK(replaced.error().cause.find("changed by something else") != std::string::npos);
  CHECK(get(folder / "a.md") == "theirs");
  CHECK(folder.files() == 1);
  put(folder / "b.md", "much longer than either of the two");
  CHECK(!disk().replace(folder / "b.md", "old", "new"));
  CHECK(get(folder / "b.md") == "much longer than either of the two");
}

TEST_CASE("a file that is gone is not made again") {
  const Folder folder;
  CHECK(!disk().replace(folder / "a.md", "old", "new"));
  CHECK(folder.files() == 0);
}

TEST_CASE("a file that another path has mended already is fine") {
  const Folder folder;
  put(folder / "a.md", "new");
  CHECK(disk().replace(folder / "a.md", "old", "new"));
}

TEST_CASE("a link stays, and what it points to is replaced") {
  const Folder folder;
  put(folder / "real.md", "old");
  fs::create_symlink("real.md", folder / "link.md");
  REQUIRE(disk().replace(folder / "link.md", "old", "new"));
  CHECK(fs::is_symlink(folder / "link.md"));
  CHECK(get(folder / "real.md") == "new");
}
