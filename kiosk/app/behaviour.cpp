#include "kiosk/app/behaviour.h"

#include <algorithm>

#include "kiosk/admin/picture.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

namespace {

ui::House house_of(const admin::Values& values) {
  ui::House out{.accent = values.colour("look.accent"),
                .logo = {},
                .words = {},
                .languages = values.list("languages.offered"),
                .keyboards = values.list("languages.keyboards")};
  for (const std::string_view language : admin::kLanguages)
    if (auto own = values.own_words(language); !own.empty()) out.words.emplace(language, std::move(own));
  const auto png = event::from_base64(values.text("look.logo"));
  if (!png || png->empty()) return out;
  if (auto logo = admin::read_logo(*png)) out.logo = std::make_shared<const ui::Image>(std::move(*logo));
  return out;
}

// One that is offered, in any case.
std::string first_language(const admin::Values& values, const Behaviour& started) {
  const bool said = values.is_said("languages.first") && !started.language_fixed;
  const std::string wanted = said ? values.text("languages.first") : started.language;
  const auto offered = values.list("languages.offered");
  return std::ranges::find(offered, wanted) != offered.end() ? wanted : offered.front();
}

void say_ms(const admin::Values& values, std::string_view key, std::int64_t& ms) {
  if (values.is_said(key)) ms = static_cast<std::int64_t>(values.number(key) * 1'000);
}

}  // namespace

Behaviour behaviour_of(const admin::Values& values, const Behaviour& started) {
  Behaviour out = started;
  if (values.is_said("club.name")) out.club = values.text("club.name");
  if (values.is_said("club.hours")) out.hours = values.hours("club.hours");
  out.language = first_language(values, started);
  say_ms(values, "times.idle_s", out.timing.idle_ms);
  say_ms(values, "times.still_here_s", out.timing.still_here_ms);
  say_ms(values, "times.thanks_s", out.timing.thanks_ms);
  if (values.is_said("calls.every_days")) out.call_every_days = static_cast<int>(values.number("calls.every_days"));
  out.comfort = {.high_contrast = values.flag("display.high_contrast"),
                 .large_text = values.flag("display.large_text"),
                 .low_reach = values.flag("display.low_reach")};
  out.calm = values.flag("display.calm");
  out.awake = values.hours("times.awake");
  const std::string attract = values.text("look.attract");
  out.attract = attract == "none"   ? Behaviour::Attract::none
                : attract == "done" ? Behaviour::Attract::done
                                    : Behaviour::Attract::voices;
  out.house = house_of(values);
  return out;
}

std::vector<survey::Voice> shown_voices(std::vector<survey::Voice> voices, Behaviour::Attract attract) {
  if (attract == Behaviour::Attract::none) voices.clear();
  if (attract == Behaviour::Attract::done)
    std::erase_if(voices, [](const survey::Voice& voice) { return voice.did.empty(); });
  return voices;
}

std::string consent_version(const std::string& language, const ConsentWords& words) {
  const event::Hash digest = event::blake2b({words.sentence, words.full});
  constexpr std::size_t kBytes = 4;  // enough to tell the few versions of one text apart
  return language + '-' + event::hex(std::span(digest).first(kBytes));
}

ConsentWords own_consent(const ui::House& house, const std::string& language, ConsentWords words) {
  const auto own = house.words.find(language);
  if (own == house.words.end()) return words;
  const auto take = [&own](std::string_view message, std::string& text) {
    if (const auto found = own->second.find(message); found != own->second.end()) text = found->second;
  };
  take("consent.sentence", words.sentence);
  take("consent.full", words.full);
  return words;
}

}  // namespace chalkpoint::app
