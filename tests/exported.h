// An export into a string.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "kiosk/app/export.h"

namespace chalkpoint::testing {

using ExportTable = journal::Result<std::size_t>(const app::OnStore&, const app::ExportSpan&, app::RowSink&,
                                                 const app::ExportWatch&);
inline bool go_on(std::uint64_t, std::uint64_t) {
  return true;
}

/// Notes or cases.
inline std::string exported(journal::Journal& journal, ExportTable& table, app::ExportFormat format,
                            const app::ExportSpan& span = {}) {
  std::string out;
  const auto sink = app::text_sink(format, [&](std::string_view octets) -> journal::Result<void> {
    out += octets;
    return {};
  });
  REQUIRE(table(app::directly_on(journal), span, *sink, go_on));
  return out;
}

/// Responses.
inline std::string exported(journal::Journal& journal, app::ExportFormat format, const app::ExportSpan& span = {}) {
  std::string out;
  const auto sink = app::text_sink(format, [&](std::string_view octets) -> journal::Result<void> {
    out += octets;
    return {};
  });
  REQUIRE(app::export_responses(app::directly_on(journal), span, *sink, go_on));
  return out;
}

/// A place that takes nothing.
inline std::unique_ptr<app::RowSink> full_sink(app::ExportFormat format) {
  return app::text_sink(format, [](std::string_view) -> journal::Result<void> {
    return std::unexpected(event::Problem{"full", "free some room"});
  });
}

}  // namespace chalkpoint::testing
