#include "tests/screens/person.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>

#include "kiosk/app/first_start.h"
#include "kiosk/app/router.h"
#include "kiosk/app/seal.h"

namespace chalkpoint::test {

namespace {

const std::filesystem::path kAssets = std::filesystem::path(BINARY_DIR) / "assets";
constexpr std::int64_t kUnixMinusMono = 1'795'000'000'000;

// A key pair and a hashed PIN are slow to make: once for the whole program.
struct Secrets {
  event::SiteKey key;
  std::string pin, wrapped;
};
const Secrets& secrets() {
  static const Secrets made = [] {
    std::uint8_t next = 1;
    const event::Random counting = [&next](std::span<std::uint8_t> out) {
      for (std::uint8_t& byte : out) byte = next++;
    };
    const event::SiteKey key = event::make_site_key(counting);
    return Secrets{key, event::hash_pin(Person::kPin).value(),
                   event::wrap_secret(key, Person::kPhrase, counting).value()};
  }();
  return made;
}

}  // namespace

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "chalkpoint-screens-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;  // a folder left behind harms nobody
  std::filesystem::remove_all(path_, ignored);
}

Person::Person(const std::filesystem::path& data, Setup setup) : data_(data), setup_(std::move(setup)) {
  auto toolkit = app::open_toolkit(kAssets);
  if (!toolkit) FAIL(toolkit.error().what);
  ui_ = std::move(*toolkit);
  const app::Host outside = host();
  auto store = journal::Journal::open(
      data_,
      {.random = outside.random, .now_unix_ms = [outside] { return outside.now().unix_ms; }, .notice = outside.note});
  REQUIRE(store);
  if (!setup_.bare && !store->setting(journal::setting::kSiteKey))
    REQUIRE(store->set_settings({{std::string(journal::setting::kSiteKey), event::base64(secrets().key.open)},
                                 {std::string(journal::setting::kSiteKeyId), event::key_id(secrets().key.open)},
                                 {std::string(journal::setting::kStaffPin), secrets().pin}}));
  if (setup_.wrapped_key)
    REQUIRE(store->set_settings({{std::string(journal::setting::kWrappedKey), secrets().wrapped}}));
  store = std::unexpected(event::Problem{});  // closed: one connection at a time
  open();
}

Person::~Person() = default;

app::Host Person::host() {
  return {.now =
              [this] {
                return event::Moment{.unix_ms = kUnixMinusMono + mono_ms_ + clock_ahead_ms_,
                                     .utc_offset_min = 180,
                                     .mono_ms = mono_ms_,
                                     .boot_id = "11111111-2222-4333-8444-555555555555"};
              },
          .utc_offset_min = [](std::int64_t) { return 180; },
          .random =
              [this](std::span<std::uint8_t> out) {
                const std::scoped_lock lock(mutex_);
                for (std::uint8_t& byte : out) {
                  seed_ = seed_ * 6364136223846793005ULL + 1442695040888963407ULL;
                  byte = static_cast<std::uint8_t>(seed_ >> 33U);
                }
              },
          .wake =
              [this] {
                const std::scoped_lock lock(mutex_);
                woken_ = true;
                wake_.notify_all();
              },
          .note =
              [this](const std::string& line) {
                const std::scoped_lock lock(mutex_);
                notes_.push_back(line);
              },
          .show_once = {},
          .start_anew = [this] { anew_ = true; },
          .sticks =
              [this] {
                return setup_.stick.empty() ? std::vector<std::filesystem::path>()
                                            : std::vector<std::filesystem::path>{setup_.stick};
              }};
}

void Person::open() {
  app::RunOptions options;
  options.data = data_;
  options.language = setup_.language;
  options.survey = setup_.survey;
  options.version = "test";
  auto terminal = app::Terminal::open(options, kAssets, host());
  if (!terminal) FAIL(terminal.error().what);
  terminal_ = std::move(*terminal);
  look();
}

void Person::look() {
  look({});
}

void Person::look(std::span<const ui::PointerEvent> pointer) {
  model().tick();
  bool stale = true;
  for (int pass = 0; stale && pass < 5; ++pass, pointer = {})
    stale = app::draw(model(), *ui_,
                      {.size = {static_cast<float>(setup_.shape.width), static_cast<float>(setup_.shape.height)},
                       .px_per_mm = ui::assumed_px_per_mm(
                           {static_cast<float>(setup_.shape.width), static_cast<float>(setup_.shape.height)}),
                       .now_ms = mono_ms_,
                       .pointer = pointer,
                       .options = app::options(model()),
                       .language = app::language(model())})
                .stale;
  REQUIRE_FALSE(stale);
  if (std::exchange(anew_, false)) restart();
}

