// What was done about an item: who, when, what.
#include <algorithm>
#include <ranges>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Rect;

constexpr std::size_t kQuoteChars = 160;  // of what was typed: a line or three

struct StepWords {
  const Scene& scene;
  const ui::Ui& ui = scene.ui;
  const ui::Text& text = scene.ui.text_lookup();

  std::string operator()(const event::NoteModerated& what) const {
    if (what.verdict == event::Verdict::shown) return ui.tr("step.shown");
    return with(what.verdict == event::Verdict::hidden ? "step.hidden" : "step.removed",
                ui.tr("reason." + what.reason));
  }
  std::string operator()(const event::NoteMarked& what) const {
    if (what.state == event::Work::working && !what.until.empty())
      return text.get("step.working.until", "date", text.day(what.until));
    return worked(what.state, what.did);
  }
  std::string operator()(const event::VoiceMarked& what) const { return worked(what.state, what.did); }
  std::string operator()(const event::NotePinned& what) const {
    return ui.tr(what.pinned ? "step.pinned" : "step.unpinned");
  }
  std::string operator()(const event::NoteReplied& what) const { return with("step.replied", what.text); }
  std::string operator()(const event::NotePublished& what) const {
    return with("step.published", what.said + " — " + what.did);
  }
  std::string operator()(const event::CaseDescribed& what) const {
    std::string out;
    const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : " · ") + part; };
    if (what.department) add(with("step.department", label_of(scene.around.notes, *what.department)));
    if (what.cause) add(with("step.cause", ui.tr(cause_key(*what.cause))));
    if (what.assignee)
      add(*what.assignee == event::Uuid{} ? ui.tr("step.assignee.none")
                                          : with("step.assignee", person_name(scene, *what.assignee)));
    if (what.due) add(what.due->empty() ? ui.tr("step.due.none") : with("step.due", text.day(*what.due)));
    return out.empty() ? ui.tr("step.opened") : out;
  }
  std::string operator()(const event::CaseCommented& what) const { return with("step.commented", what.text); }
  std::string operator()(const event::CaseResolved& what) const {
    return with(what.how == event::Resolution::corrected ? "step.corrected" : "step.explained", what.did) +
           asking(what.follow_up);
  }
  std::string operator()(const event::CaseReopened& what) const {
    return what.why.empty() ? ui.tr("step.reopened") : with("step.reopened.why", what.why);
  }
  std::string operator()(const event::CaseFollowed& what) const {
    const std::string key = "step." + std::string(event::kOutcomes[static_cast<std::size_t>(what.outcome) - 1]);
    return ui.tr(key) + (what.words.empty() ? "" : ": " + event::quote(what.words, kQuoteChars)) + asking(what.again);
  }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};  // about no item
  }

 private:
  std::string with(const char* key, const std::string& words) const {
    return text.get(key, "what", event::quote(words, kQuoteChars));
  }
  std::string worked(event::Work state, const std::string& did) const {
    if (state == event::Work::none) return ui.tr("step.open");
    if (state == event::Work::read) return ui.tr("step.read");
    if (state == event::Work::working) return ui.tr("step.working");
    return did.empty() ? ui.tr("step.done") : with("step.done.did", did);
  }
  std::string asking(const std::string& day) const {
    return day.empty() ? "" : " · " + text.get("step.asking", "date", text.day(day));
  }
  static std::string cause_key(event::Cause cause) {
    return "cause." + std::string(event::kCauses[static_cast<std::size_t>(cause) - 1]);
  }
};

std::string signed_by(const Scene& scene, const event::Step& step) {
  const Status& status = scene.state.status;
  return step.by().name + ", " + scene.ui.tr("role." + step.by().role) + " · " +
         scene.ui.text_lookup().when(step.unix_ms, status.now_unix_ms, status.utc_offset_min);
}

}  // namespace

std::string told(const Scene& scene, const event::Step& step) {
  return std::visit(StepWords{scene}, step.what);
}

float draw_history(Scene& scene, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  const float indent = ui.mm(4);
  float y = at.y;
  const auto line = [&](const std::string& words, ui::Type type, ui::Color color, float after_mm) {
    const float high = ui.height(words, type, at.w - indent);
    if (draws) ui.text({at.x + indent, y, at.w - indent, high}, words, type, color);
    y += high + ui.mm(after_mm);
  };
  for (const event::Step& step : std::views::reverse(scene.around.notes.opened.history)) {
    const float top = y;
    line(told(scene, step), ui::kSmallStrong, ui.theme().chalk, 0);
    line(signed_by(scene, step), ui::kSmall, ui.theme().muted, 3);
    if (draws) ui.fill({at.x, top + ui.mm(1), ui.mm(1), y - top - ui.mm(5)}, ui.theme().muted, ui.mm(0.5F));
  }
  return y - at.y;
}

std::string news_words(const Scene& scene) {
  const auto& news = scene.around.notes.opened.news;
  if (news.empty()) return {};
  return ui::filled(scene.ui.text_lookup().get("care.news", "who", news.back().by().name), "what",
                    told(scene, news.back()));
}

void draw_news(Scene& scene, Rect& area) {
  const std::string words = news_words(scene);
  if (words.empty()) return;
  ui::Ui& ui = scene.ui;
  const float margin = ui.mm(4);
  const Rect strip = area.cut_bottom(ui.height(words, ui::kSmallStrong, area.w - 2 * margin) + margin, ui.mm(3));
  ui.fill(strip, ui.theme().fill, margin);
  ui.text(strip.inset(margin, ui.mm(2)), words, ui::kSmallStrong, ui.theme().yellow, ui::Align::left, false, true);
}

}  // namespace chalkpoint::desk
