#include "sync/hub/journal_command.h"

#include <sys/stat.h>

#include <istream>
#include <ostream>

#include "sync/event/notes.h"
#include "sync/hub/note_command.h"
#include "sync/hub/sqlite_store.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

Result<event::SiteKey> unlock(Store& store, const std::string& site, std::istream& in, std::ostream& out) {
  const auto record = store.site_key(site);
  if (!record) return std::unexpected(record.error());
  if (!*record) return std::unexpected(Problem{"the store knows no site " + site, "`device list` shows the sites"});
  out << "Recovery phrase of " << site << ": " << std::flush;
  std::string phrase;
  std::getline(in, phrase);
  out << '\n';
  auto key = event::unwrap_secret((*record)->wrapped, phrase);
  if (!key)
    return std::unexpected(
        Problem{"this phrase does not open the site's key", "check its letters; `device add` showed it once"});
  return key;
}

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

  Done print(const event::Event& note) {
    const event::Json data = event::body_data(note.body);
    const std::string code = data.value("code", "");
    out_ << note.time << "  " << code;
    const auto box = store_.contact(options_.site, note.id);
    if (!box) return std::unexpected(box.error());
    ++notes_;
    if (!*box) return covered("  its writing was erased");
    const auto text = event::open_contact(**box, key_);
    const auto writing = text ? event::writing_from_text(*text) : std::unexpected(text.error());
    if (!writing) return covered("  it was sealed to another key");
    if (!writing->name.empty()) out_ << "  " << writing->name;
    if (writing->strokes.empty()) {
      out_ << '\n' << writing->text << "\n\n";
      return {};
    }
    if (options_.drawings.empty()) return covered("  a drawing; --drawings FOLDER writes it as SVG");
    const auto file = write_drawing(options_.drawings, code + "-" + note.id.text(), writing->strokes);
    if (!file) return std::unexpected(file.error());
    out_ << "\n" << *file << "\n\n";
    return {};
  }
  std::uint64_t notes() const { return notes_; }

 private:
  Done covered(const char* why) {
    out_ << why << "\n\n";
    return {};
  }

  Store& store_;
  const JournalOptions& options_;
  const event::SiteKey& key_;
  std::ostream& out_;
  std::uint64_t notes_ = 0;
};

}  // namespace

Done show_journal(const JournalOptions& options, const World& world, std::istream& in, std::ostream& out) {
  ::umask(S_IRWXG | S_IRWXO);  // what is drawn for the owner alone becomes files
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  const auto key = unlock(**store, options.site, in, out);
  if (!key) return std::unexpected(key.error());
  Printer printer(**store, options, *key, out);
  auto done = each_event(**store, options.site, [&printer](const event::Event& one) {
    return one.type == event::kNoteConfided ? printer.print(one) : Done{};
  });
  if (!done) return done;
  out << printer.notes() << " private notes\n";
  return {};
}

}  // namespace chalkpoint::hub
