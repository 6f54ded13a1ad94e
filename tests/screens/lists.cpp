// The lists of whom to call on the real terminal, by touch target: what is brought is kept only after a confirmation,
// nobody is shown to who passes by, and what was said on one call holds for all.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

event::Uuid worker(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

class Caller : public Person {
 public:
  explicit Caller(const Folder& folder, const std::string& role = "staff", test::Setup setup = {})
      : Person(folder.path(), std::move(setup)), folder_(folder.path()) {
    tell(event::PersonEnlisted{worker(1), "Анна", role, hashed_pin(), {"Пётр", "owner"}});
  }
  void sign_in() { come_in(1); }
  void put(const std::string& file, const std::string& table) {
    std::ofstream(folder_ / "import" / file, std::ios::binary) << table;
  }
  /// From a list to the preview of the only file.
  void preview() {
    tap("import.open");
    REQUIRE(screen() == "staff.import");
    look_until([&] { return sees("import.0.open"); });
    tap("import.0.open");
    wait_while("staff.import");
    REQUIRE(screen() == "staff.sheet");
  }
  void bring(const std::string& table) {
    put("list.csv", table);
    preview();
    tap("import.keep");
    wait_while("staff.sheet");
  }
  const std::vector<desk::Row>& rows() { return model().staff_notes().calling.rows; }
  const desk::Row& row(const std::string& name) {
    for (const desk::Row& one : rows())
      if (one.client && one.client->name == name) return one;
    throw std::runtime_error("nobody of this name on the list");
  }
  static std::string target(const event::Uuid& id) { return "call." + id.text().substr(28) + ".open"; }
  void open(const std::string& name) {
    tap(target(row(name).id));
    REQUIRE(screen() == "staff.call");
  }
  bool any_label_holds(std::string_view words) {
    return std::ranges::any_of(ui().targets(), [&](const ui::Target& one) { return one.label.contains(words); });
  }
  std::size_t due(desk::Kind kind) {
    for (const desk::Waiting& item : model().staff_notes().queue)
      if (item.kind == kind) return item.count;
    return 0;
  }
  std::size_t count_of(std::string_view type) {
    std::size_t count = 0;
    for (const Kept& one : kept()) count += one.type == type ? 1 : 0;
    return count;
  }
  /// Whether these octets lie in the clear in any file of the store.
  bool lies_in_store(std::string_view octets) const {
    for (const char* name : {"journal.db", "journal.db-wal"}) {
      std::ifstream in(folder_ / name, std::ios::binary);
      const std::string raw{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
      if (raw.find(octets) != std::string::npos) return true;
    }
    return false;
  }

 private:
  std::filesystem::path folder_;
};

constexpr const char* kTable =
    "Имя;Телефон;Статус\nОльга Фёдорова;8 916 123-45-67;постоянный\nБез номера;;\nПётр;89161234568;впервые\nДважды;+7 "
    "916 1234567;\n";

}  // namespace

TEST_CASE("a table is looked at first and kept only after a confirmation, in every shape and language", "[lists]") {
  for (const std::string language : test::kLanguages)
    for (const test::Shape shape : test::kShapes) {
      const Folder folder;
      Caller caller(folder, "staff", {.shape = shape, .language = language});
      caller.put("list.csv", kTable);
      caller.sign_in();
      caller.tap("calls.open");
      REQUIRE(caller.screen() == "staff.calls");
      caller.preview();
      const desk::Sheet& sheet = *caller.model().staff()->lists.sheet;
      CHECK(sheet.good.size() == 2);
      REQUIRE(sheet.bad.size() == 2);
      CHECK(sheet.bad[0].line == 3);
      CHECK((sheet.bad[1].line == 5 && sheet.bad[1].first_line == 2));
      caller.tap("note.back");
      caller.tap("note.back");
      REQUIRE(caller.screen() == "staff.calls");
      CHECK(caller.rows().empty());

      caller.preview();
      caller.tap("import.keep");
      caller.wait_while("staff.sheet");
      REQUIRE(caller.screen() == "staff.calls");
      REQUIRE(caller.rows().size() == 2);
      CHECK(caller.rows()[0].client->name == "Пётр");  // who came for the first time is called first
      CHECK(caller.due(desk::Kind::call) == 2);
      CHECK(caller.model().staff()->lists.kept_count == 2);
      for (const char* covered : {"Пётр", "Ольга", "4568", "45-67"}) CHECK_FALSE(caller.any_label_holds(covered));
      caller.open("Пётр");
      for (const char* id : {"call.start", "call.unreached", "call.never", "call.number"}) CHECK(caller.sees(id));
      for (const char* covered : {"Пётр", "4568", "45-68"}) CHECK_FALSE(caller.any_label_holds(covered));
      caller.tap("note.back");

      caller.preview();  // the same file again: nobody is on the list twice
      CHECK(caller.model().staff()->lists.sheet->good.empty());
      CHECK_FALSE(caller.sees("import.keep"));
      std::ifstream file(folder.path() / "import" / "list.csv");
      CHECK(std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()} == kTable);
      caller.leave();
      for (const char* clear : {"Ольга", "9161234567", "9161234568"}) CHECK_FALSE(caller.lies_in_store(clear));
    }
}

