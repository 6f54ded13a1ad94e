// The tables of a SQLite hub store.
#pragma once

#include <cstdint>

namespace chalkpoint::hub {

inline constexpr int kSchemaVersion = 1;
inline constexpr int kApplicationId = 0x43504842;  // "CPHB": tells a hub's store from a terminal's journal

/// An event's place is one integer, site number in the high bits and hub_seq in the low ones, and it is the table's row
/// id: a site's stream lies together and grows at its end, without an index of its own. 40 bits are a thousand events a
/// second for 34 years.
inline constexpr int kHubSeqBits = 40;
constexpr std::int64_t place_of(std::int64_t site, std::uint64_t hub_seq) {
  return (site << kHubSeqBits) | static_cast<std::int64_t>(hub_seq);
}
constexpr std::uint64_t hub_seq_of(std::int64_t place) {
  return static_cast<std::uint64_t>(place) & ((1ULL << kHubSeqBits) - 1);
}

/// What counter.score holds for a response without a score.
inline constexpr int kNoScore = -1;

/// Makes all tables of kSchemaVersion in an empty database, but for the next.
extern const char* const kSchema;
/// Derived from the events of erasure, so it is made and filled where a hub of an earlier version did not know it, and
/// the version stays: such a hub does not use it.
extern const char* const kErasedTable;
/// Codes that were offered and not used yet; made where a hub of an earlier version had none.
extern const char* const kCodesTable;

}  // namespace chalkpoint::hub
