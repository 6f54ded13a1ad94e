// One thing that is taken away, from the order to the file under its name: by a command or from the screen.
#pragma once

#include <filesystem>
#include <optional>

#include "kiosk/app/export.h"
#include "platform/safe_file.h"

namespace chalkpoint::app {

enum class ExportKind { csv, jsonl, xlsx, board, archive };

struct ExportJob {
  ExportKind kind = ExportKind::xlsx;
  /// The file; of a board its folder; of CSV and JSON Lines what the names of three files begin with.
  std::filesystem::path target;
  ExportSpan span;         ///< not of a board and an archive: they are whole
  std::string when;        ///< the span in words; may be empty
  std::string language;    ///< of heads and pictures
  std::string passphrase;  ///< of an archive
};

/// What a job needs of the terminal.
struct ExportWorld {
  OnStore store;
  std::filesystem::path assets, scratch;  ///< as platform::assets_dir gives it; a folder on the terminal's own disk
  std::vector<std::filesystem::path> surveys;  ///< definitions in use besides those shipped
  event::Moment now;
  event::Random random;
};

struct ExportDone {
  std::vector<std::filesystem::path> files;  ///< under their names, on the disk
  std::uint64_t bytes = 0;
  std::size_t rows = 0;  ///< of tables; pictures; events
};
struct ExportFailed {
  event::Problem problem;
  std::optional<platform::Trouble> trouble;  ///< with the place it was to go to
  bool scratch_full = false;                 ///< or there was no room left on the terminal's own disk
  std::uint64_t bytes = 0;                   ///< had been written by then
};

/// All of it, or nothing under any name. Slow: not for the window's thread.
std::expected<ExportDone, ExportFailed> do_export(const ExportWorld& world, const ExportJob& job,
                                                  const ExportWatch& watch);

}  // namespace chalkpoint::app
