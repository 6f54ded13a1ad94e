#include "kiosk/chalk/view_wall.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "kiosk/chalk/view_canvas.h"
#include "kiosk/ui/chalk.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::chalk {
namespace {

using ui::Align;
using ui::Rect;

constexpr std::size_t kPageNotes = 60;
constexpr float kTouchMm = 12, kGapMm = 2, kItemGapMm = 2.4F;  // of what can be touched, and between two of them
constexpr float kColumnMmMin = 66, kColumnGapMm = 7, kNoteGapMm = 6;
constexpr std::size_t kColumnsMax = 4;
constexpr std::array<float, 3> kFaded = {1.F, 0.9F, 0.8F};  // by page; fainter would be hard to read

// 0 to `count` − 1, the same for a note wherever it is drawn.
int lot(const event::Uuid& id, int count) {
  return (id.bytes[15] + id.bytes[14] * 7) % count;
}

bool is_supported(const Flow& flow, const event::Uuid& id) {
  return std::ranges::count(flow.supported, id) > 0;
}

struct State {
  std::string words;
  ui::Color color;
};

// In a word, how far the club is with it; no words: nothing to say yet.
State state_of(const Scene& s, const Note& note) {
  const ui::Ui& ui = s.ui;
  const ui::Theme& t = ui.theme();
  switch (note.work) {
    case Work::done:
      return {ui.tr("note.done"), t.mint};
    case Work::working:
      if (note.until.empty()) return {ui.tr("note.working"), t.blue};
      return {ui.text_lookup().get("note.working.until", "day", ui.text_lookup().day(note.until)), t.blue};
    case Work::read:
      return {ui.tr("note.read"), t.muted};
    case Work::none:
      break;
  }
  if (!note.replies.empty()) return {ui.tr("note.answered"), t.mint};
  return {};
}

// Who and when in one line of `width`: a long name gives way.
std::string meta_of(const Scene& s, const Note& note, float width) {
  const std::string when = s.ui.text_lookup().when(note.unix_ms, s.around.now_unix_ms, s.around.utc_offset_min);
  const std::string pin = note.pinned ? s.ui.tr("note.pinned") + " · " : "";
  if (note.name.empty()) return pin + when;
  constexpr std::size_t kNameMin = 6;
  std::string words = pin + note.name + ", " + when;
  for (std::size_t letters = note.name.size(); letters > kNameMin && s.ui.width(words, ui::kSmall) > width; --letters)
    words = pin + ui::shortened(note.name, letters) + ", " + when;
  return words;
}

// How what stands below a note may be shared out among rows: its items in order, the row of each. The first that fits.
constexpr std::array<std::array<int, 3>, 5> kSharedOut = {{{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 1, 1}, {0, 1, 2}}};

// Goes over a note from top to bottom, drawing or only measuring.
class NoteView {
 public:
  NoteView(Scene& scene, const Note& note, const Rect& at, const NoteStyle& style, bool draws)
      : s_(scene), ui_(scene.ui), note_(note), at_(at), style_(style), draws_(draws), y_(at.y) {}

  float walk() {
    writing();
    y_ += ui_.mm(kGapMm);
    meta();
    for (const Reply& reply : note_.replies)
      answer(reply.text + " — " + reply.by.name + ", " + ui_.tr("note.role." + reply.by.role), ui_.theme().accent);
    if (note_.work == Work::done && !note_.did.empty())
      answer(ui_.text_lookup().get("note.did", "did", note_.did), ui_.theme().mint);
    return y_ - at_.y;
  }

 private:
  ui::Color faded(ui::Color color) const { return color.faded(style_.opacity); }
  bool reaches(const Rect& place) const { return place.y >= style_.touch_top_px; }