std::string Person::screen() const {
  return std::string(ui_->screen_name());
}

bool Person::sees(std::string_view id) const {
  return std::ranges::any_of(ui_->targets(), [id](const ui::Target& target) { return target.id == id; });
}

std::vector<std::string> Person::ids() const {
  std::vector<std::string> out;
  for (const ui::Target& target : ui_->targets()) out.push_back(target.id);
  return out;
}

void Person::tap(std::string_view id) {
  INFO("tapping " << id << " on " << screen() << " where there are "
                  << Catch::StringMaker<std::vector<std::string>>::convert(ids()));
  mono_ms_ += 900;  // reading, deciding, moving the finger
  model().touched(mono_ms_);
  REQUIRE(ui_->tap(id));
  look();
}

void Person::hold(std::string_view id, std::int64_t ms) {
  mono_ms_ += 900;
  model().touched(mono_ms_);
  INFO("holding " << id << " on " << screen());
  REQUIRE(ui_->press(id));
  look();
  mono_ms_ += ms;
  look();
  ui_->release(id);
  look();
}

void Person::carry(std::string_view from, std::string_view to) {
  const auto middle = [this](std::string_view id) {
    const auto found = std::ranges::find(ui_->targets(), id, &ui::Target::id);
    INFO("carrying " << id << " on " << screen());
    REQUIRE(found != ui_->targets().end());
    return found->rect.centre();
  };
  const ui::Point begin = middle(from), end = middle(to);
  using enum ui::PointerEvent::Kind;
  for (const ui::PointerEvent& step :
       {ui::PointerEvent{press, begin}, {move, {begin.x, (begin.y + end.y) / 2}}, {move, end}, {release, end}}) {
    mono_ms_ += 100;
    model().touched(mono_ms_);
    look(std::span(&step, 1));
  }
}

void Person::wait(std::int64_t ms) {
  mono_ms_ += ms;
  look();
}

void Person::type(std::string_view letters) {
  for (std::size_t i = 0; i < letters.size();) {
    std::size_t length = 1;
    while (i + length < letters.size() && (static_cast<unsigned char>(letters[i + length]) & 0xC0U) == 0x80U) ++length;
    const std::string letter(letters.substr(i, length));
    const std::string key = letter == " " ? "key.space" : "key." + letter;
    if (!sees(key)) tap("key.digits");  // there, or back
    tap(key);
    i += length;
  }
}

void Person::type_pin(std::string_view digits) {
  for (const char digit : digits) tap(std::string("pin.") + digit);
}

void Person::wait_while(std::string_view name) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (look(); screen() == name; look()) {
    std::unique_lock lock(mutex_);
    INFO("still on " << name);
    REQUIRE(wake_.wait_until(lock, deadline, [this] { return std::exchange(woken_, false); }));
  }
}

void Person::look_until(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (look(); !holds(); look()) {
    std::unique_lock lock(mutex_);
    REQUIRE(wake_.wait_until(lock, deadline, [this] { return std::exchange(woken_, false); }));
  }
}

void Person::wait_for_people(std::size_t count) {
  look_until([&] {
    const desk::State* desk = model().staff();
    REQUIRE(desk);
    return !desk->reading && desk->people.size() == count;
  });
}

