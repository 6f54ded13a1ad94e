// The variant behind an Intent, for the files that tell its kinds apart.
#pragma once

#include <utility>
#include <variant>

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

template <class List>
struct VariantOf;
template <class... Some>
struct VariantOf<IntentList<Some...>> {
  using Type = std::variant<Some...>;
};
using AnyIntent = VariantOf<Intents>::Type;

struct Intent::Any {
  AnyIntent what;
};

/// The intent, where it is one of this kind; else null. Not for Nothing.
template <class One>
const One* as(const Intent& intent) {
  return intent.any() ? std::get_if<One>(&intent.any()->what) : nullptr;
}

/// Calls `visitor` with the intent that it is.
template <class Visitor>
void visit(const Visitor& visitor, const Intent& intent) {
  if (const Intent::Any* any = intent.any())
    std::visit(visitor, any->what);
  else
    visitor(Nothing{});
}

}  // namespace chalkpoint::desk
