#include "sync/hub/note_command.h"

#include <fstream>
#include <ostream>
#include <set>

#include "sync/event/notes.h"
#include "sync/event/strokes.h"
#include "sync/hub/sqlite_store.h"
#include "sync/wire/limits.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

struct Found {
  event::Uuid id;
  std::string site;
  event::Bytes strokes;
};

Result<std::set<std::string>> sites_of(Store& store, const NoteOptions& options) {
  const auto devices = store.devices();
  if (!devices) return std::unexpected(devices.error());
  std::set<std::string> sites;
  for (const Device& device : *devices)
    if (!options.site || device.who.site == *options.site) sites.insert(device.who.site);
  if (sites.empty() && options.site)
    return std::unexpected(Problem{"the store knows no site " + *options.site, "`device list` shows the sites"});
  return sites;
}

// The notes that the options name. More than one: a code is unique on a terminal only.
Result<std::vector<Found>> find(Store& store, const std::set<std::string>& sites, const NoteOptions& options,
                                const std::optional<event::Uuid>& id) {
  std::vector<Found> found;
  for (const std::string& site : sites) {
    const auto look = [&](const event::Event& one) -> Done {
      if (one.type != event::kNoteWritten || (id && one.id != *id)) return {};
      const auto parts = event::split_body(one.body);
      const auto read = parts ? event::read_board(one.type, parts->data) : std::nullopt;
      const auto* note = read && *read ? std::get_if<event::NoteWritten>(&**read) : nullptr;
      if (note == nullptr || (options.code && note->code != *options.code)) return {};
      found.push_back({one.id, site, note->writing.strokes});
      return {};
    };
    if (auto done = each_event(store, site, look); !done) return std::unexpected(done.error());
  }
  return found;
}

Problem ambiguous(const std::string& code, const std::vector<Found>& found) {
  std::string ids;
  for (const Found& one : found) ids += (ids.empty() ? "" : ", ") + one.id.text() + " (" + one.site + ")";
  return {"several notes bear the code " + code, "name one of them with --id: " + ids};
}

}  // namespace

Done each_event(Store& store, const std::string& site, const std::function<Done(const event::Event&)>& look) {
  const Principal everybody{site, ""};  // no device is called this, so no events are its own and left out
  for (std::uint64_t after = 0;;) {
    const auto page = store.read(everybody, {after}, wire::kPageEventsMax, wire::kPageBytesMax);
    if (!page) return std::unexpected(page.error());
    for (const wire::Placed& placed : page->events)
      if (auto done = look(placed.event); !done) return done;
    if (!page->more) return {};
    after = page->through;
  }
}

Done write_svg(const std::filesystem::path& file, std::string_view encoded) {
  const auto drawing = event::decode_drawing(encoded);
  if (!drawing) return std::unexpected(drawing.error());
  std::ofstream svg(file, std::ios::binary | std::ios::trunc);
  svg << event::to_svg(*drawing);
  svg.close();
  if (svg) return {};
  return std::unexpected(
      Problem{"the drawing " + file.string() + " cannot be written", "name a place in a folder that can be written"});
}

Done write_note(const NoteOptions& options, const World& world, std::ostream& out) {
  if (!options.id && !options.code) return std::unexpected(Problem{"no note is named", "give --id ID or --code CODE"});
  const auto id = options.id ? event::Uuid::parse(*options.id) : std::nullopt;
  if (options.id && !id)
    return std::unexpected(
        Problem{"\"" + *options.id + "\" is no note's id", "give --id 36 characters, such as an export shows them"});
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  const auto sites = sites_of(**store, options);
  if (!sites) return std::unexpected(sites.error());
  const auto found = find(**store, *sites, options, id);
  if (!found) return std::unexpected(found.error());
  const std::string asked = id ? "id " + *options.id : "code " + options.code.value_or("");
  if (found->empty())
    return std::unexpected(Problem{"there is no public note with the " + asked,
                                   "check it, and whether its terminal has been heard of since it was written"});
  if (found->size() > 1) return std::unexpected(ambiguous(asked.substr(5), *found));
  const Found& note = found->front();
  if (note.strokes.empty())
    return std::unexpected(Problem{"the note with the " + asked + " is text, not a drawing", "name another one"});
  if (auto done = write_svg(options.svg, note.strokes); !done) return done;
  out << note.id.text() << '\t' << options.svg.string() << '\n';
  return {};
}

}  // namespace chalkpoint::hub
