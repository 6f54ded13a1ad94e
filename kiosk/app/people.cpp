#include "kiosk/app/people.h"

#include <algorithm>

#include "kiosk/app/first_start.h"
#include "kiosk/app/seal.h"
#include "kiosk/app/staff.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

namespace {

using event::Person;
using event::Problem;
using journal::Result;

constexpr std::size_t kPeoplePageEvents = 1'000, kPeoplePageBytes = 4'000'000;

/// Who has a shell on the terminal may keep its people, and has no name in it.
const event::Signature kCommandSigns{.name = "chalkpoint person", .role = "admin"};

Result<void> store(journal::Journal& journal, const event::Deed& what, const event::Moment& now,
                   const event::Random& random) {
  const event::Fact fact = fact_of(event::make_uuid_v7(now.unix_ms, random), what, now);
  const auto placed = journal.append({&fact, 1});
  if (!placed) return std::unexpected(placed.error());
  return {};
}

Result<Person> named(const std::vector<Person>& people, const std::string& who) {
  std::vector<Person> found;
  for (const Person& one : people)
    if (one.name == who || one.id.text() == who) found.push_back(one);
  if (found.size() == 1) return found.front();
  if (found.empty())
    return std::unexpected(Problem{"Nobody is enlisted as " + who + ".", "See chalkpoint person list."});
  return std::unexpected(
      Problem{"Several people are enlisted as " + who + ".", "Name one by the id that chalkpoint person list shows."});
}

}  // namespace

Result<std::vector<Person>> read_people(journal::Journal& journal) {
  event::People people;
  for (std::int64_t after = 0;;) {
    const auto page = journal.read_board(after, kPeoplePageEvents, kPeoplePageBytes);
    if (!page) return std::unexpected(page.error());
    people.apply(page->own);
    people.apply(page->foreign);
    if (!page->more) return people.enlisted();
    after = page->through;
  }
}

Result<void> add_person(journal::Journal& journal, const std::string& name, const std::string& role,
                        const event::Moment& now, const event::Random& random,
                        const std::function<void(std::string)>& notice) {
  const auto people = read_people(journal);
  if (!people) return std::unexpected(people.error());
  if (std::ranges::any_of(*people, [&](const Person& one) { return one.name == name; }))
    return std::unexpected(
        Problem{"Somebody is enlisted as " + name + " already.", "Give another name, or remove that person first."});
  const bool has_owner = std::ranges::any_of(*people, [](const Person& one) { return one.role == "owner"; });
  if (!has_owner && role != "owner")
    return std::unexpected(Problem{"There is no owner yet, and only an owner or admin can enlist others on the screen.",
                                   "Enlist the owner first: --role owner."});
  const std::string pin = event::make_pin(random);
  const auto hashed = event::hash_pin(pin);
  if (!hashed) return std::unexpected(hashed.error());
  const event::Deed deed = event::PersonEnlisted{.person = event::make_uuid_v7(now.unix_ms, random),
                                                 .name = name,
                                                 .role = role,
                                                 .pin = *hashed,
                                                 .by = kCommandSigns};
  if (!event::validate(event::type_of(deed), event::to_json(deed)))
    return std::unexpected(Problem{"Nobody can be enlisted with this name and role.",
                                   "Give one line of at most 60 octets with --name, and a role of --help."});
  const auto stored = store(journal, deed, now, random);
  if (stored) notice("PIN of " + name + ", shown once: " + pin);
  return stored;
}

Result<void> remove_person(journal::Journal& journal, const std::string& who, const event::Moment& now,
                           const event::Random& random) {
  const auto people = read_people(journal);
  if (!people) return std::unexpected(people.error());
  const auto them = named(*people, who);
  if (!them) return std::unexpected(them.error());
  if (event::is_last_owner(*people, them->id))
    return std::unexpected(Problem{them->name + " is the last owner, without whom nobody keeps the people.",
                                   "Enlist another owner first."});
  return store(journal, event::PersonDismissed{.person = them->id, .by = kCommandSigns}, now, random);
}

Result<void> unlock_person(journal::Journal& journal, const std::string& who, const event::Moment& now,
                           const event::Random& random) {
  const auto people = read_people(journal);
  if (!people) return std::unexpected(people.error());
  const auto them = named(*people, who);
  if (!them) return std::unexpected(them.error());
  desk::Lockouts lockouts = lockouts_from_text(journal.setting(kStaffLockout).value_or(""));
  if (lockouts.erase(them->id) == 0)
    return std::unexpected(Problem{them->name + " typed no wrong PIN on this terminal and does not wait.",
                                   "Each terminal holds people up by itself: try the one where they wait."});
  const auto stored = store(journal, event::PersonUnlocked{.person = them->id, .by = kCommandSigns}, now, random);
  if (!stored) return stored;
  return journal.set_settings({{std::string(kStaffLockout), to_text(lockouts)}});
}

}  // namespace chalkpoint::app
