#include "sync/hub/note_command.h"

#include <fstream>
#include <ostream>
#include <set>

#include "sync/event/strokes.h"
#include "sync/hub/site_board.h"
#include "sync/hub/sqlite_store.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

struct Found {
  std::string site;
  event::Note note;
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

// The public notes that the options name. More than one: a code is unique on a terminal only.
Result<std::vector<Found>> find(Store& store, const std::set<std::string>& sites, const NoteOptions& options,
                                const std::optional<event::Uuid>& id) {
  std::vector<Found> found;
  for (const std::string& site : sites) {
    const auto board = read_site_board(store, site);
    if (!board) return std::unexpected(board.error());
    for (const event::Note* note : board->all())
      if (!note->confided && (id ? note->id == *id : note->code == options.code)) found.push_back({site, *note});
  }
  return found;
}

Problem ambiguous(const std::string& code, const std::vector<Found>& found) {
  std::string ids;
  for (const Found& one : found) ids += (ids.empty() ? "" : ", ") + one.note.id.text() + " (" + one.site + ")";
  return {"several notes bear the code " + code, "name one of them with --id: " + ids};
}

// What keeps members from seeing the note; nothing when they do.
std::optional<std::string> obstacle(const event::Note& note) {
  const std::string judged = " (" + note.reason + ") by " + note.judged_by.name + ", " + note.judged_by.role;
  switch (event::standing(note)) {
    case event::Standing::waiting: {
      std::string why;
      for (const std::string& reason : note.held) why += (why.empty() ? "" : ", ") + reason;
      return "waits for a look (" + why + ")";
    }
    case event::Standing::hidden:
      return "was hidden" + judged;
    case event::Standing::removed:
      return "was removed" + judged;
    default:
      return std::nullopt;
  }
}

}  // namespace

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
  const event::Note& note = found->front().note;
  if (const auto why = obstacle(note); why && !options.any)
    return std::unexpected(Problem{"the note with the " + asked + " is not on the board: it " + *why,
                                   "show it on the board first; the owner may take any with --any"});
  if (note.strokes.empty())
    return std::unexpected(Problem{"the note with the " + asked + " is text, not a drawing", "name another one"});
  if (auto done = write_svg(options.svg, note.strokes); !done) return done;
  out << note.id.text() << '\t' << options.svg.string() << '\n';
  return {};
}

}  // namespace chalkpoint::hub
