#include "kiosk/app/part_settings.h"

#include <algorithm>
#include <fstream>
#include <mutex>

#include "kiosk/admin/picture.h"
#include "kiosk/ui/edit.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::app {

namespace intent = admin::intent;

struct SettingsPart::News {
  std::mutex mutex;  // guards the rest
  std::vector<admin::SettingsIntent> told;
  struct Kept {
    bool good = false;
    std::vector<std::pair<std::string, event::Config::Entry>> entries;
  };
  std::vector<Kept> kept;
};

namespace {

constexpr std::size_t kFilesMax = 60;  // of a stick: nobody looks through more

std::vector<admin::LogoFile> pictures(const std::vector<std::filesystem::path>& folders) {
  std::vector<admin::LogoFile> out;
  for (const std::filesystem::path& folder : folders) {
    std::error_code ignored;
    for (auto at = std::filesystem::directory_iterator(folder, ignored);
         at != std::filesystem::directory_iterator() && out.size() < kFilesMax; at.increment(ignored)) {
      std::string ending = at->path().extension().string();
      std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
      if (ending == ".png") out.push_back({at->path().string(), at->path().filename().string()});
    }
  }
  std::ranges::sort(out, {}, &admin::LogoFile::name);
  return out;
}

// One octet more than may be, so that a larger one is refused for its size.
std::optional<std::string> octets_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string out(admin::kLogoOctetsMax + 1, '\0');
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  if (in.gcount() <= 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(in.gcount()));
  return out;
}

}  // namespace

PreviewOf preview_of(const admin::ConfigKey& setting) {
  if (setting.key == "times.thanks_s") return PreviewOf::thanks;
  if (setting.key == "languages.keyboards") return PreviewOf::typing;
  if (setting.group == admin::Group::board) return PreviewOf::rules;
  if (setting.group == admin::Group::consent) return PreviewOf::consent;
  return PreviewOf::attract;
}

std::string said_in_words(const ui::Ui& ui, const event::Config::Entry& entry) {
  const std::string day = entry.time.substr(0, std::min<std::size_t>(entry.time.size(), 10));
  std::string out = ui.tr("set.said");
  out = ui::filled(std::move(out), "name", entry.by.name);
  return ui::filled(std::move(out), "day", day);
}

MakeAdminPart settings_part() {
  return [](const AdminWorld& world, Visit& visit) { return std::make_unique<SettingsPart>(world, visit); };
}

SettingsPart::SettingsPart(const AdminWorld& world, Visit& visit)
    : world_(world), visit_(visit), news_(std::make_shared<News>()) {
  page_.language = visit_.language;
}

SettingsPart::~SettingsPart() = default;

void SettingsPart::draw(ui::Ui& ui) {
  const admin::Values& values = world_.configuration.values();
  intent_ = admin::draw_settings(
      page_,
      {.values = values,
       .said =
           [&](const admin::ConfigKey& setting) {
             const auto entry = world_.configuration.said(setting.key);
             return entry ? said_in_words(ui, *entry) : std::string();
           },
       .preview =
           [&](ui::Ui& on, const ui::Rect& place, const admin::Values& with, const admin::ConfigKey& setting) {
             world_.preview(on, place, with, preview_of(setting), page_.language);
           }},
      draft_, ui);
}

bool SettingsPart::act() {
  if (std::holds_alternative<intent::Nothing>(intent_)) return false;
  take(std::exchange(intent_, intent::Nothing{}));
  return true;
}

void SettingsPart::take(const admin::SettingsIntent& what) {
  const auto before = page_.shows;
  admin::SettingsStep step = admin::update(std::move(page_), what, world_.configuration.values());
  page_ = std::move(step.page);
  if (before != page_.shows) draft_ = {.entry = {.caret = page_.typed.size(), .layout = {}, .shift = false}};
  visit_.language = page_.language;
  if (step.out == admin::SettingsStep::Out::desk) visit_.out = Visit::Out::desk;
  if (step.out == admin::SettingsStep::Out::members) visit_.out = Visit::Out::members;
  if (!step.save.empty()) keep(step.save);
  const auto tell = [news = news_, wake = world_.host.wake](admin::SettingsIntent told) {
    const std::scoped_lock lock(news->mutex);
    news->told.push_back(std::move(told));
    wake();
  };
  if (step.finds_files) aside_.start([tell, sticks = world_.host.sticks] { tell(intent::Found{pictures(sticks())}); });
  if (!step.reads.empty()) aside_.start([tell, path = step.reads] { tell(intent::Read{octets_of(path)}); });
}

// What failed before is tried again, and what is wanted now comes after it.
void SettingsPart::keep(const admin::Wanted& wanted) {
  failed_ = false;
  for (const event::Uuid& id : waiting_) world_.keeper.keep_again(id);
  const event::Moment now = world_.host.now();
  journal::Settings settings;
  std::vector<std::pair<std::string, event::Config::Entry>> entries;
  for (const auto& [key, value] : wanted) {
    const SettingChange change{key, value};
    if (auto fact = fact_of(change, visit_.by, now, world_.host.random)) {
      waiting_.insert(fact->id);
      world_.keeper.keep(std::move(*fact));
    }
    const event::Config::Entry entry{.value = value, .by = visit_.by, .time = event::rfc3339(now)};
    if (auto setting = terminal_setting(change, entry)) {
      settings.push_back(std::move(*setting));
      entries.emplace_back(key, entry);
    }
  }
  if (!settings.empty()) keep_here(std::move(settings), std::move(entries));
}

void SettingsPart::keep_here(journal::Settings settings,
                             std::vector<std::pair<std::string, event::Config::Entry>> entries) {
  ++here_waiting_;
  aside_.start([news = news_, &journal = world_.journal, wake = world_.host.wake, settings = std::move(settings),
                entries = std::move(entries)] {
    const bool good = journal.ask([&](journal::Journal& store) { return store.set_settings(settings).has_value(); });
    const std::scoped_lock lock(news->mutex);
    news->kept.push_back({good, entries});
    wake();
  });
}

void SettingsPart::answer(bool good) {
  failed_ = failed_ || !good;
  const bool over = here_waiting_ == 0 && (waiting_.empty() || failed_);
  if (over) take(intent::Saved{!failed_});
}

void SettingsPart::hear(const Keeper::Answer& told) {
  if (!waiting_.contains(told.id)) return;
  if (!told.problem || told.refused) waiting_.erase(told.id);
  answer(!told.problem);
}

bool SettingsPart::tick(const event::Moment& /*now*/) {
  std::vector<admin::SettingsIntent> told;
  std::vector<News::Kept> kept;
  {
    const std::scoped_lock lock(news_->mutex);
    told.swap(news_->told);
    kept.swap(news_->kept);
  }
  for (const admin::SettingsIntent& one : told) take(one);
  for (const News::Kept& one : kept) {
    if (one.good)
      for (const auto& [key, entry] : one.entries) world_.configuration.keep(key, entry);
    --here_waiting_;
    answer(one.good);
  }
  return !told.empty() || !kept.empty();
}

void SettingsPart::type(std::string_view letters) {
  if (page_.shows != admin::SettingsPage::Shows::typing) return;
  ui::Writing writing{page_.typed, std::min(draft_.entry.caret, page_.typed.size())};
  ui::type(writing, letters, admin::typed_max(page_));
  draft_.entry.caret = writing.caret;
  take(intent::Typed{writing.text});
}

}  // namespace chalkpoint::app
