// How numbers are written for people, everywhere the same.
#pragma once

#include <cstdint>
#include <string>

namespace chalkpoint::ui {

/// To whole points, with its sign: "+39", "−6", "0".
std::string with_sign(double points);
/// To whole points, without a sign.
std::string rounded(double points);
/// With a space that holds them together between the thousands: "1 000 000".
std::string grouped(std::int64_t count);

}  // namespace chalkpoint::ui
