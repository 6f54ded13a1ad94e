#include "kiosk/app/terminal.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "kiosk/app/admin_parts.h"
#include "kiosk/app/club.h"
#include "kiosk/app/first_start.h"
#include "kiosk/app/list_ports.h"
#include "kiosk/app/measured_scale.h"
#include "kiosk/app/part_export.h"
#include "kiosk/app/status.h"
#include "kiosk/ui/text.h"
#include "sync/device/curl_transport.h"
#include "sync/event/surveys.h"

namespace chalkpoint::app {

namespace setting = journal::setting;
using event::Problem;

namespace {

// Nothing when it cannot be read.
std::optional<std::string> content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return in ? std::optional(std::move(text).str()) : std::nullopt;
}

}  // namespace

std::expected<std::string, Problem> read_survey_file(const std::filesystem::path& file) {
  if (auto text = content_of(file)) return std::move(*text);
  return std::unexpected(
      Problem{"The survey " + file.string() + " cannot be read.", "Name a readable file with --survey."});
}

std::expected<SurveyName, Problem> survey_name(const std::filesystem::path& file) {
  if (file.empty()) return SurveyName{};
  SurveyName made{.name = file.stem().string()};
  if (made.name.empty() || made.name.size() > kSurveyNameBytesMax)
    return std::unexpected(Problem{"The name of the file " + file.string() + " is too long to name a survey.",
                                   "Rename it to at most " + std::to_string(kSurveyNameBytesMax) + " octets."});
  const auto text = read_survey_file(file);
  if (!text) return std::unexpected(text.error());
  made.revision = event::revision_of(*text);
  return made;
}

std::expected<std::unique_ptr<survey::Definition>, Problem> load_survey(const std::filesystem::path& file) {
  const auto text = read_survey_file(file);
  if (!text) return std::unexpected(text.error());
  auto parsed = survey::parse_definition(*text);
  if (!parsed) return std::unexpected(Problem{file.string() + ": " + parsed.error().what, parsed.error().remedy});
  return std::make_unique<survey::Definition>(std::move(*parsed));
}

std::expected<std::unique_ptr<ui::Ui>, Problem> open_toolkit(const std::filesystem::path& assets) {
  auto made = ui::Ui::open(assets / "fonts", assets / "lang", assets / "keyboards");
  if (!made) return std::unexpected(Problem{made.error(), "Build or install the terminal again."});
  return std::move(*made);
}

ConsentWords shipped_consent(const std::filesystem::path& assets, const std::string& language) {
  const auto words = ui::Text::open(assets / "lang", language);
  if (!words) return {};
  return {.sentence = words->get("consent.sentence"), .full = words->get("consent.full")};
}

namespace {

// --hub: the same enrolment at another address, from now on.
std::expected<void, Problem> move_hub(journal::Journal& journal, const std::string& hub) {
  if (hub.empty()) return {};
  if (!journal.setting(setting::kToken))
    return std::unexpected(
        Problem{"This terminal is enrolled to no hub yet, so it has none to find at another address.",
                "Run chalkpoint enroll first, or leave --hub out."});
  const auto url = device::check_hub_url(hub);
  if (!url) return std::unexpected(url.error());
  return journal.set_settings({{std::string(setting::kHubUrl), *url}});
}

std::expected<event::PreparedAnswers, Problem> shipped_answers(const std::filesystem::path& assets) {
  const auto text = content_of(assets / "answers" / "prepared.json");
  if (!text)
    return std::unexpected(Problem{"The prepared answers in " + (assets / "answers").string() + " cannot be read.",
                                   "Build or install the terminal again."});
  return event::PreparedAnswers::shipped(*text);
}

ExportPlaces export_places(const RunOptions& options, const std::filesystem::path& assets) {
  ExportPlaces out{.assets = assets, .folder = options.data / "exports", .surveys = {}};
  if (!options.survey.empty()) out.surveys.push_back(options.survey);
  return out;
}

}  // namespace

