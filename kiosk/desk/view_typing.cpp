// What the staff type: an answer, what was done, who they are, who is enlisted, the recovery phrase.
#include <algorithm>
#include <cmath>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/field.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::desk {
namespace {

using ui::Button;
using ui::Look;
using ui::Rect;

struct Asks {
  const char *title, *say, *send;
};

Asks asks(const State& state) {
  switch (state.screen) {
    case Screen::search:
      return {"search.title", "search.say", "care.search"};
    case Screen::prepare:
      return {"prepared.title", "prepared.text.say", "prepared.send"};
    case Screen::prepare_title:
      return {"prepared.title", "prepared.title.say", "prepared.next"};
    case Screen::reply:
      return {"care.reply", "care.reply.say", "care.reply.send"};
    case Screen::did:
      if (state.care.source != Source::note) return {"voice.done.title", "voice.done.say", "voice.done.send"};
      return {"care.did.title", "care.did.say", "care.did.send"};
    case Screen::sign:
      return {"care.sign.title", "care.sign.say", "care.sign.send"};
    case Screen::regain:
      return {"pin.phrase.title", "pin.phrase.say", "pin.phrase.send"};
    case Screen::unlock:
      return {"contacts.title", "contacts.phrase.say", "contacts.unlock.send"};
    case Screen::erase:
      if (state.care.contacts.erasing.by_contact) return {"erase.title", "erase.contact.say", "erase.find"};
      return {"erase.title", "erase.code.say", "erase.find"};
    case Screen::enlist:
      return {"people.add", "people.add.say", "people.add.send"};
    case Screen::comment:
      return {"case.comment", "case.comment.say", "case.comment.send"};
    case Screen::solve:
      return {"case.resolve", "case.solve.say", "case.on"};
    case Screen::words:
      return {"case.follow", "case.words.say", "case.words.send"};
    case Screen::why:
      return {"case.reopen", "case.why.say", "case.why.send"};
    case Screen::said:
      return {"case.publish", "case.said.say", "case.on"};
    case Screen::publish:
      return {"case.publish", "case.publish.say", "case.publish.send"};
    case Screen::client:
      return {"client.title", "client.say", "client.next"};
    default:
      return {"journal.title", "journal.phrase.say", "journal.open"};
  }
}

// A phrase opens everything that was left sealed, and the lobby looks on.
bool is_secret(Screen screen) {
  return screen == Screen::phrase || screen == Screen::unlock || screen == Screen::regain;
}

ui::Manner manner_of(const State& state) {
  return {.secret = is_secret(state.screen), .quiet = true};
}

// A phrase as it is written down, in groups of five, or as many dots.
std::string in_fives(const std::string& phrase, bool covered) {
  constexpr std::size_t kGroup = 5;
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < phrase.size();) {
    const char32_t letter = ui::next_code_point(phrase, at);
    if (letter == U' ' || letter == U'-') continue;
    if (count > 0 && count % kGroup == 0) out += ' ';
    ui::append_utf8(out, covered ? U'•' : letter);
    ++count;
  }
  return out;
}

// What is typed as it is read, and as it is stored: the places of a prepared answer stand in words.
class Typing {
 public:
  explicit Typing(const Scene& scene)
      : text_(scene.state.care.text), places_(scene.state.screen == Screen::prepare), words_(place_words(scene.ui)) {}
  std::string shown() const { return places_ ? shown_places(text_, words_) : text_; }
  std::size_t shown_at(std::size_t caret) const {
    return places_ ? shown_offset(text_, caret, words_) : std::min(caret, text_.size());
  }
  std::size_t stored_at(std::size_t shown) const { return places_ ? stored_offset(text_, shown, words_) : shown; }
  /// Other words were typed.
  void write(const std::string& shown) { text_ = places_ ? stored_places(shown, words_) : shown; }
  const std::string& stored() const { return text_; }

 private:
  std::string text_;
  bool places_;
  PlaceWords words_;
};

void draw_keyboard(Scene& scene, const Rect& place) {
  Typing text(scene);
  ui::KeyboardState keys{scene.draft.layout, scene.draft.shift};
  const Screen screen = scene.state.screen;
  const bool latin = is_secret(screen) || screen == Screen::erase;
  if (keys.layout.empty() && latin) keys.layout = "en";  // the letters of phrases, codes and addresses
  ui::Writing writing{text.shown(), text.shown_at(scene.draft.caret)};
  if (is_secret(screen)) writing.caret = writing.text.size();  // dots tell of no place between them
  const ui::Typed typed =
      ui::keyboard(scene.ui, place, keys, writing, text_max(scene.state.screen), manner_of(scene.state));
  if (typed.changed) text.write(writing.text);
  scene.draft = {text.stored_at(writing.caret), keys.layout, keys.shift};
  if (typed.changed) scene.intent = SetText{text.stored()};
  if (typed.done) scene.intent = SendText{};
}

