#include "platform/damage.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

namespace chalkpoint::platform {

namespace {

// FNV-1a over 32-bit words: quick, and a collision would need two pictures of one shape at one place.
std::uint64_t mix(std::uint64_t digest, const void* data, std::size_t bytes) {
  const auto* at = static_cast<const unsigned char*>(data);
  for (; bytes >= sizeof(std::uint32_t); bytes -= sizeof(std::uint32_t), at += sizeof(std::uint32_t)) {
    std::uint32_t word = 0;
    std::memcpy(&word, at, sizeof(word));
    digest = (digest ^ word) * 0x100000001B3ULL;
  }
  return digest ^ (digest >> 29);
}

}  // namespace

void Damage::list(const ImDrawData& data, std::vector<Triangle>& out) {
  out.clear();
  for (const ImDrawList* one : std::span(data.CmdLists, static_cast<std::size_t>(data.CmdListsCount))) {
    for (const ImDrawCmd& command : one->CmdBuffer) {
      const auto picture = reinterpret_cast<std::uintptr_t>(command.GetTexID());
      std::uint64_t common = mix(0xCBF29CE484222325ULL, &command.ClipRect, sizeof(command.ClipRect));
      common = mix(common, &picture, sizeof(picture));
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        Triangle triangle{.digest = common, .left = 1e9F, .top = 1e9F, .right = -1e9F, .bottom = -1e9F};
        for (unsigned corner = 0; corner < 3; ++corner) {
          const auto index = one->IdxBuffer[static_cast<int>(command.IdxOffset + i + corner)];
          const ImDrawVert& vertex = one->VtxBuffer[static_cast<int>(command.VtxOffset + index)];
          triangle.digest = mix(triangle.digest, &vertex, sizeof(vertex));
          triangle.left = std::min(triangle.left, vertex.pos.x);
          triangle.top = std::min(triangle.top, vertex.pos.y);
          triangle.right = std::max(triangle.right, vertex.pos.x);
          triangle.bottom = std::max(triangle.bottom, vertex.pos.y);
        }
        triangle.left = std::max(triangle.left, command.ClipRect.x);
        triangle.top = std::max(triangle.top, command.ClipRect.y);
        triangle.right = std::min(triangle.right, command.ClipRect.z);
        triangle.bottom = std::min(triangle.bottom, command.ClipRect.w);
        out.push_back(triangle);
      }
    }
  }
}

PixelRect Damage::next(const ImDrawData& data, Size size) {
  list(data, now_);
  const PixelRect whole{0, 0, size.width, size.height};
  PixelRect part = whole;
  if (known_) {
    const auto same = [](const Triangle& a, const Triangle& b) { return a.digest == b.digest; };
    const auto [old_front, new_front] = std::mismatch(last_.begin(), last_.end(), now_.begin(), now_.end(), same);
    const auto [old_back, new_back] = std::mismatch(last_.rbegin(), std::make_reverse_iterator(old_front),
                                                    now_.rbegin(), std::make_reverse_iterator(new_front), same);
    float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
    const auto cover = [&](std::span<const Triangle> changed) {
      for (const Triangle& one : changed) {
        if (one.right <= one.left || one.bottom <= one.top) continue;  // clipped away
        left = std::min(left, one.left);
        top = std::min(top, one.top);
        right = std::max(right, one.right);
        bottom = std::max(bottom, one.bottom);
      }
    };
    cover({old_front, old_back.base()});
    cover({new_front, new_back.base()});
    const int x = std::max(0, static_cast<int>(std::floor(left)) - 1);
    const int y = std::max(0, static_cast<int>(std::floor(top)) - 1);
    part = right < left ? PixelRect{}
                        : PixelRect{x, y, std::min(size.width, static_cast<int>(std::ceil(right)) + 1) - x,
                                    std::min(size.height, static_cast<int>(std::ceil(bottom)) + 1) - y};
  }
  std::swap(last_, now_);
  known_ = true;
  return part;
}

}  // namespace chalkpoint::platform
