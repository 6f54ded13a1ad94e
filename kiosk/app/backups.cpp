#include "kiosk/app/backups.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <memory>

#include "kiosk/app/cli_common.h"

namespace chalkpoint::app {

namespace fs = std::filesystem;

namespace {

constexpr int kPagesAtOnce = 256;  // a megabyte: a few milliseconds, which an answer may have to wait
constexpr std::size_t kChunkBytes = 1 << 20;
constexpr std::string_view kPrefix = "chalkpoint-", kEnding = ".db";
constexpr double kCopied = 0.4, kWritten = 0.9;  // of the way, by what usually takes how long

std::unexpected<BackupFailure> failed(BackupTrouble trouble, event::Problem said) {
  return std::unexpected(BackupFailure{trouble, std::move(said)});
}

std::unexpected<BackupFailure> given_up() {
  return failed(BackupTrouble::given_up, {"The backup was given up.", "Nothing was left behind."});
}

std::unexpected<BackupFailure> failed(const platform::WriteFailure& failure) {
  return backup_failure(failure);
}

/// A file or folder that is gone in the end, whatever becomes of the work.
class Passing {
 public:
  explicit Passing(fs::path file) : file_(std::move(file)) {}
  ~Passing() {
    std::error_code ignored;
    fs::remove_all(file_, ignored);
  }
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;
  const fs::path& file() const { return file_; }

 private:
  fs::path file_;
};

Backed<void> copy_store(const WithJournal& journal, const fs::path& to, const BackupGoing& going) {
  std::unique_ptr<journal::Copying> copy;
  std::optional<event::Problem> problem;
  bool whole = false, wanted = true;
  journal([&](journal::Journal& store) {
    auto begun = store.begin_copy(to);
    if (begun)
      copy = std::move(*begun);
    else
      problem = begun.error();
  });
  while (!problem && !whole && wanted) {
    double done = 0;
    journal([&](journal::Journal&) {
      const auto step = copy->step(kPagesAtOnce);
      if (!step) problem = step.error();
      whole = step && *step;
      done = copy->done();
    });
    wanted = whole || going(done * kCopied);
  }
  journal([&](journal::Journal&) { copy.reset(); });  // where it was made
  if (problem) return failed(BackupTrouble::no_room_here, *problem);
  if (!wanted) return given_up();
  return {};
}

Backed<void> carry(const fs::path& from, const fs::path& to, std::uint64_t bytes, const BackupGoing& going) {
  auto out = platform::SafeFile::open(to);
  if (!out) return failed(out.error());
  std::ifstream in(from, std::ios::binary);
  std::string chunk(kChunkBytes, '\0');
  std::uint64_t done = 0;
  const auto part_of = [&] { return bytes > 0 ? static_cast<double>(done) / static_cast<double>(bytes) : 1; };
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), in.gcount() > 0) {
    const std::string_view got(chunk.data(), static_cast<std::size_t>(in.gcount()));
    if (const auto written = out->write(got); !written) return failed(written.error());
    done += got.size();
    if (!going(kCopied + part_of() * (kWritten - kCopied))) return given_up();
  }
  if (done != bytes)
    return failed(BackupTrouble::store, {"The copy of the store cannot be read again.", "Have the disk checked."});
  if (const auto finished = out->finish(); !finished) return failed(finished.error());
  return {};
}

/// What is read of the file next comes from its disk, not from memory.
void forget_in_memory(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  ::close(descriptor);
}

/// Whether both hold the same octets.
bool same(const fs::path& a, const fs::path& b) {
  std::ifstream one(a, std::ios::binary), other(b, std::ios::binary);
  std::string left(kChunkBytes, '\0'), right(kChunkBytes, '\0');
  while (one && other) {
    one.read(left.data(), static_cast<std::streamsize>(left.size()));
    other.read(right.data(), static_cast<std::streamsize>(right.size()));
    if (one.gcount() != other.gcount() || left.compare(0, static_cast<std::size_t>(one.gcount()), right, 0,
                                                       static_cast<std::size_t>(other.gcount())) != 0)
      return false;
  }
  return one.eof() && other.eof();
}

void list(const fs::path& folder, bool on_stick, std::vector<FoundBackup>& out) {
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure); !failure && entry != fs::directory_iterator();
       entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    std::error_code unknown;
    if (!name.ends_with(kEnding) || name.starts_with('.') || !entry->is_regular_file(unknown)) continue;
    out.push_back({entry->path(), fs::file_size(entry->path(), unknown), on_stick});
  }
}

}  // namespace

std::unexpected<BackupFailure> backup_failure(const platform::WriteFailure& failure) {
  using enum platform::Trouble;
  const BackupTrouble trouble = failure.trouble == full   ? BackupTrouble::full
                                : failure.trouble == gone ? BackupTrouble::gone
                                                          : BackupTrouble::read_only;
  return failed(trouble, problem(failure.said));
}

