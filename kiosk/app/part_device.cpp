#include "kiosk/app/part_device.h"

#include <utility>

#include "kiosk/app/device_work.h"
#include "kiosk/desk/view.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kRefreshMs = 1'000;  // times and counts on the screen

class DevicePart final : public AdminPart {
 public:
  DevicePart(DevicePorts ports, std::shared_ptr<DeviceWorker> worker, const AdminWorld& world, Visit& visit)
      : ports_(std::move(ports)), worker_(std::move(worker)), world_(world), visit_(visit) {
    if (worker_->left) state_ = *std::exchange(worker_->left, std::nullopt);
    state_.language = visit.language;
    if (visit.at_hub) state_.screen = admin::DeviceScreen::hub;
  }
  ~DevicePart() override {
    if (state_.work != admin::DeviceWork::none || (state_.told && state_.screen == admin::DeviceScreen::work))
      worker_->left = state_;
  }

  std::string screen_name() const override { return inner_ ? inner_->screen_name() : admin::screen_name(state_); }

  void draw(ui::Ui& ui) override {
    if (inner_) return inner_->draw(ui);
    const admin::DeviceDraft before = draft_;
    now_ = gather(ui);
    intent_ = admin::draw(state_, now_, draft_, ui);
    moved_ = draft_ != before;
  }

  bool act() override {
    if (inner_) return act_within();
    const auto intent = std::exchange(intent_, {});
    if (std::holds_alternative<std::monostate>(intent)) return std::exchange(moved_, false);
    const admin::DeviceScreen screen = state_.screen;
    admin::DeviceStep step = admin::update(std::move(state_), intent, now_);
    state_ = std::move(step.state);
    visit_.language = state_.language;
    if (state_.screen != screen) draft_ = {};
    do_as_wished(step.wish);
    moved_ = false;
    return true;
  }

  void type(std::string_view letters) override {
    if (inner_) return inner_->type(letters);
    if (!admin::takes_letters(state_)) return;
    if (state_.screen == admin::DeviceScreen::code) {
      for (const char letter : letters) state_ = admin::update(std::move(state_), admin::DeviceKey{letter}, now_).state;
      return;
    }
    ui::Writing writing{state_.text, draft_.entry.caret};
    ui::type(writing, letters, admin::kAddressLengthMax);
    state_.text = writing.text;
    draft_.entry.caret = writing.caret;
  }

  bool tick(const event::Moment& now) override {
    bool changed = inner_ && inner_->tick(now);
    for (const admin::DeviceNews& news : worker_->poll()) {
      state_ = admin::hear(std::move(state_), news);
      changed = true;
    }
    if (now.mono_ms >= refresh_at_ms_) {
      refresh_at_ms_ = now.mono_ms + kRefreshMs;
      changed = true;
    }
    return changed;
  }

  void hear(const Keeper::Answer& answer) override {
    if (inner_) inner_->hear(answer);
  }
  bool asks_about(const event::Uuid& fact) const override { return inner_ && inner_->asks_about(fact); }
  std::optional<std::int64_t> wake_at_ms() const override {
    const auto within = inner_ ? inner_->wake_at_ms() : std::nullopt;
    return within ? std::min(*within, refresh_at_ms_) : refresh_at_ms_;
  }

 private:
  admin::DeviceNow gather(const ui::Ui& ui) const {
    const desk::Status status = ports_.status();
    return {.status = desk::status_facts(status, ui),
            .enrolled = !status.hub_url.empty(),
            .hub_url = status.hub_url,
            .site = status.site,
            .waiting = status.waiting_count,
            .unix_ms = status.now_unix_ms,
            .utc_offset_min = status.utc_offset_min,
            .clock_offset_ms = ports_.clock_offset_ms(),
            .px_per_mm = ui.frame().px_per_mm,
            .measured = ports_.measured(),
            .version = status.version,
            .exports = static_cast<bool>(ports_.exports)};
  }

  void do_as_wished(const admin::DeviceWish& wish) {
    using Kind = admin::DeviceWish::Kind;
    switch (wish.kind) {
      case Kind::none:
        break;
      case Kind::work:
        worker_->start(state_);
        break;
      case Kind::give_up:
        worker_->give_up();
        break;
      case Kind::look:
        worker_->look();
        break;
      case Kind::send_now:
        ports_.send_now();
        break;
      case Kind::keep_size:
        ports_.measure(wish.px_per_mm);
        break;
      case Kind::anew:
        state_ = {};
        world_.host.start_anew();
        visit_.out = Visit::Out::members;
        break;
      case Kind::exports:
        inner_left_ = false;
        inner_ = ports_.exports(world_, visit_, [this] { inner_left_ = true; });
        break;
      case Kind::desk:
        visit_.out = Visit::Out::desk;
        break;
      case Kind::members:
        visit_.out = Visit::Out::members;
        break;
    }
  }

  // The way back out of the exports leads to the home screen of this part.
  bool act_within() {
    const bool changed = inner_->act();
    if (!inner_left_) return changed;
    state_.language = visit_.language;
    inner_.reset();
    return true;
  }

  DevicePorts ports_;
  std::shared_ptr<DeviceWorker> worker_;
  AdminWorld world_;
  Visit& visit_;
  admin::DeviceState state_;
  admin::DeviceNow now_;
  admin::DeviceDraft draft_;
  admin::DeviceIntent intent_;
  bool moved_ = false;
  std::int64_t refresh_at_ms_ = 0;
  std::unique_ptr<AdminPart> inner_;
  bool inner_left_ = false;
};

}  // namespace

MakeAdminPart device_part(DevicePorts ports) {
  return [ports = std::move(ports), worker = std::shared_ptr<DeviceWorker>()](const AdminWorld& world,
                                                                              Visit& visit) mutable {
    if (!worker) worker = std::make_shared<DeviceWorker>(ports, world.journal, world.host);
    return std::make_unique<DevicePart>(ports, worker, world, visit);
  };
}

}  // namespace chalkpoint::app
