// Between rows and values: what the statements of a SQLite store share.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "sync/hub/bucket.h"
#include "sync/hub/sqlite_schema.h"

namespace chalkpoint::hub {

/// Nothing for NULL.
inline std::optional<std::int64_t> optional_integer(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return column.getInt64();
}

/// Sequences and places: never negative, and far below 2^63.
inline std::uint64_t natural(const SQLite::Column& column) {
  return static_cast<std::uint64_t>(column.getInt64());
}
/// The same on their way back.
inline std::int64_t as_integer(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

/// The 32 octets of a hash or key; nothing for any other length.
inline std::optional<event::Hash> to_hash(const SQLite::Column& column) {
  event::Hash hash;
  const auto* octets = static_cast<const std::uint8_t*>(column.getBlob());
  if (column.getBytes() != static_cast<int>(hash.size())) return std::nullopt;
  std::copy_n(octets, hash.size(), hash.begin());
  return hash;
}

/// Binds without copying: the octets must outlive the step that follows.
template <typename Octets>
void bind_octets(SQLite::Statement& statement, int index, const Octets& octets) {
  statement.bindNoCopy(index, static_cast<const void*>(octets.data()), static_cast<int>(octets.size()));
}

/// A bucket of seven columns from `first` on: day, touchpoint, language, completed, suspect, score, and responses.
inline std::pair<Bucket, std::int64_t> to_counter(SQLite::Statement& row, int first) {
  const int score = row.getColumn(first + 5).getInt();
  return {{.day = row.getColumn(first).getString(),
           .touchpoint = row.getColumn(first + 1).getString(),
           .language = row.getColumn(first + 2).getString(),
           .completed = row.getColumn(first + 3).getInt() != 0,
           .suspect = row.getColumn(first + 4).getInt() != 0,
           .score = score == kNoScore ? std::nullopt : std::optional(score)},
          row.getColumn(first + 6).getInt64()};
}

}  // namespace chalkpoint::hub
