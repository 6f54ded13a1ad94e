// Responses, notes and cases of a span in one workbook (XLSX), with a summary in front, in the words of a language.
#pragma once

#include <filesystem>
#include <map>

#include "kiosk/app/export.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::app {

struct WorkbookOrder {
  std::filesystem::path file;     ///< is written anew
  std::filesystem::path scratch;  ///< a folder on the terminal's own disk
  ExportSpan span;
  std::string club, when;  ///< its name, and the span in words; either may be empty
  event::Moment made;
  const ui::Text& text;                          ///< of the language
  std::map<std::string, std::string> questions;  ///< what each question asks in it, by name; others show their name
};

/// How many rows all its tables have. Stops with a problem before the terminal's own disk has less than kScratchLeft.
journal::Result<std::size_t> export_workbook(const OnStore& store, const WorkbookOrder& order,
                                             const ExportWatch& watch);
/// What members' answers need of the terminal's disk comes first.
inline constexpr std::uint64_t kScratchLeftBytes = 64 << 20;

}  // namespace chalkpoint::app
