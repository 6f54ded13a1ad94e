#include "sync/event/people.h"

#include <algorithm>

#include "sync/event/fields.h"

namespace chalkpoint::event {
namespace {

constexpr std::string_view kFamily = "chalkpoint.person.";

std::string name_in(Fields& data) {
  std::string name = data.prose("name", kSignatureBytesMax, false);
  if (name.size() > kSignatureBytesMax) data.fail("name is too long");
  return name;
}

std::string role_in(Fields& data) {
  return std::string(kRoles[data.choice("role", kRoles)]);
}

std::string pin_in(Fields& data) {
  std::string pin = data.text("pin");
  if (!is_hashed_pin(pin)) data.fail("pin is no PIN as argon2id text");
  return pin;
}

PersonEnlisted enlisted(Fields& data) {
  data.only({"person", "name", "role", "pin", "by"});
  return {.person = data.uuid("person"),
          .name = name_in(data),
          .role = role_in(data),
          .pin = pin_in(data),
          .by = data.signature(Right::people)};
}

PersonChanged changed(Fields& data) {
  data.only({"person", "name", "role", "pin", "by"});
  PersonChanged out{.person = data.uuid("person"), .name = {}, .role = {}, .pin = {}, .by = {}};
  if (data.has("name")) out.name = name_in(data);
  if (data.has("role")) out.role = role_in(data);
  if (data.has("pin")) out.pin = pin_in(data);
  if (!out.name && !out.role && !out.pin) data.fail("none of name, role, pin is changed");
  out.by = data.signature(Right::people);
  return out;
}

/// What says nothing but of whom.
template <class One>
One of_person(Fields& data) {
  data.only({"person", "by"});
  return {.person = data.uuid("person"), .by = data.signature(Right::people)};
}

std::optional<PeopleEvent> read(std::string_view type, Fields& data) {
  if (type == kPersonEnlisted) return enlisted(data);
  if (type == kPersonChanged) return changed(data);
  if (type == kPersonDismissed) return of_person<PersonDismissed>(data);
  if (type == kPersonRestored) return of_person<PersonRestored>(data);
  if (type == kPersonUnlocked) return of_person<PersonUnlocked>(data);
  return std::nullopt;
}

struct TypeOf {
  std::string_view operator()(const PersonEnlisted&) const { return kPersonEnlisted; }
  std::string_view operator()(const PersonChanged&) const { return kPersonChanged; }
  std::string_view operator()(const PersonDismissed&) const { return kPersonDismissed; }
  std::string_view operator()(const PersonRestored&) const { return kPersonRestored; }
  std::string_view operator()(const PersonUnlocked&) const { return kPersonUnlocked; }
};

Json json_of(const PersonEnlisted& what) {
  return {{"person", what.person.text()},
          {"name", what.name},
          {"role", what.role},
          {"pin", what.pin},
          {"by", to_json(what.by)}};
}

Json json_of(const PersonChanged& what) {
  Json out{{"person", what.person.text()}, {"by", to_json(what.by)}};
  if (what.name) out["name"] = *what.name;
  if (what.role) out["role"] = *what.role;
  if (what.pin) out["pin"] = *what.pin;
  return out;
}

template <class One>
Json json_of(const One& what) {
  return {{"person", what.person.text()}, {"by", to_json(what.by)}};
}

/// The event that a deed is, among those of its own family.
template <class One>
auto family_of(const One& one) {
  if constexpr (std::is_constructible_v<PeopleEvent, One>)
    return PeopleEvent(one);
  else if constexpr (std::is_constructible_v<CaseEvent, One>)
    return CaseEvent(one);
  else if constexpr (std::is_constructible_v<ContactEvent, One>)
    return ContactEvent(one);
  else if constexpr (std::is_same_v<One, CallNoted>)
    return one;
  else
    return BoardEvent(one);
}

/// The deed that an event is; nothing for what members do.
template <class One>
std::optional<Deed> deed_of(const One& one) {
  if constexpr (std::is_constructible_v<Deed, One>)
    return Deed(one);
  else
    return std::nullopt;
}

struct Needed {
  Right operator()(const NoteModerated&) const { return Right::judge; }
  Right operator()(const NoteMarked&) const { return Right::answer; }
  Right operator()(const NotePinned&) const { return Right::pin; }
  Right operator()(const NoteReplied&) const { return Right::answer; }
  Right operator()(const NotePublished&) const { return Right::answer; }
  Right operator()(const BoardRuled&) const { return Right::screening; }
  Right operator()(const VoiceMarked&) const { return Right::answer; }
  Right operator()(const AnswerPrepared&) const { return Right::prepare; }
  Right operator()(const PersonEnlisted&) const { return Right::people; }
  Right operator()(const PersonChanged&) const { return Right::people; }
  Right operator()(const PersonDismissed&) const { return Right::people; }
  Right operator()(const PersonRestored&) const { return Right::people; }
  Right operator()(const PersonUnlocked&) const { return Right::people; }
  Right operator()(const CaseDescribed&) const { return Right::cases; }
  Right operator()(const CaseCommented&) const { return Right::cases; }
  Right operator()(const CaseResolved&) const { return Right::cases; }
  Right operator()(const CaseReopened&) const { return Right::cases; }
  Right operator()(const CaseFollowed&) const { return Right::cases; }
  Right operator()(const ContactsOpened&) const { return Right::contacts; }
  Right operator()(const ContactErased&) const { return Right::contacts; }
  Right operator()(const CallNoted&) const { return Right::calls; }
};

bool is_base64(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
}

/// From the owner down.
std::size_t rank(const Person& person) {
  constexpr std::array<std::string_view, kRoles.size()> order = {"owner", "director", "admin", "staff"};
  return static_cast<std::size_t>(std::ranges::find(order, person.role) - order.begin());
}

}  // namespace

bool is_hashed_pin(std::string_view text) {
  constexpr std::string_view prefix = "$argon2id$v=19$m=65536,t=2,p=1$";
  constexpr std::size_t salt = 22, digest = 43;  // 16 and 32 octets, as base64 without padding
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return text.size() == salt + 1 + digest && text[salt] == '$' && is_base64(text.substr(0, salt)) &&
         is_base64(text.substr(salt + 1));
}

std::string_view type_of(const PeopleEvent& what) {
  return std::visit(TypeOf{}, what);
}

Json to_json(const PeopleEvent& what) {
  return std::visit([](const auto& one) { return json_of(one); }, what);
}

std::expected<std::optional<PeopleEvent>, Problem> read_people(std::string_view type, std::string_view data) {
  if (!type.starts_with(kFamily)) return std::nullopt;
  Fields fields("A person", data);
  auto found = read(type, fields);
  if (found && fields.fault()) return std::unexpected(*fields.fault());
  return found;
}

std::string_view type_of(const Deed& what) {
  return std::visit([](const auto& one) { return type_of(family_of(one)); }, what);
}

Json to_json(const Deed& what) {
  return std::visit([](const auto& one) { return to_json(family_of(one)); }, what);
}

Right right_for(const Deed& what) {
  return std::visit(Needed{}, what);
}

std::expected<std::optional<Deed>, Problem> read_deed(std::string_view type, std::string_view data) {
  const auto board = read_board(type, data);
  if (!board) return std::unexpected(board.error());
  if (*board) return std::visit([](const auto& one) { return deed_of(one); }, **board);
  const auto people = read_people(type, data);
  if (!people) return std::unexpected(people.error());
  if (*people) return std::visit([](const auto& one) { return deed_of(one); }, **people);
  const auto step = read_case(type, data);
  if (!step) return std::unexpected(step.error());
  if (*step) return std::visit([](const auto& one) { return deed_of(one); }, **step);
  const auto contacts = read_contacts(type, data);
  if (!contacts) return std::unexpected(contacts.error());
  if (*contacts) return std::visit([](const auto& one) { return deed_of(one); }, **contacts);
  auto call = read_call(type, data);
  if (!call) return std::unexpected(call.error());
  if (*call) return Deed(std::move(**call));
  return std::nullopt;
}

bool People::Entry::take(const Said& when, const PersonEnlisted& what) {
  bool news = enlisted.take(when, true);
  news |= name.take(when, what.name);
  news |= role.take(when, what.role);
  news |= pin.take(when, what.pin);
  return news;
}

bool People::Entry::take(const Said& when, const PersonChanged& what) {
  bool news = what.name && name.take(when, *what.name);
  news |= what.role && role.take(when, *what.role);
  news |= what.pin && pin.take(when, *what.pin);
  return news;
}

bool People::Entry::take(const Said& when, const PersonDismissed&) {
  return enlisted.take(when, false);
}

bool People::Entry::take(const Said& when, const PersonRestored&) {
  return enlisted.take(when, true);
}

bool People::Entry::take(const Said&, const PersonUnlocked&) {
  return false;
}

bool People::apply(std::span<const Event> events) {
  bool changed = false;
  for (const Event& event : events) {
    const auto parts = split_body(event.body);
    if (!parts) continue;
    // What came from other devices was stored as it came: here it is believed only if it is what its kind may carry.
    const auto read = read_people(parts->type, parts->data);
    if (!read || !*read) continue;
    const Said said{parts->hlc, parts->id};
    std::visit([&](const auto& one) { changed |= entries_[one.person].take(said, one); }, **read);
  }
  return changed;
}

std::vector<Person> People::enlisted() const {
  std::vector<Person> out;
  for (const auto& [id, entry] : entries_)
    if (entry.is_there())
      out.push_back({.id = id, .name = entry.name.value, .role = entry.role.value, .pin = entry.pin.value});
  std::ranges::sort(out, {}, [](const Person& one) { return std::tuple(rank(one), one.name, one.id); });
  return out;
}

bool is_last_owner(std::span<const Person> enlisted, const Uuid& person) {
  const auto is_owner = [](const Person& one) { return one.role == "owner"; };
  const auto them = std::ranges::find(enlisted, person, &Person::id);
  return them != enlisted.end() && is_owner(*them) && std::ranges::count_if(enlisted, is_owner) == 1;
}

}  // namespace chalkpoint::event
