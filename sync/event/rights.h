// Who may do what. One table, asked by the screens before they offer something, by the desk before it does it, and by
// whoever reads an event before it is believed.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace chalkpoint::event {

inline constexpr std::array<std::string_view, 4> kRoles = {"staff", "director", "owner", "admin"};

/// What the club's people do with a terminal.
enum class Right {
  queue,          ///< see what members left and what waits
  judge,          ///< show a note, hide it with a reason, remove it
  record,         ///< take down what a member told, fill in the staff's forms
  answer,         ///< reply under a note and say how far the club is with it
  pin,            ///< pin a note to the top of the board
  cases,          ///< work on what members left: department, cause, assignee, control date, resolution, asking again
  prepare,        ///< change the answers that all may begin from
  screening,      ///< whether notes are looked at before they are shown, or after
  private_notes,  ///< open the journal of truth
  contacts,       ///< open what members left to be reached by
  calls,          ///< see whom to call, call them, bring the lists
  reports,        ///< see what a day or a week comes to, and save it as a page
  people,         ///< enlist and dismiss people, give them PINs and roles
  device,         ///< see how the terminal is
  configure,      ///< change the questions and the settings, look after the terminal, take the data away
};
inline constexpr std::array<std::string_view, 15> kRights = {
    "queue",         "judge",    "record", "answer",  "pin",    "cases",  "prepare",  "screening",
    "private_notes", "contacts", "calls",  "reports", "people", "device", "configure"};

/// Whether somebody of this role may do that. A role that is none may nothing.
bool may(std::string_view role, Right right);

inline constexpr std::size_t kSignatureBytesMax = 60;
/// Who did something: a person's name and role, as the board shows them.
struct Signature {
  std::string name;  ///< 1 to kSignatureBytesMax octets
  std::string role;  ///< one of kRoles
  bool operator==(const Signature&) const = default;
};

}  // namespace chalkpoint::event
