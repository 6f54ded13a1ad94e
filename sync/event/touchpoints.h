// Where a voice was heard: the one list of the words that a staff form may name, shared by forms, screens and reports.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace chalkpoint::event {

/// The terminal in the lobby; then what the staff ask on their own: calls of the next day, renewals of a card, the call
/// back to a promoter, check-lists; then the channels by which members speak up by themselves.
inline constexpr std::array<std::string_view, 16> kTouchpoints = {
    "lobby", "call",   "renewal",   "promoter", "service", "first-days", "told",   "reception",
    "phone", "social", "messenger", "website",  "review",  "mention",    "letter", "app"};

/// What a response that was taken down by the staff may name: everything but the terminal, where members tap.
inline constexpr std::span<const std::string_view> kStaffTouchpoints = std::span(kTouchpoints).subspan(1);
/// The channels by which a voice comes of its own accord; its words are owed an answer whatever the score.
inline constexpr std::span<const std::string_view> kChannels = std::span(kTouchpoints).subspan(6);

/// One of kTouchpoints.
constexpr bool is_touchpoint(std::string_view word) {
  return std::ranges::find(kTouchpoints, word) != kTouchpoints.end();
}
/// One of kChannels.
constexpr bool is_channel(std::string_view touchpoint) {
  return std::ranges::find(kChannels, touchpoint) != kChannels.end();
}

}  // namespace chalkpoint::event
