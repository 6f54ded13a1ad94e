// The lists of whom to call, on this terminal: sealed rows in the journal, what of them can be read in memory, and what
// all terminals know of the calls. Marking numbers, sealing and reading files happens aside from the window's thread.
//
// Rows are readable from the moment they are brought until the local midnight after it, or the end of the process; then
// the box is all there is, and the phrase opens it.
#pragma once

#include <atomic>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kiosk/app/aside.h"
#include "kiosk/app/believed_clock.h"
#include "kiosk/app/host.h"
#include "kiosk/desk/desk.h"
#include "sync/event/seal.h"
#include "sync/journal/thread.h"

namespace chalkpoint::app {

/// Nobody is called twice within so many days, unless the club sets otherwise.
inline constexpr int kCallEveryDays = 90;

class Lists {
 public:
  struct Ports {
    desk::ListWords words = {};
    std::filesystem::path folder = {};  ///< where tables are put by hand; it is looked through with the others
    int call_every_days = kCallEveryDays;
    BelievedClock clock{};  ///< rows are erased by it alone
  };
  /// The setting under which the clock is remembered.
  static constexpr std::string_view kClockSetting = "believed_clock";
  /// Reads the rows of the journal, which must outlive it, and erases those kept long enough. Without `site_key` no
  /// list is taken.
  Lists(Ports ports, std::optional<event::PublicKey> site_key, journal::JournalThread& journal, Host host);
  /// Waits for the row that is being sealed; then nothing of that list is kept.
  ~Lists();
  Lists(const Lists&) = delete;
  Lists& operator=(const Lists&) = delete;

  /// Takes in what the journal has read; true when something of it changed. `read`: that is all there was at the start.
  bool feed(std::span<const journal::BoardPage> pages, bool read);
  /// Never waits; the answers come from tick().
  void work(desk::ListWork what);
  /// Opens what is sealed, rows and the contacts of promoters, until cover(). `open` is called aside; nothing for a box
  /// that it does not open.
  using Opener = std::function<std::optional<std::string>(std::string_view box)>;
  void unseal(Opener open);
  /// Nobody is called twice within so many days, from now on.
  void call_every(int days) {
    ports_.call_every_days = days;
    ++version_;
  }
  /// What unseal() opened is covered again.
  void cover();

  struct Ticked {
    bool changed = false;
    std::vector<desk::Intent> answers;
    std::vector<event::Fact> facts;  ///< calls that were made, to be stored: what a completed form says of a number
  };
  Ticked tick(const event::Moment& now);
  /// When tick() is next needed although nothing happens; monotonic milliseconds.
  std::optional<std::int64_t> wake_at_ms(const event::Moment& now) const;

  /// As somebody of this role may see it.
  desk::Calling for_staff(const std::string& role, const event::Moment& now) const;
  /// Changes whenever for_staff() does, but for time.
  std::uint64_t version() const { return calls_.version() + callbacks_.version() + version_; }

 private:
  /// Of a promoter, opened.
  struct Contact {
    std::string text, mark;  ///< of the number or the address; empty: there was no memory to make one
  };
  /// What was found out aside.
  struct Found {
    std::optional<std::vector<journal::Listed>> rows;  ///< all that there are now
    std::map<event::Uuid, desk::Marked> opened;
    std::map<event::Uuid, Contact> contacts;
    std::uint64_t unsealing = 0;  ///< the opening that found these; 0: they were brought just now
    std::vector<desk::Intent> answers;
    bool done = true;  ///< the work is; false: it goes on
  };
  void forget_erased(std::span<const event::Event> events);
  void start(std::function<Found()> work);
  void start_next();
  void tell(Found found);
  void turn_day(const event::Moment& now);

  // Aside.
  Found load(const std::string& today, bool erases) const;
  Found find_files() const;
  Found read_file(const desk::ReadFile& what, const std::set<std::string>& known, const std::string& today) const;
  /// Rows on which somebody still waits to be called, by mark and, of renewals, day.
  using There = std::map<std::pair<std::string, std::string>, event::Uuid>;
  Found keep(const desk::KeepClients& what, const std::set<std::string>& known, const There& there,
             const event::Moment& now);
  Found remember(const std::string& clock) const;
  Found open_all(const std::vector<journal::Listed>& rows, const std::vector<event::Promoter>& fans,
                 const Opener& open) const;

  std::set<std::string> known(desk::List list) const;
  desk::Row row_of(const journal::Listed& listed, const event::Moment& now) const;
  desk::Fan fan_of(event::Promoter said) const;
  There there(desk::List list, const event::Moment& now) const;
  std::optional<event::Fact> call_of(const event::Interview& asked, const std::string& mark,
                                     const event::Moment& now) const;
  void note_calls(std::vector<event::Fact>& facts, const event::Moment& now);
  void watch_clock(const event::Moment& now);
  bool is_somebody_due_since(std::int64_t unix_ms, std::int64_t now_unix_ms) const;
  void find_due_times();

  Ports ports_;
  std::optional<event::PublicKey> site_key_;
  journal::JournalThread& journal_;
  Host host_;
  event::Calls calls_;
  event::Callbacks callbacks_;
  std::vector<journal::Listed> rows_;
  std::map<event::Uuid, desk::Marked> opened_;
  std::uint64_t looked_for_calls_ = 0;  // in which version
  std::map<event::Uuid, Contact> contacts_;
  std::set<event::Uuid> unsealed_;  // of the opened ones, those that unseal() opened
  std::uint64_t unsealing_ = 0;     // the last one; what is found for an earlier one is not believed
  std::set<event::Uuid> noted_;     // interviews whose call was handed over
  bool read_ = false;               // all that was stored before the start: till then a call may be noted already
  std::vector<std::int64_t> due_unix_ms_;  // when somebody who was not reached is offered again; in order
  std::int64_t looked_unix_ms_ = 0;        // when that was last asked
  std::string day_;                        // for which the opened ones are
  std::uint64_t version_ = 1;
  std::deque<std::function<Found()>> waiting_;  // for the thread aside, which does one thing at a time
  bool working_ = false;
  std::atomic<bool> ending_ = false;
  std::mutex mutex_;  // guards found_
  std::vector<Found> found_;
  Aside aside_;  // last: it uses the above
};

/// Files that could be tables of a list, in these folders: *.csv and *.txt, whatever the case, by name.
std::vector<desk::SheetFile> sheet_files(const std::vector<std::filesystem::path>& folders);
/// The octets of such a file; nothing when it cannot be read. A file that is too large for a list is cut off one octet
/// beyond that.
std::optional<std::string> sheet_octets(const std::filesystem::path& file);
/// The client sealed as a row of the list. Slow (event::phone_mark).
std::expected<std::pair<journal::Listed, desk::Marked>, event::Problem> seal_row(const desk::Client& client,
                                                                                 desk::List list,
                                                                                 const event::PublicKey& key,
                                                                                 const event::Moment& now,
                                                                                 const event::Random& random);
/// Whether a row has been kept as long as rows of its list are.
bool is_outdated(const journal::Listed& row, std::string_view today);

}  // namespace chalkpoint::app