  void writing() {
    const float tilt = !style_.tilts ? 0 : static_cast<float>(lot(note_.id, 7) - 3) * 0.0045F;
    const float indent = !style_.tilts ? 0 : ui_.mm(0.9F) * static_cast<float>(lot(note_.id, 4));
    const float swing = std::abs(tilt) * at_.w * 0.5F;  // what turning takes above and below
    const Rect place{at_.x + indent, y_ + swing, at_.w - indent, 0};
    float high = 0;
    if (note_.strokes.empty()) {
      const ui::Type hand{ui::Face::chalk, style_.hand_mm};
      high = ui_.height(note_.text, hand, place.w);
      if (draws_) {
        ui_.begin_turn({place.x + place.w / 2, place.y + high / 2}, tilt);
        ui_.text({place.x, place.y, place.w, high}, note_.text, hand, faded(colour_of(ui_.theme(), note_.colour)));
        ui_.end_turn();
      }
    } else {
      const auto frame = event::drawing_frame(note_.strokes);
      const ui::Size size = frame ? fitted(*frame, {place.w, place.w * 0.66F}) : ui::Size{place.w, 0};
      high = size.h;
      if (draws_) {
        ui_.begin_turn({place.x + place.w / 2, place.y + high / 2}, tilt);
        draw_drawing(ui_, note_.strokes, {place.x + (place.w - size.w) / 2, place.y, size.w, size.h}, note_.id.text(),
                     style_.opacity);
        ui_.end_turn();
      }
    }
    high = std::max(high + 2 * swing, ui_.mm(kTouchMm));
    const Rect touched{at_.x, y_, at_.w, high};
    if (draws_ && style_.opens && reaches(touched) && ui_.touch_area(target_of(note_.id) + "open", note_.code, touched))
      s_.intent = OpenNote{note_.id};
    y_ += high;
  }

  struct Item {
    float wide, high;
    std::function<void(const Rect&)> draw;
  };

  // When and who, how far the club is, "me too".
  void meta() {
    std::vector<Item> items;
    const std::string when = meta_of(s_, note_, at_.w);
    const float when_wide = std::min(at_.w, ui_.width(when, ui::kSmall) + 1);
    items.push_back({when_wide, std::max(ui_.mm(7), ui_.height(when, ui::kSmall, when_wide)), [&](const Rect& place) {
                       ui_.text(place, when, ui::kSmall, faded(ui_.theme().muted), Align::left, false, true);
                     }});
    const State state = state_of(s_, note_);
    if (!state.words.empty()) {
      const float wide = std::min(at_.w, ui_.width(state.words, ui::kSmall) + ui_.mm(4));
      const float high = std::max(ui_.mm(8), ui_.height(state.words, ui::kSmall, wide - ui_.mm(3)) + ui_.mm(2));
      items.push_back({wide, high, [&](const Rect& place) { chip(place, state); }});
    }
    const std::string label = support_label();
    if (style_.supports) {
      const float wide = std::clamp(ui_.width(label, ui::kSmallStrong) + ui_.mm(7.8F), ui_.mm(18), at_.w);
      items.push_back({wide, ui_.mm(kTouchMm), [&](const Rect& place) { support(place, label); }});
    }
    for (const auto& shared : kSharedOut) {
      const bool fits = std::ranges::all_of(shared, [&](int row) { return row_width(items, shared, row) <= at_.w; });
      if (!fits && shared != kSharedOut.back()) continue;
      for (int row = 0; row < 3; ++row) draw_row(items, shared, row);
      return;
    }
  }

  float row_width(const std::vector<Item>& items, const std::array<int, 3>& shared, int row) const {
    float wide = -ui_.mm(kItemGapMm);
    for (std::size_t i = 0; i < items.size(); ++i)
      if (shared[i] == row) wide += items[i].wide + ui_.mm(kItemGapMm);
    return wide;
  }

  void draw_row(const std::vector<Item>& items, const std::array<int, 3>& shared, int row) {
    float high = 0, x = at_.x;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (shared[i] == row) high = std::max(high, items[i].high);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (shared[i] != row) continue;
      if (draws_) items[i].draw({x, y_ + (high - items[i].high) / 2, items[i].wide, items[i].high});
      x += items[i].wide + ui_.mm(kItemGapMm);
    }
    y_ += high;
  }

