#include "sync/journal/codes.h"

#include "sync/event/kinds.h"

namespace chalkpoint::journal {
namespace {

constexpr std::size_t possible_codes() {
  std::size_t count = 1;
  for (int i = 0; i < event::kCodeLength; ++i) count *= event::kCodeAlphabet.size();
  return count;
}

}  // namespace

RecentCodes::RecentCodes(std::size_t keep) : keep_(keep), uses_(possible_codes()) {}

std::optional<std::uint32_t> RecentCodes::index_of(std::string_view code) {
  if (code.size() != event::kCodeLength) return std::nullopt;
  std::size_t index = 0;
  for (const char c : code) {
    const std::size_t digit = event::kCodeAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    index = index * event::kCodeAlphabet.size() + digit;
  }
  return static_cast<std::uint32_t>(index);
}

void RecentCodes::add(std::string_view code) {
  const auto index = index_of(code);
  if (!index) return;  // abandoned responses have none
  const std::lock_guard lock(mutex_);
  ++uses_[*index];
  order_.push_back(*index);
  if (order_.size() > keep_) {
    --uses_[order_.front()];
    order_.pop_front();
  }
}

bool RecentCodes::taken(std::string_view code) const {
  const auto index = index_of(code);
  if (!index) return false;
  const std::lock_guard lock(mutex_);
  return uses_[*index] > 0;
}

}  // namespace chalkpoint::journal
