// The places of a prepared answer as people read them while they write it: "‹NAME, ›thank you" stands for
// "[{name}, ]thank you" (event::filled_in).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chalkpoint::desk {

/// What stands for a name and for a member's words; capitals, so that no sentence holds them by chance.
struct PlaceWords {
  std::string name, quote;
};
/// Brackets become ‹ ›, and what is to be filled in the words for it; a place without brackets gets them, which fills
/// in the same.
std::string shown_places(std::string_view text, const PlaceWords& words);
/// The inverse; a bracket without its other half is left out.
std::string stored_places(std::string_view shown, const PlaceWords& words);

/// Where in the shown text byte `at` of `text` stands, and the other way round; behind a place for what lies inside it.
std::size_t shown_offset(std::string_view text, std::size_t at, const PlaceWords& words);
std::size_t stored_offset(std::string_view text, std::size_t shown_at, const PlaceWords& words);
/// `at`, or behind the brackets that it lies between: where another place may be put in.
std::size_t outside_places(std::string_view text, std::size_t at);

}  // namespace chalkpoint::desk
