#include "kiosk/desk/clients.h"

#include <algorithm>
#include <optional>

#include "kiosk/desk/csv.h"
#include "kiosk/desk/days.h"
#include "kiosk/ui/utf8.h"
#include "sync/event/day.h"
#include "sync/event/phone.h"
#include "sync/event/prose.h"

namespace chalkpoint::desk {
namespace {

using event::Json;
using event::Problem;

// As words are compared: whatever the case, ё is е.
std::string plain(std::string_view word) {
  std::string out;
  const std::string trimmed = event::trimmed(event::writable(word));
  for (std::size_t at = 0; at < trimmed.size();) {
    const char32_t letter = ui::to_lower(ui::next_code_point(trimmed, at));
    ui::append_utf8(out, letter == U'ё' ? U'е' : letter);
  }
  return out;
}

Problem bad_words(const std::string& what) {
  return {"The words of the lists cannot be used: " + what, "Build or install the terminal again."};
}

template <class Names>
std::expected<std::map<std::string, std::string>, Problem> words_of(const Json& among, const Names& names) {
  std::map<std::string, std::string> out;
  if (!among.is_object()) return std::unexpected(bad_words("columns and statuses are not objects"));
  for (const auto& [name, words] : among.items()) {
    if (std::ranges::find(names, name) == std::ranges::end(names) || !words.is_array())
      return std::unexpected(bad_words(name + " is unknown, or no list"));
    for (const Json& word : words)
      if (!word.is_string() || out.emplace(plain(word.get<std::string>()), name).first->second != name)
        return std::unexpected(bad_words(name + " has a word that is none, or says two things"));
  }
  return out;
}

const std::string& found_in(const std::map<std::string, std::string>& words, std::string_view said) {
  static const std::string none;
  const auto found = words.find(plain(said));
  return found == words.end() ? none : found->second;
}

/// Where each column stands, by name; and how many there are.
struct Columns {
  std::map<std::string, std::size_t> places;
  std::size_t count = 0;
};

Columns columns_of(const CsvRow& head, const ListWords& words) {
  Columns out{.places = {}, .count = head.cells.size()};
  for (std::size_t i = 0; i < head.cells.size(); ++i)
    if (const std::string& name = words.column(head.cells[i]); !name.empty()) out.places.emplace(name, i);
  return out;
}

SheetFault missing(const Columns& columns, List list) {
  if (!columns.places.contains("name")) return SheetFault::no_name_column;
  if (!columns.places.contains("phone")) return SheetFault::no_phone_column;
  return list == List::renewals && !columns.places.contains("ends") ? SheetFault::no_ends_column : SheetFault::none;
}

/// Reads the rows of one file.
struct Reader {
  List list;
  const ListWords& words;
  const std::set<std::string>& known;
  std::string_view today;
  Columns columns;
  std::map<std::string, std::size_t> lines{};  // of the numbers so far

  using Wrong = std::pair<RowFault, std::string>;
  using Read = std::expected<Client, Wrong>;

  std::string cell(const CsvRow& row, const std::string& name) const {
    const auto place = columns.places.find(name);
    return place == columns.places.end() || place->second >= row.cells.size()
               ? std::string()
               : event::writable(row.cells[place->second]);
  }
  static std::unexpected<Wrong> wrong(RowFault fault, std::string said = {}) {
    return std::unexpected(Wrong{fault, std::move(said)});
  }

  Read read(const CsvRow& row) const {
    if (row.unclosed) return wrong(RowFault::quote);
    for (std::size_t i = columns.count; i < row.cells.size(); ++i)
      if (!row.cells[i].empty()) return wrong(RowFault::cells, row.cells[i]);
    Client client;
    client.name = event::trimmed(cell(row, "name"));
    std::ranges::replace(client.name, '\n', ' ');
    const std::string phone = event::trimmed(cell(row, "phone"));
    if (client.name.empty()) return wrong(RowFault::no_name, phone);
    if (ui::utf16_length(client.name) > kClientNameMax) return wrong(RowFault::long_name, client.name);
    if (phone.empty()) return wrong(RowFault::no_phone, client.name);
    const auto number = event::normal_phone(phone);
    if (!number) return wrong(RowFault::bad_phone, phone);
    client.phone = *number;
    return dated(row, std::move(client));
  }

