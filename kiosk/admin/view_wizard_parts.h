// What the pages of the first start share.
#pragma once

#include "kiosk/admin/view_wizard.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::wizard {

/// What is on the screen and where the intent goes.
struct Scene {
  const State& state;
  const Around& around;
  ui::EntryDraft& draft;
  ui::Ui& ui;
  Intent intent = Nothing{};
};

/// The way on at the foot of a page, and what may stand beside it.
struct Foot {
  std::string label;
  bool enabled = true;
  ui::Choice beside = {};  ///< without an id: nothing
  Intent wanted = {};      ///< by that
};
/// Bar, progress, heading, what to know, and the foot; what remains is the page's.
ui::Rect draw_frame(Scene& scene, const std::string& heading, const std::string& say, const Foot& foot);
/// A page on which a line is typed; `next` sends it.
struct Typing {
  std::string heading, say;
  bool can_send = true;
  std::size_t length_max = 60;
  ui::Manner manner{.secret = false, .quiet = true};
  std::string layout = {};
};
void draw_typing(Scene& scene, const Typing& typing);
/// What the bar was tapped for.
Intent bar_intent(ui::BarTap tap);

void draw_language(Scene& scene);   ///< two languages to pick from
void draw_hub(Scene& scene);        ///< what a hub is for
void draw_look(Scene& scene);       ///< colours beside a sample of what takes them
void draw_logo(Scene& scene);       ///< the pictures on the sticks
void draw_hours(Scene& scene);      ///< usual hours, and an hour more or less
void draw_pin(Scene& scene);        ///< the PIN, shown
void draw_pin_again(Scene& scene);  ///< the pad on which it is typed back
void draw_key_there(Scene& scene);  ///< prove the key that is there, or make another
void draw_key(Scene& scene);        ///< the phrase in groups, as a code, onto a stick
void draw_prove(Scene& scene);      ///< the line on which groups of it are typed back

}  // namespace chalkpoint::admin::wizard