TEST_CASE("who was not reached is offered again in two hours, who refuses never", "[lists]") {
  const Folder folder;
  Caller caller(folder);
  caller.sign_in();
  caller.tap("calls.open");
  caller.bring(kTable);
  const event::Uuid peter = caller.row("Пётр").id;
  caller.open("Пётр");
  caller.tap("call.unreached");
  REQUIRE(caller.screen() == "staff.calls");
  caller.look_until([&] { return caller.row("Пётр").tries == 1; });
  CHECK(caller.due(desk::Kind::call) == 1);
  CHECK(desk::is_due(caller.row("Пётр"), caller.row("Пётр").again_unix_ms, "2999-01-01"));
  CHECK_FALSE(desk::is_due(caller.row("Пётр"), caller.row("Пётр").again_unix_ms - 1, "2999-01-01"));

  caller.open("Ольга Фёдорова");
  caller.tap("call.never");
  REQUIRE(caller.sees("call.never.sure"));
  caller.tap("call.never.no");
  CHECK(caller.count_of(event::kCallNoted) == 1);
  caller.tap("call.never");
  caller.tap("call.never.sure");
  caller.look_until([&] { return caller.row("Ольга Фёдорова").stop == desk::Stop::refused; });
  CHECK(caller.due(desk::Kind::call) == 0);
  caller.open("Ольга Фёдорова");
  CHECK_FALSE(caller.sees("call.start"));
  caller.tap("note.back");
  // Also on another list, from now on.
  caller.tap("list.renewals");
  caller.bring("Имя,Телефон,Действует до\nОльга Ф.,9161234567,2099-12-31\n");
  CHECK(caller.row("Ольга Ф.").stop == desk::Stop::refused);
  CHECK(caller.count_of(event::kCallNoted) == 2);
  CHECK(caller.verifies());
  CHECK(peter == caller.row("Пётр").id);
}

TEST_CASE("a call that was made is a response about its row, and one call a person", "[lists]") {
  const Folder folder;
  Caller caller(folder);
  caller.sign_in();
  caller.tap("calls.open");
  caller.bring(kTable);
  const event::Uuid olga = caller.row("Ольга Фёдорова").id;
  caller.open("Ольга Фёдорова");
  caller.tap("call.start");
  REQUIRE(caller.screen() == "staff.form.call");
  if (caller.sees("form.fold")) caller.tap("form.fold");
  caller.tap("status.regular");
  caller.tap("score.9");
  caller.tap("next");
  caller.look_until([&] { return caller.screen() == "staff.calls"; });
  caller.look_until([&] { return caller.count_of(event::kCallNoted) == 1; });
  REQUIRE(caller.row("Ольга Фёдорова").asked);
  CHECK(caller.row("Ольга Фёдорова").asked->score == 9);
  CHECK(desk::is_done(caller.row("Ольга Фёдорова")));
  CHECK(caller.due(desk::Kind::call) == 1);
  for (const Person::Kept& one : caller.kept())
    if (one.type == event::kResponseCompleted) {
      CHECK(one.response.touchpoint == "call");
      CHECK(one.response.about == olga);
      CHECK(one.response.by == event::Signature{"Анна", "staff"});
    }
  caller.tap("list.renewals");
  caller.bring("Имя,Телефон,Действует до\nОльга Ф.,9161234567,2099-12-31\n");
  CHECK(caller.row("Ольга Ф.").stop == desk::Stop::recent);
  caller.tap(Caller::target(caller.row("Ольга Ф.").id));
  CHECK_FALSE(caller.sees("call.start"));

  caller.restart();  // what could be read is sealed again; what was done stays done
  caller.sign_in();
  caller.look_until([&] { return caller.rows().size() == 3; });
  for (const desk::Row& row : caller.rows()) CHECK_FALSE(row.client);
  CHECK(caller.due(desk::Kind::call) == 1);
  CHECK(caller.count_of(event::kCallNoted) == 1);
  CHECK(caller.verifies());
}

