#include "kiosk/app/model.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/seal.h"
#include "kiosk/desk/view.h"
#include "kiosk/ui/edit.h"
#include "sync/event/day.h"

namespace chalkpoint::app {

namespace {

constexpr std::size_t kRecentMax = 16;  // more than any row that means hammering
constexpr int kCodeTriesMax = 64;       // by then nearly every code must be taken; a repeated one is the lesser evil

std::string random_code(const event::Random& random) {
  std::string code;
  for (int i = 0; i < event::kCodeLength; ++i)
    code += event::kCodeAlphabet[random_below(random, event::kCodeAlphabet.size())];
  return code;
}

// When a new day begins here, by the monotonic clock: what is due changes with it.
std::int64_t next_day_at_ms(const event::Moment& now) {
  const std::string tomorrow = event::plus_days(event::day_of(now.unix_ms, now.utc_offset_min), 1);
  return now.mono_ms + event::start_of_day(tomorrow, now.utc_offset_min).value_or(now.unix_ms) - now.unix_ms;
}

// Hours begin and end with a minute, of every zone there is.
std::int64_t next_minute_at_ms(const event::Moment& now) {
  constexpr std::int64_t kMinuteMs = 60'000;
  return now.mono_ms + kMinuteMs - now.unix_ms % kMinuteMs;
}

}  // namespace

Model::Model(Settings settings, journal::JournalThread& journal, std::unique_ptr<Staff> staff, chalk::Filter filter,
             std::function<std::optional<std::int64_t>()> trusted_for_ms, Host host)
    : settings_(std::move(settings)),
      journal_(journal),
      staff_(std::move(staff)),
      host_(std::move(host)),
      keeper_(journal, host_),
      chalkboard_({.filter = std::move(filter),
                   .timing = {},
                   .site_key = settings_.site_key,
                   .free_code =
                       [this] {
                         const std::string code = free_code();
                         next_code_.clear();  // a note that could not be written yet keeps its code
                         return code;
                       },
                   .trusted_for_ms = std::move(trusted_for_ms),
                   .prepared = std::move(settings_.prepared)},
                  journal, keeper_, host_),
      forms_({.site_key = settings_.site_key,
              .consent_version = [this](const std::string& language) { return consent_version(language); },
              .can_store = [this] { return journal_.health().accepting; }},
             keeper_, host_),
      reports_(std::move(settings_.reports), host_),
      lists_(std::move(settings_.lists), settings_.site_key, journal, host_),
      configuration_(std::move(settings_.configuration)),
      started_(std::move(settings_.started)),
      questions_(std::move(settings_.questions)),
      drafts_(std::move(settings_.drafts)),
      asked_(questions_.asked(host_.now()).value()),
      administration_(std::move(settings_.administration),
                      {journal, keeper_, host_, configuration_.site(), questions_, drafts_,
                       [this](ui::Ui& ui, const ui::Rect& place, const admin::Values& values, PreviewOf screen,
                              const std::string& language) { preview(ui, place, values, screen, language); },
                       configuration_}),
      setup_(setup_ports(std::move(settings_.setup)), keeper_, host_),
      flow_(*asked_.definition, started_.language),
      touched_ms_(host_.now().mono_ms) {
  forms_.offer(questions_.forms());
  tick();
}

std::string Model::screen_name() const {
  if (is_asleep()) return "sleep";
  if (const AdminPart* part = front()) return part->screen_name();
  if (const survey::Flow* flow = forms_.flow()) return survey::form_screen_name(forms_.name(), *flow);
  if (const desk::State* state = staff()) return std::string(desk::screen_name(*state));
  if (const chalk::Flow* flow = chalkboard_.flow()) return chalk::screen_name(chalkboard_.board(), *flow);
  return survey::screen_name(*asked_.definition, flow_);
}

survey::Inputs Model::inputs(bool by_member) {
  survey::Inputs in{.now = host_.now(),
                    .touched_ms = touched_ms_,
                    .code = {},
                    .consent_version = {},
                    .can_store = journal_.health().accepting,
                    .asks = asks_,
                    .recent = recent_,
                    .timing = settings_.timing,
                    .survey = asked_.survey,
                    .revision = asked_.revision};
  if (!by_member) return in;
  in.consent_version = consent_version(flow_.language());
  host_.random(in.random);
  in.code = free_code();
  return in;
}

std::string Model::free_code() {
  for (int i = 0; i < kCodeTriesMax && (next_code_.empty() || journal_.code_taken(next_code_)); ++i)
    next_code_ = random_code(host_.random);
  return next_code_;
}

// The question on the display, and nothing over it.
bool Model::question_alone() const {
  return flow_.phase == survey::Phase::attract && !flow_.still_here && !staff() && !chalkboard_.flow() && !front();
}

// Past the keeper: an hour of it that cannot be stored is no answer lost, and nobody waits for it.
void Model::keep(const std::optional<event::ParticipationCounted>& counted, const event::Moment& now) {
  if (counted) journal_.append({fact_of(*counted, now, host_.random)});
}

void Model::touched(std::int64_t mono_ms) {
  touched_ms_ = mono_ms;
  setup_.touched(mono_ms);
  participation_.touched(mono_ms, question_alone());
}

void Model::intend(const survey::Intent& intent) {
  if (std::holds_alternative<survey::Nothing>(intent)) return;
  take(survey::update(*asked_.definition, flow_, intent, inputs(true)));
}

void Model::take(survey::Step step) {
  const bool same_page =
      step.flow.page_name == flow_.page_name && step.flow.answering.has_value() == flow_.answering.has_value();
  if (!same_page) draft_ = {};
  if (step.ending) store(*step.ending);
  const std::string language = flow_.language();
  const ui::Comfort comfort = flow_.comfort;
  const bool ended = flow_.answering && !step.flow.answering;
  flow_ = std::move(step.flow);
  ++version_;
  if (ended) follow_questions(true);
  if (step.route == survey::Route::staff) staff_->open(host_.now(), language);
  if (step.route == survey::Route::setup) open_setup(language);
  if (step.route == survey::Route::board) chalkboard_.open(language, flow_.home_language, comfort);
}

void Model::intend(const chalk::Intent& intent) {
  if (std::holds_alternative<chalk::Nothing>(intent) || !chalkboard_.flow()) return;
  const std::string language = chalkboard_.flow()->language;
  go(chalkboard_.intend(intent, touched_ms_), language);
  ++version_;
}

void Model::intend(const FormIntent& intent) {
  if (std::holds_alternative<survey::Nothing>(intent.what)) return;
  forms_.intend(intent.what, touched_ms_);
  gather_for_staff();
  ++version_;
}

// A form lies over the desk of whoever began it; what was stored is told to the next who is there.
void Model::follow_vault() {
  const auto vault = staff_->opened();
  if ((vault != nullptr) == unsealed_) return;
  unsealed_ = vault != nullptr;
  if (vault)
    lists_.unseal([vault](std::string_view box) { return vault->open(box); });
  else
    lists_.cover();
}

// A part of the administration, too; the language chosen there is the desk's afterwards.
void Model::follow_administration() {
  const desk::State* desk = staff();
  const desk::Part* wanted = staff_->take_part();
  if (!desk || desk->care.by.role.empty()) return administration_.close();
  if (wanted) administration_.open(*wanted, desk->care.by, desk->who, desk->language);
  administration_.follow(desk->care.by, desk->who);
}

// The preview is the members' own screen.
Setup::Ports Model::setup_ports(Setup::Ports ports) {
  ports.connect = [this](Visit& visit) { return administration_.make("device", visit); };
  ports.preview = [this](ui::Ui& ui, const std::string& language, survey::Card card) -> std::string {
    const survey::Flow flow(*asked_.definition, language);
    survey::Draft draft;
    survey::Brand brand = settings_.brand;
    brand.card = std::move(card);
    const survey::Intent intent = survey::draw_preview(*asked_.definition, flow, draft, brand, ui);
    if (const auto* way = std::get_if<survey::TapCard>(&intent)) return way->id;
    if (const auto* speak = std::get_if<survey::Speak>(&intent)) return "lang." + speak->language;
    return {};
  };
  return ports;
}

void Model::open_setup(const std::string& language) {
  setup_.open(language, host_.now());
  ++version_;
}

void Model::follow_setup() {
  setup_.know(configuration_.site(), settings_.brand.name, staff_->enlisted(), staff_->knows_people());
  if (setup_.is_offered() == settings_.brand.card.has_value()) return;
  settings_.brand.card = setup_.is_offered() ? std::optional(Setup::card()) : std::nullopt;
  ++version_;
}

void Model::act_in_front() {
  if (!setup_.part()) return act_in_administration();
  if (setup_.part()->act()) ++version_;
  follow_setup();
}

void Model::act_in_administration() {
  AdminPart* part = administration_.part();
  if (!part) return;
  if (part->act()) ++version_;
  const Visit visit = administration_.visit();
  if (staff() && staff()->language != visit.language) intend(desk::Intent(desk::Speak{visit.language}));
  if (visit.out == Visit::Out::stay) return;
  administration_.close();
  ++version_;
  if (visit.out == Visit::Out::members) intend(desk::Intent(desk::Close{}));
}

void Model::follow_desk() {
  if (staff_->take_setup()) open_setup(flow_.language());
  follow_administration();
  follow_vault();
  const desk::State* desk = staff();
  const bool signed_in = desk && !desk->care.by.role.empty();
  if (forms_.flow() && !(signed_in && desk->who == forms_.who() && desk->care.by == forms_.by())) forms_.hide();
  if (!signed_in) return;
  for (const desk::FormDone& done : forms_.take_done()) staff_->intend(done, host_.now(), touched_ms_);
  if (const auto wanted = staff_->take_form()) forms_.open(*wanted, staff()->who, staff()->care.by, staff()->language);
}

void Model::go(chalk::Route route, const std::string& language) {
  if (route == chalk::Route::staff) staff_->open(host_.now(), language);
}

void Model::store(const survey::Ending& ending) {
  if (keeper_.keep_again(ending.id)) return;
  questions_.was_asked();
  if (ending.completed) {
    next_code_.clear();
    recent_.push_back({.at_ms = ending.at.mono_ms, .score = ending.response.score});
    if (recent_.size() > kRecentMax) recent_.erase(recent_.begin());
  }
  keeper_.keep(make_fact(ending, settings_.site_key.value_or(event::PublicKey{})));
}

void Model::hear(const Keeper::Answer& answer) {
  ++version_;
  chalkboard_.hear(answer, touched_ms_);
  forms_.hear(answer);
  if (front()) front()->hear(answer);
  if (staff()) staff_->intend(desk::Stored{answer.id, !answer.problem, answer.refused}, host_.now(), touched_ms_);
  if (!flow_.unsaved || flow_.unsaved->id != answer.id || flow_.phase != survey::Phase::saving) return;
  if (answer.problem)
    take(survey::update(*asked_.definition, flow_, survey::NotSaved{*answer.problem}, inputs(false)));
  else
    take(survey::update(*asked_.definition, flow_, survey::Saved{}, inputs(false)));
}

// The one on a screen waits for its own "retry".
bool Model::asks_about(const event::Uuid& fact) const {
  const desk::State* desk = staff();
  const AdminPart* part = front();
  return (part && part->asks_about(fact)) || (flow_.unsaved && flow_.unsaved->id == fact) ||
         chalkboard_.asks_about(fact) || forms_.asks_about(fact) ||
         (desk && desk->care.act && desk->care.act->id == fact);
}

void Model::intend(const desk::Intent& intent) {
  if (intent.is_nothing()) return;
  keep(staff_->intend(intent, host_.now(), touched_ms_));
  follow_desk();
  for (desk::ListWork& work : staff_->take_list_work()) lists_.work(std::move(work));
  gather_for_staff();
  reports_.follow(staff(), site());
  ++version_;
}

void Model::keep(const std::optional<desk::Act>& act) {
  if (act && !keeper_.keep_again(act->id)) keeper_.keep(fact_of(act->id, act->what, act->at));
}

void Model::type(std::string_view letters) {
  if (AdminPart* part = front()) {
    part->type(letters);
    ++version_;
    return;
  }
  if (forms_.flow()) {
    forms_.type(letters, touched_ms_);
    ++version_;
    return;
  }
  const desk::State* desk = staff();
  if (!desk || !desk::is_typing(desk->screen)) return;
  desk::Draft& draft = staff_->draft();
  ui::Writing writing{desk->care.text, std::min(draft.caret, desk->care.text.size())};
  ui::type(writing, letters, desk::text_max(desk->screen));
  draft.caret = writing.caret;
  intend(desk::Intent(desk::SetText{writing.text}));
}

// Only when the board has changed: the list is as long as the board.
void Model::gather_for_staff() {
  const desk::State* desk = staff();
  if (!desk || desk->care.by.role.empty()) {  // nobody is signed in
    staff_notes_ = {};
    gathered_ = 0;
    known_ = {};
    return;
  }
  // Never 0: nothing gathered.
  const std::uint64_t now = chalkboard_.staff_version() + forms_.version() + lists_.version() + questions_.version();
  const Chalkboard::Viewer whom{
      .language = desk->language, .by = desk->care.by, .who = desk->who, .today = chalkboard_.today()};
  const bool same = std::exchange(gathered_for_, whom) == whom;
  if (std::exchange(gathered_, now) != now || !same) {
    staff_notes_ = chalkboard_.for_staff(whom);
    staff_notes_.labels = questions_.labels(desk->language);
    staff_notes_.forms = forms_.choices(desk->language, desk->who);
    staff_notes_.departments = questions_.departments();
    staff_notes_.asking = questions_.problem() ? desk::Asking::amiss
                          : asks_              ? desk::Asking::as_planned
                                               : desk::Asking::off;
    gather_calls(desk->care.by.role);
  }
  gather_opened();
}

// What others do about an item while it is open here must not pass unseen.
void Model::gather_opened() {
  const desk::Care& care = staff()->care;
  desk::Notes::Opened& opened = staff_notes_.opened;
  opened = care.opened ? chalkboard_.opened(*care.opened) : desk::Notes::Opened{};
  auto& [openings, known] = known_;
  if (std::exchange(openings, care.openings) != care.openings) {
    known.clear();
    for (const event::Step& step : opened.history) known.insert(step.id);
  }
  for (const event::Step& step : opened.history)
    if (!known.contains(step.id) && step.by() != care.by) opened.news.push_back(step);
}

// What is due changes with the day.
void Model::count_waiting() {
  settings_.brand.waiting = chalkboard_.unanswered();
  counted_on_ = chalkboard_.today();
  ++version_;
}

SiteNow Model::site() const {
  return {.board = chalkboard_.board(),
          .voices = chalkboard_.owed(),
          .cases = chalkboard_.cases(),
          .contact_openings_unix_ms = chalkboard_.openings().times_unix_ms(),
          .labels = staff_notes_.labels,
          .clock = settings_.clock,
          .version = chalkboard_.staff_version() + static_cast<std::uint64_t>(journal_.newest_row())};
}

void Model::report() {
  if (reports_.tick(site())) ++version_;
  if (const auto saved = reports_.take_saved(); saved && staff()) {
    staff_->intend(*saved, host_.now(), touched_ms_);
    ++version_;
  }
  reports_.follow(staff(), site());
}

// They stand in the queue by when they became due, among what members wait for.
void Model::gather_calls(const std::string& role) {
  const event::Moment now = host_.now();
  staff_notes_.calling = lists_.for_staff(role, now);
  std::ranges::move(desk::waiting_calls(staff_notes_.calling, settings_.clock.utc_offset_min, now.unix_ms),
                    std::back_inserter(staff_notes_.queue));
  std::ranges::stable_sort(staff_notes_.queue, {}, &desk::Waiting::since_unix_ms);
}

bool Model::tick_lists(const event::Moment& now) {
  Lists::Ticked ticked = lists_.tick(now);
  for (event::Fact& fact : ticked.facts) keeper_.keep(std::move(fact));
  for (const desk::Intent& answer : ticked.answers) keep(staff_->intend(answer, now, touched_ms_));
  return ticked.changed;
}

void Model::tick() {
  const event::Moment now = host_.now();
  const auto read = journal_.board_read();  // asked before the pages are taken, so that they are all among them
  const auto pages = journal_.poll_board();
  if (chalkboard_.feed(pages, read)) {
    voices_ = shown_voices(chalkboard_.voices(), behaviour_.attract);
    count_waiting();
  }
  if (counted_on_ != chalkboard_.today()) count_waiting();
  if (staff_->feed(pages, read, now, touched_ms_)) ++version_;
  if (lists_.feed(pages, read == journal::BoardRead::read)) ++version_;
  if (tick_lists(now)) ++version_;
  take_in(pages);
  follow_questions(!read_once_);  // what came with the program is asked only until the store is read
  read_once_ = read == journal::BoardRead::read;
  for (const Keeper::Answer& answer : keeper_.poll()) hear(answer);
  keeper_.try_again(now.mono_ms, [this](const event::Uuid& fact) { return asks_about(fact); });
  const Staff::Ticked ticked = staff_->tick(now, touched_ms_);
  keep(ticked.act);
  if (ticked.changed) ++version_;
  follow_desk();
  if (drafts_.tick()) ++version_;
  if (AdminPart* part = administration_.part(); part && part->tick(now)) ++version_;
  settle();
  if (setup_.tick(now)) ++version_;
  follow_setup();
  gather_for_staff();
  report();
  if (chalkboard_.tick(touched_ms_)) ++version_;
  if (std::exchange(slept_, is_asleep()) != slept_) ++version_;
  const bool accepting = journal_.health().accepting;
  const auto due_ms = survey::wake_at_ms(flow_, settings_.timing);
  const auto rests = [this](survey::Phase phase, bool fits) { return flow_.phase == phase && !fits; };
  const bool changes = (due_ms && now.mono_ms >= *due_ms) || rests(survey::Phase::attract, asks_ && accepting) ||
                       rests(survey::Phase::refused, asks_ && !accepting) || rests(survey::Phase::off, !asks_);
  // A touch moves what is due; only the update may say so.
  if (changes) take(survey::update(*asked_.definition, flow_, survey::Nothing{}, inputs(false)));
  keep(participation_.tick(now, question_alone()), now);
}

void Model::leave() {
  take(survey::update(*asked_.definition, flow_, survey::Leave{}, inputs(true)));
  const event::Moment now = host_.now();
  keep(participation_.finish(now), now);
  drafts_.finish();
  const std::size_t lost = keeper_.finish();
  if (lost > 0) host_.note("Stopped; answers that could not be stored and are lost: " + std::to_string(lost) + '.');
}

std::optional<std::int64_t> Model::wake_at_ms() const {
  survey::Flow touched = flow_;
  touched.touched_ms = std::max(touched.touched_ms, touched_ms_);
  auto earliest = survey::wake_at_ms(touched, settings_.timing);
  const auto also = [&earliest](std::optional<std::int64_t> at_ms) {
    if (at_ms && (!earliest || *at_ms < *earliest)) earliest = at_ms;
  };
  also(staff_->wake_at_ms(host_.now().mono_ms));
  also(keeper_.wake_at_ms());
  also(chalkboard_.wake_at_ms(touched_ms_));
  also(next_day_at_ms(host_.now()));
  also(participation_.wake_at_ms(host_.now()));
  also(next_question_at_ms(host_.now()));
  if (!behaviour_.awake.always) also(next_minute_at_ms(host_.now()));
  also(lists_.wake_at_ms(host_.now()));
  if (const AdminPart* part = front()) also(part->wake_at_ms());
  return earliest;
}

}  // namespace chalkpoint::app
