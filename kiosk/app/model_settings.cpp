// How the model follows the settings.
#include "kiosk/app/model.h"

namespace chalkpoint::app {

namespace {

bool is_resting(survey::Phase phase) {
  return phase == survey::Phase::attract || phase == survey::Phase::refused || phase == survey::Phase::off;
}

}  // namespace

std::string Model::consent_version(const std::string& language) const {
  return app::consent_version(language, own_consent(behaviour_.house, language, settings_.consent(language)));
}

void Model::take_in_settings(std::span<const journal::BoardPage> pages) {
  const std::uint64_t before = configuration_.version();
  for (const journal::BoardPage& page : pages)
    for (const auto* side : {&page.own, &page.foreign}) configuration_.apply(*side);
  configuration_.rule(chalkboard_.board().screening_before());
  if (configuration_.version() != before) ++version_;
}

// They take effect when nobody is in the middle of anything: what a member reads and agrees to stays as it is.
void Model::settle() {
  if (settled_ == configuration_.version() || !is_resting(flow_.phase) || chalkboard_.flow()) return;
  settled_ = configuration_.version();
  behaviour_ = behaviour_of(configuration_.values(), started_);
  settings_.brand.name = behaviour_.club;
  settings_.timing = behaviour_.timing;
  settings_.clock.hours = behaviour_.hours;
  chalkboard_.wait_for({.idle_ms = behaviour_.timing.idle_ms, .still_here_ms = behaviour_.timing.still_here_ms});
  lists_.call_every(behaviour_.call_every_days);
  reports_.name(behaviour_.club);
  voices_ = shown_voices(chalkboard_.voices(), behaviour_.attract);
  const bool chosen = flow_.language() != flow_.home_language || flow_.comfort != flow_.home_comfort;
  flow_.home_language = behaviour_.language;
  flow_.home_comfort = behaviour_.comfort;
  if (!chosen) {
    flow_.run.set_language(behaviour_.language);
    flow_.comfort = behaviour_.comfort;
  }
  ++version_;
}

void Model::preview(ui::Ui& ui, const ui::Rect& place, const admin::Values& values, PreviewOf screen,
                    const std::string& language) const {
  const std::vector<survey::Voice> voices = chalkboard_.voices();
  const bool before = values.text("board.screening") == "before";
  draw_preview(ui, place, {*asked_.definition, voices, before}, behaviour_of(values, started_), screen, language);
}

bool Model::is_asleep() const {
  if (behaviour_.awake.always || !is_resting(flow_.phase) || staff() || front() || chalkboard_.flow()) return false;
  const event::Moment now = host_.now();
  return now.mono_ms >= touched_ms_ + behaviour_.timing.idle_ms &&
         !event::is_open(behaviour_.awake, now.unix_ms, now.utc_offset_min);
}

}  // namespace chalkpoint::app
