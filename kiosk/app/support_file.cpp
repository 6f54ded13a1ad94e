#include "kiosk/app/support_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "platform/safe_file.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace fs = std::filesystem;

namespace {

std::string time_text(const std::optional<std::int64_t>& unix_ms) {
  return unix_ms ? event::rfc3339({*unix_ms, 0, 0, {}}) : "-";
}

std::string_view sync_word(desk::Status::Sync sync) {
  constexpr std::array<std::string_view, 5> words = {"not enrolled", "in step", "sending", "waiting", "refused"};
  return words.at(static_cast<std::size_t>(sync));
}

std::string standing(const desk::Status& status, std::optional<std::int64_t> clock_offset_ms,
                     const event::Moment& now) {
  std::ostringstream out;
  out << "Chalkpoint " << status.version << "\nwritten " << event::rfc3339(now) << "\ndevice " << status.device
      << "\nsite " << status.site << "\nhub " << status.hub_url << "\nsync " << sync_word(status.sync) << ' '
      << status.sync_fault << "\nwaiting " << status.waiting_count << " since "
      << time_text(status.waiting_since_unix_ms) << "\nlast success " << time_text(status.last_success_unix_ms)
      << "\nread " << time_text(status.read_unix_ms) << "\nset aside by the hub " << status.quarantined_count
      << "\nclock offset ms " << (clock_offset_ms ? std::to_string(*clock_offset_ms) : "-") << "\ndisk free bytes "
      << status.disk_free_bytes << '\n';
  for (const auto& problem : {status.sync_problem, status.journal_problem})
    if (problem) out << event::one_line(*problem) << '\n';
  return std::move(out).str();
}

/// Oldest first: chalkpoint.2.log, chalkpoint.1.log, chalkpoint.log.
std::vector<fs::path> log_files(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure); !failure && entry != fs::directory_iterator();
       entry.increment(failure))
    if (entry->path().extension() == ".log") out.push_back(entry->path());
  std::ranges::sort(out, [](const fs::path& a, const fs::path& b) {
    std::error_code unknown;
    return fs::last_write_time(a, unknown) < fs::last_write_time(b, unknown);
  });
  return out;
}

}  // namespace

std::string support_file_name(std::string_view device, const event::Moment& now) {
  return fs::path(backup_name(device, now)).replace_extension(".log.txt").string();
}

Backed<void> write_support_file(const fs::path& file, const fs::path& logs, const desk::Status& status,
                                std::optional<std::int64_t> clock_offset_ms, const event::Moment& now) {
  auto out = platform::SafeFile::open(file);
  if (!out) return backup_failure(out.error());
  if (const auto done = out->write(standing(status, clock_offset_ms, now) + '\n'); !done)
    return backup_failure(done.error());
  for (const fs::path& log : log_files(logs)) {
    std::ifstream in(log, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (const auto done = out->write(std::move(text).str()); !done) return backup_failure(done.error());
  }
  if (const auto done = out->finish(); !done) return backup_failure(done.error());
  return {};
}

}  // namespace chalkpoint::app
