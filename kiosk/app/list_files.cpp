// Lists outside the window: the files that are looked for, and rows sealed one by one.
#include <algorithm>
#include <fstream>

#include "kiosk/app/lists.h"
#include "sync/event/day.h"
#include "sync/event/phone.h"

namespace chalkpoint::app {

namespace {

constexpr std::size_t kFilesMax = 40;       // more than anybody scrolls through
constexpr std::size_t kEntriesMax = 5'000;  // of a folder: a stick full of photographs must not hold up the desk

bool is_table(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending == ".csv" || ending == ".txt";
}

}  // namespace

std::vector<desk::SheetFile> sheet_files(const std::vector<std::filesystem::path>& folders) {
  std::vector<desk::SheetFile> out;
  for (const std::filesystem::path& folder : folders) {
    std::error_code unreadable;  // a folder that is not there, or a stick that was pulled out, has no files
    std::filesystem::directory_iterator entry(folder, unreadable);
    std::vector<desk::SheetFile> here;
    for (std::size_t i = 0; !unreadable && entry != std::filesystem::directory_iterator() && i < kEntriesMax; ++i) {
      std::error_code unknown;
      if (is_table(entry->path()) && entry->is_regular_file(unknown))
        here.push_back({entry->path(), entry->path().filename().string() + " · " + folder.filename().string()});
      entry.increment(unreadable);
    }
    std::ranges::sort(here, {}, &desk::SheetFile::shown);
    std::ranges::move(here, std::back_inserter(out));
  }
  if (out.size() > kFilesMax) out.resize(kFilesMax);
  return out;
}

std::optional<std::string> sheet_octets(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string octets(desk::kSheetBytesMax + 1, '\0');
  in.read(octets.data(), static_cast<std::streamsize>(octets.size()));
  if (in.bad()) return std::nullopt;
  octets.resize(static_cast<std::size_t>(in.gcount()));
  return octets;
}

std::expected<std::pair<journal::Listed, desk::Marked>, event::Problem> seal_row(const desk::Client& client,
                                                                                 desk::List list,
                                                                                 const event::PublicKey& key,
                                                                                 const event::Moment& now,
                                                                                 const event::Random& random) {
  const auto mark = event::phone_mark(client.phone, key);
  if (!mark) return std::unexpected(mark.error());
  journal::Listed row{.id = event::make_uuid_v7(now.unix_ms, random),
                      .list = std::string(desk::kListNames[static_cast<std::size_t>(list)]),
                      .day = list == desk::List::calls ? event::day_of(now.unix_ms, now.utc_offset_min) : client.ends,
                      .key_id = event::key_id(key),
                      .sealed = event::seal_contact(desk::to_text(client, *mark), key),
                      .mark = *mark};
  return std::pair(std::move(row), desk::Marked{client, *mark});
}

bool is_outdated(const journal::Listed& row, std::string_view today) {
  const bool calls = row.list == desk::kListNames[static_cast<std::size_t>(desk::List::calls)];
  return event::days_between(row.day, today).value_or(0) > (calls ? desk::kCallsKeptDays : desk::kRenewalsKeptDays);
}

}  // namespace chalkpoint::app
