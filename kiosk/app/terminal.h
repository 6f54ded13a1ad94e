// Everything of a running terminal but the window: built in the order in which it depends on each other, so that tests
// build the same.
#pragma once

#include <atomic>
#include <expected>
#include <memory>
#include <mutex>

#include "kiosk/app/erasure.h"
#include "kiosk/app/model.h"
#include "kiosk/app/options.h"
#include "kiosk/app/part_device.h"
#include "kiosk/app/reading.h"
#include "kiosk/ui/ui.h"
#include "sync/device/worker.h"
#include "sync/journal/thread.h"

namespace chalkpoint::app {

/// By what name and revision the responses to a survey speak of it.
struct SurveyName {
  std::string name = "nps";  ///< the file's without the ending
  std::uint32_t revision = 1;
};
inline constexpr std::size_t kSurveyNameBytesMax = 200;
/// Of the definition in `file`, of the shipped one when it is empty. A file's revision follows from its content, so the
/// same definition has the same on every terminal and a changed one another. Refuses a name too long for an event.
std::expected<SurveyName, event::Problem> survey_name(const std::filesystem::path& file);

/// The text of a definition. The problem names the file.
std::expected<std::string, event::Problem> read_survey_file(const std::filesystem::path& file);

/// Reads a definition; its name is the file's without the ending. The problem names the file.
std::expected<std::unique_ptr<survey::Definition>, event::Problem> load_survey(const std::filesystem::path& file);

/// The toolkit with the fonts, words and keyboards of the assets folder.
std::expected<std::unique_ptr<ui::Ui>, event::Problem> open_toolkit(const std::filesystem::path& assets);

/// What members agree to when they leave a contact, in the program's own words.
ConsentWords shipped_consent(const std::filesystem::path& assets, const std::string& language);

class Terminal {
 public:
  /// Opens the store of options.data, prepares a first start, starts the journal's thread and the sync worker. `assets`
  /// as platform::assets_dir gives it.
  static std::expected<std::unique_ptr<Terminal>, event::Problem> open(const RunOptions& options,
                                                                       const std::filesystem::path& assets, Host host);
  ~Terminal();

  Model& model() { return *model_; }
  /// Pixels for each millimetre of this display, as somebody measured it; nothing: nobody did.
  std::optional<float> measured_px_per_mm() const;
  journal::JournalThread& journal() { return *journal_; }

 private:
  Terminal() = default;
  std::unique_ptr<Staff> make_staff(const journal::Journal& journal, const Host& host);
  Setup::Ports setup_ports(const journal::Journal& journal, const std::filesystem::path& assets);
  void start_sync();
  device::SyncStatus sync_status() const;
  DevicePorts device_ports();
  std::expected<void, NotBound> rebind(const std::optional<device::Binding>& binding);
  Staff::Ports staff_ports(const journal::Journal& journal);
  void look_at_store();
  void hear_hub();
  bool unlocks(const std::string& phrase);
  desk::JournalRead read_journal(const std::string& phrase);
  desk::Shown reveal(const event::Uuid& id);
  desk::Found look_for(const desk::Wanted& wanted);
  desk::Erased erase(const std::vector<desk::Left>& items, const event::Signature& by);
  journal::Result<std::vector<event::StoredResponse>> read_responses(desk::Span span);
  std::int64_t trusted_for_ms() const;
  desk::Status status() const;

  std::string version_;
  Host host_;
  std::atomic<bool> enrolled_ = false;
  std::atomic<float> measured_px_per_mm_ = 0;  // 0: not measured
  std::function<event::Moment()> now_;
  std::unique_ptr<journal::JournalThread> journal_;
  std::unique_ptr<device::Ledger> ledger_;
  mutable std::mutex sync_mutex_;  // guards the worker's place and `closing_`
  std::unique_ptr<device::Worker> worker_;
  bool closing_ = false;
  std::unique_ptr<Model> model_;
  const Staff* staff_ = nullptr;  // the model's: only while they look is news of the sync worth waking the window for
  std::atomic<std::uint64_t> stored_count_ = 0;
  std::atomic<bool> key_here_ = false;
  std::atomic<bool> acts_wait_ = true;  // for the hub's word, as far as is known
  std::atomic<desk::HubWord> hub_word_ = desk::HubWord::none;
  std::vector<event::Uuid> last_act_;  // its events; the journal's thread alone
  std::filesystem::path data_;
  Words words_;  // of acts
  std::function<std::int32_t(std::int64_t)> utc_offset_min_;
  event::Random random_;
  std::function<void(std::string)> note_;
  std::shared_ptr<Vault> vault_;
  Reading reading_;
};

}  // namespace chalkpoint::app
