#include "kiosk/app/samples_chalk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "kiosk/ui/text.h"
#include "sync/event/kinds.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kNoon = 1'795'000'000'000;  // some day of 2026, UTC
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kMono = 0;  // as the frames of pictures have it
constexpr std::int32_t kOffsetMin = 180;

constexpr std::array<const char*, 23> kNames = {"board",
                                                "board.done",
                                                "board.empty",
                                                "board.offline",
                                                "board.long_words",
                                                "board.hundreds",
                                                "board.find",
                                                "board.find.typed",
                                                "board.found",
                                                "board.found.none",
                                                "board.found.waiting",
                                                "board.found.private",
                                                "board.warned",
                                                "board.rules",
                                                "write.chalk",
                                                "write.letters",
                                                "write.preview",
                                                "write.preview.letters",
                                                "write.preview.keyless",
                                                "write.sent",
                                                "write.sent.private",
                                                "write.refused",
                                                "write.failed"};

// Turns what happened into events, as a journal would.
class Story {
 public:
  explicit Story(std::string language) : language_(std::move(language)) {}

  event::Uuid tell(const event::BoardEvent& what, std::int64_t unix_ms) {
    event::Fact fact{.id = id(unix_ms),
                     .type = std::string(event::type_of(what)),
                     .data = event::to_json(what),
                     .at = {.unix_ms = unix_ms, .utc_offset_min = kOffsetMin, .mono_ms = kMono, .boot_id = "sample"},
                     .sealed = {}};
    constexpr const char* kEpoch = "0123456789abcdef";
    ++sequence_;
    auto told = event::parse_body(event::canonical_body(fact, kEpoch, sequence_, {.wall_ms = unix_ms, .counter = 0}));
    if (told) events_.push_back(std::move(*told));
    return fact.id;
  }
  event::Uuid write(event::Writing writing, std::int64_t unix_ms, std::vector<std::string> held = {}) {
    return tell(
        event::NoteWritten{
            .code = code(), .language = language_, .writing = std::move(writing), .held = std::move(held)},
        unix_ms);
  }
  chalk::Board board() {
    chalk::Board board;
    board.apply(events_, chalk::Origin::own);
    return board;
  }
  std::string last_code() const { return code_; }
  const std::string& code() {
    std::size_t n = sequence_ * 7 + 5;
    code_.clear();
    for (int i = 0; i < event::kCodeLength; ++i, n = n / 3 + 11 * sequence_ + static_cast<std::size_t>(i))
      code_ += event::kCodeAlphabet[n % event::kCodeAlphabet.size()];
    return code_;
  }

 private:
  event::Uuid id(std::int64_t unix_ms) {
    std::array<std::uint8_t, 10> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<std::uint8_t>((sequence_ + 1) * 2654435761U >> (8 * (i % 4)));
    return event::make_uuid_v7(unix_ms, bytes);
  }

  std::string language_, code_;
  std::vector<event::Event> events_;
  std::uint64_t sequence_ = 0;
};

void stroke(chalk::Pad& pad, int colour, int width, const std::vector<ui::Point>& points) {
  pad.hand = {.colour = colour, .width = width, .eraser = false};
  std::int64_t at_ms = 0;
  pad.begin(points.front().x, points.front().y, at_ms);
  for (std::size_t i = 1; i < points.size(); ++i) pad.extend(points[i].x, points[i].y, at_ms += 12);
  pad.end();
}

std::vector<ui::Point> arc(float x, float y, float radius, float from, float to) {
  std::vector<ui::Point> points;
  constexpr int kCount = 40;
  for (int i = 0; i <= kCount; ++i) {
    const float angle = from + (to - from) * static_cast<float>(i) / kCount;
    points.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
  }
  return points;
}

// Through the points as a hand goes: a curve of Catmull and Rom (1974).
std::vector<ui::Point> line(const std::vector<ui::Point>& through) {
  std::vector<ui::Point> points;
  constexpr int kCount = 14;
  const auto at = [&](std::size_t i) { return through[std::min(i, through.size() - 1)]; };
  for (std::size_t i = 0; i + 1 < through.size(); ++i) {
    const ui::Point a = at(i == 0 ? 0 : i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    for (int k = 0; k < kCount; ++k) {
      const float t = static_cast<float>(k) / kCount, t2 = t * t, t3 = t2 * t;
      const auto mixed = [&](float p, float q, float r, float u) {
        return 0.5F * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - u) * t2 + (3 * q - p - 3 * r + u) * t3);
      };
      points.push_back({mixed(a.x, b.x, c.x, d.x), mixed(a.y, b.y, c.y, d.y)});
    }
  }
  points.push_back(through.back());
  return points;
}