// The first one is the owner, whoever else may follow.
std::vector<Choice> roles(const Scene& scene) {
  std::vector<Choice> out;
  for (const std::string_view role : event::kRoles) {
    const std::string id = "role." + std::string(role);
    const bool chosen = scene.state.keeping.role == role;
    if (!chosen && !has_owner(scene.state)) continue;
    out.push_back(
        {id, scene.ui.tr(id), {.look = Look::pick, .chosen = chosen, .again = true}, SetRole{std::string(role)}});
  }
  return out;
}

std::vector<Choice> statuses(const Scene& scene) {
  std::vector<Choice> out;
  for (const std::string_view status : kClientStatuses) {
    const std::string id = "status." + std::string(status);
    const bool chosen = scene.state.lists.typed.status == status;
    out.push_back(
        {id, scene.ui.tr(id), {.look = Look::pick, .chosen = chosen, .again = true}, SetStatus{std::string(status)}});
  }
  return out;
}

// The opening ended while somebody typed the contact to be erased.
bool looks_at_closed(const State& state) {
  const Contacts& contacts = state.care.contacts;
  return state.screen == Screen::erase && contacts.erasing.by_contact && !contacts.opening;
}

// What stands over the field: what to type, or how it went with what was typed.
std::string said(const Scene& scene, const char* usual) {
  const State& state = scene.state;
  if (state.keeping.wanted) return "person.pin.making";
  if (state.keeping.failed) return "person.pin.failed";
  if (state.screen == Screen::enlist && state.keeping.name_taken) return "people.add.taken";
  if (state.screen == Screen::enlist && !has_owner(state)) return "people.add.first";
  if (state.screen == Screen::prepare && state.care.refused) return "care.refused";
  if (state.care.reading) return state.screen == Screen::regain ? "pin.checking" : "journal.reading";
  const Erasing& erasing = state.care.contacts.erasing;
  if (looks_at_closed(state)) return "erase.closed";
  if (state.screen == Screen::erase && erasing.looking) return "erase.looking";
  if (state.screen == Screen::erase && erasing.look_failed) return "erase.look.failed";
  if (state.screen == Screen::erase && erasing.found_none) return "erase.none";
  const bool phrase =
      state.screen == Screen::phrase || state.screen == Screen::unlock || state.screen == Screen::regain;
  return state.care.phrase_wrong && phrase ? "journal.phrase.wrong" : usual;
}

// The same while wrong phrases have to wait.
std::string said_over(const Scene& scene, const char* usual) {
  const State& state = scene.state;
  const bool phrase = state.screen == Screen::phrase || state.screen == Screen::unlock;
  const std::int64_t wait_ms = phrase && !state.care.reading ? phrase_wait_ms(state) : 0;
  constexpr std::int64_t kMinuteMs = 60'000;
  if (wait_ms > kMinuteMs)
    return scene.ui.tr("pin.wait.minutes", static_cast<std::uint64_t>((wait_ms + kMinuteMs - 1) / kMinuteMs));
  if (wait_ms > 0) return scene.ui.tr("pin.wait.seconds", static_cast<std::uint64_t>((wait_ms + 999) / 1000));
  const std::size_t other_key = state.care.contacts.erasing.other_key;
  const std::string words = scene.ui.tr(said(scene, usual));
  const bool unsure = state.screen == Screen::erase && other_key > 0 && !looks_at_closed(state);
  return unsure ? words + ' ' + scene.ui.tr("erase.other.key", static_cast<std::uint64_t>(other_key)) : words;
}

// The member's words stay in sight while somebody answers them, as many as leave room for what is typed below, and for
// `more` besides.
void draw_words(Scene& scene, Rect& area, float more) {
  ui::Ui& ui = scene.ui;
  const Screen screen = scene.state.screen;
  const bool about_item = screen == Screen::reply || screen == Screen::did || asks_of_case(screen);
  const Item* item = opened(scene);
  const ui::Color color = item ? scene.around.hand.colour(ui.theme(), item->colour) : ui.theme().chalk;
  constexpr float kFieldMm = 17, kDrawingMm = 20;
  const float room = area.h - more - ui.mm(kFieldMm);
  if (about_item && item && !item->strokes.empty()) {
    if (room < ui.mm(kDrawingMm)) return;
    const Rect place = area.cut_top(ui.mm(kDrawingMm), ui.mm(2));
    scene.around.hand.drawing(ui, item->strokes, {place.x, place.y, std::min(place.w, place.h * 3), place.h},
                              "desk." + item->id.text());
    return;
  }
  const std::string words = about_item ? opened_words(scene) : "";
  if (words.empty()) return;
  constexpr ui::Type hand{ui::Face::chalk, 6};
  const float fit = std::max(0.F, std::floor(room / ui.line_height(hand)));
  const std::size_t most = std::min<std::size_t>(ui.portrait() ? 4 : 2, static_cast<std::size_t>(fit));
  if (most == 0) return;
  const std::size_t lines = ui.lines(words, hand, area.w - ui.width("…", hand)).size();
  const float high = ui.line_height(hand) * static_cast<float>(std::min(most, lines));
  draw_lines(ui, words, area.cut_top(high, ui.mm(2)), hand, most, color);
}