  // What belongs to one list or the other.
  Read dated(const CsvRow& row, Client client) const {
    const std::string birthday = cell(row, "birthday"), status = cell(row, "status"), ends = cell(row, "ends");
    if (!birthday.empty()) {
      const auto read = read_birthday(birthday);
      if (!read) return wrong(RowFault::bad_birthday, birthday);
      client.birthday = *read;
    }
    if (list == List::calls) {
      client.status = words.status(status);
      if (!status.empty() && client.status.empty()) return wrong(RowFault::bad_status, status);
      return client;
    }
    if (ends.empty()) return wrong(RowFault::no_date, client.name);
    const auto day = read_day(ends);
    if (!day) return wrong(RowFault::bad_date, ends);
    if (event::days_between(*day, today).value_or(0) > kEndedDaysMax) return wrong(RowFault::past_date, ends);
    client.ends = *day;
    return client;
  }

  void take(const CsvRow& row, Sheet& sheet) {
    ++sheet.rows_count;
    auto client = read(row);
    if (!client) return sheet.bad.push_back({row.line, client.error().first, client.error().second, 0});
    const auto [first, fresh] = lines.emplace(client->phone, row.line);
    if (!fresh) return sheet.bad.push_back({row.line, RowFault::repeated, client->name, first->second});
    if (known.contains(client->phone)) return sheet.bad.push_back({row.line, RowFault::known, client->name, 0});
    sheet.good.push_back(std::move(*client));
  }
};

Sheet at_fault(SheetFault fault) {
  Sheet sheet;
  sheet.fault = fault;
  return sheet;
}

}  // namespace

event::Bytes to_text(const Client& client, std::string_view mark) {
  Json data{{"name", client.name}, {"phone", client.phone}, {"mark", mark}};
  if (!client.status.empty()) data["status"] = client.status;
  if (!client.ends.empty()) data["ends"] = client.ends;
  if (!client.birthday.empty()) data["birthday"] = client.birthday;
  return event::canonical_json(data);
}

std::optional<Marked> client_from_text(std::string_view text) {
  const Json data = Json::parse(text, nullptr, false);
  if (!data.is_object()) return std::nullopt;
  const auto member = [&data](const char* name) {
    const auto found = data.find(name);
    return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  Marked out{.client = {.name = member("name"),
                        .phone = member("phone"),
                        .status = member("status"),
                        .ends = member("ends"),
                        .birthday = member("birthday")},
             .mark = member("mark")};
  if (out.client.name.empty() || !event::normal_phone(out.client.phone) || !event::is_phone_mark(out.mark))
    return std::nullopt;
  return out;
}

std::expected<ListWords, Problem> ListWords::parse(std::string_view json) {
  constexpr std::array<std::string_view, 5> kColumns = {"name", "phone", "status", "ends", "birthday"};
  const Json data = Json::parse(json, nullptr, false);
  if (!data.is_object() || !data.contains("columns") || !data.contains("statuses"))
    return std::unexpected(bad_words("they are no object of columns and statuses"));
  auto columns = words_of(data.at("columns"), kColumns);
  if (!columns) return std::unexpected(columns.error());
  auto statuses = words_of(data.at("statuses"), kClientStatuses);
  if (!statuses) return std::unexpected(statuses.error());
  ListWords out;
  out.columns_ = std::move(*columns);
  out.statuses_ = std::move(*statuses);
  return out;
}

const std::string& ListWords::column(std::string_view said) const {
  return found_in(columns_, said);
}

const std::string& ListWords::status(std::string_view said) const {
  return found_in(statuses_, said);
}

Sheet read_sheet(std::string_view octets, List list, const ListWords& words, const std::set<std::string>& known,
                 std::string_view today) {
  if (octets.size() > kSheetBytesMax) return at_fault(SheetFault::too_large);
  const auto text = decoded(octets);
  if (!text) return at_fault(SheetFault::no_text);
  const auto rows = read_csv(*text);
  if (rows.size() < 2) return at_fault(SheetFault::empty);
  if (rows.size() > kSheetRowsMax + 1) return at_fault(SheetFault::too_many);
  Reader reader{.list = list, .words = words, .known = known, .today = today, .columns = columns_of(rows[0], words)};
  if (const SheetFault fault = missing(reader.columns, list); fault != SheetFault::none) return at_fault(fault);
  Sheet sheet;
  for (std::size_t i = 1; i < rows.size(); ++i) reader.take(rows[i], sheet);
  return sheet;
}

}  // namespace chalkpoint::desk
