// The club's lists of whom to call, as they are brought: yesterday's clients, members whose cards end. A table becomes
// good rows and bad ones, each bad one with its line and what is wrong with it; nothing of it is dropped in silence.
// Pure.
#pragma once

#include <array>
#include <expected>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::desk {

/// calls: who came yesterday, asked today; renewals: whose card ends within kRenewalMonths.
enum class List { calls, renewals };
inline constexpr std::array<std::string_view, 2> kListNames = {"calls", "renewals"};
inline constexpr int kRenewalMonths = 2;

inline constexpr std::size_t kClientNameMax = 80;  ///< characters: three names of anybody
inline constexpr std::array<std::string_view, 3> kClientStatuses = {"first", "regular", "lost"};
inline constexpr std::size_t kSheetBytesMax = std::size_t{4} << 20U;  ///< of a file: far beyond a club's clients
inline constexpr std::size_t kSheetRowsMax = 2'000;  ///< a minute and a half to mark their numbers (event::phone_mark)
inline constexpr int kEndedDaysMax = 90;             ///< a card that ended longer ago is not renewed by a call

/// Somebody to be called. Only in memory and, sealed, on the disk.
struct Client {
  std::string name;      ///< 1 to kClientNameMax characters
  std::string phone;     ///< event::normal_phone
  std::string status;    ///< one of kClientStatuses, of calls; may be empty
  std::string ends;      ///< of renewals: YYYY-MM-DD
  std::string birthday;  ///< MM-DD; may be empty
  bool operator==(const Client&) const = default;
};
/// What is sealed of a client: canonical JSON, with the mark of the number (event::phone_mark).
event::Bytes to_text(const Client& client, std::string_view mark);
struct Marked {
  Client client;
  std::string mark;
};
/// The inverse; nothing for anything else.
std::optional<Marked> client_from_text(std::string_view text);

/// Of one row; in this order a name is looked up for each (kRowFaults).
enum class RowFault {
  no_name,
  long_name,
  no_phone,
  bad_phone,
  bad_status,
  no_date,
  bad_date,
  past_date,
  bad_birthday,
  repeated,  ///< the number stands in an earlier line
  known,     ///< the number is on the list already
  cells,     ///< more cells than columns
  quote,     ///< a quote never ends
};
inline constexpr std::array<std::string_view, 13> kRowFaults = {
    "no-name",   "long-name",    "no-phone", "bad-phone", "bad-status", "no-date", "bad-date",
    "past-date", "bad-birthday", "repeated", "known",     "cells",      "quote"};

struct BadRow {
  std::size_t line = 0;  ///< of the file, from 1
  RowFault fault = RowFault::no_name;
  std::string said;            ///< what stands there; for the staff's eyes alone
  std::size_t first_line = 0;  ///< of a repeated one: where the number stood first
};

/// Of a whole file.
enum class SheetFault {
  none,
  too_large,
  no_text,
  empty,
  no_name_column,
  no_phone_column,
  no_ends_column,
  too_many,
  unreadable
};
inline constexpr std::array<std::string_view, 9> kSheetFaults = {"none",           "too-large",      "no-text",
                                                                 "empty",          "no-name-column", "no-phone-column",
                                                                 "no-ends-column", "too-many",       "unreadable"};

/// What a file holds: rows_count = good.size() + bad.size(), unless the whole is at fault.
struct Sheet {
  SheetFault fault = SheetFault::none;
  std::size_t rows_count = 0;
  std::vector<Client> good;
  std::vector<BadRow> bad;
};

/// How columns and statuses may be called, in whichever language.
class ListWords {
 public:
  /// {"columns": {NAME: [words]}, "statuses": {NAME: [words]}}; refuses anything else, and a word that says two things.
  static std::expected<ListWords, event::Problem> parse(std::string_view json);
  /// One of name, phone, status, ends, birthday; empty for a word that is none.
  const std::string& column(std::string_view said) const;
  /// One of kClientStatuses; empty for a word that is none.
  const std::string& status(std::string_view said) const;

 private:
  std::map<std::string, std::string> columns_, statuses_;
};

/// Reads a file of a list. `known`: the numbers that are on it already; `today`: local day YYYY-MM-DD.
Sheet read_sheet(std::string_view octets, List list, const ListWords& words, const std::set<std::string>& known,
                 std::string_view today);

}  // namespace chalkpoint::desk
