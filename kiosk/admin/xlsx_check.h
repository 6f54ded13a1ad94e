// Whether a workbook is whole: every part of the package can be unpacked, has its checksum, and ends as it must, and
// every sheet holds as many cells as were written to it.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>

#include "sync/event/event.h"

namespace chalkpoint::admin {

/// `cells`: of the first sheet, the second, …
std::expected<void, event::Problem> check_workbook(const std::filesystem::path& file,
                                                   std::span<const std::uint64_t> cells);

}  // namespace chalkpoint::admin
