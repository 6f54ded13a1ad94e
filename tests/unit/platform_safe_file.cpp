// What goes out of the terminal is whole under its name, or not there.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "platform/safe_file.h"
#include "tests/temp_dir.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
namespace fs = std::filesystem;
using platform::SafeFile;
using platform::SafeFolder;

namespace {

std::string content_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

std::size_t count_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a file has its name only when it is whole; one that is given up leaves the old one", "[export]") {
  TempDir dir;
  const fs::path file = dir.path() / "answers.csv";
  {
    auto out = SafeFile::open(file);
    REQUIRE(out);
    REQUIRE(out->write("new"));
    CHECK_FALSE(fs::exists(file));
    CHECK(out->size() == 3);
    REQUIRE(out->finish());
  }
  CHECK(content_of(file) == "new");
  {
    auto out = SafeFile::open(file);
    REQUIRE(out);
    REQUIRE(out->write(std::string(9 << 20, 'x')));
    CHECK(content_of(file) == "new");
  }
  CHECK(content_of(file) == "new");
  CHECK(count_in(dir.path()) == 1);
}

TEST_CASE("what a crash left is replaced, and never written through", "[export]") {
  TempDir dir;
  const fs::path file = dir.path() / "a.csv", own = dir.path() / "own";
  std::ofstream(own) << "ours";
  fs::create_symlink(own, file.string() + ".part");
  auto out = SafeFile::open(file);
  REQUIRE(out);
  REQUIRE(out->write("theirs"));
  REQUIRE(out->finish());
  CHECK(content_of(own) == "ours");
  CHECK(content_of(file) == "theirs");
  CHECK_FALSE(fs::is_symlink(file));
}

TEST_CASE("a place that cannot be written is told by what it is", "[export]") {
  TempDir dir;
  const auto gone = SafeFile::open(dir.path() / "none" / "a.csv");
  REQUIRE_FALSE(gone);
  CHECK(gone.error().trouble == platform::Trouble::gone);
  CHECK_FALSE(gone.error().said.remedy.empty());
  fs::create_directory(dir.path() / "folder");
  CHECK_FALSE(SafeFile::open(dir.path() / "folder"));
  CHECK(platform::trouble_of(ENOSPC) == platform::Trouble::full);
  CHECK(platform::trouble_of(EROFS) == platform::Trouble::read_only);
  CHECK(platform::trouble_of(EIO) == platform::Trouble::gone);
  CHECK(platform::trouble_of(EACCES) == platform::Trouble::denied);
}

TEST_CASE("a folder comes whole or not at all, and replaces none", "[export]") {
  TempDir dir;
  const fs::path folder = dir.path() / "board";
  {
    auto out = SafeFolder::open(folder);
    REQUIRE(out);
    REQUIRE(out->put("a.svg", "a"));
    CHECK_FALSE(fs::exists(folder));
  }
  CHECK(count_in(dir.path()) == 0);
  auto out = SafeFolder::open(folder);
  REQUIRE(out);
  REQUIRE(out->put("notes/a.svg", "a"));
  REQUIRE(out->put("b.png", "b"));
  REQUIRE(out->finish());
  CHECK(content_of(folder / "notes" / "a.svg") == "a");
  CHECK(count_in(dir.path()) == 1);
  CHECK_FALSE(SafeFolder::open(folder));
}
