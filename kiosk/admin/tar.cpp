#include "kiosk/admin/tar.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace chalkpoint::admin {
namespace {

constexpr std::size_t kBlock = 512, kNameMax = 100;

std::size_t padded(std::size_t size) {
  return (size + kBlock - 1) / kBlock * kBlock;
}

// Digits to the base of eight, filled up with zeros, and their end.
void put(std::string& head, std::size_t at, std::size_t width, std::uint64_t value) {
  std::array<char, 24> digits{};
  std::snprintf(digits.data(), digits.size(), "%0*llo", static_cast<int>(width - 1),
                static_cast<unsigned long long>(value));
  head.replace(at, width - 1, digits.data());
}

unsigned sum_of(std::string_view head) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i) sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(head[i]);
  return sum;
}

std::uint64_t octal(std::string_view head, std::size_t at, std::size_t width) {
  return std::strtoull(std::string(head.substr(at, width)).c_str(), nullptr, 8);
}

bool stays_within(std::string_view name) {
  if (name.empty() || name.front() == '/') return false;
  return !std::string("/" + std::string(name) + "/").contains("/../");
}

}  // namespace

std::string tar_entry(const std::string& name, std::string_view content, std::int64_t unix_s) {
  std::string head(kBlock, '\0');
  head.replace(0, std::min(name.size(), kNameMax), name, 0, kNameMax);
  put(head, 100, 8, 0600);
  put(head, 108, 8, 0);
  put(head, 116, 8, 0);
  put(head, 124, 12, content.size());
  put(head, 136, 12, static_cast<std::uint64_t>(std::max<std::int64_t>(0, unix_s)));
  head[156] = '0';
  head.replace(257, 5, "ustar");
  head.replace(263, 2, "00");
  put(head, 148, 7, sum_of(head));
  head[155] = ' ';
  std::string out = head;
  out.reserve(kBlock + padded(content.size()));
  out += content;
  out.resize(kBlock + padded(content.size()), '\0');
  return out;
}

std::string tar_end() {
  return std::string(2 * kBlock, '\0');
}

std::expected<void, event::Problem> TarReader::feed(std::string_view piece) {
  waiting_ += piece;
  std::size_t at = 0;
  while (!ended_ && waiting_.size() - at >= kBlock) {
    const std::string_view head = std::string_view(waiting_).substr(at, kBlock);
    if (head.find_first_not_of('\0') == std::string_view::npos) {
      ended_ = true;
      break;
    }
    const std::string name(head.substr(0, std::min(head.find('\0'), kNameMax)));
    const std::uint64_t size = octal(head, 124, 12);
    if (octal(head, 148, 8) != sum_of(head) || !stays_within(name) || size > (1ULL << 32U))
      return std::unexpected(event::Problem{"The archive holds something that is no file of ours: \"" + name + "\"",
                                            "Open it with the program that made it."});
    if (waiting_.size() - at < kBlock + padded(size)) break;
    if (auto done = take_(name, std::string_view(waiting_).substr(at + kBlock, size)); !done) return done;
    at += kBlock + padded(size);
  }
  waiting_.erase(0, at);
  return {};
}

}  // namespace chalkpoint::admin
