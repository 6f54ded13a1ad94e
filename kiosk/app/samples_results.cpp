#include "kiosk/app/samples_results.h"

#include <memory>

#include "kiosk/admin/view_results.h"
#include "sync/event/day.h"

namespace chalkpoint::app {
namespace {

using admin::results::ResultsState;
using event::Json;

constexpr const char* kToday = "2026-11-18";

/// A small wheel of numbers: the same picture each time.
class Wheel {
 public:
  std::size_t next(std::size_t below) {
    state_ = state_ * 1'103'515'245U + 12'345U;
    return (state_ >> 16U) % below;
  }

 private:
  std::uint32_t state_ = 7;
};

/// As members of a good club answer, a little better every month.
int score_of(Wheel& wheel, int months_ago) {
  constexpr std::array<int, 24> kUsual = {10, 10, 10, 10, 10, 10, 10, 9, 9, 9, 9, 9,
                                          8,  8,  8,  8,  7,  7,  6,  6, 5, 4, 2, 0};
  const int score = kUsual[wheel.next(kUsual.size())];
  const bool worse = months_ago > 0 && wheel.next(14) < static_cast<std::size_t>(std::min(months_ago, 4));
  return worse || wheel.next(16) == 0 ? std::max(0, score - 3) : score;
}

const char* reason_of(Wheel& wheel, int score) {
  constexpr std::array<const char*, 8> kGood = {"trainers", "trainers",  "trainers",    "equipment",
                                                "schedule", "reception", "cleanliness", "other"};
  constexpr std::array<const char*, 8> kBad = {"cleanliness", "cleanliness", "cleanliness", "equipment",
                                               "equipment",   "schedule",    "price",       "reception"};
  return score >= 9 ? kGood[wheel.next(kGood.size())] : kBad[wheel.next(kBad.size())];
}

event::Response response_of(Wheel& wheel, const std::string& touchpoint, int months_ago) {
  constexpr std::array<const char*, 4> kStatuses = {"first", "regular", "regular", "lost"};
  event::Response out;
  out.survey = "nps";
  out.language = wheel.next(5) == 0 ? "en" : "ru";
  out.touchpoint = touchpoint;
  out.score = score_of(wheel, months_ago);
  out.answers["reasons"] = Json::array({reason_of(wheel, *out.score)});
  if (wheel.next(3) == 0) out.answers["reasons"].push_back(reason_of(wheel, *out.score));
  if (touchpoint != "lobby") {
    out.by = event::Signature{"Анна", "staff"};
    out.answers["status"] = kStatuses[wheel.next(kStatuses.size())];
  }
  if (wheel.next(22) == 0) out.suspect = {"too-fast"};
  return out;
}

void add_day(event::Results& results, Wheel& wheel, const std::string& day, int days_ago, std::size_t busy) {
  constexpr std::array<int, 16> kHours = {7, 8, 9, 10, 12, 13, 15, 17, 18, 18, 18, 19, 19, 19, 20, 21};
  event::DayCounts lobby, calls;
  const std::size_t answers = busy + wheel.next(busy);
  for (std::size_t i = 0; i < answers; ++i) {
    const bool call = wheel.next(6) == 0, completed = call || wheel.next(9) != 0;
    event::Response one = response_of(wheel, call ? "call" : "lobby", days_ago / 30);
    if (!completed) one.left_at = wheel.next(3) == 0 ? "phone" : "reasons";
    event::count(call ? calls : lobby, completed, kHours[wheel.next(kHours.size())], one);
  }
  for (int hour = 7; hour < 23; ++hour)
    lobby.presence[hour] = {57, static_cast<std::int64_t>(wheel.next(2 + answers / 8))};
  event::add(results, day, "nps", "lobby", event::pack(lobby));
  if (calls != event::DayCounts{}) event::add(results, day, "call", "call", event::pack(calls));
}

event::Results of_days(int from_days_ago, int to_days_ago, std::size_t busy) {
  event::Results out;
  Wheel wheel;
  for (int ago = from_days_ago; ago >= to_days_ago; --ago)
    add_day(out, wheel, event::plus_days(kToday, -ago), ago, busy);
  return out;
}

std::vector<admin::Word> words_of(const std::string& language) {
  const bool ru = language == "ru";
  const auto word = [&](const char* russian, const char* english, std::array<std::int64_t, event::kMoods> answers) {
    return admin::Word{ru ? russian : english, answers};
  };
  return {word("тренеры", "trainers", {4, 9, 61, 2}),   word("душ", "shower", {33, 11, 3, 1}),
          word("чисто", "clean", {2, 8, 31, 0}),        word("полотенца", "towels", {19, 9, 2, 0}),
          word("очередь", "queue", {14, 10, 1, 0}),     word("бассейн", "pool", {6, 6, 11, 0}),
          word("вечером", "evening", {9, 8, 4, 1}),     word("йога", "yoga", {1, 3, 15, 0}),
          word("раздевалка", "lockers", {10, 5, 2, 0}), word("музыка", "music", {7, 5, 3, 0})};
}

std::shared_ptr<const admin::results::ResultsRead> read_of(const ResultsState& state, const std::string& name,
                                                           const std::string& language) {
  auto out = std::make_shared<admin::results::ResultsRead>();
  out->question = admin::results::question_of(state, kToday);
  out->days = out->question.days;
  out->before_days = event::days_before(out->days);
  out->touchpoints = {"lobby", "call", "told", "renewal", "promoter"};
  if (name == "admin.results.empty") return out;
  const int count = event::count_of(out->days);
  const std::size_t busy = name == "admin.results.few" ? 1 : 14;
  out->now = of_days(count - 1, 0, busy);
  out->before = of_days(2 * count, count + 1, busy).total;
  out->words = words_of(language);
  if (busy == 1) out->words = {{out->words[1].word, {0, 1, 1, 0}}};  // of so few answers
  return out;
}

/// How far the scene is scrolled, of what there is; the last of the page at 1.
float scrolled_in(const std::string& name) {
  if (name == "admin.results.middle") return 0.38F;
  return name == "admin.results.end" ? 1 : 0;
}

ResultsState state_of(const std::string& name, const std::string& language) {
  ResultsState out;
  if (name == "admin.results.year") out.span = admin::results::Span::year;
  if (name == "admin.results.few" || name == "admin.results.empty") out.span = admin::results::Span::week;
  if (name == "admin.results.where") out.page = admin::results::ResultsPage::touchpoints;
  if (name == "admin.results.first") out.page = admin::results::ResultsPage::first_day;
  if (name == "admin.results.last") out.page = admin::results::ResultsPage::last_day, out.first_day = "2026-11-02";
  if (name == "admin.results.failed") out.failed = true;
  if (name == "admin.results.reading" || out.failed) return out;
  if (name == "admin.results.touch") out.chosen["results.scores"] = 9;
  if (name == "admin.results.year") out.chosen["results.line"] = 40;
  if (name == "admin.results.middle") out.chosen["results.hours"] = 40;
  if (name == "admin.results.end") out.chosen["results.words"] = 1;
  out.read = read_of(out, name, language);
  return out;
}

std::map<std::string, std::string> labels_of(bool ru) {
  if (!ru)
    return {{"trainers", "Trainers"},   {"cleanliness", "Cleanliness"}, {"equipment", "Equipment"},
            {"schedule", "Schedule"},   {"reception", "Reception"},     {"price", "Price"},
            {"other", "Something else"}};
  return {{"trainers", "Тренеры"},    {"cleanliness", "Чистота"}, {"equipment", "Оборудование"},
          {"schedule", "Расписание"}, {"reception", "Ресепшен"},  {"price", "Цена"},
          {"other", "Другое"}};
}

std::map<std::string, std::string> questions_of(bool ru) {
  if (!ru) return {{"reasons", "What shaped your score?"}, {"phone", "Your phone number"}};
  return {{"reasons", "Что повлияло на вашу оценку?"}, {"phone", "Ваш телефон"}};
}

DrawAdmin scene(const std::string& name, const std::string& language, const SampleWords& /*words*/) {
  struct Kept {
    ResultsState state;
    std::map<std::string, std::string> labels, questions;
    std::string language;
    float scrolled;
  };
  const bool ru = language == "ru";
  auto kept = std::make_shared<const Kept>(
      Kept{state_of(name, language), labels_of(ru), questions_of(ru), language, scrolled_in(name)});
  return [kept](ui::Ui& ui) {
    const admin::results::ResultsAround around{
        .labels = kept->labels, .questions = kept->questions, .language = kept->language, .today = kToday};
    ui.screen(admin::results::results_screen_name(kept->state));
    constexpr float kPageMm = 620;  // about; beyond its end it stands at its end
    ui.kept("scroll") = ui.mm(kPageMm) * kept->scrolled * (ui.portrait() ? 2.F : 1.F);
    admin::results::draw_results(kept->state, around, ui);
  };
}

}  // namespace

AdminScenes results_scenes() {
  return {.names = {"admin.results", "admin.results.touch", "admin.results.middle", "admin.results.end",
                    "admin.results.year", "admin.results.few", "admin.results.empty", "admin.results.reading",
                    "admin.results.failed", "admin.results.where", "admin.results.first", "admin.results.last"},
          .make = scene};
}

}  // namespace chalkpoint::app