void Person::press_corner(std::size_t people) {
  hold("staff.corner", 3'100);
  wait_for_people(people);
  if (people > 1 && screen() == "staff.pin") tap("note.back");  // the first was known before the others
  REQUIRE(screen() == (people > 1 ? "staff.who" : "staff.pin"));
}

void Person::come_in(std::size_t people, std::optional<event::Uuid> who) {
  press_corner(people);
  if (people > 1) tap("who." + who.value().text().substr(28));
  REQUIRE(screen() == "staff.pin");
  type_pin(kPin);
  wait_while("staff.pin");
  REQUIRE(screen() == "staff.queue");
}

void Person::leave() {
  terminal_->model().leave();
  terminal_.reset();
}

void Person::open_part(const std::string& part, std::size_t people, std::optional<event::Uuid> who) {
  come_in(people, who);
  tap("sections.open");
  const std::string id = "admin." + part;
  for (float at = 0; !sees(id) && at < 4'000; at += 100) {  // as a finger would, since the last ones lie below the fold
    ui_->kept("scroll") = at;
    look();
  }
  tap(id);
}

void Person::restart() {
  leave();
  open();
}

std::vector<Person::Kept> Person::kept() {
  return terminal_->journal().ask([](journal::Journal& journal) {
    std::vector<Kept> out;
    const auto epochs = journal.epochs();
    for (const journal::Epoch& epoch : epochs.value()) {
      const auto events = journal.read_after(epoch.name, 0, 10'000, 100'000'000);
      for (const event::Event& one : events.value()) {
        if (one.type == event::kParticipationCounted) continue;  // nobody said that
        Kept kept{.type = one.type, .response = {}, .contact = {}};
        if (one.type == event::kResponseCompleted || one.type == event::kResponseAbandoned)
          kept.response = event::response_from_json(event::body_data(one.body)).value();
        if (one.sealed) kept.contact = event::open_contact(*one.sealed, secrets().key).value();
        out.push_back(std::move(kept));
      }
    }
    return out;
  });
}

bool Person::verifies() {
  return terminal_->journal().ask([](journal::Journal& journal) {
    const auto result = journal.verify();
    return result && result->faults.empty();
  });
}

void Person::wait_for_news() {
  {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, std::chrono::milliseconds(500), [this] { return std::exchange(woken_, false); });
  }
  look();
}

event::Uuid Person::store(event::Fact fact) {
  const event::Uuid id = fact.id;
  const bool stored = terminal_->journal().ask(
      [&fact](journal::Journal& journal) { return journal.append(std::span(&fact, 1)).has_value(); });
  REQUIRE(stored);
  return id;
}

event::Uuid Person::happen(const std::string& type, event::Json data) {
  const app::Host outside = host();
  const event::Moment now = outside.now();
  return store({.id = event::make_uuid_v7(now.unix_ms, outside.random),
                .type = type,
                .data = std::move(data),
                .at = now,
                .sealed = {}});
}

event::Uuid Person::append(const event::BoardEvent& what) {
  const app::Host outside = host();
  const event::Moment now = outside.now();
  return store(app::fact_of(event::make_uuid_v7(now.unix_ms, outside.random), what, now));
}

void Person::append_all(const std::vector<event::BoardEvent>& all) {
  const app::Host outside = host();
  const event::Moment now = outside.now();
  std::vector<event::Fact> facts;
  for (const event::BoardEvent& what : all)
    facts.push_back(app::fact_of(event::make_uuid_v7(now.unix_ms, outside.random), what, now));
  REQUIRE(terminal_->journal().ask([&facts](journal::Journal& journal) { return journal.append(facts).has_value(); }));
}

event::Uuid Person::tell(const event::Deed& what) {
  const app::Host outside = host();
  const event::Moment now = outside.now();
  return store(app::fact_of(event::make_uuid_v7(now.unix_ms, outside.random), what, now));
}

std::string Person::hashed_pin() {
  return secrets().pin;
}

event::Uuid Person::confide(const event::Writing& writing) {
  const app::Host outside = host();
  const event::Moment now = outside.now();
  return store(
      app::confide(event::make_uuid_v7(now.unix_ms, outside.random), "K7M2", "ru", writing, now, secrets().key.open));
}

event::Uuid Person::leave_contact(const std::string& contact, int score, const std::string& code) {
  const app::Host outside = host();
  const event::Moment now = outside.now();
  event::Response response;
  response.survey = "nps";
  response.language = "ru";
  response.code = code;
  response.duration_ms = 9'000;
  response.score = score;
  response.answers = {{"nps", score}};
  const event::Bytes box = event::seal_contact(contact, secrets().key.open);
  response.contact = event::Response::Contact{"phone", "ru-1", event::seal_digest(box)};
  return store({.id = event::make_uuid_v7(now.unix_ms, outside.random),
                .type = std::string(event::kResponseCompleted),
                .data = event::to_json(response),
                .at = now,
                .sealed = box});
}

event::Uuid Person::answer_about(const event::Uuid& about, const event::Json& answers, const std::string& form) {
  const app::Host outside = host();
  const event::Moment now = outside.now();
  event::Response response;
  response.survey = response.touchpoint = form;
  response.language = "ru";
  response.duration_ms = 60'000;
  response.answers = answers;
  response.about = about;
  response.by = {"Анна", "staff"};
  return store({.id = event::make_uuid_v7(now.unix_ms, outside.random),
                .type = std::string(event::kResponseCompleted),
                .data = event::to_json(response),
                .at = now,
                .sealed = {}});
}

std::vector<std::string> Person::notes() const {
  const std::scoped_lock lock(mutex_);
  return notes_;
}

}  // namespace chalkpoint::test
