// What somebody far away needs to help: how the terminal stands, and its log, in one text file on a stick. No word,
// name or contact of a member is in it, nor a token. There is no other way in from afar.
#pragma once

#include "kiosk/app/backups.h"
#include "kiosk/desk/desk.h"

namespace chalkpoint::app {

/// chalkpoint-LOBBY-2026-11-30-211507.log.txt, by the wall clock.
std::string support_file_name(std::string_view device, const event::Moment& now);

/// Writes it whole or not at all. `logs`: the folder of the terminal's log.
Backed<void> write_support_file(const std::filesystem::path& file, const std::filesystem::path& logs,
                                const desk::Status& status, std::optional<std::int64_t> clock_offset_ms,
                                const event::Moment& now);

}  // namespace chalkpoint::app
