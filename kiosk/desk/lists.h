// Whom the club calls by itself: yesterday's clients, members whose cards end, promoters who left a contact. A list is
// brought as a table or typed client by client. Rows lie sealed on this terminal alone; whose name and number can be
// read, and for how long, is the app's to say. That somebody was called is an event, by the mark of their number.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/desk/clients.h"
#include "kiosk/desk/queue.h"
#include "sync/event/callbacks.h"
#include "sync/event/calls.h"

namespace chalkpoint::desk {

/// Nobody answered: they are offered again after this.
inline constexpr std::int64_t kCallAgainMs = 2 * 3'600'000;
/// Of calls after their day, of renewals after the card ended: then the row is erased.
inline constexpr int kCallsKeptDays = 7;
inline constexpr int kRenewalsKeptDays = kEndedDaysMax;
/// Renewals are due from so many days before the card ends.
inline constexpr int kRenewalDueDays = 7;
/// After a call-back a promoter is asked again; one who asked to be called later, sooner.
inline constexpr int kPromoterMonths = 6;
inline constexpr int kPromoterLaterDays = 7;

/// The outcome of a call-back (assets/surveys/promoter) in which nobody answered.
inline constexpr std::string_view kUnreached = "unreached";

/// Why somebody must not be called now.
enum class Stop {
  none,
  refused,  ///< they wish never to be called again
  recent    ///< they were talked to within the time that the club sets
};

/// A row of a list as it stands.
struct Row {
  event::Uuid id;
  List list = List::calls;
  std::string day;               ///< calls: for which; renewals: on which the card ends
  std::optional<Client> client;  ///< nothing while it is sealed
  std::string mark;              ///< of the number; empty: not known, because an earlier version sealed it
  Stop stop = Stop::none;
  std::uint32_t tries = 0;                ///< how often nobody answered
  std::int64_t again_unix_ms = 0;         ///< not before this
  std::optional<event::Interview> asked;  ///< what came of it
  bool operator==(const Row&) const = default;
};
/// Whether nothing is to be done about it any more.
bool is_done(const Row& row);
/// Whether they are to be called now; `today` is the local day of `now_unix_ms`.
bool is_due(const Row& row, std::int64_t now_unix_ms, std::string_view today);

/// On which day somebody who thinks about renewing is asked again; nothing for any other row.
std::optional<std::string> asked_again_on(const Row& row);

/// Why a promoter is to be called, and since which local day.
enum class Occasion { first, half_year, birthday };
struct Due {
  Occasion occasion = Occasion::first;
  std::string day;
  bool operator==(const Due&) const = default;
};
/// A promoter to be called back, as it stands.
struct Fan {
  event::Promoter said;
  std::optional<event::Interview> asked;  ///< the last call-back
  std::optional<std::string> contact;     ///< nothing while it is sealed
  std::string mark;                       ///< of it; empty while it is sealed
  std::uint32_t tries = 0;
  std::int64_t again_unix_ms = 0;
  bool refused = false;  ///< never again
  bool operator==(const Fan&) const = default;
};
/// What is due, or will be next; nothing for who must not be called any more.
std::optional<Due> next_occasion(const Fan& fan, std::string_view today);
bool is_due(const Fan& fan, std::int64_t now_unix_ms, std::string_view today);

/// All there is to call. Filled by the app; empty for those who may not.
struct Calling {
  bool has_key = false;       ///< false: there is no key to seal rows to, so no list is taken
  std::vector<Row> rows;      ///< calls: first before lost before regular, by name; renewals: by the day
  std::vector<Fan> fans;      ///< due ones first, the longest first
  std::string import_folder;  ///< where tables may be put
  bool operator==(const Calling&) const = default;
};
/// Sorts them as they are shown.
void put_in_order(Calling& calling, std::int64_t now_unix_ms, std::int32_t utc_offset_min);
/// What of it stands in the queue: one line for each of the three, with how many are due.
std::vector<Waiting> waiting_calls(const Calling& calling, const std::function<std::int32_t(std::int64_t)>& offset_min,
                                   std::int64_t now_unix_ms);

/// A file that could be a list.
struct SheetFile {
  std::filesystem::path path;
  std::string shown;  ///< its name and where it lies
};

/// What is being done with lists; forgotten with the desk.
struct Lists {
  List list = List::calls;
  bool promoters = false;             ///< they are looked at, and neither list
  std::optional<event::Uuid> opened;  ///< the row or the response on the screen
  bool sure = false;                  ///< "never again" was tapped once
  // A list that is brought.
  bool busy = false;                          ///< files are looked for, read, or rows are sealed
  std::size_t done_count = 0, all_count = 0;  ///< of the rows being sealed
  std::vector<SheetFile> files;
  std::string file;  ///< as it is shown, of `sheet`
  std::optional<Sheet> sheet;
  bool failed = false;                    ///< nothing could be kept; why stands in the log
  std::optional<std::size_t> kept_count;  ///< rows that were kept just now
  // A client who is typed.
  Client typed;
  bool phone_wrong = false;
};

// Work for the app, away from the UI thread.
struct FindFiles {};  ///< answered by FilesFound
struct ReadFile {
  SheetFile file;
  List list;
};  ///< answered by SheetRead
struct KeepClients {
  List list;
  std::vector<Client> clients;
};  ///< answered by ListKept, after ListProgress
using ListWork = std::variant<FindFiles, ReadFile, KeepClients>;

// Intents.
struct OpenList {
  List list;
};  ///< calls.open, renewals.open
struct OpenPromoters {};  ///< promoters.open
struct OpenRow {
  event::Uuid row;
};  ///< call.XXXXXXXX.open
struct OpenFan {
  event::Uuid response;
};  ///< promoter.XXXXXXXX.open
struct NoteCall {
  std::string mark;
  event::CallOutcome outcome;
  event::Uuid about;
};  ///< call.unreached, call.never.sure
struct BeSure {
  bool sure;
};  ///< call.never, call.never.no
struct AskImport {};  ///< import.open
struct OpenSheet {
  SheetFile file;
};  ///< import.N.open
struct KeepSheet {};  ///< import.keep
struct AskClient {};  ///< client.add
struct SetStatus {
  std::string status;
};  ///< status.first, status.regular, status.lost
struct PhoneKey {
  char key;
};  ///< key.0 … key.9, key.+, key.backspace ('\b')
struct FilesFound {
  std::vector<SheetFile> files;
};  ///< from the app
struct SheetRead {
  std::string file;
  Sheet sheet;
};  ///< from the app
struct ListProgress {
  std::size_t done_count, all_count;
};  ///< from the app
struct ListKept {
  std::size_t count = 0;  ///< those that can be read now; who could be before is left out
  bool failed = false;
};  ///< from the app: they are on the disk, or nothing of them is

}  // namespace chalkpoint::desk
