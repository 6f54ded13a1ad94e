#include "kiosk/desk/intent.h"

#include <array>

namespace chalkpoint::desk {

template <class One>
[[gnu::noinline]] Intent::Any* Intent::hold(One one) {
  if constexpr (std::is_same_v<One, Nothing>)
    return nullptr;
  else
    return new Any{AnyIntent(std::in_place_type<One>, std::move(one))};
}

void Intent::Drop::operator()(Any* any) const {
  delete any;
}

Intent::Intent() = default;
Intent::Intent(const Intent& other) : any_(other.any_ ? new Any(*other.any_) : nullptr) {}
Intent::Intent(Intent&& other) noexcept = default;
Intent& Intent::operator=(const Intent& other) {
  if (this != &other) any_.reset(other.any_ ? new Any(*other.any_) : nullptr);
  return *this;
}
Intent& Intent::operator=(Intent&& other) noexcept = default;
Intent::~Intent() = default;

namespace {

template <class One>
Intent made(const void* one) {
  return Intent(*static_cast<const One*>(one));
}

// Makes one of each kind, so that hold() is compiled for all of them here, where the other files find it.
template <class List>
struct Makers;
template <class... Some>
struct Makers<IntentList<Some...>> {
  using Make = Intent (*)(const void*);
  static constexpr std::array<Make, sizeof...(Some)> kAll = {made<Some>...};
};
[[gnu::used]] const auto kMakers = Makers<Intents>::kAll;

}  // namespace

}  // namespace chalkpoint::desk
