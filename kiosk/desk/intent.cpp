#include "kiosk/desk/intent.h"

namespace chalkpoint::desk {

template <class One>
Intent::Any* Intent::hold(One one) {
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

/// What holds one kind: naming it here has it compiled here, where the other files find it.
template <class One>
struct Held {
  Intent::Any* (*hold)(One) = &Intent::hold<One>;
};
template <class List>
struct AllHeld;
template <class... Some>
struct AllHeld<IntentList<Some...>> : Held<Some>... {};
[[gnu::used]] const AllHeld<Intents> kAllHeld;

}  // namespace chalkpoint::desk
