// What the commands share.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "kiosk/desk/report.h"
#include "platform/display.h"
#include "platform/failure.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// The platform's word for what is wrong in everybody else's.
inline event::Problem problem(const platform::Failure& failure) {
  return {failure.what, failure.remedy};
}
inline std::expected<void, event::Problem> in_our_words(std::expected<void, platform::Failure> result) {
  if (result) return {};
  return std::unexpected(problem(result.error()));
}

/// "1280x800"; both sides from 320 to 8192.
std::expected<platform::Size, event::Problem> parse_size(const std::string& text);

/// The store of a terminal that is not running, made when missing; its notices go to standard error.
journal::Result<journal::Journal> open_store(const std::filesystem::path& data);

/// The same, refused where there is none: asking another folder would make one, and is a typing error, not a wish.
journal::Result<journal::Journal> open_existing_store(const std::filesystem::path& data);

/// "yesterday", "week", "last-week" or two days.
std::expected<desk::Days, event::Problem> days_of(const std::string& period, std::int64_t now_unix_ms);

/// As a fact of a command is dated.
event::Moment this_moment();

/// The exit code; what is wrong and its remedy go to standard error as one line.
int report(const std::expected<void, event::Problem>& result);

}  // namespace chalkpoint::app
