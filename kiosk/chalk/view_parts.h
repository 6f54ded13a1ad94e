// What the screens of the board share.
#pragma once

#include <string>
#include <vector>

#include "kiosk/chalk/view.h"
#include "kiosk/ui/stage.h"

namespace chalkpoint::chalk {

/// What is on the screen and where the intent goes; every part of a view works on one.
struct Scene {
  const Board& board;
  const Flow& flow;
  Draft& draft;
  const Surroundings& around;
  ui::Ui& ui;
  Intent intent;
};

/// Of the bar, from left to right.
struct BarButton {
  std::string id, label;
  ui::Button look;
  Intent intent;
};
/// The bar of a screen: a title with the mark or, where it is empty, the way back under the words of `back_key`; the
/// buttons at its right, in a second row where one is too narrow. Cut off `area`: above, or with low reach below.
void draw_bar(Scene& scene, ui::Rect& area, const std::string& title, std::vector<BarButton> buttons,
              const char* back_key = "nav.back");
/// The languages and what helps to see.
std::vector<BarButton> aids(const Scene& scene);

/// What a screen is about, cut off the upper part of `area`.
void draw_heading(ui::Ui& ui, ui::Rect& area, const std::string& title);

/// Opens the keyboard for that field, or moves the caret in it.
void type_into(Draft& draft, const std::string& field, std::size_t caret);

void draw_board(Scene& scene);        ///< the notes
void draw_rules(Scene& scene);        ///< of the board
void draw_find(Scene& scene);         ///< the pad for a code
void draw_found(Scene& scene);        ///< one note and what has become of it
void draw_compose(Scene& scene);      ///< chalk or letters
void draw_sign(Scene& scene);         ///< name, for whom, preview
void draw_saving(Scene& scene);       ///< until the journal answers
void draw_sent(Scene& scene);         ///< with the code
void draw_refused(Scene& scene);      ///< too much for now; the writing stays
void draw_save_failed(Scene& scene);  ///< all is kept; offers retry
void draw_still_here(Scene& scene);   ///< over what was there

/// The note that `found` shows; null: there is none of that code, or it has left the board.
const Note* found_note(const Board& board, const Flow& flow);

}  // namespace chalkpoint::chalk
