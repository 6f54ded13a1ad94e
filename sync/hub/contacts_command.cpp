#include "sync/hub/contacts_command.h"

#include <algorithm>
#include <ostream>
#include <set>

#include "sync/event/contacts.h"
#include "sync/event/kinds.h"
#include "sync/hub/sqlite_store.h"
#include "sync/wire/limits.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

/// What a member left sealed at the site, whichever terminal it was.
struct Left {
  event::Uuid id;
  std::string time, code, device, channel;  ///< channel: empty for the writing of a private note
  std::optional<int> score;
};

/// With the signature of commands: who may run them has the store.
event::Signature signed_by(const char* command) {
  return {std::string("chalkpoint-hub ") + command, "owner"};
}

std::optional<Left> left_of(const wire::Placed& placed) {
  const event::Event& event = placed.event;
  Left out{.id = event.id, .time = event.time, .code = {}, .device = placed.source.device, .channel = {}, .score = {}};
  if (event.type == event::kResponseCompleted) {
    const auto response = event::response_from_json(event::body_data(event.body));
    if (!response || !response->contact) return std::nullopt;
    out.code = response->code;
    out.channel = response->contact->channel;
    out.score = response->score;
    return out;
  }
  const auto parts = event::split_body(event.body);
  if (!parts || parts->type != event::kNoteConfided) return std::nullopt;
  const auto board = event::read_board(parts->type, parts->data);
  if (!board || !*board) return std::nullopt;
  const auto* note = std::get_if<event::NoteConfided>(&**board);
  out.code = note->code;
  return out;
}

/// Everything left at the site and not erased, in the order of its arrival.
Result<std::vector<Left>> read_left(Store& store, const std::string& site) {
  const Principal everybody{site, ""};  // no device is called this, so no events are its own and left out
  std::vector<Left> out;
  std::set<event::Uuid> erased;
  for (std::uint64_t after = 0;;) {
    const auto page = store.read(everybody, {after}, wire::kPageEventsMax, wire::kPageBytesMax);
    if (!page) return std::unexpected(page.error());
    for (const wire::Placed& placed : page->events) {
      if (placed.event.type == event::kContactErased) {
        const auto parts = event::split_body(placed.event.body);
        if (const auto of = parts ? event::erased_by(parts->type, parts->data) : std::nullopt) erased.insert(*of);
      } else if (auto left = left_of(placed)) {
        out.push_back(std::move(*left));
      }
    }
    if (!page->more) break;
    after = page->through;
  }
  std::erase_if(out, [&erased](const Left& one) { return erased.contains(one.id); });
  std::ranges::stable_sort(out, {}, &Left::time);
  return out;
}

event::Fact fact_of(const event::ContactEvent& what, const World& world) {
  const std::int64_t now_ms = world.now_ms();
  return {.id = event::make_uuid_v7(now_ms, world.random),
          .type = std::string(event::type_of(what)),
          .data = event::to_json(what),
          .at = {.unix_ms = now_ms, .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}},
          .sealed = {}};
}

/// The contact in the clear, or why not.
Result<std::string> opened(Store& store, const std::string& site, const Left& left, const event::SiteKey& key) {
  const auto box = store.contact(site, left.id);
  if (!box) return std::unexpected(box.error());
  if (!*box) return std::unexpected(Problem{"its box is not here", "it lies on the terminal " + left.device});
  return event::open_contact(**box, key);
}

/// What was looked for.
struct Search {
  std::vector<Left> found;
  std::size_t other_key = 0;  ///< boxes that the phrase does not open: whether they hold it is not known
  std::size_t absent = 0;     ///< boxes that have not come to the hub
};

/// What the search could not look into, as lines.
std::string unsure(const Search& search) {
  std::string out;
  if (search.other_key > 0) out += std::to_string(search.other_key) + " could not be opened: sealed to another key\n";
  if (search.absent > 0) out += std::to_string(search.absent) + " could not be opened: not here, on their terminals\n";
  return out;
}