  void chip(const Rect& place, const State& state) {
    ui_.outline(place, faded(state.color), std::max(1.F, ui_.mm(0.4F)), std::min(place.h / 2, ui_.mm(3.5F)));
    ui_.text(place.inset(ui_.mm(1.5F), 0), state.words, ui::kSmall, faded(state.color), Align::centre, false, true);
  }

  std::string support_label() const {
    const std::string& words = ui_.tr("note.me_too");
    return note_.supports == 0 ? words : words + " · " + std::to_string(note_.supports);
  }

  void support(const Rect& place, const std::string& label) {
    const ui::Theme& t = ui_.theme();
    const bool said = is_supported(s_.flow, note_.id);
    if (reaches(place) && ui_.touch_area(target_of(note_.id) + "support", label, place) && !said)
      s_.intent = SupportNote{note_.id};
    const ui::Color ink = faded(said ? t.mint : t.chalk);
    const Rect pill = place.inset(0, ui_.mm(2));
    if (!said && ui_.is_pressed(place)) ui_.fill(pill, t.pressed, pill.h / 2);
    ui_.outline(pill, ui_.frame().options.high_contrast ? ink : ink.faded(0.55F), std::max(1.F, ui_.mm(0.3F)),
                pill.h / 2);
    const float side = ui_.mm(3), x = pill.x + ui_.mm(1.8F);
    const Rect mark{x, pill.y + (pill.h - side) / 2, side, side};
    if (said) {
      ui_.icon(ui::Icon::check, mark, ink);
    } else {  // a plus
      const float thick = std::max(1.F, ui_.mm(0.5F)), arm = ui_.mm(2.6F);
      ui_.fill({mark.centre().x - arm / 2, mark.centre().y - thick / 2, arm, thick}, ink);
      ui_.fill({mark.centre().x - thick / 2, mark.centre().y - arm / 2, thick, arm}, ink);
    }
    ui_.text({mark.right() + ui_.mm(1), pill.y, pill.right() - mark.right() - ui_.mm(1.8F), pill.h}, label,
             ui::kSmallStrong, ink, Align::left, false, true);
  }

  // What the club says, beside a bar of chalk.
  void answer(const std::string& words, ui::Color color) {
    const ui::Type hand{ui::Face::chalk, style_.hand_mm * 0.86F};
    const float bar = ui_.mm(4.5F), wide = at_.w - bar;
    const float high = ui_.height(words, hand, wide);
    y_ += ui_.mm(1.5F);
    if (draws_) {
      const auto line = ui::hand_line({at_.x + ui_.mm(0.8F), y_ + ui_.mm(0.5F)},
                                      {at_.x + ui_.mm(1.1F), y_ + high - ui_.mm(0.5F)}, ui_.mm(0.3F));
      ui_.chalk(line, faded(color).faded(0.8F), ui_.mm(0.8F));
      ui_.text({at_.x + bar, y_, wide, high}, words, hand, faded(color));
    }
    y_ += high;
  }

  Scene& s_;
  ui::Ui& ui_;
  const Note& note_;
  Rect at_;
  const NoteStyle& style_;
  bool draws_;
  float y_;
};

std::uint64_t mixed(std::uint64_t digest, std::uint64_t value) {
  digest = (digest ^ value) * 0x9E3779B97F4A7C15U;
  return digest ^ (digest >> 29U);
}
std::uint64_t mixed(std::uint64_t digest, std::string_view text) {
  return mixed(digest, std::hash<std::string_view>{}(text));
}

// Of what may change about a note and its height with it; what was written never does.
std::uint64_t content_of(const Note& note) {
  std::uint64_t digest = mixed(note.replies.size(), note.supports);
  digest = mixed(digest, static_cast<std::uint64_t>(note.work) * 2 + (note.pinned ? 1 : 0));
  return mixed(mixed(digest, note.until), note.did);
}