std::expected<std::unique_ptr<Terminal>, Problem> Terminal::open(const RunOptions& options,
                                                                 const std::filesystem::path& assets, Host host) {
  auto by_file = survey_by_file(options.survey);
  if (!by_file) return std::unexpected(by_file.error());
  auto shipped = load_shipped(assets);
  if (!shipped) return std::unexpected(shipped.error());
  auto journal = journal::Journal::open(
      options.data,
      {.random = host.random, .now_unix_ms = [now = host.now] { return now().unix_ms; }, .notice = host.note});
  if (!journal) return std::unexpected(journal.error());
  if (options.club.empty() && options.hours.empty() && !options.call_every_days) offer_setup(*journal);
  if (const auto ready = prepare_first_start(*journal, host.random, host.show_once); !ready)
    return std::unexpected(ready.error());
  if (const auto moved = move_hub(*journal, options.hub); !moved) return std::unexpected(moved.error());
  if (const auto named = name_club(*journal, options.club); !named) return std::unexpected(named.error());
  auto hours = opening_hours(*journal, options.hours);
  if (!hours) return std::unexpected(hours.error());
  auto prepared = shipped_answers(assets);
  if (!prepared) return std::unexpected(prepared.error());
  auto lists = list_ports(*journal, options.data, assets, options.call_every_days);
  if (!lists) return std::unexpected(lists.error());
  const auto key = site_key(*journal);
  if (!key) return std::unexpected(key.error());
  if (!*key) {
    if (*by_file) {
      auto without = without_contacts(*(*by_file)->definition);
      if (!without) return std::unexpected(without.error());
      (*by_file)->definition = std::move(*without);
    }
    host.note("There is no key to seal contacts to, so none are asked for. Run chalkpoint site-key, or enroll.");
  }

  auto filter = chalk::Filter::load(assets / "filter");
  if (!filter) return std::unexpected(filter.error());

  std::unique_ptr<Terminal> made(new Terminal);
  made->host_ = host;
  made->now_ = host.now;
  made->version_ = options.version;
  made->data_ = options.data;
  made->random_ = host.random;
  made->note_ = host.note;
  made->utc_offset_min_ = host.utc_offset_min;
  auto words = open_words(assets);
  if (!words) return std::unexpected(words.error());
  made->words_ = std::move(*words);
  const bool enrolled = journal->setting(setting::kToken).has_value();
  made->enrolled_ = enrolled;
  made->measured_px_per_mm_ = measured_scale(*journal);
  auto staff = made->make_staff(*journal, host);
  made->staff_ = staff.get();
  Settings settings;
  settings.configuration = Configuration([&journal](std::string_view kept) { return journal->setting(kept); });
  settings.started.club = club_name(*journal);
  settings.started.language = options.language.empty() ? "ru" : options.language;
  settings.started.language_fixed = !options.language.empty();
  settings.started.timing.idle_ms = static_cast<std::int64_t>(options.idle_s * 1'000);
  settings.started.hours = *hours;
  settings.started.call_every_days = lists->call_every_days;
  settings.setup = made->setup_ports(*journal, assets);
  settings.site_key = *key;
  settings.consent = [assets, known = std::map<std::string, ConsentWords>()](const std::string& language) mutable {
    const auto found = known.find(language);
    return found != known.end() ? found->second : known[language] = shipped_consent(assets, language);
  };
  settings.clock = {.hours = std::move(*hours), .utc_offset_min = host.utc_offset_min};
  settings.prepared = std::move(*prepared);
  settings.questions = {.shipped = std::move(*shipped),
                        .by_file = std::move(*by_file),
                        .with_contacts = key->has_value(),
                        .counter = random_below(host.random, admin::kOneInMax)};
  settings.drafts = {
      .kept = journal->setting(kDraftsSetting).value_or(""),
      .store =
          [terminal = made.get()](const journal::Settings& kept) {
            return terminal->journal_->ask([&kept](journal::Journal& store) { return store.set_settings(kept); });
          },
      .wake = host.wake};
  settings.reports = {.read = [terminal = made.get()](desk::Span span) { return terminal->read_responses(span); },
                      .folder = options.data / "reports",
                      .assets = assets,
                      .club = settings.started.club,
                      .whole_site = enrolled};
  settings.lists = std::move(*lists);
  made->journal_ = std::make_unique<journal::JournalThread>(
      std::move(*journal), journal::JournalThread::Hooks{.answered = host.wake, .stored = {}});
  made->start_sync();
  DevicePorts device = made->device_ports();
  device.exports = make_export_part(export_places(options, assets));
  auto lists_of_words = admin::WordLists::load(assets / "words");
  if (!lists_of_words) return std::unexpected(lists_of_words.error());
  settings.administration = admin_parts(
      {.device = std::move(device), .words = std::make_shared<const admin::WordLists>(std::move(*lists_of_words))});
  made->model_ = std::make_unique<Model>(
      std::move(settings), *made->journal_, std::move(staff), std::move(*filter),
      [terminal = made.get()] {  // one that was never enrolled has its board to itself
        return terminal->enrolled_ ? std::optional(terminal->trusted_for_ms()) : std::nullopt;
      },
      host);
  return made;
}

// The worker first: it asks the journal's thread, which stores the rest and ends after it.
Terminal::~Terminal() {
  std::unique_ptr<device::Worker> worker;
  {
    const std::scoped_lock lock(sync_mutex_);
    closing_ = true;
    worker = std::move(worker_);
  }
  if (journal_) journal_->on_stored({});
  worker.reset();
  model_.reset();
}

// Called aside from the window's thread. A page at a time, so that an answer handed over meanwhile goes between.
journal::Result<std::vector<event::StoredResponse>> Terminal::read_responses(desk::Span span) {
  return journal::gather_responses([this, span](std::int64_t after) {
    return journal_->ask([&](journal::Journal& journal) {
      return journal.read_responses(span.from_unix_ms, span.to_unix_ms, after, kReportRowsAtOnce);
    });
  });
}

// Called by the window's and the worker's thread.
std::int64_t Terminal::trusted_for_ms() const {
  return reading_.trusted_for_ms(now_().mono_ms);
}

desk::Status Terminal::status() const {
  desk::Status status = staff_status(sync_status(), journal_->health(), now_());
  status.version = version_;
  status.stored_count = stored_count_;
  status.hub_word = hub_word_;
  return status;
}

}  // namespace chalkpoint::app
