// Every screen with something on it, made by walking the real way there: for pictures, benches and layout tests.
#pragma once

#include <array>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/forms.h"
#include "kiosk/app/samples_admin.h"
#include "kiosk/app/samples_chalk.h"
#include "kiosk/desk/desk.h"
#include "kiosk/desk/hours.h"
#include "kiosk/survey/flow.h"
#include "kiosk/survey/view.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::app {

inline constexpr std::int64_t kSampleNoon = 1'795'000'000'000;  ///< some day of 2026, UTC

/// A form of the staff's on the screen; the definition is the caller's.
struct SampleForm {
  std::string name;
  const survey::Definition* definition;
};

/// What fills a screen: a member's way, or the staff's screen over it.
struct Scene {
  survey::Flow flow;
  survey::Draft draft;
  std::optional<desk::State> staff;
  std::optional<SampleForm> form = {};  ///< lies over it; `flow` and `draft` are its
  desk::Notes staff_notes = {};
  desk::Draft staff_draft = {};
  desk::WaitClock staff_clock = {};
  desk::Reported staff_report = {};
  std::size_t waiting = 0;                ///< voices that the badge of the attract screen tells of
  std::string pressed;                    ///< the target on which a finger lies; empty: none
  bool held = false;                      ///< it lies there longer than a tap
  std::shared_ptr<ChalkScene> chalk;      ///< the chalk board over it; null: none
  std::vector<survey::Voice> voices;      ///< of the attract screen
  std::optional<survey::Card> card = {};  ///< on the attract screen
  DrawAdmin admin = {};                   ///< a part of the administration over all of it; empty: none
};

/// The words that a sample member writes, in their language.
struct SampleWords {
  std::string comment;
  std::string phone = "+79161234567";
  std::string email = "anna@example.org";
  std::string club;
  std::string name = {};
  ChalkWords chalk = {};
  std::string told = {};                             ///< what a member said in person
  std::vector<event::Prepared> prepared = {};        ///< answers to begin from
  std::string case_comment = {}, case_outcome = {};  ///< what the staff note, what members answer them
  std::array<std::string, 5> people = {};            ///< names of the club's
  std::string act = {};                              ///< of an erasure
};
SampleWords sample_words(const ui::Ui& ui);

/// attract, attract.comfort, attract.setup, attract.preview, attract.voices, attract.voices.long, page.NAME and
/// page.NAME.typing (with .shift, .pressed and .held keys) for each page, consent, saving, thanks.promoter …,
/// save_failed, refused, still_here, the staff's screens, the forms of form_scene_names, those of admin_scene_names,
/// and those of chalk_scene_names.
std::vector<std::string> scene_names(const survey::Definition& definition, const FormDefinitions& forms);

/// Refuses a name that is not among scene_names, with the names as remedy.
std::expected<Scene, event::Problem> make_scene(const survey::Definition& definition, const FormDefinitions& forms,
                                                const std::string& name, const std::string& language,
                                                const SampleWords& words);

/// One frame of it, with the comfort that its member chose besides that of the frame; nothing that is tapped leads
/// anywhere.
const ui::Picture& draw_scene(const survey::Definition& definition, Scene& scene, const SampleWords& words, ui::Ui& ui,
                              const ui::Frame& frame);

}  // namespace chalkpoint::app
