#include "kiosk/ui/ui.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "kiosk/ui/impl.h"

namespace chalkpoint::ui {
namespace {

constexpr float kLedgeMm = 4;
constexpr float kTapSlopMm = 5;  // fingers roll: a tap may wander so far

std::uint64_t mix(std::uint64_t digest, const void* bytes, std::size_t size) {
  const auto* from = static_cast<const unsigned char*>(bytes);
  for (; size >= 8; size -= 8, from += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, 8);
    digest = (digest ^ word) * 0x9E3779B97F4A7C15U;
    digest ^= digest >> 29;
  }
  for (; size > 0; --size, ++from) digest = (digest ^ *from) * 0x100000001B3U;
  return digest;
}

std::uint64_t digest_of(const ImDrawList& list, const Picture& picture) {
  std::uint64_t digest = mix(0x5EED, list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
  for (const ImDrawCmd& command : list.CmdBuffer) {
    digest = mix(digest, &command.ClipRect, sizeof command.ClipRect);
    digest = mix(digest, &command.ElemCount, sizeof command.ElemCount);
  }
  digest = mix(digest, &picture.atlas.version, sizeof picture.atlas.version);
  for (const SheetPicture& sheet : picture.sheets) {
    if (!sheet.place) continue;
    digest = mix(digest, &sheet.id, sizeof sheet.id);
    digest = mix(digest, &sheet.texture.version, sizeof sheet.texture.version);
  }
  return mix(digest, &picture.slate.version, sizeof picture.slate.version);
}

}  // namespace

Ui::Impl::Impl(Glyphs opened, Text russian_read, Text english_read, Layouts layouts_read)
    : glyphs(std::move(opened)),
      list(&shared),
      lists{&list},
      russian(std::move(russian_read)),
      english(std::move(english_read)),
      layouts(std::move(layouts_read)) {
  shared.TexUvWhitePixel = {Atlas::kWhiteU, Atlas::kWhiteV};
  shared.InitialFlags =
      ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
  shared.SetCircleTessellationMaxError(0.25F);
}

Ui::Ui() = default;
Ui::~Ui() = default;

std::expected<std::unique_ptr<Ui>, std::string> Ui::open(const std::filesystem::path& fonts,
                                                         const std::filesystem::path& languages,
                                                         const std::filesystem::path& keyboards) {
  auto glyphs = Glyphs::open(fonts);
  if (!glyphs) return std::unexpected(glyphs.error());
  auto russian = Text::open(languages, "ru");
  if (!russian) return std::unexpected(russian.error());
  auto english = Text::open(languages, "en");
  if (!english) return std::unexpected(english.error());
  auto layouts = read_layouts(keyboards);
  if (!layouts) return std::unexpected(layouts.error());
  std::unique_ptr<Ui> ui(new Ui);
  ui->impl_ = std::make_unique<Impl>(std::move(*glyphs), std::move(*russian), std::move(*english), std::move(*layouts));
  return ui;
}

void Ui::begin(const Frame& frame) {
  Impl& in = *impl_;
  if (in.glyphs.is_full()) {
    in.atlas.clear();
    in.glyphs.forget();
    in.grain_tiles.clear();
  }
  in.given.insert(in.given.end(), frame.pointer.begin(), frame.pointer.end());
  for (PointerEvent& event : in.given)
    if (event.at_ms == 0) event.at_ms = frame.now_ms;
  in.pointer.feed(in.given, in.screen_serial, frame.now_ms, kTapSlopMm * frame.px_per_mm);
  in.given.clear();
  if (in.frame.options != frame.options || in.frame.px_per_mm != frame.px_per_mm) in.lines_set.clear();
  in.frame = frame;
  in.frame.pointer = {};
  in.language = frame.language;
  in.frame.language = in.language;
  in.enter_house();
  in.targets.clear();
  in.handles_before = std::exchange(in.handles, {});
  in.faults.clear();
  in.picture = {};
  ++in.frame_serial;
  in.forget_sheets();

  in.shared.ClipRectFullscreen = {0, 0, frame.size.w, frame.size.h};
  in.list._ResetForNewFrame();
  in.list.PushClipRectFullScreen();
  in.list.PushTextureID(reinterpret_cast<ImTextureID>(kAtlasTexture));
  in.clips.assign(1, {0, 0, frame.size.w, frame.size.h});
}

void Ui::screen(std::string_view name, std::size_t state) {
  Impl& in = *impl_;
  std::string& shown = in.inset ? in.inset_screen : in.screen_name;
  std::size_t& shown_state = in.inset ? in.inset_state : in.screen_state;
  if (name == shown && state == shown_state) return;
  const bool other = name != shown;
  shown = name;
  shown_state = state;
  in.spent.clear();
  if (!other) return;
  ++in.screen_serial;
  in.growing.clear();
  in.kept.clear();
  in.glide = {};
}

const Picture& Ui::end() {
  Impl& in = *impl_;
  const Size size = in.frame.size;
  in.slate.prepare(static_cast<int>(size.w), static_cast<int>(size.h), static_cast<int>(mm(kLedgeMm)), theme());
  in.list._PopUnusedDrawCmd();
  in.data.Clear();
  in.data.Valid = true;
  in.data.CmdLists = in.lists;
  in.data.CmdListsCount = 1;
  in.data.TotalVtxCount = in.list.VtxBuffer.Size;
  in.data.TotalIdxCount = in.list.IdxBuffer.Size;
  in.data.DisplaySize = {size.w, size.h};
  in.data.FramebufferScale = {1, 1};
  in.picture.draw = &in.data;
  in.picture.atlas = in.atlas.take();
  in.picture.slate = in.slate.texture();
  in.picture_sheets();
  in.picture.sheets = in.sheet_pictures;
  in.frame.house = nullptr;
  in.picture.digest = digest_of(in.list, in.picture);
  if (in.glyphs.is_full()) in.picture.animating = true;  // begin() makes room, the next frame shows all letters
  return in.picture;
}

std::span<const Target> Ui::targets() const {
  return impl_->targets;
}
std::span<const Fault> Ui::faults() const {
  return impl_->faults;
}
std::string_view Ui::screen_name() const {
  return impl_->screen_name;
}
const Frame& Ui::frame() const {
  return impl_->frame;
}
bool Ui::portrait() const {
  return frame().size.h > frame().size.w;
}
float Ui::mm(float millimetres) const {
  return std::round(millimetres * frame().px_per_mm);
}
const Theme& Ui::theme() const {
  return frame().options.high_contrast ? kHighContrast : impl_->board;
}
Rect Ui::area() const {
  return {0, 0, frame().size.w, frame().size.h - mm(kLedgeMm)};
}
const Text& Ui::text_lookup() const {
  return impl_->language == "en" ? impl_->english : impl_->russian;
}
const std::string& Ui::tr(std::string_view key) const {
  if (const House* house = frame().house)
    if (const auto own = house->words.find(impl_->language); own != house->words.end())
      if (const auto found = own->second.find(key); found != own->second.end()) return found->second;
  return text_lookup().get(key);
}
const std::string& Ui::program_words(std::string_view language, std::string_view key) const {
  return (language == "en" ? impl_->english : impl_->russian).get(key);
}
void Ui::enter(const House* house) {
  impl_->frame.house = house;
  impl_->enter_house();
}
std::string Ui::tr(std::string_view key, std::uint64_t n) const {
  return text_lookup().get(key, n);
}

void Ui::Impl::enter_house() {
  board.accent = frame.house ? frame.house->accent : kBoard.accent;
}

const Target* Ui::Impl::find(std::string_view id) const {
  const auto found = std::ranges::find(targets, id, &Target::id);
  return found == targets.end() ? nullptr : &*found;
}

bool Ui::tap(std::string_view id) {
  return press(id) && release(id);
}

bool Ui::press(std::string_view id) {
  const Target* target = impl_->find(id);
  if (target == nullptr) return false;
  impl_->given.push_back({PointerEvent::Kind::press, target->rect.centre(), 0});
  return true;
}

bool Ui::release(std::string_view id) {
  const Target* target = impl_->find(id);
  if (target == nullptr) return false;
  impl_->given.push_back({PointerEvent::Kind::release, target->rect.centre(), 0});
  return true;
}

float Ui::grow(std::string_view id, std::int64_t duration_ms) {
  if (frame().options.calm) return 1;
  const auto began = impl_->growing.try_emplace(std::string(id), frame().now_ms).first->second;
  const float t = std::min(1.F, static_cast<float>(frame().now_ms - began) / static_cast<float>(duration_ms));
  if (t < 1) impl_->picture.animating = true;
  return 1 - (1 - t) * (1 - t) * (1 - t);
}

float& Ui::kept(std::string_view id) {
  return impl_->kept[std::string(id)];
}

void Ui::wake_at(std::int64_t at_ms) {
  std::int64_t& wake = impl_->picture.wake_at_ms;
  wake = wake == 0 ? at_ms : std::min(wake, at_ms);
}

}  // namespace chalkpoint::ui
