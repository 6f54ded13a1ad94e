// Files one after another in a stream, as `tar` writes and reads them (POSIX ustar).
#pragma once

#include <string>
#include <string_view>

#include "kiosk/admin/archive.h"

namespace chalkpoint::admin {

/// A file of the stream with its head; `name` of at most 100 octets.
std::string tar_entry(const std::string& name, std::string_view content, std::int64_t unix_s);
/// What a stream of them ends with.
std::string tar_end();

/// Takes a stream apart, however it is cut into pieces.
class TarReader {
 public:
  using Take = std::function<std::expected<void, event::Problem>(const std::string& name, std::string_view content)>;
  explicit TarReader(Take take) : take_(std::move(take)) {}

  /// Refuses a name that leads out of the folder it is put into.
  std::expected<void, event::Problem> feed(std::string_view piece);
  /// Whether it came to its end.
  bool whole() const { return ended_; }

 private:
  Take take_;
  std::string waiting_;
  bool ended_ = false;
};

}  // namespace chalkpoint::admin