// Somebody lifts a barbell and smiles.
void draw_barbell(chalk::Pad& pad) {
  constexpr float kTurn = 2 * std::numbers::pi_v<float>;
  pad.shape(1280, 560);
  stroke(pad, 1, 2, arc(2000, 500, 260, -1.6F, kTurn - 1.5F));
  stroke(pad, 1, 2, line({{1920, 430}, {1925, 500}}));
  stroke(pad, 1, 2, line({{2085, 425}, {2080, 500}}));
  stroke(pad, 1, 2, arc(2000, 540, 120, 2.7F, 0.4F));
  stroke(pad, 0, 2, line({{1000, 1000}, {1500, 930}, {2000, 1010}, {2500, 930}, {3000, 1000}}));
  for (const float x : {1100.F, 1000.F, 2900.F, 3000.F}) stroke(pad, 0, 3, line({{x, 820}, {x + 10, 1190}}));
  stroke(pad, 0, 2, line({{1800, 770}, {1640, 960}}));
  stroke(pad, 0, 2, line({{2200, 770}, {2360, 960}}));
  stroke(pad, 3, 2, line({{1200, 330}, {1290, 440}, {1480, 180}}));
  stroke(pad, 3, 1, line({{2620, 180}, {2680, 300}}));
  stroke(pad, 3, 1, line({{2720, 360}, {2840, 320}}));
}

void draw_hurray(chalk::Pad& pad) {
  pad.shape(1280, 560);
  stroke(pad, 0, 3, line({{520, 300}, {580, 560}, {780, 740}}));
  stroke(pad, 0, 3, line({{980, 260}, {880, 760}, {600, 1160}}));
  stroke(pad, 0, 3, line({{1330, 1160}, {1320, 720}, {1330, 290}}));
  stroke(pad, 0, 3, line({{1330, 300}, {1600, 280}, {1730, 470}, {1600, 680}, {1330, 720}}));
  stroke(pad, 0, 3, line({{1960, 1160}, {2110, 700}, {2240, 280}}));
  stroke(pad, 0, 3, line({{2240, 280}, {2350, 720}, {2460, 1160}}));
  stroke(pad, 0, 3, line({{2050, 860}, {2400, 850}}));
  stroke(pad, 0, 3, line({{2720, 260}, {2700, 860}}));
  stroke(pad, 0, 3, line({{2690, 1060}, {2700, 1120}}));
  stroke(pad, 2, 3, line({{3390, 1060}, {3180, 790}, {3110, 590}, {3200, 460}, {3330, 480}, {3400, 610}}));
  stroke(pad, 2, 3, line({{3400, 600}, {3460, 470}, {3600, 450}, {3680, 590}, {3590, 800}, {3400, 1075}}));
  stroke(pad, 1, 2, line({{560, 1330}, {1500, 1290}, {2600, 1330}}));
}

event::Bytes barbell() {
  chalk::Pad pad;
  draw_barbell(pad);
  return pad.encoded().value_or(event::Bytes());
}