// What helps while a prepared answer is written: its title, the places to fill in, the way to be rid of it.
std::vector<Choice> helps(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const Care& care = scene.state.care;
  const std::size_t caret = outside_places(care.text, scene.draft.caret);
  std::vector<Choice> out;
  for (const std::string id : {"prepared.name", "prepared.quote"})
    out.push_back({id,
                   ui.tr(id),
                   {.look = Look::pick, .icon = ui::Icon::plus, .again = true},
                   SetText{care.text.substr(0, caret) + ui.tr(id + ".part") + care.text.substr(caret)}});
  out.push_back({"prepared.rename", ui.tr("prepared.rename"), {.look = Look::pick}, AskTitle{}});
  if (!care.preparing.answer.empty())
    out.push_back({"prepared.retire", ui.tr("prepared.retire"), {.look = Look::pick}, RetirePrepared{}});
  return out;
}

// Held, it shows what is typed; whether it does.
bool draw_peep(Scene& scene, const Rect& foot) {
  ui::Ui& ui = scene.ui;
  const Button look{.look = Look::outline, .again = true, .enabled = !scene.state.care.text.empty()};
  const std::string& label = ui.tr("phrase.show");
  const Rect place{foot.x, foot.y, std::min(foot.w, ui.button_size(label, look).w), foot.h};
  ui.button("phrase.show", label, place, look);
  return look.enabled && ui.is_pressed(place);
}

}  // namespace

void draw_typing(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Care& care = scene.state.care;
  const Asks words = asks(scene.state);
  Rect area = ui.area().inset(ui.mm(8), ui.mm(4));
  const float keys = ui::keyboard_height(ui, area.h * (ui.portrait() ? 0.42F : 0.44F), manner_of(scene.state));
  const Rect whole = ui.area(), keyboard{0, whole.bottom() - keys, whole.w, keys};
  area.h = keyboard.y - ui.mm(2.4F) - area.y;
  scene.intent = draw_bar(scene.state, ui, area, ui.tr(words.title), BarLeft::back, !ui.portrait());

  const Button send{.look = Look::primary,
                    .icon = ui::Icon::check,
                    .again = true,  // after a wrong phrase, and when there was nothing to send
                    .enabled = !care.reading && !scene.state.keeping.wanted && !care.contacts.erasing.looking};
  const float send_wide = ui.button_size(ui.tr(words.send), send).w;
  auto choices = scene.state.screen == Screen::enlist    ? roles(scene)
                 : scene.state.screen == Screen::prepare ? helps(scene)
                 : scene.state.screen == Screen::client  ? statuses(scene)
                                                         : std::vector<Choice>();
  const auto choices_high = [&](float wide) { return draw_choices(scene, choices, {0, 0, wide, 0}, false); };
  // At the right of what can be chosen; where there is no room, the last of it.
  const bool beside = choices_high(area.w - send_wide - ui.mm(4)) <= ui.mm(16) + 1;
  if (!beside) choices.push_back({"care.send", ui.tr(words.send), send, SendText{}});
  Rect foot = area.cut_bottom(beside ? ui.mm(16) : choices_high(area.w), ui.mm(2.4F));
  const Rect button = beside ? foot.cut_right(send_wide, ui.mm(4)) : Rect{};
  if (beside && ui.button("care.send", ui.tr(words.send), button, send)) scene.intent = SendText{};
  draw_choices(scene, choices, foot);
  const bool shown = is_secret(scene.state.screen) && draw_peep(scene, foot);
  const std::string news = news_words(scene);
  const std::string say = news.empty() ? said_over(scene, words.say) : news;
  const bool refused = scene.state.screen == Screen::prepare && care.refused;
  const Erasing& erasing = care.contacts.erasing;
  const bool in_vain = looks_at_closed(scene.state) ||
                       (scene.state.screen == Screen::erase && (erasing.found_none || erasing.look_failed));
  const bool taken = scene.state.screen == Screen::enlist && scene.state.keeping.name_taken;
  const bool worries = taken || !news.empty() || care.phrase_wrong || scene.state.keeping.failed || refused || in_vain;
  const float said = ui.height(say, ui::kSmall, area.w);
  draw_words(scene, area, said + ui.mm(2));
  ui.text(area.cut_top(said, ui.mm(2)), say, ui::kSmall, worries ? ui.theme().yellow : ui.theme().muted);
  const std::string hint = ui.tr("write.here");
  const bool secret = is_secret(scene.state.screen);
  const Typing text(scene);
  const std::string written = secret ? in_fives(care.text, !shown) : text.shown();
  const ui::Field field{.id = "care.text",
                        .text = written,
                        .hint = hint,
                        .hand = {ui::Face::medium, 5},
                        .focused = true,
                        .caret = secret ? written.size() : text.shown_at(scene.draft.caret)};
  if (const auto caret = ui::draw_field(ui, area, field); caret && !secret) scene.draft.caret = text.stored_at(*caret);
  draw_keyboard(scene, keyboard);
}

}  // namespace chalkpoint::desk
