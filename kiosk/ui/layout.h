// Keyboard layouts as data: assets/keyboards/*.json.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace chalkpoint::ui {

/// One key. `action` is empty for a key that types `text`; else shift, backspace, layout, digits, letters, enter,
/// space.
struct Key {
  std::string text;
  std::string action;
  std::vector<std::string> alternates;  ///< offered while it is held
  float width = 1;                      ///< in keys
};

using KeyRows = std::vector<std::vector<Key>>;

struct Layout {
  KeyRows rows;
  KeyRows narrow_rows;  ///< where the display is too narrow for `rows`; empty: the same
};

/// By name: ru, en, digits, phone.
using Layouts = std::map<std::string, Layout, std::less<>>;

/// Reads every layout in the folder. Fails with one line that names the file and what is wrong in it.
std::expected<Layouts, std::string> read_layouts(const std::filesystem::path& folder);

}  // namespace chalkpoint::ui
