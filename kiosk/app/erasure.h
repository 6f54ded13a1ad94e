// What members left sealed, found and erased for good, and the act of it: what was erased, when, where and by whom,
// without the contact itself, in every language of the screens. For the desk and for the command.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/desk/contacts.h"
#include "kiosk/ui/text.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// What opens a box; nothing for one of another key.
using OpenBox = std::function<std::optional<std::string>(std::string_view box)>;
/// Runs work on the journal and returns when it is done.
using OnStore = std::function<void(const std::function<void(journal::Journal&)>&)>;

/// What was left under this code at any terminal of the site, oldest first; erased ones among it.
journal::Result<std::vector<desk::Left>> left_under(const OnStore& store, const std::string& code);
/// What a look into every box found.
struct LeftBy {
  std::vector<desk::Left> found;
  std::size_t other_key = 0;  ///< boxes that did not open: whether they hold it is not known
};
/// Which of the boxes that lie in this store, those of the rows of lists among them, hold this contact, however it is
/// written. Boxes are opened on the caller's
/// thread, some hundred microseconds each.
journal::Result<LeftBy> left_by(const OnStore& store, const std::string& contact, const OpenBox& open);

/// What an act tells.
struct Erasure {
  std::vector<desk::Left> items;
  event::Signature by;
  event::Moment at;
  std::string site, device;         ///< empty: no hub
  std::vector<event::Uuid> events;  ///< one for each: the hub has erased what it accepted them for
  journal::Copies copies;           ///< beside the store: where it was erased, too, and where that could not be done
};

/// That contacts were opened by a command, for this once; to be stored before any of them is.
event::Fact opening_of(const event::Signature& by, const event::Moment& at, const event::Random& random);
/// Erases them: one event each, in one transaction with the boxes that lie here.
journal::Result<Erasure> erase(journal::Journal& journal, std::vector<desk::Left> items, const event::Signature& by,
                               const event::Moment& at, const event::Random& random);

/// The words of the screens, by language.
using Words = std::map<std::string, ui::Text>;
/// Those of assets/lang.
std::expected<Words, event::Problem> open_words(const std::filesystem::path& assets);

/// The act in one language.
std::string act_text(const Erasure& erasure, const ui::Text& words);
/// Writes the act in all languages as DIR/acts/erasure-YYYY-MM-DD-HHMMSS.txt, for its owner alone; the file's name.
/// What waits for the hub is remembered, for confirm_acts().
journal::Result<std::filesystem::path> keep_act(journal::Journal& journal, const std::filesystem::path& dir,
                                                const Erasure& erasure, const Words& words);
/// What the hub has said of these erasures, all of them together.
journal::Result<desk::HubWord> hub_word(journal::Journal& journal, std::span<const event::Uuid> events);
/// Adds to the acts that wait for the hub's word what it said: that it accepted all erasures, or how many it did not.
/// How many acts still wait.
journal::Result<std::size_t> confirm_acts(journal::Journal& journal, const Words& words, const event::Moment& now);

}  // namespace chalkpoint::app
