#include "kiosk/ui/layout.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace chalkpoint::ui {
namespace {

using Json = nlohmann::json;

// A key is a text, or {"text", "action", "alternates", "width"}.
Key read_key(const Json& json) {
  if (json.is_string()) return {json.get<std::string>(), "", {}, 1};
  return {json.value("text", std::string()), json.value("action", std::string()),
          json.value("alternates", std::vector<std::string>()), json.value("width", 1.F)};
}

KeyRows read_rows(const Json& json) {
  KeyRows rows;
  for (const Json& row : json) {
    rows.emplace_back();
    for (const Json& key : row) rows.back().push_back(read_key(key));
  }
  return rows;
}

}  // namespace

std::expected<Layouts, std::string> read_layouts(const std::filesystem::path& folder) {
  Layouts layouts;
  for (const char* name : {"ru", "en", "digits", "phone"}) {
    const auto path = folder / (std::string(name) + ".json");
    std::ifstream file(path);
    if (!file) return std::unexpected("The keyboard layout " + path.string() + " is missing: install the assets anew");
    try {
      const Json json = Json::parse(file);
      Layout layout{read_rows(json.at("rows")), {}};
      if (json.contains("narrow_rows")) layout.narrow_rows = read_rows(json.at("narrow_rows"));
      layouts.emplace(name, std::move(layout));
    } catch (const Json::exception& error) {
      return std::unexpected("The keyboard layout " + path.string() + " is broken (" + error.what() +
                             "): mend or reinstall it");
    }
  }
  return layouts;
}

}  // namespace chalkpoint::ui
