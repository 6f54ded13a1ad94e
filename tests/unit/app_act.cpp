// The act of an erasure: what was erased and never the contact, in both languages, and the hub's confirmation as soon
// as the hub has acknowledged it.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/app/erasure.h"
#include "tests/temp_dir.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;

namespace {

std::string act_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("an act tells all but the contact, is its owner's alone, and waits for the hub's word", "[contacts]") {
  const testing::TempDir dir;
  testing::FakeWorld world(61);
  const auto key = event::make_site_key(world.random());
  auto journal = testing::open_journal(dir.path(), world);
  const bool enrolled = GENERATE(true, false);
  namespace setting = journal::setting;
  if (enrolled)
    REQUIRE(journal.set_settings({{std::string(setting::kToken), "t0ken"},
                                  {std::string(setting::kSite), "club"},
                                  {std::string(setting::kDeviceName), "Lobby"}}));
  event::Fact left = world.with_contact(key.open, "+7 916 555-44-33"), other = world.with_contact(key.open, "a@b.ru");
  left.data["code"] = "K7MP";
  REQUIRE(journal.append(std::vector{left, other}));
  const app::OnStore store = [&journal](const auto& work) { work(journal); };
  const app::OpenBox open = [&key](std::string_view box) -> std::optional<std::string> {
    auto text = event::open_contact(box, key);
    return text ? std::optional(std::move(*text)) : std::nullopt;
  };
  const auto found = app::left_by(store, "8 916 555 44 33", open);
  REQUIRE(found);
  REQUIRE(found->found.size() == 1);
  CHECK(found->found.at(0).id == left.id);
  CHECK(app::left_by(store, "+7 916 555-44-34", open)->found.empty());
  CHECK(app::left_by(store, "", open)->found.empty());

  const auto words = app::open_words(std::filesystem::path(BINARY_DIR) / "assets");
  REQUIRE(words);
  const auto erasure = app::erase(journal, found->found, {"Анна", "owner"}, world.moment(), world.random());
  REQUIRE(erasure);
  CHECK_FALSE(*journal.sealed_box(left.id));
  CHECK(journal.sealed_box(other.id)->has_value());
  const auto file = app::keep_act(journal, dir.path(), *erasure, *words);
  REQUIRE(file);
  const auto again = app::keep_act(journal, dir.path(), *erasure, *words);  // within the same second
  REQUIRE(again);
  CHECK(*again != *file);
  const auto rights = std::filesystem::status(*file).permissions();
  CHECK((rights & ~(std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)) ==
        std::filesystem::perms::none);
  const std::string act = act_of(*file);
  for (const char* said : {"K7MP", "Анна", "Акт об удалении", "Act of the erasure"}) CHECK(act.contains(said));
  CHECK_FALSE(act.contains("555"));
  CHECK(act.contains("Lobby") == enrolled);

  REQUIRE(app::confirm_acts(journal, *words, world.moment()));
  CHECK(act_of(*file) == act);  // the hub has said nothing yet
  const journal::Epoch epoch = journal.epochs()->back();
  REQUIRE(journal.acknowledge(epoch.name, epoch.last));
  REQUIRE(app::confirm_acts(journal, *words, world.moment()));
  const std::string confirmed = act_of(*file);
  CHECK((confirmed != act) == enrolled);
  CHECK(confirmed.contains("has confirmed") == enrolled);
  REQUIRE(app::confirm_acts(journal, *words, world.moment()));
  CHECK(act_of(*file) == confirmed);  // once
}
