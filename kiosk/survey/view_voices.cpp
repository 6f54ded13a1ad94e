// What is written on the board, one after another, on the attract screen: each comes out of the slate and stays.
#include <algorithm>
#include <optional>

#include "kiosk/survey/view_parts.h"
#include "kiosk/ui/chalk.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::survey {
namespace {

using ui::Rect;

constexpr std::int64_t kVoiceMs = 8'000, kVoiceFadeMs = 240, kFrameMs = 16;
constexpr std::size_t kLettersMin = 24;  // less says nothing
constexpr float kHandMm = 7, kHandMmMin = 5, kGapMm = 2.5F, kBarMm = 5;

struct Heights {
  float title, said, did;
  float all(float gap) const { return title + gap + said + (did > 0 ? gap + did : 0); }
};

Heights heights(const ui::Ui& ui, const Voice& voice, ui::Type hand, float width) {
  return {ui.line_height(ui::kSmall), ui.height(voice.said, hand, width),
          voice.did.empty() ? 0 : ui.height(voice.did, hand, width - ui.mm(kBarMm))};
}

void draw_voice(ui::Ui& ui, const Voice& voice, ui::Type hand, float shown, Rect area) {
  const Heights high = heights(ui, voice, hand, area.w);
  const float gap = ui.mm(kGapMm);
  area.cut_top((area.h - high.all(gap)) * 0.4F);
  const std::string& title = ui.tr(voice.did.empty() ? "attract.on_board" : "attract.we_did");
  ui.text(area.cut_top(high.title, gap), title, ui::kSmall, ui.theme().muted.faded(shown));
  ui.text(area.cut_top(high.said, gap), voice.said, hand, ui.theme().chalk.faded(shown));
  if (voice.did.empty()) return;
  Rect did = area.cut_top(high.did);
  const Rect bar = did.cut_left(ui.mm(kBarMm));
  const auto line = ui::hand_line({bar.x + ui.mm(1), bar.y + ui.mm(0.5F)},
                                  {bar.x + ui.mm(1.3F), bar.bottom() - ui.mm(0.5F)}, ui.mm(0.3F));
  ui.chalk(line, ui.theme().accent.faded(shown * 0.8F), ui.mm(0.8F));
  ui.text(did, voice.did, hand, ui.theme().accent.faded(shown));
}

// As much of the voice as there is room for, cut at words; nothing: there is no room worth it.
std::optional<Voice> cut_to(const ui::Ui& ui, const Voice& voice, ui::Type hand, const Rect& area) {
  const auto fits = [&](const Voice& one) { return heights(ui, one, hand, area.w).all(ui.mm(kGapMm)) <= area.h; };
  if (fits(voice)) return voice;
  const auto cut = [&voice](std::size_t letters) {
    return Voice{ui::shortened(voice.said, letters), ui::shortened(voice.did, letters)};
  };
  std::size_t few = kLettersMin, many = std::max(voice.said.size(), voice.did.size());
  if (!fits(cut(few))) return std::nullopt;
  while (few + 1 < many) {
    const std::size_t middle = (few + many) / 2;
    (fits(cut(middle)) ? few : many) = middle;
  }
  return cut(few);
}

}  // namespace

bool draw_voices(Scene& scene, const Rect& area) {
  ui::Ui& ui = scene.ui;
  // One size of the hand for all of them, so that nothing jumps when the next one has its turn.
  ui::Type hand{ui::Face::chalk, kHandMm};
  const auto fits = [&](const Voice& voice) { return heights(ui, voice, hand, area.w).all(ui.mm(kGapMm)) <= area.h; };
  while (hand.cap_mm > kHandMmMin && !std::ranges::all_of(scene.voices, fits)) hand.cap_mm -= 0.5F;

  const std::int64_t now_ms = ui.frame().now_ms, turn = now_ms / kVoiceMs, since_ms = now_ms - turn * kVoiceMs;
  const auto voice = cut_to(ui, scene.voices[static_cast<std::size_t>(turn) % scene.voices.size()], hand, area);
  if (!voice) return false;
  float shown = 1;
  if (scene.voices.size() > 1) {
    const bool fades = since_ms < kVoiceFadeMs && !ui.frame().options.calm;
    if (fades) shown = static_cast<float>(since_ms) / static_cast<float>(kVoiceFadeMs);
    ui.wake_at(fades ? now_ms + kFrameMs : (turn + 1) * kVoiceMs);
  }
  draw_voice(ui, *voice, hand, shown, area);
  return true;
}

}  // namespace chalkpoint::survey
