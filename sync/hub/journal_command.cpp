#include "sync/hub/journal_command.h"

#include <sys/stat.h>

#include <map>
#include <ostream>
#include <ranges>

#include "sync/event/problem.h"
#include "sync/hub/note_command.h"
#include "sync/hub/site_board.h"
#include "sync/hub/sqlite_store.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

/// The drawing as a file; its name.
Result<std::string> write_drawing(const std::filesystem::path& folder, const std::string& name,
                                  const event::Bytes& strokes) {
  std::error_code unused;
  std::filesystem::create_directories(folder, unused);
  const std::filesystem::path file = folder / (name + ".svg");
  if (auto done = write_svg(file, strokes); !done) return std::unexpected(done.error());
  return file.string();
}

class Printer {
 public:
  Printer(Store& store, const JournalOptions& options, const event::SiteKey& key, std::ostream& out)
      : store_(store), options_(options), key_(key), out_(out) {}

  Done print(const event::Note& note) {
    out_ << event::rfc3339(
                {.unix_ms = note.unix_ms, .utc_offset_min = note.utc_offset_min, .mono_ms = 0, .boot_id = {}})
         << "  " << note.code;
    const auto box = store_.contact(options_.site, note.id);
    if (!box) return std::unexpected(box.error());
    ++notes_;
    if (!*box) return covered("  its writing was erased");
    const auto text = event::open_contact(**box, key_);
    if (!text && note.key == event::key_id(key_.open))
      return covered("  it is damaged: the right key does not open it");
    if (!text) return covered("  " + sealed_elsewhere(note.key));
    const auto writing = event::writing_from_text(*text);
    if (!writing) return covered("  it cannot be read: " + event::one_line(writing.error()));
    if (!writing->name.empty()) out_ << "  " << writing->name;
    if (writing->strokes.empty()) {
      out_ << '\n' << writing->text << "\n\n";
      return {};
    }
    if (options_.drawings.empty()) return covered("  a drawing; --drawings FOLDER writes it as SVG");
    const auto file = write_drawing(options_.drawings, note.code + "-" + note.id.text(), writing->strokes);
    if (!file) return std::unexpected(file.error());
    out_ << "\n" << *file << "\n\n";
    return {};
  }
  /// How many there were, and which keys the others want.
  void sum_up() {
    out_ << "Private notes: " << notes_ << "\n";
    for (const auto& [key, count] : elsewhere_)
      out_ << count << " of them sealed to " << key << ": its own phrase opens them on the terminal that made it\n";
  }

 private:
  std::string sealed_elsewhere(const std::string& key_id) {
    const std::string key = key_id.empty() ? "another key" : "the key " + event::for_people(key_id);
    ++elsewhere_[key];
    return "it is sealed to " + key;
  }
  Done covered(const std::string& why) {
    out_ << why << "\n\n";
    return {};
  }

  Store& store_;
  const JournalOptions& options_;
  const event::SiteKey& key_;
  std::ostream& out_;
  std::uint64_t notes_ = 0;
  std::map<std::string, std::uint64_t> elsewhere_;  // by key: what this phrase does not open
};

}  // namespace

Done show_journal(const JournalOptions& options, const World& world, const AskSecret& ask, std::ostream& out) {
  ::umask(S_IRWXG | S_IRWXO);  // what is drawn for the owner alone becomes files
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  const auto key = unlock(**store, options.site, ask);
  if (!key) return std::unexpected(key.error());
  const auto board = read_site_board(**store, options.site);
  if (!board) return std::unexpected(board.error());
  Printer printer(**store, options, key->key(), out);
  for (const event::Note* note : std::views::reverse(board->confided()))
    if (auto done = printer.print(*note); !done) return done;
  printer.sum_up();
  return {};
}

}  // namespace chalkpoint::hub
