#include <algorithm>

#include "kiosk/chalk/flow.h"
#include "kiosk/ui/utf8.h"
#include "sync/event/kinds.h"
#include "sync/event/prose.h"

namespace chalkpoint::chalk {

namespace {

std::size_t length(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); ++letters) ui::next_code_point(text, at);
  return letters;
}

class Update {
 public:
  Update(Flow flow, const Inputs& in)
      : in_(in), step_{.flow = std::move(flow), .written = {}, .support = {}}, flow_(step_.flow) {}

  Step take(const Intent& intent) {
    flow_.touched_ms = std::max(flow_.touched_ms, in_.touched_ms);
    // "Still here?" lies over everything: only its own button, the clock and what the app has to say go through.
    const bool passes = !flow_.still_here || std::holds_alternative<StillHere>(intent) ||
                        std::holds_alternative<Nothing>(intent) || std::holds_alternative<Saved>(intent) ||
                        std::holds_alternative<NotSaved>(intent) || std::holds_alternative<Refused>(intent);
    if (passes) std::visit([this](const auto& one) { on(one); }, intent);
    return std::move(step_);
  }

 private:
  // --- reading ---

  void on(const Close&) {
    if (flow_.screen == Screen::board) step_.route = Route::rest;
  }

  void on(const ReadRules&) {
    if (flow_.screen != Screen::board && !is_writing()) return;
    flow_.before = flow_.screen;
    enter(Screen::rules);
  }

  void on(const Find&) {
    if (flow_.screen != Screen::board && flow_.screen != Screen::found) return;
    flow_.code.clear();
    flow_.opened.reset();
    enter(Screen::find);
  }

  void on(const TypeCode& typed) {
    if (flow_.screen == Screen::find && typed.code.size() <= event::kCodeLength &&
        typed.code.find_first_not_of(event::kCodeAlphabet) == std::string::npos)
      flow_.code = typed.code;
  }

  void on(const ShowCode&) {
    if (flow_.screen == Screen::find && flow_.code.size() == event::kCodeLength) enter(Screen::found);
  }

  void on(const OpenNote& open) {
    if (flow_.screen != Screen::board) return;
    flow_.opened = open.note;
    enter(Screen::found);
  }

  void on(const SupportNote& support) {
    const bool reads = flow_.screen == Screen::board || flow_.screen == Screen::found;
    if (!reads || std::ranges::count(flow_.supported, support.note) > 0) return;
    flow_.supported.push_back(support.note);
    step_.support = {.id = event::make_uuid_v7(in_.now.unix_ms, in_.random), .note = support.note, .at = in_.now};
  }

  // --- writing ---

  void on(const Write&) {
    if (flow_.screen == Screen::board || flow_.screen == Screen::found) enter(Screen::compose);
  }

  void on(const Take& take) {
    if (flow_.screen == Screen::compose) flow_.tool = take.tool;
  }

  void on(const SetText& set) {
    if (flow_.screen == Screen::compose && length(set.text) <= event::kNoteTextMax)
      flow_.text = event::writable(set.text);
  }

  void on(const SetName& set) {
    if (flow_.screen == Screen::sign && length(set.name) <= event::kNoteNameMax) flow_.name = event::writable(set.name);
  }

  void on(const SetColour& set) {
    if (flow_.screen == Screen::compose && set.colour >= 0 && set.colour < event::kColours) flow_.colour = set.colour;
  }

  void on(const SetConfided& set) {
    if (flow_.screen == Screen::sign) flow_.confided = set.confided && in_.confides;
  }

  void on(const Preview&) {
    // Whether something is drawn, the view knows: it offers the way on.
    if (flow_.screen == Screen::compose && (flow_.tool == Tool::chalk || !event::trimmed(flow_.text).empty()))
      enter(Screen::sign);
  }

  void on(const Send& send) {
    const bool letters = flow_.tool == Tool::letters;
    if (flow_.screen != Screen::sign && flow_.screen != Screen::refused) return;
    if (letters ? event::trimmed(flow_.text).empty() : send.strokes.empty()) return;
    flow_.unsaved = Written{.id = event::make_uuid_v7(in_.now.unix_ms, in_.random),
                            .confided = flow_.confided,
                            .code = in_.code,
                            .language = flow_.language,
                            .writing = {.colour = letters ? flow_.colour : 0,
                                        .name = event::trimmed(flow_.name),
                                        .text = letters ? event::trimmed(flow_.text) : std::string(),
                                        .strokes = letters ? event::Bytes() : send.strokes},
                            .at = in_.now};
    step_.written = flow_.unsaved;
    enter(Screen::saving);
  }

