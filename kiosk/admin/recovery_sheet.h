// The recovery sheet of a site's key: one page to be printed and locked away.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/ui/print.h"
#include "kiosk/ui/qr.h"

namespace chalkpoint::admin {

/// Everything that stands on it, in the language it is printed in.
struct RecoverySheet {
  std::string title, club, key;     ///< the key's line names it for people
  std::vector<std::string> groups;  ///< of the phrase
  ui::Qr qr;
  std::vector<std::string> advice;  ///< a paragraph each
};
/// The page as a file's octets; fails with why.
std::expected<std::string, std::string> draw_recovery_sheet(const RecoverySheet& sheet, ui::Paper::Format format,
                                                            const std::filesystem::path& fonts,
                                                            const std::string& made);

}  // namespace chalkpoint::admin
