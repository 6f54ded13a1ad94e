#include "kiosk/app/preview.h"

#include "kiosk/chalk/view.h"
#include "kiosk/survey/view.h"
#include "kiosk/ui/inset.h"

namespace chalkpoint::app {

namespace {

void draw_rules(ui::Ui& ui, const Behaviour& behaviour, bool screening_before, const std::string& language) {
  event::Board board;
  if (!screening_before) {
    event::Fact fact{.id = {}, .type = std::string(event::kBoardRuled), .data = {}, .at = {}, .sealed = {}};
    fact.data = event::to_json(
        event::BoardEvent(event::BoardRuled{.screening_before = false, .by = {.name = "preview", .role = "admin"}}));
    const auto event = event::parse_body(event::canonical_body(fact, "0000000000000000", 1, {1, 0}));
    if (event) board.apply({&*event, 1}, event::Origin::own);
  }
  chalk::Flow flow = chalk::arrive(language, behaviour.language, behaviour.comfort, 0);
  flow.screen = chalk::Screen::rules;
  chalk::Draft draft;
  chalk::draw(board, flow, draft, {.trusted = true, .known = true, .confides = true}, ui);
}

// The first page on which words are written, if any.
bool open_words(const survey::Definition& definition, survey::Flow& flow, survey::Draft& draft) {
  for (const survey::Page& page : definition.pages)
    for (const survey::Element& element : page.elements)
      if (element.type == survey::ElementType::comment) {
        flow.page_name = page.name;
        flow.phase = survey::Phase::asking;
        draft.focus = element.data_name;
        return true;
      }
  return false;
}

}  // namespace

void draw_preview(ui::Ui& ui, const ui::Rect& place, const PreviewSource& what, const Behaviour& behaviour,
                  PreviewOf screen, const std::string& language) {
  const ui::House* around = ui.frame().house;
  ui::begin_inset(ui, place,
                  {.high_contrast = behaviour.comfort.high_contrast,
                   .large_text = behaviour.comfort.large_text,
                   .low_reach = behaviour.comfort.low_reach,
                   .calm = true},
                  language);
  ui.enter(&behaviour.house);
  if (screen == PreviewOf::rules) {
    draw_rules(ui, behaviour, what.screening_before, language);
  } else {
    survey::Flow flow(what.definition, language);
    flow.home_language = behaviour.language;
    flow.comfort = flow.home_comfort = behaviour.comfort;
    survey::Draft draft;
    if (screen == PreviewOf::thanks || screen == PreviewOf::consent) {
      flow.phase = screen == PreviewOf::thanks ? survey::Phase::thanks : survey::Phase::consent;
      flow.answering = survey::Answering{
          .id = {}, .began = {}, .consented = false, .consent_version = {}, .code = "K7PM", .visited = {}};
    }
    if (screen == PreviewOf::typing) open_words(what.definition, flow, draft);
    const survey::Brand brand{.name = behaviour.club};
    const std::vector<survey::Voice> voices = shown_voices({what.voices.begin(), what.voices.end()}, behaviour.attract);
    survey::draw(what.definition, flow, draft, brand, ui, voices);
  }
  ui::end_inset(ui);
  ui.enter(around);
}

}  // namespace chalkpoint::app
