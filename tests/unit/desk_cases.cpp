// Cases at the desk as pure steps: every question leads to one act of an event that may be stored, a step back leads
// where one came from, nothing typed is lost, and no role does what its rights do not allow.
#include <catch2/catch.hpp>

#include "kiosk/desk/desk.h"
#include "sync/event/kinds.h"

namespace chalkpoint::desk {
namespace {

event::Uuid case_item() {
  event::Uuid id;
  id.bytes.fill(9);
  return id;
}

class CaseDesk {
 public:
  explicit CaseDesk(const std::string& role = "staff", const std::string& name = "Анна") {
    state_.screen = Screen::queue;
    state_.care.by = {name, role};
  }
  Step intend(const Intent& intent) {
    in_.now.unix_ms += 1'000;
    in_.now.mono_ms += 1'000;
    ++in_.random[0];
    Step step = update(state_, intent, in_);
    state_ = step.state;
    return step;
  }
  Step type(const std::string& text) {
    intend(SetText{text});
    return intend(SendText{});
  }
  void open(Source source, bool case_first = false) { intend(OpenWaiting{source, case_item(), case_first}); }
  /// The act is one that may be stored; it is.
  template <class What>
  What store(const Step& step) {
    REQUIRE(step.act);
    const auto valid = event::validate(event::type_of(step.act->what), event::to_json(step.act->what));
    if (!valid) FAIL(valid.error().what);
    intend(Stored{step.act->id, true});
    const auto* what = std::get_if<What>(&step.act->what);
    REQUIRE(what != nullptr);
    return *what;
  }
  Screen screen() const { return state_.screen; }
  State& state() { return state_; }

