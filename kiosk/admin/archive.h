// Everything in one file that only a passphrase opens: ARCHIVE.md has the format. Octets go in at one side, encrypted
// ones come out at the other, a chunk at a time; whoever opens it is handed nothing that has not proved itself, and is
// told where a file was cut off or altered.
#pragma once

#include <expected>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "sync/event/event.h"

namespace chalkpoint::admin {

/// Takes octets away.
using Drain = std::function<std::expected<void, event::Problem>(std::string_view)>;

/// The fewest letters of a passphrase.
inline constexpr std::size_t kPassphraseLettersMin = 10;
/// Whether it is long enough.
bool is_passphrase(std::string_view typed);

class ArchiveWriter {
 public:
  /// Writes the head. Takes about a second, which is what a guess costs, too.
  static std::expected<std::unique_ptr<ArchiveWriter>, event::Problem> begin(const std::string& passphrase,
                                                                             const event::Random& random, Drain out);
  ~ArchiveWriter();
  std::expected<void, event::Problem> write(std::string_view plain);
  /// The last chunk; without it the archive counts as cut off.
  std::expected<void, event::Problem> finish();

 private:
  struct Open;
  explicit ArchiveWriter(std::unique_ptr<Open> open);
  std::unique_ptr<Open> open_;
};

/// Hands over what the archive holds, in order. A problem names the place at which it is cut off or altered; what was
/// handed over before is then not to be trusted to be all.
std::expected<void, event::Problem> read_archive(std::istream& in, const std::string& passphrase, const Drain& plain);

}  // namespace chalkpoint::admin
