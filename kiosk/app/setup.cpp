#include "kiosk/app/setup.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "kiosk/admin/picture.h"
#include "kiosk/admin/recovery_sheet.h"
#include "kiosk/app/cli_common.h"
#include "kiosk/app/seal.h"
#include "kiosk/ui/text.h"
#include "platform/paths.h"
#include "sync/event/locked_key.h"
#include "sync/event/problem.h"
#include "sync/event/wipe.h"

namespace chalkpoint::app {

namespace wizard = admin::wizard;
using wizard::State;

namespace {

// Writing thirty characters down takes its time; nobody leaves an owner's screen open to members for longer.
constexpr std::int64_t kIdleMs = 10 * 60'000;
constexpr std::string_view kLater = " later";
constexpr std::size_t kLogosMax = 24;  // more than anybody looks through

void wipe(wizard::Secrets& secrets) {
  event::wipe(secrets.pin);
  event::wipe(secrets.phrase);
  std::fill(secrets.qr.dark.begin(), secrets.qr.dark.end(), false);
  secrets = {};
}

std::string octets_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

}  // namespace

std::string to_text(const SetupPlace& place) {
  return std::string(wizard::kSteps[static_cast<std::size_t>(place.step)]) +
         (place.later ? std::string(kLater) : std::string());
}

std::optional<SetupPlace> setup_place(const std::string& text) {
  std::string_view step = text;
  const bool later = step.ends_with(kLater);
  if (later) step.remove_suffix(kLater.size());
  const auto found = wizard::step_of(step);
  return found ? std::optional(SetupPlace{*found, later}) : std::nullopt;
}

Setup::Setup(Ports ports, Keeper& keeper, Host host)
    : ports_(std::move(ports)), keeper_(keeper), host_(std::move(host)), place_(ports_.place) {
  known_.key_name = ports_.key_name;
  known_.enrolled = ports_.enrolled;
}

void Setup::know(const event::Config& config, const std::string& club, const std::vector<event::Person>& people,
                 bool all) {
  const std::string said = config.value("club.name");
  known_.club = said.empty() ? club : said;
  known_.language = config.value("languages.first");
  known_.accent = config.value("look.accent");
  known_.hours = config.value("club.hours");
  known_.logo = config.value("look.logo");
  const auto owner = std::ranges::find(people, "owner", &event::Person::role);
  known_.owner = owner == people.end() ? std::string() : owner->name;
  people_read_ = all;
}

survey::Card Setup::card() {
  return {.say = "wizard.open.say", .ways = {{"wizard.open", "wizard.open", {.look = ui::Look::outline}}}};
}

survey::Card Setup::preview_card() {
  return {.say = "wizard.preview.say",
          .ways = {{"wizard.back", "nav.back", {.look = ui::Look::outline, .icon = ui::Icon::back}},
                   {"wizard.finish", "wizard.finish", {.look = ui::Look::primary, .icon = ui::Icon::check}}}};
}

void Setup::open(const std::string& language, const event::Moment& now) {
  if (!place_ || state_) return;
  touched_ms_ = now.mono_ms;
  state_ = wizard::begin(place_->step, language, known_);
  draft_ = {.caret = state_->text.size(), .layout = {}, .shift = false};
  fact_.reset();
  intent_ = {};
  if (place_->later) remember({wizard::step_of(state_->page), false});
  if (state_->page == wizard::Page::key) apply(wizard::Next{});  // a phrase of its own
}

void Setup::close() {
  drop_secrets();
  event::wipe(state_->text);
  event::wipe(state_->digits);
  inner_.reset();
  state_.reset();
  ++asked_;
  if (key_kept_) host_.start_anew();
}

void Setup::remember(const SetupPlace& place) {
  place_ = place;
  ports_.remember(to_text(place));
}

void Setup::drop_secrets() {
  wipe(secret_.secrets);
  secret_ = {};
}

std::string Setup::screen_name() const {
  if (inner_) return inner_->screen_name();
  return std::string(wizard::screen_name(state_->page));
}

void Setup::draw(ui::Ui& ui) {
  if (inner_) return inner_->draw(ui);
  const auto preview = [this](ui::Ui& on) -> wizard::Intent {
    const std::string tapped = ports_.preview(on, state_->language, preview_card());
    if (tapped == "wizard.back") return wizard::Back{};
    if (tapped.starts_with("lang.")) return wizard::Speak{tapped.substr(5)};
    if (tapped == "wizard.finish") return wizard::Finish{};
    return wizard::Nothing{};
  };
  intent_ = wizard::draw(*state_, {.known = known_, .secrets = secret_.secrets, .preview = preview}, draft_, ui);
}

// What is left by the way out of the desk leads back to the step; what leads to the members, to them.
bool Setup::act_within() {
  const bool changed = inner_->act();
  state_->language = visit_.language;
  if (visit_.out == Visit::Out::stay) return changed;
  inner_.reset();
  if (visit_.out == Visit::Out::members) apply(wizard::Leave{});
  return true;
}

bool Setup::act() {
  if (inner_) return act_within();
  const wizard::Intent intent = std::exchange(intent_, wizard::Nothing{});
  if (std::holds_alternative<wizard::Nothing>(intent)) return false;
  apply(intent);
  return true;
}

void Setup::type(std::string_view letters) {
  if (inner_) return inner_->type(letters);
  const wizard::Page page = state_->page;
  if (page == wizard::Page::pin_again) {
    for (const char one : letters)
      if (state_ && (one == '\b' || (one >= '0' && one <= '9'))) apply(wizard::Digit{one});
    return;
  }
  if (page != wizard::Page::club && page != wizard::Page::owner && page != wizard::Page::prove) return;
  ui::Writing writing{state_->text, std::min(draft_.caret, state_->text.size())};
  ui::type(writing, letters, wizard::kTextMax);
  draft_.caret = writing.caret;
  apply(wizard::SetText{writing.text});
}

void Setup::apply(const wizard::Intent& intent) {
  if (!state_) return;
  std::array<std::uint8_t, 2> random{};
  host_.random(random);
  const wizard::Page before = state_->page;
  const wizard::Outcome outcome =
      wizard::update(std::move(*state_), intent, {.known = known_, .secrets = secret_.secrets, .random = random});
  state_ = outcome.state;
  if (state_->page != before) draft_ = {.caret = state_->text.size(), .layout = {}, .shift = false};
  follow(outcome);
}

// What was made is dropped before anything new is begun.
void Setup::follow(const wizard::Outcome& outcome) {
  if (outcome.enlist)
    store(std::string(event::kPersonEnlisted), event::to_json(event::PeopleEvent(event::PersonEnlisted{
                                                   .person = event::make_uuid_v7(host_.now().unix_ms, host_.random),
                                                   .name = state_->owner,
                                                   .role = "owner",
                                                   .pin = secret_.hashed_pin,
                                                   .by = by()})));
  if (outcome.set)
    store(std::string(event::kConfigChanged),
          event::to_json(event::ConfigChanged{std::string(outcome.set->key), outcome.set->value, by()}));
  if (outcome.drop_secrets) drop_secrets();
  if (outcome.make_pin) find_out([this] { return make_pin(); });
  if (outcome.make_key) find_out([this] { return make_key(); });
  if (outcome.keep_key)
    find_out([this, key = secret_.key, name = secret_.secrets.key_name]() -> Answer {
      const auto kept = ports_.keep_key(key, to_text({wizard::Step::preview, false}));
      if (!kept) host_.note(event::one_line(kept.error()));
      return {.intent = wizard::Stored{kept.has_value()}, .kept_key = kept ? name : std::string()};
    });
  if (!outcome.try_phrase.empty())
    find_out([this, phrase = outcome.try_phrase]() mutable -> Answer {
      const bool right = ports_.phrase_opens(phrase);
      event::wipe(phrase);
      return {.intent = wizard::PhraseTried{right}};
    });
  if (outcome.save_sheet)
    find_out([this, secrets = secret_.secrets, club = known_.club, language = state_->language]() mutable -> Answer {
      const auto how = save_sheet(secrets, club, language);
      wipe(secrets);
      return {.intent = wizard::SheetSaved{how}};
    });
  if (outcome.find_logos) find_out([this]() -> Answer { return {.intent = wizard::LogosFound{find_logos()}}; });
  if (outcome.connect) {
    visit_ = Visit{.by = by(), .who = {}, .language = state_->language, .out = Visit::Out::stay, .at_hub = true};
    inner_ = ports_.connect(visit_);
  }
  if (outcome.mark) remember({wizard::step_of(state_->page), false});
  if (outcome.leave) {
    remember({wizard::step_of(state_->page), true});
    close();
  } else if (outcome.finish) {
    ports_.remember(std::string(kSetupDone));
    place_.reset();
    close();
  }
}

// Signed by the owner as soon as there is one.
event::Signature Setup::by() const {
  const std::string& name = known_.owner.empty() ? state_->owner : known_.owner;
  return {.name = name.empty() ? "Chalkpoint" : name, .role = "owner"};
}

void Setup::store(std::string type, event::Json data) {
  if (fact_ && keeper_.keep_again(*fact_)) return;
  const event::Moment now = host_.now();
  fact_ = event::make_uuid_v7(now.unix_ms, host_.random);
  keeper_.keep({.id = *fact_, .type = std::move(type), .data = std::move(data), .at = now, .sealed = {}});
}

void Setup::hear(const Keeper::Answer& answer) {
  if (inner_) inner_->hear(answer);
  if (!state_ || fact_ != answer.id) return;
  if (!answer.problem || answer.refused) fact_.reset();
  apply(wizard::Stored{!answer.problem});
}

void Setup::find_out(std::function<Answer()> work) {
  aside_.start([this, to = ++asked_, work = std::move(work)] {
    Answer answer = work();
    answer.to = to;
    {
      const std::scoped_lock lock(mutex_);
      answers_.push_back(std::move(answer));
    }
    host_.wake();
  });
}

Setup::Answer Setup::make_pin() const {
  Made made;
  made.secrets.pin = event::make_pin(host_.random);
  auto hashed = event::hash_pin(made.secrets.pin);
  if (!hashed) {
    host_.note(event::one_line(hashed.error()));
    return {.intent = wizard::PinMade{false}};
  }
  made.hashed_pin = std::move(*hashed);
  return {.intent = wizard::PinMade{true}, .made = std::move(made)};
}

// The phrase is shown only after its key was wrapped under it, which takes a second.
Setup::Answer Setup::make_key() const {
  event::SiteKey key = event::make_site_key(host_.random);
  Made made;
  made.secrets.phrase = event::make_recovery_phrase(host_.random);
  const std::string id = event::key_id(key.open);
  made.secrets.key_name = event::for_people(id);
  std::string code = "CHALKPOINT " + made.secrets.key_name + " " + made.secrets.phrase;
  made.secrets.qr = ui::qr_of(code);
  event::wipe(code);
  auto wrapped = event::wrap_secret(key, made.secrets.phrase, host_.random);
  made.key.open = key.open;
  if (auto locked = event::LockedKey::take(key); !locked) host_.note(event::one_line(locked.error()));  // wiped
  if (!wrapped) {
    host_.note(event::one_line(wrapped.error()));
    return {.intent = wizard::KeyMade{false}};
  }
  made.key.wrapped = std::move(*wrapped);
  return {.intent = wizard::KeyMade{true}, .made = std::move(made)};
}

State::Sheet Setup::save_sheet(const wizard::Secrets& secrets, const std::string& club,
                               const std::string& language) const {
  const auto sticks = host_.sticks();
  if (sticks.empty()) return State::Sheet::no_stick;
  const auto words = ui::Text::open(ports_.assets / "lang", language);
  if (!words) return State::Sheet::failed;
  admin::RecoverySheet sheet{.title = words->get("sheet.title"),
                             .club = club,
                             .key = words->get("sheet.key", "key", secrets.key_name),
                             .groups = wizard::groups(secrets.phrase),
                             .qr = secrets.qr,
                             .advice = {}};
  for (const char* one : {"sheet.what", "sheet.where", "sheet.valid", "sheet.stick"})
    sheet.advice.push_back(words->get(one));
  const std::string made = event::rfc3339(host_.now()).substr(0, 19) + "Z";
  auto page = admin::draw_recovery_sheet(sheet, ui::Paper::Format::pdf, ports_.assets / "fonts", made);
  for (std::string& group : sheet.groups) event::wipe(group);
  if (!page) {
    host_.note("The recovery sheet cannot be drawn: " + page.error());
    return State::Sheet::failed;
  }
  const std::string name = "chalkpoint-recovery-" + secrets.key_name.substr(0, 4) + ".pdf";
  bool written = false;
  for (const auto& stick : sticks)
    if (!written) written = platform::write_durably(stick / name, *page).has_value();
  event::wipe(*page);
  return written ? State::Sheet::saved : State::Sheet::failed;
}

std::vector<wizard::Found> Setup::find_logos() const {
  std::vector<wizard::Found> out;
  for (const auto& stick : host_.sticks()) {
    std::error_code gone;  // a stick that was pulled out has none
    for (const auto& entry : std::filesystem::directory_iterator(stick, gone)) {
      const std::string ending = entry.path().extension().string();
      if (out.size() == kLogosMax || (ending != ".png" && ending != ".PNG")) continue;
      wizard::Found found{.name = entry.path().filename().string(), .value = {}};
      const bool small = entry.file_size(gone) <= admin::kLogoOctetsMax && !gone;
      const std::string png = small ? octets_of(entry.path()) : std::string();
      if (small && admin::read_logo(png)) found.value = event::base64(png);
      out.push_back(std::move(found));
    }
  }
  std::ranges::sort(out, {}, &wizard::Found::name);
  return out;
}

bool Setup::tick(const event::Moment& now) {
  std::vector<Answer> answers;
  {
    const std::scoped_lock lock(mutex_);
    answers.swap(answers_);
  }
  bool changed = inner_ && inner_->tick(now);
  for (Answer& answer : answers) {
    if (!answer.kept_key.empty()) {  // also when the screen was left meanwhile
      key_kept_ = true;
      known_.key_name = answer.kept_key;
      if (!state_) host_.start_anew();
    }
    if (!state_ || answer.to != asked_) {
      if (answer.made) wipe(answer.made->secrets);
      continue;
    }
    changed = true;
    if (answer.made) {
      drop_secrets();
      secret_ = std::move(*answer.made);
    }
    apply(answer.intent);
  }
  if (state_ && now.mono_ms - touched_ms_ >= kIdleMs) {
    apply(wizard::Leave{});
    changed = true;
  }
  return changed;
}

std::optional<std::int64_t> Setup::wake_at_ms() const {
  if (!state_) return std::nullopt;
  const std::int64_t idle_ms = touched_ms_ + kIdleMs;
  return std::min(idle_ms, inner_ ? inner_->wake_at_ms().value_or(idle_ms) : idle_ms);
}

}  // namespace chalkpoint::app
