// Looks through what a member typed for what must not stand on the board unseen. It holds, it never deletes: whatever
// it finds only makes the note wait until somebody of the club has looked.
//
// What it knows is data in assets/filter, described there in README.md: obscene stems and the innocent words that
// contain one, the look-alikes of letters, number words, and the words by which people write addresses.
#pragma once

#include <array>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::chalk {

/// The files of assets/filter, by name; FilterLists holds their texts in this order.
inline constexpr std::array<std::string_view, 5> kFilterFiles = {"lookalikes.txt", "obscene.txt", "allowed.txt",
                                                                 "numbers.txt", "addresses.txt"};
using FilterLists = std::array<std::string, kFilterFiles.size()>;

/// Something that makes a note wait.
struct Finding {
  std::string_view reason;         ///< obscene, phone, email or link: a member of event::kHeldReasons
  std::size_t begin = 0, end = 0;  ///< where in the text, octets
  bool operator==(const Finding&) const = default;
};

/// Immutable once made, so any thread may use it.
class Filter {
 public:
  /// Fails with the file, the line and what is wrong there.
  static std::expected<Filter, event::Problem> parse(const FilterLists& lists);
  /// Reads the files of `folder`; fails as parse() does, or when one cannot be read.
  static std::expected<Filter, event::Problem> load(const std::filesystem::path& folder);

  Filter(Filter&&) noexcept;
  Filter& operator=(Filter&&) noexcept;
  ~Filter();

  /// Everything found in `text`, in the order of its places; empty when it may be shown. Takes any octets (broken UTF-8
  /// counts as no letter) and time linear in their number; a note has at most event::kNoteTextMax characters.
  std::vector<Finding> check(std::string_view text) const;

 private:
  struct Impl;
  explicit Filter(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace chalkpoint::chalk
