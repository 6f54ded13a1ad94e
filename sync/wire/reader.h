// Takes a JSON array of CloudEvents apart. Private to this layer; the parser's header stays in reader.cpp.
#pragma once

#include <vector>

#include "sync/wire/element.h"

namespace chalkpoint::wire {

/// One element: its attributes, or why they cannot be read.
struct Element {
  std::string_view raw;
  Attributes attributes;  ///< as far as they could be read
  std::string fault;      ///< empty when readable
};

/// A batch that is not what PROTOCOL.md says: 400, with what is wrong.
std::unexpected<Unreadable> malformed(std::string what);

/// A JSON text being read. Every view handed out points into it and dies with it.
class Reader {
 public:
  explicit Reader(std::string_view text);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The elements of the array that the whole text is; what is wrong when it is none. Reads at most `count_max` of them
  /// and says so when there are more.
  std::expected<std::vector<Element>, Unreadable> array(std::size_t count_max);

  struct PageParts {
    std::string_view hub_epoch;
    std::string_view reader;
    std::uint64_t after = 0;
    std::uint64_t through = 0;
    bool more = false;
    std::vector<Element> events;
  };
  /// The members of the object that the whole text is; every one must be there.
  std::expected<PageParts, std::string> page(std::size_t count_max);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chalkpoint::wire
