// What goes out of the terminal (exports, pages, pictures), written so that it can be pulled out at any time: under its
// own name stands the old content or the new one, whole and on the disk, and never a part.
//
// It is written as NAME.part in the same folder, synced every few megabytes so that a full or missing stick is noticed
// while it is written and not at its end, then renamed, and the folder synced. Whatever fails or is given up takes the
// part with it, as far as the folder can still be reached.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "platform/failure.h"

namespace chalkpoint::platform {

/// Why a place could not be written, for those who say it in the words of a language.
enum class Trouble {
  other,
  full,       ///< no room left, or the file is larger than its file system allows
  gone,       ///< what was plugged in is not there any more, or its reading and writing fails
  read_only,  ///< the whole place can only be read
  denied      ///< the place belongs to somebody else
};
struct WriteFailure {
  Trouble trouble = Trouble::other;
  int error = 0;  ///< as errno has it
  Failure said;
};
template <class T>
using Written = std::expected<T, WriteFailure>;

/// Of an error of the system.
Trouble trouble_of(int error);
/// In one line; `error` as errno has it.
WriteFailure write_failure(const std::filesystem::path& file, int error);

/// Whether the content is on the disk when finish() returns, or only replaced at once.
enum class Durably { yes, no };

class SafeFile {
 public:
  /// Begins NAME.part; what a crash left there is replaced.
  static Written<SafeFile> open(const std::filesystem::path& file, Durably durably = Durably::yes);
  SafeFile(SafeFile&&) noexcept;
  SafeFile& operator=(SafeFile&&) noexcept;
  ~SafeFile();

  /// Appends to the part.
  Written<void> write(std::string_view octets);
  /// Another writer, one that wants a name, may write the part under it; then nothing is to be write()n here.
  std::filesystem::path part() const;
  /// Size of the part so far.
  std::uint64_t size() const;
  /// Syncs it and gives it its name.
  Written<void> finish();

 private:
  struct Open;
  explicit SafeFile(std::unique_ptr<Open> open);
  std::unique_ptr<Open> open_;
};

/// A folder that comes to be whole, in the same way: made as NAME.part, its files written within, renamed at the end.
class SafeFolder {
 public:
  /// Refuses a name that exists already.
  static Written<SafeFolder> open(const std::filesystem::path& folder);
  SafeFolder(SafeFolder&&) noexcept;
  SafeFolder& operator=(SafeFolder&&) noexcept;
  ~SafeFolder();

  /// A file of it; `name` may lie in folders, which are made.
  Written<void> put(const std::filesystem::path& name, std::string_view content);
  /// Gives it its name.
  Written<void> finish();

 private:
  struct Open;
  explicit SafeFolder(std::unique_ptr<Open> open);
  std::unique_ptr<Open> open_;
};

/// Free for us on the disk of this folder, octets; nothing when it cannot be told.
std::optional<std::uint64_t> free_room(const std::filesystem::path& folder);

}  // namespace chalkpoint::platform
