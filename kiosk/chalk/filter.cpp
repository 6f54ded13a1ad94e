#include "kiosk/chalk/filter.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "kiosk/chalk/addresses.h"
#include "kiosk/chalk/phones.h"
#include "kiosk/chalk/stems.h"

namespace chalkpoint::chalk {

struct Filter::Impl {
  Lookalikes lookalikes;
  Stems stems;
  Phones phones;
  Addresses addresses;
};

Filter::Filter(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Filter::Filter(Filter&&) noexcept = default;
Filter& Filter::operator=(Filter&&) noexcept = default;
Filter::~Filter() = default;

std::expected<Filter, event::Problem> Filter::parse(const FilterLists& lists) {
  auto lookalikes = Lookalikes::parse(kFilterFiles[0], lists[0]);
  if (!lookalikes) return std::unexpected(lookalikes.error());
  auto stems = Stems::parse(kFilterFiles[1], lists[1], kFilterFiles[2], lists[2]);
  if (!stems) return std::unexpected(stems.error());
  auto phones = Phones::parse(kFilterFiles[3], lists[3]);
  if (!phones) return std::unexpected(phones.error());
  auto addresses = Addresses::parse(kFilterFiles[4], lists[4]);
  if (!addresses) return std::unexpected(addresses.error());
  return Filter(std::make_unique<const Impl>(
      Impl{std::move(*lookalikes), std::move(*stems), std::move(*phones), std::move(*addresses)}));
}

std::expected<Filter, event::Problem> Filter::load(const std::filesystem::path& folder) {
  FilterLists lists;
  for (std::size_t i = 0; i < kFilterFiles.size(); ++i) {
    const std::filesystem::path path = folder / kFilterFiles[i];
    std::ifstream file(path, std::ios::binary);
    lists[i].assign(std::istreambuf_iterator<char>(file), {});
    if (!file.good() && !file.eof()) {
      return std::unexpected(event::Problem{.what = "The filter's list " + path.string() + " cannot be read",
                                            .remedy = "Install the program's assets again"});
    }
  }
  return parse(lists);
}

std::vector<Finding> Filter::check(std::string_view text) const {
  const std::vector<Glyph> read = glyphs(text);
  std::vector<Finding> all;
  const auto add = [&](std::string_view reason, const std::vector<Place>& places) {
    for (const Place& place : places) {
      const std::size_t begin = read[place.begin].begin, end = read[place.end - 1].end;
      const bool more = !all.empty() && all.back().reason == reason && begin < all.back().end;
      if (more) {
        all.back().end = std::max(all.back().end, end);
      } else {
        all.push_back({.reason = reason, .begin = begin, .end = end});
      }
    }
  };
  add("obscene", impl_->stems.find(read, impl_->lookalikes));
  add("phone", impl_->phones.find(read));
  const Addresses::Found addresses = impl_->addresses.find(read);
  add("email", addresses.emails);
  add("link", addresses.links);
  std::stable_sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) { return a.begin < b.begin; });
  return all;
}

}  // namespace chalkpoint::chalk
