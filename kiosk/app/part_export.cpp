#include "kiosk/app/part_export.h"

#include <utility>

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kLookEveryMs = 1'000;

}  // namespace

ExportPart::ExportPart(std::shared_ptr<Exporter> exporter, Host host, Visit& visit, std::function<void()> back)
    : exporter_(std::move(exporter)), host_(std::move(host)), visit_(visit), back_(std::move(back)) {
  exporter_->look();
  now_ = exporter_->now();
  look_at_ms_ = host_.now().mono_ms + kLookEveryMs;
}

std::string ExportPart::screen_name() const {
  return admin::take_screen(state_, now_);
}

void ExportPart::draw(ui::Ui& ui) {
  const auto before = draft_.keys;
  intent_ = admin::draw(ui, state_, draft_, now_, visit_.language);
  when_ = ui.text_lookup().get("export.span." + std::string(admin::kTakeSpans[static_cast<std::size_t>(state_.span)]));
  if (draft_.keys != before) ui.wake_at(ui.frame().now_ms);
}

bool ExportPart::act() {
  const admin::TakeIntent intent = std::exchange(intent_, {});
  if (std::holds_alternative<std::monostate>(intent)) return false;
  const std::string screen = screen_name();
  admin::TakeStep step = admin::update(std::move(state_), intent, now_);
  state_ = std::move(step.state);
  if (step.order) exporter_->begin(*step.order, visit_.language, when_);
  if (step.stop) exporter_->stop();
  if (step.seen) exporter_->seen();
  if (!step.language.empty()) visit_.language = step.language;
  now_ = exporter_->now();
  if (screen_name() != screen) draft_ = {};
  if (step.close) visit_.out = Visit::Out::members;
  if (step.back) back_();
  return true;
}

void ExportPart::type(std::string_view letters) {
  const bool again = state_.screen == admin::TakeState::Screen::again;
  if (now_.running || now_.ended || (!again && state_.screen != admin::TakeState::Screen::phrase)) return;
  std::string& text = again ? state_.again : state_.phrase;
  ui::Writing writing{text, text.size()};
  ui::type(writing, letters, admin::kPhraseUnitsMax);
  text = writing.text;
}

bool ExportPart::tick(const event::Moment& now) {
  if (now.mono_ms >= look_at_ms_) {
    exporter_->look();
    look_at_ms_ = now.mono_ms + kLookEveryMs;
  }
  admin::TakeNow news = exporter_->now();
  if (news == now_) return false;
  now_ = std::move(news);
  return true;
}

MakeInnerPart make_export_part(ExportPlaces places) {
  return [places = std::move(places), exporter = std::make_shared<std::shared_ptr<Exporter>>()](
             const AdminWorld& world, Visit& visit, std::function<void()> back) {
    if (!*exporter)
      *exporter =
          std::make_shared<Exporter>(Exporter::Ports{.store =
                                                         [&journal = world.journal](const auto& work) {
                                                           journal.ask([&work](journal::Journal& held) { work(held); });
                                                         },
                                                     .assets = places.assets,
                                                     .folder = places.folder,
                                                     .surveys = places.surveys},
                                     world.host);
    return std::make_unique<ExportPart>(*exporter, world.host, visit, std::move(back));
  };
}

}  // namespace chalkpoint::app