TEST_CASE("a client is typed with a status and a number", "[lists]") {
  const Folder folder;
  Caller caller(folder, "director");
  caller.sign_in();
  caller.tap("calls.open");
  caller.tap("client.add");
  REQUIRE(caller.screen() == "staff.client");
  caller.type("вера");
  caller.tap("status.lost");
  caller.tap("care.send");
  REQUIRE(caller.screen() == "staff.client.phone");
  caller.type("916123");
  caller.tap("client.keep");
  CHECK(caller.model().staff()->lists.phone_wrong);
  caller.type("4569");
  caller.tap("client.keep");
  caller.wait_while("staff.client.phone");
  REQUIRE(caller.rows().size() == 1);
  CHECK(caller.row("Вера").client == desk::Client{"Вера", "+79161234569", "lost", "", ""});
}

TEST_CASE("the roles see what is theirs: no list for the admin, no contact of a promoter for the staff", "[lists]") {
  for (const std::string role : {"staff", "director", "owner", "admin"}) {
    const Folder folder;
    Caller caller(folder, role);
    caller.tap("nps.10");
    caller.tap("next");
    caller.tap("contact.yes");
    caller.tap("phone");
    caller.type("9161234567");
    caller.tap("consent.agree");
    caller.wait_while("saving");
    caller.wait(6'000);
    caller.sign_in();
    if (role == "admin") {
      CHECK_FALSE(caller.sees("calls.open"));
      for (const desk::Intent& intent :
           {desk::Intent(desk::OpenList{}), desk::Intent(desk::OpenPromoters{}), desk::Intent(desk::AskImport{}),
            desk::Intent(desk::NoteCall{std::string(32, 'a'), event::CallOutcome::refused, {}})}) {
        caller.model().intend(intent);
        CHECK(caller.screen() == "staff.queue");
      }
      CHECK(caller.model().staff_notes().calling == desk::Calling{});
      CHECK(caller.count_of(event::kCallNoted) == 0);
      continue;
    }
    caller.look_until([&] { return caller.due(desk::Kind::promoter) == 1; });
    caller.tap("calls.open");
    caller.tap("list.promoters");
    const desk::Fan fan = caller.model().staff_notes().calling.fans.at(0);
    CHECK_FALSE(fan.contact);
    caller.tap("promoter." + fan.said.id.text().substr(28) + ".open");
    REQUIRE(caller.screen() == "staff.promoter");
    CHECK_FALSE(caller.any_label_holds("4567"));
    caller.tap("call.start");
    REQUIRE(caller.screen() == "staff.form.promoter");
    if (caller.sees("form.fold")) caller.tap("form.fold");
    caller.tap("outcome.thanked");
    caller.tap("next");
    caller.look_until([&] { return caller.screen() == "staff.promoters"; });
    caller.look_until([&] { return caller.model().staff_notes().calling.fans.at(0).asked.has_value(); });
    CHECK(caller.due(desk::Kind::promoter) == 0);
  }
}

TEST_CASE("what midnight or a restart sealed is open again while contacts are", "[lists]") {
  const Folder folder;
  Caller caller(folder, "director", {.shape = {}, .language = "ru", .survey = {}, .bare = false, .wrapped_key = true});
  caller.sign_in();
  caller.tap("calls.open");
  caller.bring(kTable);
  caller.restart();
  caller.sign_in();
  caller.look_until([&] { return caller.rows().size() == 2; });
  CHECK_FALSE(caller.rows()[0].client);
  caller.tap("sections.open");
  caller.tap("contacts.open");
  caller.tap("contacts.unlock");
  caller.type(Person::kPhrase);
  caller.tap("care.send");
  caller.look_until([&] { return caller.rows()[0].client && caller.rows()[1].client; });
  caller.model().intend(desk::Intent(desk::OpenList{desk::List::calls}));
  caller.look();
  caller.open("Пётр");
  CHECK(caller.sees("call.start"));
  caller.model().intend(desk::Intent(desk::CloseContacts{}));
  caller.look();
  for (const desk::Row& row : caller.rows()) CHECK_FALSE(row.client);
  CHECK_FALSE(caller.sees("call.start"));
}

TEST_CASE("what came of a call finds its row although that was sealed, and each talk is noted", "[lists]") {
  const Folder folder;
  Caller caller(folder);
  caller.sign_in();
  caller.tap("calls.open");
  caller.bring(kTable);
  const event::Uuid olga = caller.row("Ольга Фёдорова").id, peter = caller.row("Пётр").id;
  caller.wait(24LL * 3'600'000);  // a midnight went by
  caller.answer_about(olga, {{"status", "regular"}}, "call");
  caller.look_until([&] { return caller.count_of(event::kCallNoted) == 1; });
  caller.wait(60'000);
  caller.answer_about(olga, {{"status", "regular"}}, "call");
  caller.look_until([&] { return caller.count_of(event::kCallNoted) == 2; });
  caller.answer_about(peter, {{"do_not_call", true}}, "call");
  caller.look_until([&] { return caller.count_of(event::kCallNoted) == 3; });
  caller.restart();  // the power went and came back: nothing is noted twice
  caller.sign_in();
  caller.look_until([&] { return caller.rows().size() == 2; });
  for (const desk::Row& row : caller.rows()) CHECK_FALSE(row.client);
  CHECK(caller.due(desk::Kind::call) == 0);
  CHECK(caller.count_of(event::kCallNoted) == 3);

  caller.tap("calls.open");
  caller.tap("list.renewals");
  caller.bring("Имя,Телефон,Действует до\nОльга,9161234567,2099-12-31\nПётр,9161234568,2099-12-31\n");
  CHECK(caller.row("Ольга").stop == desk::Stop::recent);
  CHECK(caller.row("Пётр").stop == desk::Stop::refused);
  CHECK(caller.verifies());
}

TEST_CASE("a list that was sealed and is brought again can be read again, and names nobody twice", "[lists]") {
  const Folder folder;
  Caller caller(folder);
  caller.sign_in();
  caller.tap("calls.open");
  caller.bring(kTable);
  caller.restart();
  caller.sign_in();
  caller.look_until([&] { return caller.rows().size() == 2; });
  caller.tap("calls.open");
  caller.bring(kTable);
  REQUIRE(caller.rows().size() == 2);
  for (const desk::Row& row : caller.rows()) CHECK(row.client);
}

TEST_CASE("a clock that jumps a year ahead erases no list, unless it goes on so for a day", "[lists]") {
  constexpr std::int64_t kYearMs = 366LL * 24 * 3'600'000;
  const Folder folder;
  Caller caller(folder);
  caller.wait(25LL * 3'600'000);  // long enough to be believed
  caller.sign_in();
  caller.tap("calls.open");
  caller.bring(kTable);
  const auto rows_there = [&] {
    caller.sign_in();
    caller.look_until([&] { return caller.model().staff_notes().calling.has_key; });
    for (int i = 0; i < 6 && caller.rows().size() != 2; ++i) caller.wait_for_news();
    const std::size_t count = caller.rows().size();
    caller.tap("staff.close");
    return count;
  };
  caller.tap("staff.close");
  caller.set_clock(kYearMs);
  caller.wait(60'000);
  CHECK(rows_there() == 2);
  caller.restart();
  CHECK(rows_there() == 2);
  caller.set_clock(0);
  caller.wait(60'000);
  CHECK(rows_there() == 2);

  caller.set_clock(kYearMs);
  caller.wait(60'000);
  caller.wait(25LL * 3'600'000);
  for (int i = 0; i < 6 && rows_there() != 0; ++i) caller.wait_for_news();
  CHECK(rows_there() == 0);
}

TEST_CASE("who asked for a call in two hours is in the queue then, without anything else", "[lists]") {
  const Folder folder;
  Caller caller(folder);
  caller.sign_in();
  caller.tap("calls.open");
  caller.bring(kTable);
  caller.open("Пётр");
  caller.tap("call.unreached");
  caller.look_until([&] { return caller.row("Пётр").tries == 1; });
  const std::int64_t again_unix_ms = caller.row("Пётр").again_unix_ms;
  caller.tap("staff.close");
  caller.wait(again_unix_ms - caller.unix_ms() - 60'000);
  caller.sign_in();
  REQUIRE(caller.unix_ms() < again_unix_ms);
  CHECK(caller.due(desk::Kind::call) == 1);
  const auto wake_ms = caller.model().wake_at_ms();
  REQUIRE(wake_ms);
  CHECK(*wake_ms - caller.now_ms() <= again_unix_ms - caller.unix_ms());
  caller.wait(again_unix_ms - caller.unix_ms());
  REQUIRE(caller.screen() == "staff.queue");
  CHECK(caller.due(desk::Kind::call) == 2);
}

TEST_CASE("a promoter's contact is covered until held, and who was not reached or refuses is noted", "[lists]") {
  const std::string contact = GENERATE("+7 916 555-44-33", "olga@example.org");
  const Folder folder;
  Caller caller(folder, "director", {.shape = {}, .language = "ru", .survey = {}, .bare = false, .wrapped_key = true});
  const event::Uuid promoter = caller.leave_contact(contact, 10, "K7MP");
  caller.sign_in();
  const auto fan = [&]() -> const desk::Fan& { return caller.model().staff_notes().calling.fans.at(0); };
  caller.look_until([&] { return caller.due(desk::Kind::promoter) == 1; });
  caller.tap("sections.open");
  caller.tap("contacts.open");
  caller.tap("contacts.unlock");
  caller.type(Person::kPhrase);
  caller.tap("care.send");
  caller.look_until([&] { return fan().contact.has_value(); });
  caller.model().intend(desk::Intent(desk::OpenPromoters{}));
  caller.look();
  caller.tap("promoter." + promoter.text().substr(28) + ".open");
  REQUIRE(caller.screen() == "staff.promoter");
  CHECK(caller.sees("call.number"));
  for (const char* told : {"555", "olga"}) CHECK_FALSE(caller.any_label_holds(told));
  caller.hold("call.number", 2'000);
  CHECK(caller.screen() == "staff.promoter");
  caller.tap("call.unreached");
  caller.look_until([&] { return fan().tries == 1; });
  caller.tap("promoter." + promoter.text().substr(28) + ".open");
  caller.tap("call.never");
  caller.tap("call.never.sure");
  caller.look_until([&] { return fan().refused; });
  CHECK(caller.due(desk::Kind::promoter) == 0);
  CHECK(caller.verifies());
}

TEST_CASE("without a key to seal to no list is taken", "[lists]") {
  const Folder folder;
  Caller caller(folder, "owner", {.shape = {}, .language = "ru", .bare = true});
  caller.put("list.csv", kTable);
  caller.sign_in();
  caller.tap("calls.open");
  for (const char* id : {"import.open", "client.add"}) CHECK_FALSE(caller.sees(id));
  caller.model().intend(desk::Intent(desk::AskClient{}));
  caller.model().intend(desk::Intent(desk::SetText{"вера"}));
  caller.model().intend(desk::Intent(desk::SendText{}));
  for (const char key : std::string("9161234569")) caller.model().intend(desk::Intent(desk::PhoneKey{key}));
  caller.model().intend(desk::Intent(desk::SendText{}));
  caller.look_until([&] { return caller.model().staff()->lists.failed; });
  CHECK(caller.screen() == "staff.client.phone");  // nothing that was typed is lost
  CHECK(caller.rows().empty());
}