// The mock-up of a lively board: answers, states, a drawing among the words.
Story lively(const std::string& language, const ChalkWords& w) {
  Story story(language);
  const event::Signature anna{w.staff, "staff"}, ilya{w.owner, "owner"};
  const auto support = [&](const event::Uuid& note, int times, std::int64_t at_ms) {
    for (int i = 0; i < times; ++i) story.tell(event::NoteSupported{note}, at_ms + i * 1'000);
  };
  const auto ago = [](double hours) { return kNoon - static_cast<std::int64_t>(hours * kHourMs); };
  const auto text = [&](std::size_t i, int colour, const std::string& name = {}) {
    return event::Writing{.colour = colour, .name = name, .text = w.notes[i], .strokes = {}};
  };
  story.write(text(6, 0), ago(190));
  const auto yoga = story.write(text(4, 3, w.names[1]), ago(80));
  story.tell(event::NoteReplied{yoga, w.replies[3], ilya}, ago(70));
  support(yoga, 14, ago(69));
  const auto pilates = story.write(text(7, 4), ago(75));
  support(pilates, 5, ago(60));
  const auto hall = story.write(text(1, 2, w.names[0]), ago(52));
  story.tell(event::NoteReplied{hall, w.replies[1], ilya}, ago(40));
  support(hall, 5, ago(39));
  const auto rack = story.write(text(2, 4), ago(44));
  story.tell(event::NoteMarked{rack, event::Work::working, "2026-11-28", "", ilya}, ago(30));
  story.tell(event::NoteReplied{rack, w.replies[2], ilya}, ago(29));
  support(rack, 31, ago(28));
  const auto water = story.write(text(0, 0), ago(26));
  story.tell(event::NoteReplied{water, w.replies[0], anna}, ago(20));
  story.tell(event::NoteMarked{water, event::Work::done, "", w.did, anna}, ago(19));
  support(water, 9, ago(18));
  const auto music = story.write(text(3, 1), ago(5));
  story.tell(event::NoteMarked{music, event::Work::read, "", "", anna}, ago(4));
  support(music, 3, ago(3));
  const auto drawn = story.write({.colour = 0, .name = {}, .text = {}, .strokes = barbell()}, ago(4.5), {"drawing"});
  story.tell(event::NoteModerated{drawn, event::Verdict::shown, "", anna}, ago(4));
  support(drawn, 22, ago(3));
  story.write(text(5, 0), ago(1));
  return story;
}

Story many(std::size_t notes, const std::string& language, const ChalkWords& w, std::int64_t now_unix_ms) {
  Story story(language);
  const event::Bytes drawing = barbell();
  for (std::size_t i = notes; i-- > 0;) {
    const std::int64_t at_ms = now_unix_ms - static_cast<std::int64_t>(i) * 1'900'000;
    event::Writing writing{.colour = static_cast<int>(i % event::kColours),
                           .name = i % 5 == 2 ? w.names[i % 2] : "",
                           .text = {},
                           .strokes = {}};
    if (i % 11 == 4)
      writing.strokes = drawing;
    else
      writing.text = w.notes[i * 3 % w.notes.size()];
    const event::Uuid note = story.write(std::move(writing), at_ms);
    if (i % 3 == 1)
      story.tell(event::NoteReplied{note, w.replies[i % w.replies.size()], {w.owner, "owner"}}, at_ms + 60'000);
    if (i % 4 == 1) story.tell(event::NoteMarked{note, event::Work::read, "", "", {w.staff, "staff"}}, at_ms + 90'000);
    for (std::size_t k = 0; k < i % 4; ++k)
      story.tell(event::NoteSupported{note}, at_ms + 120'000 + static_cast<std::int64_t>(k));
  }
  return story;
}

// A finger that walks over the board.
class Walk {
 public:
  explicit Walk(ChalkScene& scene) : scene_(scene) {
    in_.now = {.unix_ms = kNoon, .utc_offset_min = kOffsetMin, .mono_ms = kMono, .boot_id = "sample"};
    in_.code = "K7M2";
  }
  void intend(const chalk::Intent& intent) { scene_.flow = chalk::update(scene_.flow, intent, in_).flow; }
  void find(const std::string& code) {
    intend(chalk::Find{});
    intend(chalk::TypeCode{code});
    intend(chalk::ShowCode{});
  }
  /// Drawn or typed, and on to the second page.
  void write(bool letters, const std::string& text) {
    intend(chalk::Write{});
    intend(chalk::Take{letters ? chalk::Tool::letters : chalk::Tool::chalk});
    if (letters) {
      intend(chalk::SetColour{1});
      intend(chalk::SetText{text});
      scene_.draft.focus = "note.text";
      scene_.draft.caret = text.size();
    } else {
      draw_hurray(scene_.draft.pad);
    }
    scene_.draft.strokes = scene_.draft.pad.encoded().value_or(event::Bytes());
  }
  void send() {
    intend(chalk::Preview{});
    intend(chalk::Send{scene_.draft.strokes});
  }

 private:
  ChalkScene& scene_;
  chalk::Inputs in_;
};

void walk_writing(Walk& walk, const std::string& name, const ChalkWords& w) {
  const bool letters = name != "write.chalk" && name != "write.preview";
  walk.write(letters, w.notes[3]);
  if (name.starts_with("write.preview")) walk.intend(chalk::Preview{});
  if (name == "write.sent.private") {
    walk.intend(chalk::Preview{});
    walk.intend(chalk::SetConfided{true});
  }
  if (name.starts_with("write.sent") || name == "write.refused" || name == "write.failed") walk.send();
  if (name.starts_with("write.sent")) walk.intend(chalk::Saved{.held = true});
  if (name == "write.refused") walk.intend(chalk::Refused{chalk::Refusal::too_soon, kMono + 12'000});
  if (name == "write.failed") walk.intend(chalk::NotSaved{{"There is no room for another note.", "Free some space."}});
}

}  // namespace

ChalkWords chalk_words(const ui::Ui& ui) {
  ChalkWords words;
  const auto several = [&](const std::string& key, int count) {
    std::vector<std::string> out;
    for (int i = 1; i <= count; ++i) out.push_back(ui.tr(key + std::to_string(i)));
    return out;
  };
  words.notes = several("sample.note.", 8);
  words.replies = several("sample.reply.", 4);
  words.names = several("sample.name.", 2);
  words.long_words = ui.tr("sample.long");
  words.did = ui.tr("sample.did");
  words.staff = ui.tr("sample.staff");
  words.owner = ui.tr("sample.owner");
  return words;
}

std::vector<std::string> chalk_scene_names() {
  return {kNames.begin(), kNames.end()};
}

chalk::Board make_board(std::size_t notes, const std::string& language, const ChalkWords& words,
                        std::int64_t now_unix_ms) {
  return many(notes, language, words, now_unix_ms).board();
}

std::shared_ptr<ChalkScene> make_chalk_scene(const std::string& name, const std::string& language,
                                             const ChalkWords& w) {
  auto scene = std::make_shared<ChalkScene>();
  scene->flow = chalk::arrive(language, language, {}, kMono);
  scene->around = {.now_unix_ms = kNoon, .utc_offset_min = kOffsetMin, .trusted = name != "board.offline"};
  Story story = lively(language, w);
  if (name == "board.empty" || name == "board.offline") story = Story(language);
  if (name == "board.offline")
    story.write({.colour = 0, .name = {}, .text = w.notes[0], .strokes = {}}, kNoon - kHourMs);
  if (name == "board.hundreds") story = many(300, language, w, kNoon);
  if (name == "board.long_words") {
    story = Story(language);
    for (int i = 0; i < 4; ++i)
      story.write({.colour = i, .name = i % 2 ? w.long_words.substr(0, 40) : "", .text = w.long_words, .strokes = {}},
                  kNoon - (i + 1) * kHourMs);
  }
  scene->around.confides = name != "write.preview.keyless";
  scene->draft.done_only = name == "board.done";
  Walk walk(*scene);
  if (name == "board.rules") walk.intend(chalk::ReadRules{});
  if (name == "board.find" || name == "board.find.typed") walk.intend(chalk::Find{});
  if (name == "board.find.typed") walk.intend(chalk::TypeCode{"K7M"});
  if (name == "board.found.none") walk.find("K7M2");
  const std::int64_t lately_ms = kNoon - kHourMs / 2;
  if (name == "board.found") {
    const auto note = story.write({.colour = 3, .name = w.names[0], .text = w.notes[2], .strokes = {}}, lately_ms);
    const std::string code = story.last_code();
    story.tell(event::NoteMarked{note, event::Work::working, "2026-11-28", "", {w.owner, "owner"}}, lately_ms + 1);
    story.tell(event::NoteReplied{note, w.replies[2], {w.owner, "owner"}}, lately_ms + 2);
    walk.find(code);
  }
  if (name == "board.found.waiting" || name == "board.warned") {
    const auto note =
        story.write({.colour = 2, .name = {}, .text = w.notes[1], .strokes = {}}, lately_ms, {"first-texts"});
    const std::string code = story.last_code();
    if (name == "board.warned")
      story.tell(event::NoteModerated{note, event::Verdict::hidden, "insult", {w.staff, "staff"}}, lately_ms + 1);
    walk.find(code);
  }
  if (name == "board.found.private") {
    story.tell(event::NoteConfided{.code = story.code(), .language = language, .digest = std::string(64, '0')},
               lately_ms);
    walk.find(story.last_code());
  }
  if (name.starts_with("write.")) walk_writing(walk, name, w);
  scene->board = story.board();
  return scene;
}

}  // namespace chalkpoint::app