/// Which of what was left is meant; the key is asked for where contacts must be opened.
Result<Search> find(Store& store, const EraseOptions& options, const World& world, const AskSecret& ask) {
  auto left = read_left(store, options.site);
  if (!left) return std::unexpected(left.error());
  if (options.code) {
    const std::string code = event::typed_code(*options.code);
    if (code.empty())
      return std::unexpected(
          Problem{"\"" + *options.code + "\" is no code", "give the four characters of the thank-you"});
    std::erase_if(*left, [&code](const Left& one) { return one.code != code; });
    return Search{.found = std::move(*left)};
  }
  const std::string wanted = event::normal_contact(options.contact.value_or(""));
  if (wanted.empty())
    return std::unexpected(
        Problem{"no code, phone number or address is given", "give --code CODE or --contact CONTACT"});
  const auto key = unlock(store, options.site, ask);
  if (!key) return std::unexpected(key.error());
  const event::ContactEvent opening = event::ContactsOpened{0, signed_by("erase")};
  if (auto said = store.say(options.site, std::vector{fact_of(opening, world)}, world.now_ms()); !said)
    return std::unexpected(said.error());
  Search out;
  for (Left& one : *left) {
    if (one.channel.empty()) continue;
    const auto box = store.contact(options.site, one.id);
    if (!box) return std::unexpected(box.error());
    const auto contact = *box ? event::open_contact(**box, key->key()) : Result<std::string>(std::string());
    if (!*box)
      ++out.absent;
    else if (!contact)
      ++out.other_key;
    else if (event::holds_contact(*contact, wanted))
      out.found.push_back(std::move(one));
  }
  return out;
}

/// Lists what was found, and says what of it is meant.
Result<std::vector<Left>> chosen_of(std::vector<Left> found, const EraseOptions& options, std::ostream& out) {
  std::vector<event::Uuid> ids;
  for (const Left& one : found) {
    out << one.time.substr(0, 10) << '\t' << (one.channel.empty() ? "note" : one.channel) << '\t' << one.code << '\t'
        << event::short_id(one.id) << '\n';
    ids.push_back(one.id);
  }
  out << std::flush;
  const auto meant = event::meant_of(ids, options.ids, options.all);
  if (!meant) return std::unexpected(meant.error());
  std::erase_if(found, [&](const Left& one) { return std::ranges::find(*meant, one.id) == meant->end(); });
  return found;
}

}  // namespace

Done show_contacts(const ContactsOptions& options, const World& world, const AskSecret& ask, std::ostream& out) {
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  const auto key = unlock(**store, options.site, ask);
  if (!key) return std::unexpected(key.error());
  const event::ContactEvent opening = event::ContactsOpened{0, signed_by("contacts")};
  if (auto said = (*store)->say(options.site, std::vector{fact_of(opening, world)}, world.now_ms()); !said) return said;
  const auto left = read_left(**store, options.site);
  if (!left) return std::unexpected(left.error());
  std::size_t count = 0;
  for (const Left& one : *left) {
    if (one.channel.empty()) continue;
    ++count;
    const auto contact = opened(**store, options.site, one, key->key());
    out << one.time << '\t' << one.code << '\t' << (one.score ? std::to_string(*one.score) : "-") << '\t'
        << (contact ? *contact : contact.error().what) << '\n';
  }
  out << "Contacts: " << count << '\n';
  return {};
}

Done erase_contacts(const EraseOptions& options, const World& world, const AskSecret& ask, std::ostream& out) {
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  const auto key = (*store)->site_key(options.site);
  if (!key) return std::unexpected(key.error());
  if (!*key)
    return std::unexpected(Problem{"the store knows no site " + options.site, "`device list` shows the sites"});
  const auto search = find(**store, options, world, ask);
  if (!search) return std::unexpected(search.error());
  out << unsure(*search);
  if (search->found.empty())
    return std::unexpected(Problem{"nothing of it is left at " + options.site,
                                   "check the letters, and whether its terminal has been heard of since"});
  const auto chosen = chosen_of(search->found, options, out);
  if (!chosen) return std::unexpected(chosen.error());
  std::vector<event::Fact> facts;
  for (const Left& one : *chosen) facts.push_back(fact_of(event::ContactErased{one.id, signed_by("erase")}, world));
  if (auto said = (*store)->say(options.site, facts, world.now_ms()); !said) return said;
  out << "Erased at the hub for the site " << options.site << ", "
      << event::rfc3339({.unix_ms = world.now_ms(), .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}}) << ":\n";
  for (const Left& one : *chosen)
    out << "- " << (one.channel.empty() ? "private note" : one.channel) << ", code " << one.code << ", left "
        << one.time << " at " << one.device << '\n';
  out << "Its key: " << event::for_people((*key)->key_id)
      << ". The terminals of the site erase theirs as soon as they read this.\n";
  return {};
}

}  // namespace chalkpoint::hub
