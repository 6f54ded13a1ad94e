// Forms that the staff fill in: surveys of their own, run by the app over the desk. What a member said in person or
// over any channel, check-lists, and what the lists ask; all of them definitions in the assets, told by name.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/kinds.h"

namespace chalkpoint::desk {

/// The name of the form by which a member's words are taken down.
inline constexpr std::string_view kToldForm = "told";

/// A form to choose from, in the language of the desk: what it is for, in one line. Filled by the app.
struct Form {
  std::string name, title, purpose;
  bool begun = false;  ///< by who is at the desk, and not sent
  bool operator==(const Form&) const = default;
};

// Intents.
struct OpenForms {};  ///< forms.open
/// form.NAME, told.open: leaves the update as Step::form. The app runs the form and comes back with FormDone once it is
/// on disk, with nothing when whoever filled it in left it: it is kept and goes on where it was, for them and the same
/// `about`, as long as the process lives.
struct OpenForm {
  std::string form;                  ///< the definition's name in the assets
  std::string touchpoint;            ///< one of event::kStaffTouchpoints, unless the form asks for it
  std::optional<event::Uuid> about;  ///< goes into the response
  /// Answers that are known already, by question; a new form begins with them.
  std::vector<std::pair<std::string, std::string>> known = {};
  std::string whom = {};  ///< who is asked, as the bar of the form names them; empty: who fills it in stands there
  bool operator==(const OpenForm&) const = default;
};
struct FormDone {
  std::string form;
  std::optional<event::Uuid> about;
  event::Uuid id;  ///< of the response
  event::Response response;
};  ///< from the app: it is on disk

}  // namespace chalkpoint::desk