  void on(const Back&) {
    switch (flow_.screen) {
      case Screen::rules:
        return enter(flow_.before);
      case Screen::find:
      case Screen::found:
        flow_.opened.reset();
        return enter(Screen::board);
      case Screen::compose:
        forget_writing();
        return enter(Screen::board);
      case Screen::sign:
        return enter(Screen::compose);
      case Screen::refused:
        return enter(Screen::sign);
      case Screen::save_failed:
        if (flow_.tries_on) return;  // it would be written twice
        flow_.unsaved.reset();
        return enter(Screen::sign);
      case Screen::board:
      case Screen::saving:
      case Screen::sent:
        return;
    }
  }

  void on(const Retry&) {
    if (flow_.screen != Screen::save_failed) return;
    enter(Screen::saving);
    step_.written = flow_.unsaved;
  }

  void on(const Done&) {
    if (flow_.screen != Screen::sent) return;
    flow_.unsaved.reset();
    enter(Screen::board);
  }

  // --- the person ---

  void on(const StillHere&) {
    if (!flow_.still_here) return;
    flow_.still_here = false;
    flow_.screen_since_ms = in_.now.mono_ms;
  }

  void on(const Speak& speak) {
    if (flow_.screen != Screen::saving) flow_.language = speak.language;
  }
  void on(const SetComfort& set) { flow_.comfort = set.comfort; }
  void on(const OpenStaff&) { step_.route = Route::staff; }

  // --- what the journal, the limits and the clock say ---

  void on(const Saved& saved) {
    if (flow_.screen != Screen::saving) return;
    flow_.held = saved.held;
    flow_.save_problem.reset();
    forget_writing();
    enter(Screen::sent);
  }

  void on(const NotSaved& failure) {
    if (flow_.screen != Screen::saving) return;
    flow_.save_problem = failure.problem;
    flow_.tries_on = failure.tries_on;
    enter(Screen::save_failed);
  }

  void on(const Refused& refused) {
    if (flow_.screen != Screen::saving) return;
    flow_.unsaved.reset();
    flow_.refusal = refused.why;
    flow_.free_at_ms = refused.free_at_ms;
    enter(Screen::refused);
  }

  void on(const Nothing&) {
    const auto due_ms = wake_at_ms(flow_, in_.timing);
    if (!due_ms || in_.now.mono_ms < *due_ms) return;
    if (flow_.screen == Screen::sent || flow_.still_here) {
      // They have gone; what could not be stored is still to be stored.
      if (flow_.screen == Screen::save_failed) step_.written = flow_.unsaved;
      step_.route = Route::rest;
      return;
    }
    flow_.still_here = true;
    flow_.screen_since_ms = in_.now.mono_ms;
  }

  // --- how it moves ---

  bool is_writing() const { return flow_.screen == Screen::compose || flow_.screen == Screen::sign; }

  void enter(Screen screen) {
    flow_.screen = screen;
    flow_.screen_since_ms = in_.now.mono_ms;
    flow_.still_here = false;
  }

  void forget_writing() {
    flow_.tool = Tool::chalk;
    flow_.text.clear();
    flow_.name.clear();
    flow_.colour = 0;
    flow_.confided = false;
    ++flow_.draft_serial;
  }

  const Inputs& in_;
  Step step_;
  Flow& flow_;
};

}  // namespace

Flow arrive(std::string language, std::string home_language, Comfort comfort, std::int64_t now_mono_ms) {
  Flow flow;
  flow.language = std::move(language);
  flow.home_language = std::move(home_language);
  flow.comfort = comfort;
  flow.touched_ms = now_mono_ms;
  flow.screen_since_ms = now_mono_ms;
  return flow;
}

Step update(Flow flow, const Intent& intent, const Inputs& inputs) {
  return Update(std::move(flow), inputs).take(intent);
}

std::optional<std::int64_t> wake_at_ms(const Flow& flow, const Timing& timing) {
  const std::int64_t since_ms = std::max(flow.touched_ms, flow.screen_since_ms);
  if (flow.screen == Screen::saving) return std::nullopt;
  if (flow.still_here) return flow.screen_since_ms + timing.still_here_ms;
  return since_ms + (flow.screen == Screen::sent ? timing.sent_ms : timing.idle_ms);
}

}  // namespace chalkpoint::chalk
