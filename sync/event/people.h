// The people of a site, with roles and PINs of their own: the kinds of events that tell of them, and who they are by
// all of these. A person's name, role, PIN and whether they are enlisted are four values, each the newest by (hlc, id)
// that was said of it. So the same events give the same people in whatever order and however often they arrive, and
// who changes a role or PIN before they hear of a dismissal brings nobody back.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "sync/event/calls.h"
#include "sync/event/case_events.h"
#include "sync/event/contacts.h"
#include "sync/event/notes.h"

namespace chalkpoint::event {

inline constexpr std::string_view kPersonEnlisted = "chalkpoint.person.enlisted.v1";
inline constexpr std::string_view kPersonChanged = "chalkpoint.person.changed.v1";
inline constexpr std::string_view kPersonDismissed = "chalkpoint.person.dismissed.v1";
inline constexpr std::string_view kPersonRestored = "chalkpoint.person.restored.v1";
inline constexpr std::string_view kPersonUnlocked = "chalkpoint.person.unlocked.v1";

/// Says all four of a person.
struct PersonEnlisted {
  Uuid person;
  std::string name;  ///< one line of 1 to kSignatureBytesMax octets: what the person signs with
  std::string role;  ///< one of kRoles
  std::string pin;   ///< is_hashed_pin
  Signature by;
  bool operator==(const PersonEnlisted&) const = default;
};
/// What is told of somebody anew, at least one of them, each bounded as above; nothing: it stays as it is. It takes no
/// dismissal back.
struct PersonChanged {
  Uuid person;
  std::optional<std::string> name, role, pin;
  Signature by;
  bool operator==(const PersonChanged&) const = default;
};
struct PersonDismissed {
  Uuid person;
  Signature by;
  bool operator==(const PersonDismissed&) const = default;
};
/// A dismissal is taken back: enlisted again as they are.
struct PersonRestored {
  Uuid person;
  Signature by;
  bool operator==(const PersonRestored&) const = default;
};
/// Whoever was held up by wrong PINs at the terminal of the event need not wait there any more. Says nothing of who
/// they are.
struct PersonUnlocked {
  Uuid person;
  Signature by;
  bool operator==(const PersonUnlocked&) const = default;
};
using PeopleEvent = std::variant<PersonEnlisted, PersonChanged, PersonDismissed, PersonRestored, PersonUnlocked>;

/// Whether this is what hash_pin gives. Others are refused: the work of comparing with one stands in its text, and a
/// stranger's could ask for hours.
bool is_hashed_pin(std::string_view text);

/// The type and the `data` of a fact.
std::string_view type_of(const PeopleEvent& what);
Json to_json(const PeopleEvent& what);
/// `data` as it stands in a body, read strictly; what is wrong is a Problem that names the member, also an act of
/// somebody whose role may not do it. Nothing for a type that is not one of the above.
std::expected<std::optional<PeopleEvent>, Problem> read_people(std::string_view type, std::string_view data);

/// Everything that somebody with a role does: the events that are signed.
using Deed = std::variant<NoteModerated, NoteMarked, NotePinned, NoteReplied, NotePublished, BoardRuled, VoiceMarked,
                          AnswerPrepared, PersonEnlisted, PersonChanged, PersonDismissed, PersonRestored,
                          PersonUnlocked, CaseDescribed, CaseCommented, CaseResolved, CaseReopened, CaseFollowed,
                          ContactsOpened, ContactErased, CallNoted>;
std::string_view type_of(const Deed& what);
Json to_json(const Deed& what);
/// What one must be allowed to, to do it.
Right right_for(const Deed& what);
/// As the readers of its families; nothing for an event that is not signed.
std::expected<std::optional<Deed>, Problem> read_deed(std::string_view type, std::string_view data);

/// Somebody who is enlisted.
struct Person {
  Uuid id;
  std::string name, role;
  std::string pin;  ///< hashed
  bool operator==(const Person&) const = default;
};

/// A projection in memory, pure. For one thread.
class People {
 public:
  /// Events of other kinds and malformed ones are passed by; true when somebody changed.
  bool apply(std::span<const Event> events);
  /// Who is enlisted now: by role from the owner down, then by name.
  std::vector<Person> enlisted() const;

 private:
  struct Said {
    Hlc hlc;
    Uuid id;
    auto operator<=>(const Said&) const = default;
  };
  template <class Value>
  struct Newest {
    Said said;  ///< all zero: nothing was said
    Value value{};
    bool take(const Said& when, const Value& what) {
      if (when <= said) return false;
      said = when;
      value = what;
      return true;
    }
  };
  struct Entry {
    Newest<std::string> name, role, pin;
    Newest<bool> enlisted;
    bool take(const Said& when, const PersonEnlisted& what);
    bool take(const Said& when, const PersonChanged& what);
    bool take(const Said& when, const PersonDismissed& what);
    bool take(const Said& when, const PersonRestored& what);
    bool take(const Said& when, const PersonUnlocked& what);
    /// Not before everything is known of them: the word that enlisted them may be on its way yet.
    bool is_there() const { return enlisted.value && !name.value.empty() && !role.value.empty() && !pin.value.empty(); }
  };
  std::map<Uuid, Entry> entries_;
};

/// Whether the site would be left without an owner if this person were none any more.
bool is_last_owner(std::span<const Person> enlisted, const Uuid& person);

}  // namespace chalkpoint::event
