#include "kiosk/app/part_results.h"

#include <utility>

#include "kiosk/admin/view_results.h"
#include "kiosk/app/questions.h"
#include "sync/event/day.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace {

constexpr std::size_t kWordsMost = 12;
// Forms of words: rarer ones would change no sum that is shown.
constexpr std::size_t kFormsMost = 5'000;
// Where others send much, the same days are not read again with each page that comes.
constexpr std::int64_t kAgainAfterMs = 3'000;

}  // namespace

journal::Result<admin::results::ResultsRead> read_results(journal::JournalThread& journal,
                                                          const admin::results::ResultsQuestion& question,
                                                          const admin::WordLists& lists) {
  const auto results = [&](const journal::ResultsOf& of) {
    return journal.ask([&](journal::Journal& store) { return store.results(of); });
  };
  const journal::ResultsOf of{.first = question.days.first,
                              .last = question.days.last,
                              .touchpoint = question.touchpoint,
                              .words_max = kFormsMost};
  admin::results::ResultsRead out;
  out.question = question;
  out.days = question.days;
  auto now = results(of);
  if (!now) return std::unexpected(now.error());
  out.now = std::move(*now);
  if (out.days.first.empty()) {
    out.days.first = out.now.days.empty() ? out.days.last : std::min(out.days.last, out.now.days.begin()->first);
  } else {
    out.before_days = event::days_before(question.days);
    auto before = results({out.before_days->first, out.before_days->last, question.touchpoint});
    if (!before) return std::unexpected(before.error());
    out.before = before->total;
  }
  const auto ever = results({});
  if (!ever) return std::unexpected(ever.error());
  for (const admin::results::Part& part : admin::results::parts_of(ever->touchpoints))
    out.touchpoints.push_back(part.value);
  const auto words = journal.ask([&](journal::Journal& store) { return store.words(of); });
  if (!words) return std::unexpected(words.error());
  out.words = admin::most_used(*words, lists, kWordsMost);
  return out;
}

MakeAdminPart results_part(std::shared_ptr<const admin::WordLists> words) {
  return [words = std::move(words)](const AdminWorld& world, Visit& visit) -> std::unique_ptr<AdminPart> {
    return std::make_unique<ResultsPart>(words, world, visit);
  };
}

ResultsPart::ResultsPart(std::shared_ptr<const admin::WordLists> words, const AdminWorld& world, Visit& visit)
    : words_(std::move(words)), world_(world), visit_(visit) {
  const event::Moment now = world_.host.now();
  today_ = event::day_of(now.unix_ms, now.utc_offset_min);
}

std::string ResultsPart::screen_name() const {
  return admin::results::results_screen_name(state_);
}

void ResultsPart::draw(ui::Ui& ui) {
  const std::pair labels(visit_.language, world_.questions.version());
  if (std::exchange(labelled_, labels) != labels) {
    labels_ = world_.questions.labels(visit_.language);
    questions_ = world_.questions.titles(visit_.language);
  }
  intent_ = admin::results::draw_results(
      state_, {.labels = labels_, .questions = questions_, .language = visit_.language, .today = today_}, ui);
}

bool ResultsPart::act() {
  const admin::results::ResultsIntent intent = std::exchange(intent_, {});
  if (std::holds_alternative<std::monostate>(intent)) return false;
  if (std::holds_alternative<admin::results::Leave>(intent)) visit_.out = Visit::Out::members;
  if (std::holds_alternative<admin::results::StepBack>(intent) && state_.page == admin::results::ResultsPage::charts)
    visit_.out = Visit::Out::desk;
  if (const auto* speak = std::get_if<admin::results::Speak>(&intent)) visit_.language = speak->language;
  state_ = admin::results::update(std::move(state_), intent);
  tick(world_.host.now());
  return true;
}

void ResultsPart::ask(const admin::results::ResultsQuestion& question, std::int64_t mono_ms) {
  asked_ = question;
  asked_ms_ = mono_ms;
  asked_row_ = world_.journal.newest_row();
  busy_ = true;
  stale_ = false;
  aside_.start([this, question, &journal = world_.journal] {
    auto read = read_results(journal, question, *words_);
    {
      const std::scoped_lock lock(mutex_);
      read_ = std::move(read);
    }
    world_.host.wake();
  });
}

bool ResultsPart::take() {
  std::optional<journal::Result<admin::results::ResultsRead>> answer;
  {
    const std::scoped_lock lock(mutex_);
    answer = std::exchange(read_, std::nullopt);
  }
  if (!answer) return false;
  busy_ = false;
  state_.failed = !*answer;
  if (state_.failed)
    world_.host.note(event::one_line(answer->error()));
  else
    state_.read = std::make_shared<const admin::results::ResultsRead>(std::move(**answer));
  return true;
}

bool ResultsPart::tick(const event::Moment& now) {
  today_ = event::day_of(now.unix_ms, now.utc_offset_min);
  const bool changed = take();
  const admin::results::ResultsQuestion wanted = admin::results::question_of(state_, today_);
  stale_ = world_.journal.newest_row() != asked_row_;
  const bool again = stale_ && now.mono_ms - asked_ms_ >= kAgainAfterMs;
  if (!busy_ && (asked_ != wanted || again)) ask(wanted, now.mono_ms);
  return changed;
}

std::optional<std::int64_t> ResultsPart::wake_at_ms() const {
  return stale_ && !busy_ ? std::optional(asked_ms_ + kAgainAfterMs) : std::nullopt;
}

}  // namespace chalkpoint::app
