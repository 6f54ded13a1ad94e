// A report on one page of A4: white paper, black ink, for the morning meeting. Always one page: what does not fit is
// counted instead of shown.
#pragma once

#include <expected>
#include <filesystem>

#include "kiosk/desk/report_sheet.h"

namespace chalkpoint::desk {

enum class PageFormat { pdf, png };

/// The page as a file's octets. `fonts`: the folder of the .ttf files. `made_unix_ms`: UTC, noted in a PDF. `text`: for
/// what says how much was left out. Fails with a problem that names the font that cannot be read.
std::expected<event::Bytes, event::Problem> page_of(const PrintSheet& sheet, PageFormat format,
                                                    const std::filesystem::path& fonts, std::int64_t made_unix_ms,
                                                    const ui::Text& text);

}  // namespace chalkpoint::desk