std::string backup_name(std::string_view device, const event::Moment& now) {
  std::string who;
  for (const char c : device)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_') who += c;
  const std::string time = event::rfc3339(now);  // 2026-11-30T21:15:07.123+03:00
  return std::string(kPrefix) + (who.empty() ? "terminal" : who) + '-' + time.substr(0, 10) + '-' + time.substr(11, 2) +
         time.substr(14, 2) + time.substr(17, 2) + std::string(kEnding);
}

Backed<MadeBackup> make_backup(const WithJournal& journal, const fs::path& data, const fs::path& folder,
                               const std::string& name, const BackupGoing& going) {
  const Passing local(data / "backup.part");
  if (auto copied = copy_store(journal, local.file(), going); !copied) return std::unexpected(copied.error());
  const auto facts = journal::look_at_backup(local.file());
  if (!facts) return failed(BackupTrouble::store, facts.error());
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return failed(platform::write_failure(folder, failure.value()));
  const fs::path file = folder / name;
  // Not under its own name before it was read back; what is left of it then goes.
  const Passing unread(folder / (name + ".unread"));
  if (auto carried = carry(local.file(), unread.file(), facts->bytes, going); !carried)
    return std::unexpected(carried.error());
  if (!going(kWritten)) return given_up();
  forget_in_memory(unread.file());
  if (!same(local.file(), unread.file()))
    return failed(fs::exists(unread.file(), failure) ? BackupTrouble::differs : BackupTrouble::gone,
                  {"What was read back from " + folder.string() + " is not what was written.", "Use another stick."});
  fs::rename(unread.file(), file, failure);
  if (failure) return failed(platform::write_failure(file, failure.value()));
  journal::sync_folder(folder);
  return MadeBackup{file, *facts};
}

Backed<journal::Verification> check_store(const WithJournal& journal, const fs::path& data, const event::Random& random,
                                          const BackupGoing& going) {
  const fs::path folder = data / "check";
  std::error_code failure;
  fs::remove_all(folder, failure);
  fs::create_directories(folder, failure);
  if (failure) return failed(BackupTrouble::no_room_here, {"No copy can be made to be checked.", "Free some room."});
  const Passing whole(folder);
  if (auto copied = copy_store(journal, folder / "journal.db", going); !copied) return std::unexpected(copied.error());
  const auto facts = journal::look_at_backup(folder / "journal.db");
  if (!facts) return journal::Verification{.events = 0, .epochs = 0, .contacts = 0, .faults = {facts.error().what}};
  auto copy = journal::Journal::open(
      folder, {.random = random, .now_unix_ms = [] { return std::int64_t{0}; }, .notice = [](const std::string&) {}},
      journal::OnDamage::refuse);
  if (!copy) return journal::Verification{.events = 0, .epochs = 0, .contacts = 0, .faults = {copy.error().what}};
  bool wanted = true;
  auto verified = copy->verify([&](std::uint64_t done) {
    constexpr std::uint64_t kTellEvery = 1'000;
    if (done % kTellEvery == 0)
      wanted =
          going(kCopied + (1 - kCopied) * static_cast<double>(done) / static_cast<double>(facts->events + 1)) && wanted;
  });
  if (!wanted) return given_up();
  if (!verified) return failed(BackupTrouble::store, verified.error());
  return std::move(*verified);
}

std::vector<FoundBackup> find_backups(const std::vector<fs::path>& sticks, const fs::path& own_folder) {
  std::vector<FoundBackup> out;
  for (const fs::path& stick : sticks) list(stick, true, out);
  list(own_folder, false, out);
  std::ranges::sort(out, std::greater(), [](const FoundBackup& one) { return one.file.filename(); });
  if (out.size() > kBackupsListed) out.resize(kBackupsListed);
  return out;
}

Backed<journal::BackupFacts> restore_backup(const WithJournal& journal, const fs::path& data, const fs::path& file,
                                            const BackupGoing& going) {
  journal::Result<std::vector<event::Uuid>> erased;
  journal([&](journal::Journal& store) { erased = store.erased(); });
  if (!erased) return failed(BackupTrouble::store, erased.error());
  bool wanted = true;
  auto staged = journal::stage_restore(data, file, *erased, [&](std::uint64_t done, std::uint64_t all) {
    wanted = going(all > 0 ? static_cast<double>(done) / static_cast<double>(all) * kWritten : 0);
    return wanted;
  });
  if (staged) return *staged;
  if (!wanted) return given_up();
  std::error_code unknown;
  if (!fs::exists(file, unknown)) return failed(BackupTrouble::gone, staged.error());
  const bool roomless = staged.error().what.contains("no room");
  return failed(roomless ? BackupTrouble::no_room_here : BackupTrouble::no_backup, staged.error());
}

}  // namespace chalkpoint::app