 private:
  State state_;
  Inputs in_{.now = {.unix_ms = 1'795'000'000'000, .utc_offset_min = 180, .mono_ms = 1'000, .boot_id = "b"}};
};

}  // namespace

TEST_CASE("a case is opened, described and commented, and each answer leads back to where it was asked", "[cases]") {
  CaseDesk desk;
  desk.open(Source::voice);
  REQUIRE(desk.screen() == Screen::voice);
  CHECK_FALSE(desk.intend(OpenCase{true}).act);  // asks first
  REQUIRE(desk.screen() == Screen::department);
  desk.intend(GoBack{});
  REQUIRE(desk.screen() == Screen::voice);
  desk.intend(OpenCase{true});
  const auto begun = desk.store<event::CaseDescribed>(desk.intend(Describe{.department = "reception"}));
  CHECK((begun.about == case_item() && begun.department == "reception"));
  REQUIRE(desk.screen() == Screen::dossier);
  desk.intend(AskCase{Screen::department});
  desk.intend(GoBack{});
  REQUIRE(desk.screen() == Screen::dossier);
  desk.intend(AskCase{Screen::department});
  CHECK(desk.store<event::CaseDescribed>(desk.intend(Describe{.department = "price"})).department == "price");
  CHECK(desk.screen() == Screen::dossier);
  desk.intend(GoBack{});
  REQUIRE(desk.screen() == Screen::voice);
  desk.intend(AskCase{Screen::cause});
  const auto cause = desk.store<event::CaseDescribed>(desk.intend(Describe{.cause = event::Cause::expectation}));
  CHECK(cause.cause == event::Cause::expectation);
  CHECK_FALSE(cause.department);
  CHECK(desk.screen() == Screen::voice);  // asked on the item's page
  desk.intend(AskCase{Screen::due});
  desk.intend(AskCase{Screen::calendar});
  REQUIRE(desk.screen() == Screen::calendar);
  desk.intend(TurnMonth{-1});  // nothing lies behind
  CHECK(desk.state().care.casework.months_ahead == 0);
  desk.intend(TurnMonth{1});
  CHECK(desk.state().care.casework.months_ahead == 1);
  desk.intend(GoBack{});
  CHECK(desk.screen() == Screen::due);
  desk.intend(AskCase{Screen::calendar});
  CHECK(desk.store<event::CaseDescribed>(desk.intend(Describe{.due = "2026-12-01"})).due == "2026-12-01");
  CHECK(desk.screen() == Screen::voice);
  desk.intend(OpenCase{});
  desk.intend(AskCase{Screen::comment});
  CHECK_FALSE(desk.type("  ").act);
  CHECK(desk.store<event::CaseCommented>(desk.type(" Спросили смену ")).text == "Спросили смену");
  CHECK(desk.screen() == Screen::dossier);
}

TEST_CASE("a case is resolved, told of on the board, asked about and opened again", "[cases]") {
  CaseDesk desk;
  desk.open(Source::voice, true);
  REQUIRE(desk.screen() == Screen::dossier);  // out of the list of cases
  desk.intend(AskCase{Screen::how});
  desk.intend(Resolve{event::Resolution::explained});
  REQUIRE(desk.screen() == Screen::solve);
  CHECK_FALSE(desk.type("Рассказали").act);
  REQUIRE(desk.screen() == Screen::asking);
  desk.intend(GoBack{});
  CHECK(desk.state().care.text == "Рассказали");  // goes on where it was
  desk.intend(SendText{});
  const auto resolved = desk.store<event::CaseResolved>(desk.intend(AskAgainOn{"2026-11-28"}));
  CHECK(resolved.how == event::Resolution::explained);
  CHECK(resolved.did == "Рассказали");
  CHECK(resolved.follow_up == "2026-11-28");
  CHECK(desk.state().care.drafts.empty());
  REQUIRE(desk.screen() == Screen::dossier);

  desk.intend(AskPublish{"Рассказали"});
  REQUIRE(desk.screen() == Screen::said);
  CHECK_FALSE(desk.type("Почему дороже").act);
  REQUIRE(desk.screen() == Screen::publish);
  CHECK(desk.state().care.text == "Рассказали");
  const auto published = desk.store<event::NotePublished>(desk.intend(SendText{}));
  CHECK((published.said == "Почему дороже" && published.did == "Рассказали"));

  desk.intend(AskCase{Screen::follow});
  desk.intend(Asked{event::Outcome::unreached});
  REQUIRE(desk.screen() == Screen::again);
  const auto later = desk.store<event::CaseFollowed>(desk.intend(AskAgainOn{"2026-12-01"}));
  CHECK((later.outcome == event::Outcome::unreached && later.again == "2026-12-01"));
  desk.intend(AskCase{Screen::follow});
  desk.intend(Asked{event::Outcome::unwell});
  REQUIRE(desk.screen() == Screen::words);
  CHECK(desk.store<event::CaseFollowed>(desk.type("Опять")).words == "Опять");
  desk.intend(AskCase{Screen::follow});
  desk.intend(Asked{event::Outcome::well});
  CHECK(desk.store<event::CaseFollowed>(desk.intend(SendText{})).words.empty());  // may stay unsaid
  desk.intend(AskCase{Screen::why});
  CHECK(desk.store<event::CaseReopened>(desk.intend(SendText{})).why.empty());
  CHECK(desk.screen() == Screen::dossier);
  desk.intend(OpenItem{});
  CHECK(desk.screen() == Screen::voice);
  desk.intend(GoBack{});
  CHECK(desk.screen() == Screen::dossier);
  desk.intend(GoBack{});
  CHECK(desk.screen() == Screen::queue);
}

TEST_CASE("of a note of the board it is told by marking it done", "[cases]") {
  CaseDesk desk;
  desk.open(Source::note);
  desk.intend(OpenCase{});
  desk.intend(AskPublish{"Починили душ"});
  REQUIRE(desk.screen() == Screen::did);
  CHECK(desk.state().care.text == "Починили душ");
  CHECK(desk.store<event::NoteMarked>(desk.intend(SendText{})).did == "Починили душ");
}

TEST_CASE("what is typed about a case outlives the desk's closing and an act that can never be stored", "[cases]") {
  CaseDesk desk;
  for (const auto& [screen, text] : {std::pair(Screen::comment, "Спросили"), {Screen::why, "Снова"}}) {
    desk.open(Source::voice);
    desk.intend(OpenCase{});
    desk.intend(AskCase{screen});
    desk.intend(SetText{text});
    desk.intend(GoBack{});
    desk.intend(AskCase{screen});
    CHECK(desk.state().care.text == text);
    const Step sent = desk.intend(SendText{});
    REQUIRE(sent.act);
    CHECK(desk.state().care.drafts.empty());
    desk.intend(Stored{sent.act->id, false, true});
    CHECK(desk.state().care.refused);
    desk.intend(AskCase{screen});
    CHECK(desk.state().care.text == text);
    desk.state().care.drafts.clear();
  }
}

TEST_CASE("who has not told a name is asked for it before the first step of a case", "[cases]") {
  CaseDesk desk("owner", "");
  desk.open(Source::voice);
  desk.intend(OpenCase{true});
  CHECK_FALSE(desk.intend(Describe{}).act);
  REQUIRE(desk.screen() == Screen::sign);
  const Step opened = desk.type("Анна");
  CHECK(desk.store<event::CaseDescribed>(opened).by == event::Signature{"Анна", "owner"});
  CHECK(desk.screen() == Screen::dossier);
}

TEST_CASE("nothing of a case is done before the PIN, nor about an item that is covered for the role", "[cases]") {
  CaseDesk desk;
  desk.open(Source::confided, true);
  CHECK(desk.screen() == Screen::queue);
  CHECK_FALSE(desk.state().care.opened);
  CHECK_FALSE(desk.intend(OpenCase{true}).act);
  desk.state().care.opened = case_item();
  desk.state().screen = Screen::pin;
  for (const Intent& intent : {Intent(OpenCase{true}), Intent(OpenCases{}), Intent(AskCase{Screen::comment}),
                               Intent(Describe{.due = "2026-12-01"}), Intent(AskPublish{"x"}), Intent(OpenFilter{})}) {
    CHECK_FALSE(desk.intend(intent).act);
    CHECK(desk.screen() == Screen::pin);
  }
}

TEST_CASE("a question about a case leads to none of the other screens", "[cases]") {
  CaseDesk desk;
  desk.open(Source::voice);
  for (const Screen screen : {Screen::people, Screen::journal, Screen::status, Screen::reply, Screen::prepare}) {
    desk.intend(AskCase{screen});
    CHECK(desk.screen() == Screen::voice);
  }
  desk.intend(AskAgainOn{"2026-12-01"});  // nothing was asked
  desk.intend(Asked{event::Outcome::well});
  desk.intend(Resolve{event::Resolution::corrected});
  CHECK(desk.screen() == Screen::voice);
  CHECK_FALSE(desk.state().care.act);
}

}  // namespace chalkpoint::desk
