// Reads one JSON object of a definition, property by property, and knows its place: the first thing found wrong is
// kept, and every later read gives an empty answer. Known only to the reading of definitions.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "kiosk/survey/definition.h"

namespace chalkpoint::survey {

/// The first problem of the whole definition.
struct Trouble {
  std::optional<event::Problem> first;
  /// `place` like pages[0].elements[1].visibleIf.
  void add(const std::string& place, const std::string& what, const std::string& remedy);
};

class Fields {
 public:
  Fields(const nlohmann::json& object, std::string place, Trouble& trouble);

  /// The property of that name (or of its older name), null when there is none; it then counts as known.
  const nlohmann::json* find(std::string_view name, std::string_view older_name = {});
  std::string place_of(std::string_view name) const;
  void refuse(std::string_view name, const std::string& what, const std::string& remedy);

  std::string text(std::string_view name);  ///< "" when absent; complains of another type
  bool flag(std::string_view name, bool otherwise, std::string_view older_name = {});
  std::optional<double> number(std::string_view name);  ///< likewise
  /// A whole number within [low, high].
  std::optional<int> whole(std::string_view name, int low, int high);
  LocalText local(std::string_view name, std::string_view older_name = {});
  std::optional<Expression> expression(std::string_view name);
  /// A text, a number or a truth.
  std::optional<Value> scalar(std::string_view name);
  /// The items of a list property, each with its place; nothing when it is missing.
  const nlohmann::json* list(std::string_view name, std::string_view older_name = {});

  /// Properties that other tools draw by and that change nothing here.
  void ignore(std::initializer_list<std::string_view> names);
  /// Refuses what has not been asked for.
  void finish();

  Trouble& trouble() { return trouble_; }

 private:
  const nlohmann::json& object_;
  std::string place_;
  Trouble& trouble_;
  std::set<std::string, std::less<>> known_;
};

/// A localizable text: a string, or an object of strings by language.
LocalText read_local(const nlohmann::json& json, const std::string& place, Trouble& trouble);
/// The choices or rates at `place`: values, or objects with value and text.
std::vector<Choice> read_choices(const nlohmann::json& list, const std::string& place, bool with_conditions,
                                 Trouble& trouble);
std::vector<Validator> read_validators(const nlohmann::json& list, const std::string& place, Trouble& trouble);
Element read_element(const nlohmann::json& json, const std::string& place, Trouble& trouble);

}  // namespace chalkpoint::survey
