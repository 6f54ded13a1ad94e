// The screens of the chalk board with something on them, for pictures, benches and layout tests: notes that became
// events, a member who walked there.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/chalk/board.h"
#include "kiosk/chalk/view.h"

namespace chalkpoint::app {

/// What sample members and the club write, in their language.
struct ChalkWords {
  std::vector<std::string> notes, replies, names;  ///< eight, four, two
  std::string long_words, did, staff, owner;
};
ChalkWords chalk_words(const ui::Ui& ui);

struct ChalkScene {
  chalk::Board board;
  chalk::Flow flow;
  chalk::Draft draft;
  chalk::Surroundings around;
};

/// board, board.empty, board.offline, board.long_words, board.hundreds, board.found …, write.chalk … write.refused.
std::vector<std::string> chalk_scene_names();
/// `name` is one of chalk_scene_names.
std::shared_ptr<ChalkScene> make_chalk_scene(const std::string& name, const std::string& language,
                                             const ChalkWords& words);
/// A board of so many notes, a part of them answered; the newest is of `now_unix_ms`.
chalk::Board make_board(std::size_t notes, const std::string& language, const ChalkWords& words,
                        std::int64_t now_unix_ms);

}  // namespace chalkpoint::app