std::uint64_t bits(float value) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value * 64));
}

}  // namespace

std::string target_of(const event::Uuid& note) {
  constexpr std::size_t kDigits = 8;
  const std::string all = event::hex(note.bytes);
  return "note." + all.substr(all.size() - kDigits) + '.';
}

std::span<const Note* const> notes_of(const Scene& s) {
  return s.draft.done_only ? s.board.done(s.around.trusted) : s.board.visible(s.around.trusted);
}

float draw_note(Scene& scene, const Note& note, Rect at, const NoteStyle& style, bool draws) {
  return NoteView(scene, note, at, style, draws).walk();
}

void Wall::arrange(Scene& s, float width) {
  constexpr std::int64_t kDayMs = 86'400'000;
  const ui::Ui& ui = s.ui;
  const ui::Options& options = ui.frame().options;
  const auto today = (s.around.now_unix_ms + s.around.utc_offset_min * 60'000LL) / kDayMs;
  std::uint64_t frame_key = mixed(mixed(bits(width), bits(ui.frame().px_per_mm)), ui.frame().language);
  frame_key = mixed(frame_key, (options.large_text ? 1U : 0U) + (ui.portrait() ? 2U : 0U));
  frame_key = mixed(frame_key, static_cast<std::uint64_t>(today));
  std::uint64_t key = mixed(mixed(frame_key, s.board.version()),
                            s.draft.pages * 4 + (s.around.trusted ? 1 : 0) + (s.draft.done_only ? 2 : 0));
  key = mixed(key, reinterpret_cast<std::uintptr_t>(&s.board));
  if (key == key_) return;
  if (frame_key != frame_key_) measured_.clear();
  key_ = key;
  frame_key_ = frame_key;

  const float gap = ui.mm(kColumnGapMm);
  const auto fit = static_cast<std::size_t>((width + gap) / (ui.mm(kColumnMmMin) + gap));
  columns_ = std::clamp<std::size_t>(fit, 1, kColumnsMax);
  column_px_ = std::floor((width - gap * static_cast<float>(columns_ - 1)) / static_cast<float>(columns_));
  for (auto& column : places_) column.clear();
  std::array<float, kColumnsMax> ends{};
  const auto notes = notes_of(s);
  const std::size_t count = std::min(notes.size(), s.draft.pages * kPageNotes);
  has_more_ = notes.size() > count;
  for (std::size_t i = 0; i < count; ++i) {
    const Note& note = *notes[i];
    Measured& measured = measured_[note.id];
    if (const std::uint64_t content = content_of(note); measured.content != content || measured.height == 0)
      measured = {content, draw_note(s, note, {0, 0, column_px_, 0}, {}, false)};
    const std::size_t column = static_cast<std::size_t>(
        std::ranges::min_element(ends.begin(), ends.begin() + static_cast<std::ptrdiff_t>(columns_)) - ends.begin());
    const float faded = options.high_contrast ? 1 : kFaded[std::min(i / kPageNotes, kFaded.size() - 1)];
    places_[column].push_back(
        {&note, static_cast<float>(column) * (column_px_ + gap), ends[column], measured.height, faded});
    ends[column] += measured.height + ui.mm(kNoteGapMm);
  }
  height_ = *std::ranges::max_element(ends);
}

void Wall::draw(Scene& s, ui::Point corner, const Rect& view, const NoteStyle& style) const {
  const float from = view.y - corner.y, to = view.bottom() - corner.y;
  for (const auto& column : places_) {
    auto at = std::ranges::partition_point(column, [from](const Place& p) { return p.y + p.height < from; });
    for (; at != column.end() && at->y < to; ++at) {
      NoteStyle own = style;
      own.opacity = at->opacity;
      draw_note(s, *at->note, {corner.x + at->x, corner.y + at->y, column_px_, at->height}, own, true);
    }
  }
}

}  // namespace chalkpoint::chalk
