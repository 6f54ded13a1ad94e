// Brings definitions the whole way round that a survey can go: imported, through the editor (each question changed in
// every way that can be undone, and undone), published, exported and imported again. Reads one definition a line,
// writes {"definition": what came of it} or {"refused": why} a line.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/admin/definition_edit.h"
#include "kiosk/app/questions.h"
#include "sync/event/surveys.h"

namespace {

using namespace chalkpoint;
using nlohmann::ordered_json;

constexpr const char* kSurvey = "round";

// What a person does who changes their mind about everything.
std::string edited(const std::string& definition) {
  const auto read = admin::editor::read_draft(definition);
  if (!read) return {};
  admin::editor::Editing editing(*read);
  int steps = 0;
  const auto apply = [&](admin::editor::Draft next) {
    const auto before = editing.version();
    editing.apply(std::move(next));
    if (editing.version() != before) ++steps;
  };
  for (const admin::editor::Spot& spot : admin::editor::questions(*read)) {
    apply(admin::editor::with_text(editing.now(), admin::editor::path_of(spot) + "/title", "ru", "Другой вопрос"));
    apply(admin::editor::duplicate(editing.now(), spot).draft);
    if (auto moved = admin::editor::stepped(editing.now(), spot, true)) apply(std::move(moved->draft));
    apply(admin::editor::without(editing.now(), spot));
    for (; steps > 0; --steps) editing.undo();
  }
  return editing.now().dump();
}

// As another terminal would read it.
std::string published(const app::Questions& questions, const std::string& definition) {
  const auto fact = questions.publication(kSurvey, definition, "", {"-", "owner"}, {}, [](auto out) {
    for (auto& octet : out) octet = 1;
  });
  if (!fact) return {};
  const auto read = event::read_survey(fact->type, event::canonical_json(fact->data));
  return read && *read ? (*read)->definition : std::string();
}

ordered_json round_trip(const app::Questions& questions, const std::string& line) {
  const auto imported = questions.check(kSurvey, line);
  if (!imported) return {{"refused", imported.error().what}};
  const std::string kept = published(questions, edited(*imported));
  if (kept.empty()) return {{"broken", "it cannot be published"}};
  const auto again = questions.check(kSurvey, app::with_blanks(kept));
  if (!again) return {{"broken", again.error().what}};
  return {{"definition", ordered_json::parse(*again)}};
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  const app::Questions questions({.shipped = {}});
  for (std::string line; std::getline(std::cin, line);)
    std::cout << round_trip(questions, line).dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
  return 0;
}
