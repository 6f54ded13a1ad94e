// A report in words: what the screen, the page for the meeting and the command all show, so that none says anything
// else. Pure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/desk/report.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {

struct SheetRow {
  std::string label, value, detail;
  /// How many scored 9–10, 7–8 and 0–6, or how much of how much; all 0: nothing to draw.
  std::array<std::int64_t, 3> groups{};
  std::int64_t part = 0, whole = 0;
};

struct SheetBlock {
  std::string title;
  std::string legend;  ///< what the details of its rows are; may be empty
  std::vector<SheetRow> rows;
};

struct PrintSheet {
  std::string title, when, scope;
  std::string big, small;          ///< the score and its margin, or how many scores there are
  std::vector<std::string> words;  ///< what is to be known about it, a sentence each
  std::vector<SheetRow> counts;    ///< of those who took part
  std::vector<SheetBlock> blocks;
};

/// Of what a report tells: the club by name, and whether all its terminals or this one alone.
struct Scope {
  std::string club;  ///< may be empty
  bool whole_site = false;
  std::optional<std::int64_t> read_unix_ms;  ///< of a whole site: when its stream was read to the end, UTC
};

/// `labels`: of departments, by value.
PrintSheet sheet_of(const Report& report, const Scope& scope, const std::map<std::string, std::string>& labels,
                    const ui::Text& text);

/// As lines, for a console.
std::string to_text(const PrintSheet& sheet);

}  // namespace chalkpoint::desk
