// What the club does with the contacts that members left: every opening of them and every erasure is an event. Both are
// sets that only grow, so any order, any repetition and any split of the same events tells the same.
//
// An erasure names the event beside which something lay sealed: a contact, or the writing of a private note. Whoever
// holds that box erases it in the transaction that takes the erasure in, and takes it from nobody any more.
#pragma once

#include <map>
#include <span>
#include <variant>
#include <vector>

#include "sync/event/notes.h"

namespace chalkpoint::event {

inline constexpr std::string_view kContactsOpened = "chalkpoint.contacts.opened.v1";
inline constexpr std::string_view kContactErased = "chalkpoint.contact.erased.v1";

/// Contacts are shown to one person for a day at most.
inline constexpr int kOpenMinutesMax = 24 * 60;

/// Stored before any contact is shown.
struct ContactsOpened {
  int minutes = 0;  ///< 1 to kOpenMinutesMax; 0: until whoever opened them leaves the desk, or once, by a command
  Signature by;     ///< of a role that may open contacts
  bool operator==(const ContactsOpened&) const = default;
};
struct ContactErased {
  Uuid of;  ///< the event beside which the box lay, or a row of a list at the terminal that says so
  Signature by;
  bool operator==(const ContactErased&) const = default;
};
using ContactEvent = std::variant<ContactsOpened, ContactErased>;

/// The type and the `data` of a fact.
std::string_view type_of(const ContactEvent& what);
Json to_json(const ContactEvent& what);
/// `data` as it stands in a body, read strictly; what is wrong is a Problem that names the member, also an act of
/// somebody whose role may not do it. Nothing for a type that is not one of the above.
std::expected<std::optional<ContactEvent>, Problem> read_contacts(std::string_view type, std::string_view data);

/// Which box an event erases; nothing for one of another kind and for a malformed one.
std::optional<Uuid> erased_by(std::string_view type, std::string_view data);
/// All that these events erase, in their order.
std::vector<Uuid> erased_by(std::span<const Event> events);

/// What screens and commands call an event by: the last eight digits of its id, the random ones. Those made in one
/// minute begin alike.
std::string short_id(const Uuid& id);
/// Which of what a command found are meant to be erased: those that are named by their id, whole or short, else all of
/// them when `all` is said or there is only one. Refuses a name that fits none or several, and to guess among several:
/// codes recur over the years, and who shares one must not be erased with another.
std::expected<std::vector<Uuid>, Problem> meant_of(std::span<const Uuid> found, std::span<const std::string> named,
                                                   bool all);

/// The code that somebody typed, however: in small letters, in the Cyrillic ones that look the same, with spaces. Empty
/// when it is none.
std::string typed_code(std::string_view text);

/// What makes two spellings one contact: a phone number as normal_phone gives it, an e-mail address in small letters.
/// Empty for what is neither.
std::string normal_contact(std::string_view contact);
/// Whether a box's text, a line for each contact that was left in it, holds the one that normal_contact gave as
/// `normal`. Nothing holds an empty one.
bool holds_contact(std::string_view text, std::string_view normal);

/// One time that contacts were opened.
struct Opened {
  Uuid id;
  std::int64_t unix_ms = 0;  ///< UTC
  int minutes = 0;           ///< as in ContactsOpened
  Signature by;
  bool operator==(const Opened&) const = default;
};

/// A projection in memory, pure. For one thread.
class Openings {
 public:
  /// Events of other kinds, malformed ones, and ones known already are passed by; true when there is a new one.
  bool apply(std::span<const Event> events);
  /// Newest first by (hlc, id).
  std::vector<Opened> newest() const;
  /// When, UTC milliseconds; in no order.
  std::vector<std::int64_t> times_unix_ms() const;
  std::size_t size() const { return entries_.size(); }

 private:
  std::map<std::pair<Hlc, Uuid>, Opened> entries_;
};

}  // namespace chalkpoint::event
