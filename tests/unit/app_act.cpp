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
  CHECK(app::hub_word(journal, erasure->events) == desk::HubWord::waiting);
  const journal::Epoch epoch = journal.epochs()->back();
  const bool believed = GENERATE(true, false);  // the hub may acknowledge it and yet set it aside
  const std::vector<std::uint64_t> set_aside = {epoch.last};
  REQUIRE(journal.acknowledge(epoch.name, epoch.last, {}, believed ? std::span<std::uint64_t const>() : set_aside));
  CHECK(app::hub_word(journal, erasure->events) == (believed ? desk::HubWord::accepted : desk::HubWord::refused));
  CHECK(app::confirm_acts(journal, *words, world.moment()) == 0U);
  const std::string confirmed = act_of(*file);
  CHECK((confirmed != act) == enrolled);
  CHECK(confirmed.contains("has confirmed") == (enrolled && believed));
  CHECK(confirmed.contains("did not accept 1 ") == (enrolled && !believed));
  CHECK(confirmed.contains("Сервер не принял 1 запись") == (enrolled && !believed));
  CHECK(app::confirm_acts(journal, *words, world.moment()) == 0U);
  CHECK(act_of(*file) == confirmed);  // once
}

TEST_CASE("an act of several counts as confirmed only when the hub accepted each of them", "[contacts]") {
  const testing::TempDir dir;
  testing::FakeWorld world(62);
  const auto key = event::make_site_key(world.random());
  auto journal = testing::open_journal(dir.path(), world);
  std::vector<desk::Left> items;
  for (int i = 0; i < 3; ++i) {
    const event::Fact fact = world.with_contact(key.open, "a@b.ru");
    REQUIRE(journal.append(std::vector{fact}));
    desk::Left& left = items.emplace_back();
    left.id = fact.id;
    left.channel = "email";
  }
  const auto erasure = app::erase(journal, items, {"Анна", "owner"}, world.moment(), world.random());
  REQUIRE(erasure);
  REQUIRE(erasure->events.size() == 3);
  const journal::Epoch epoch = journal.epochs()->back();
  const std::vector<std::uint64_t> first = {epoch.last - 2};
  REQUIRE(journal.acknowledge(epoch.name, epoch.last - 1, {}, first));
  CHECK(app::hub_word(journal, erasure->events) == desk::HubWord::waiting);
  REQUIRE(journal.acknowledge(epoch.name, epoch.last));
  CHECK(app::hub_word(journal, erasure->events) == desk::HubWord::refused);
}

TEST_CASE("an act names the files beside the store: those it is gone from, and those nobody could get into",
          "[contacts]") {
  const auto words = app::open_words(std::filesystem::path(BINARY_DIR) / "assets");
  REQUIRE(words);
  app::Erasure erasure;
  erasure.by = {"Анна", "owner"};
  erasure.copies = {.cleaned = {"journal.damaged-1.db", "journal.damaged-1.db-wal"},
                    .unreached = {"journal.damaged-2.db"},
                    .log_waits = GENERATE(true, false)};
  for (const auto& [language, text] : *words) {
    const std::string act = app::act_text(erasure, text);
    CHECK(act.contains("journal.damaged-1.db, journal.damaged-1.db-wal"));
    CHECK(act.contains("journal.damaged-2.db"));
    CHECK(act.contains(text.get("act.log")) == erasure.copies.log_waits);
  }
  erasure.copies = {};
  for (const auto& [language, text] : *words) CHECK_FALSE(app::act_text(erasure, text).contains("damaged"));
}
