// The encrypted archive: what goes in comes out, and nothing that was cut off or altered passes for whole.
#include <catch2/catch.hpp>
#include <random>
#include <sstream>

#include "kiosk/admin/archive.h"
#include "kiosk/admin/tar.h"

using namespace chalkpoint;

namespace {

const std::string kPassphrase = "белый мел на доске";

event::Random seeded(std::uint64_t seed) {
  return [engine = std::mt19937_64(seed)](std::span<std::uint8_t> out) mutable {
    for (auto& octet : out) octet = static_cast<std::uint8_t>(engine());
  };
}

std::string some_octets(std::size_t count) {
  std::string out(count, '\0');
  std::mt19937_64 engine(7);
  for (char& c : out) c = static_cast<char>(engine());
  return out;
}

std::string packed(std::string_view plain, std::size_t piece) {
  std::string out;
  auto archive = admin::ArchiveWriter::begin(kPassphrase, seeded(1), [&](std::string_view octets) {
    out += octets;
    return std::expected<void, event::Problem>();
  });
  REQUIRE(archive);
  for (std::size_t at = 0; at < plain.size(); at += piece) REQUIRE((*archive)->write(plain.substr(at, piece)));
  REQUIRE((*archive)->finish());
  return out;
}

struct Opened {
  std::string plain, problem;
};
Opened opened(const std::string& sealed, const std::string& passphrase = kPassphrase) {
  std::istringstream in(sealed);
  Opened out;
  const auto read = admin::read_archive(in, passphrase, [&](std::string_view octets) {
    out.plain += octets;
    return std::expected<void, event::Problem>();
  });
  if (!read) out.problem = read.error().what;
  return out;
}

}  // namespace

TEST_CASE("an archive gives back what was put into it, at every length around a chunk", "[export]") {
  constexpr std::size_t kChunk = 64 * 1024;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kChunk - 1, kChunk, kChunk + 1, 3 * kChunk}) {
    CAPTURE(size);
    const std::string plain = some_octets(size), sealed = packed(plain, 10'007);
    const Opened out = opened(sealed);
    CHECK(out.problem.empty());
    CHECK(out.plain == plain);
    if (size >= 64) CHECK_FALSE(sealed.contains(plain.substr(0, 64)));
  }
}

TEST_CASE("an archive that is cut off or altered anywhere is refused, with the place", "[export]") {
  const std::string plain = some_octets(200'000), sealed = packed(plain, 70'000);
  for (const std::size_t kept : {std::size_t{3}, std::size_t{50}, std::size_t{80}, std::size_t{81}, std::size_t{65'633},
                                 std::size_t{100'000}, sealed.size() - 1}) {
    CAPTURE(kept);
    const Opened out = opened(sealed.substr(0, kept));
    CHECK_FALSE(out.problem.empty());
    CHECK(plain.starts_with(out.plain));
    if (kept >= 50) CHECK(out.problem.contains("at octet "));
  }
  for (std::size_t at = 0; at < sealed.size(); at += at < 120 ? 1 : 9'973) {
    std::string altered = sealed;
    altered[at] = static_cast<char>(altered[at] ^ 0x20);
    CAPTURE(at);
    const Opened out = opened(altered);
    CHECK_FALSE(out.problem.empty());
    CHECK(plain.starts_with(out.plain));
  }
  // Chunks in another order, one left out, one said twice, and something after the end.
  const std::size_t head = 80, chunk = 64 * 1024 + 17;
  const std::string first = sealed.substr(head, chunk), second = sealed.substr(head + chunk, chunk),
                    rest = sealed.substr(head + 2 * chunk), begin = sealed.substr(0, head);
  for (const std::string& mixed :
       {begin + second + first + rest, begin + second + rest, begin + first + first + second + rest, sealed + "x"}) {
    const Opened out = opened(mixed);
    CHECK(out.problem.contains("at octet "));
  }
  CHECK(opened("something else").problem.contains("no archive"));
}

TEST_CASE("only its passphrase opens an archive, and a short one is not taken", "[export]") {
  const std::string sealed = packed("words", 100);
  const Opened out = opened(sealed, kPassphrase + " ");
  CHECK(out.problem.contains("passphrase"));
  CHECK(out.plain.empty());
  CHECK_FALSE(admin::is_passphrase("девять 89"));
  CHECK(admin::is_passphrase("десять 890"));
  CHECK_FALSE(admin::ArchiveWriter::begin("short", seeded(1),
                                          [](std::string_view) { return std::expected<void, event::Problem>(); }));
}

TEST_CASE("a tar stream is taken apart as it was put together, and leads nowhere else", "[export]") {
  const std::string large = some_octets(70'000);
  const std::string stream = admin::tar_entry("a/empty", "", 1'795'000'000) +
                             admin::tar_entry("b.txt", std::string(512, 'x'), 1'795'000'000) +
                             admin::tar_entry("c.bin", large, 1'795'000'000) + admin::tar_end();
  for (const std::size_t piece : {std::size_t{1}, std::size_t{511}, std::size_t{513}, stream.size()}) {
    std::vector<std::pair<std::string, std::string>> found;
    admin::TarReader reader([&](const std::string& name, std::string_view content) {
      found.emplace_back(name, content);
      return std::expected<void, event::Problem>();
    });
    for (std::size_t at = 0; at < stream.size(); at += piece) REQUIRE(reader.feed(stream.substr(at, piece)));
    CHECK(reader.whole());
    REQUIRE(found.size() == 3);
    CHECK(found[0] == std::pair<std::string, std::string>("a/empty", ""));
    CHECK(found[1].second == std::string(512, 'x'));
    CHECK(found[2] == std::pair<std::string, std::string>("c.bin", large));
  }
  for (const std::string name : {"../up", "/etc/passwd", "a/../../up", ""}) {
    admin::TarReader reader([](const std::string&, std::string_view) { return std::expected<void, event::Problem>(); });
    CHECK_FALSE(reader.feed(admin::tar_entry(name, "x", 0)));
  }
}
