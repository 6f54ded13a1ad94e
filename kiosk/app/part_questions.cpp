#include "kiosk/app/part_questions.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "kiosk/ui/edit.h"
#include "kiosk/ui/inset.h"
#include "platform/paths.h"

namespace chalkpoint::app {

using namespace admin::editor;

namespace {

constexpr std::size_t kTypedMax = 1'000;
constexpr std::uintmax_t kFileBytesMax = 1024 * 1024;

// Of one stick, by name. A stick that is pulled out meanwhile has none.
void list_stick(const std::filesystem::path& stick, std::vector<StickFile>& out) {
  std::error_code failed;
  for (std::filesystem::directory_iterator at(stick, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code unknown;
    const bool fits = at->is_regular_file(unknown) && at->file_size(unknown) <= kFileBytesMax;
    if (fits && at->path().extension() == ".json") out.push_back({at->path().stem().string(), at->path().string()});
  }
}

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

}  // namespace

void Preview::begin(const std::string& definition, const std::string& language) {
  auto parsed = survey::parse_definition(definition);
  if (!parsed) return;
  flow_.reset();
  definition_ = std::make_shared<const survey::Definition>(std::move(*parsed));
  flow_.emplace(*definition_, language);
  draft_ = drawn_ = {};
}

void Preview::draw(ui::Ui& ui, const ui::Rect& place) {
  if (!flow_) return;
  const survey::Brand brand;
  ui::begin_inset(ui, place,
                  {.high_contrast = flow_->comfort.high_contrast,
                   .large_text = flow_->comfort.large_text,
                   .low_reach = flow_->comfort.low_reach,
                   .calm = true},
                  flow_->language());
  drawn_ = draft_;
  intent_ = survey::draw(*definition_, *flow_, draft_, brand, ui);
  ui::end_inset(ui);
}

bool Preview::act(const event::Moment& now, const event::Random& random) {
  const survey::Intent intent = std::exchange(intent_, survey::Nothing{});
  if (std::holds_alternative<survey::Nothing>(intent) || !flow_) return draft_ != drawn_;
  survey::Inputs in;
  in.now = now;
  in.touched_ms = now.mono_ms;
  in.code = std::string(event::kCodeAlphabet.substr(0, event::kCodeLength));
  in.consent_version = "preview";
  random(in.random);
  const std::string page = flow_->page_name;
  auto step = survey::update(*definition_, *flow_, intent, in);
  if (step.ending) step = survey::update(*definition_, std::move(step.flow), survey::Saved{}, in);  // nothing is kept
  if (step.flow.page_name != page) draft_ = {};
  flow_ = std::move(step.flow);
  return true;
}

QuestionsPart::QuestionsPart(const AdminWorld& world, Visit& visit) : world_(world), visit_(visit) {
  state_.language = visit.language;
  gather();
}

std::string QuestionsPart::screen_name() const {
  return questions_screen_name(state_);
}

void QuestionsPart::draw(ui::Ui& ui) {
  drawn_ = draft_;
  const QuestionsPorts ports{.preview = [this](ui::Ui& on, const ui::Rect& place) { preview_.draw(on, place); }};
  intent_ = admin::editor::draw(state_, material_, ports, draft_, ui);
}

bool QuestionsPart::act() {
  const bool previewed = state_.at().page == Page::preview && preview_.act(world_.host.now(), world_.host.random);
  const QuestionsIntent intent = std::exchange(intent_, Stay{});
  const bool moved = draft_ != drawn_;
  if (std::holds_alternative<Stay>(intent)) return moved || previewed;
  take(intent);
  return true;
}

void QuestionsPart::take(const QuestionsIntent& intent) {
  if (const auto* open = std::get_if<OpenSurvey>(&intent)) material_.history = world_.questions.history(open->survey);
  const Where before = state_.at();
  const std::uint64_t edited = state_.editing.version();
  const bool was_open = !state_.survey.empty();
  auto step = update(std::move(state_), intent, material_);
  state_ = std::move(step.state);
  visit_.language = state_.language;
  if (was_open && !state_.survey.empty() && state_.editing.version() != edited) keep_draft();
  run(step.errand, step.index);
  gather();
  const bool again = std::holds_alternative<SetShape>(intent);
  if (state_.at().page == Page::preview && (again || before.page != Page::preview))
    preview_.begin(state_.draft().dump(), state_.language);
  if (state_.at() != before) draft_ = fresh_draft(state_);
}

void QuestionsPart::run(Errand errand, std::size_t index) {
  switch (errand) {
    case Errand::none:
      return;
    case Errand::leave:
      visit_.out = Visit::Out::desk;
      return;
    case Errand::leave_to_members:
      visit_.out = Visit::Out::members;
      return;
    case Errand::publish:
      return publish();
    case Errand::drop_draft:
      world_.drafts.remove(state_.survey);
      return;
    case Errand::write_file:
      return write_file();
    case Errand::read_file:
      return read_file(index);
    case Errand::list_files:
      return list_files();
    case Errand::save_plan:
      return save_plan();
  }
}

void QuestionsPart::gather() {
  gathered_ = world_.questions.version();
  material_.surveys = world_.questions.list(state_.language, world_.host.now());
  material_.drafts = world_.drafts.all();
  material_.history = world_.questions.history(state_.survey);
  material_.plan = world_.questions.plan();
  material_.unkept = world_.drafts.problem().has_value();
  material_.departments.clear();
  for (const std::string_view value : kDepartmentValues) {
    auto& words = material_.departments.emplace_back(std::string(value), std::map<std::string, std::string>{}).second;
    for (const std::string_view language : kSurveyLanguages) {
      const auto& labels = world_.questions.labels(std::string(language));
      if (const auto found = labels.find(std::string(value)); found != labels.end())
        words[std::string(language)] = found->second;
    }
  }
  if (state_.at().page == Page::more) material_.has_stick = !world_.host.sticks().empty();
  check();
}

// As it is written: the same reading that a publication has to pass.
void QuestionsPart::check() {
  if (state_.survey.empty()) return material_.fault.reset();
  const std::uint64_t now = state_.editing.version();
  if (std::exchange(edited_, now) == now && material_.fault) return;
  material_.fault = check_survey(state_.survey, state_.draft().dump());
}

void QuestionsPart::keep_draft() {
  if (state_.draft() == state_.published) return world_.drafts.remove(state_.survey);
  world_.drafts.save({.survey = state_.survey,
                      .definition = state_.draft().dump(),
                      .base = state_.base,
                      .by = visit_.by.name,
                      .unix_ms = world_.host.now().unix_ms});
}

void QuestionsPart::publish() {
  if (publication_ && world_.keeper.keep_again(*publication_)) return;
  const auto fact = world_.questions.publication(state_.survey, state_.draft().dump(), state_.note, visit_.by,
                                                 world_.host.now(), world_.host.random);
  if (!fact) {
    state_.publishing = Storing::failed;
    state_.problem = fact.error().what;
    return;
  }
  publication_ = fact->id;
  sent_ = state_.draft();
  world_.keeper.keep(*fact);
}

void QuestionsPart::save_plan() {
  if (planned_ && world_.keeper.keep_again(*planned_)) return;
  const event::Moment now = world_.host.now();
  event::Json data = event::to_json(
      event::ConfigChanged{.key = std::string(admin::kPlanKey), .value = admin::to_text(state_.plan), .by = visit_.by});
  planned_ = event::make_uuid_v7(now.unix_ms, world_.host.random);
  world_.keeper.keep(
      {.id = *planned_, .type = std::string(event::kConfigChanged), .data = std::move(data), .at = now, .sealed = {}});
}

void QuestionsPart::hear(const Keeper::Answer& answer) {
  const Storing how = answer.problem ? Storing::failed : Storing::done;
  if (answer.id == planned_) {
    state_.planning = how;
    if (!answer.problem || answer.refused) planned_.reset();
  }
  if (answer.id != publication_) return;
  state_.publishing = how;
  if (!answer.problem || answer.refused) publication_.reset();
  if (answer.problem) return;
  state_.published = sent_;
  state_.note.clear();
  keep_draft();
}

bool QuestionsPart::asks_about(const event::Uuid& fact) const {
  return fact == publication_ || fact == planned_;
}

bool QuestionsPart::tick(const event::Moment& /*now*/) {
  std::optional<QuestionsIntent> brought;
  bool listed = false;
  {
    const std::scoped_lock lock(mutex_);
    brought = std::exchange(brought_, std::nullopt);
    if (auto files = std::exchange(listed_, std::nullopt)) {
      material_.files = std::move(*files);
      listed = true;
    }
  }
  if (brought) take(*brought);
  const bool fresh = gathered_ != world_.questions.version() || material_.unkept != world_.drafts.problem().has_value();
  if (fresh) gather();
  return brought || listed || fresh;
}

void QuestionsPart::type(std::string_view letters) {
  const Where& at = state_.at();
  if (at.page != Page::entry && at.page != Page::texts) return;
  const std::string language(kSurveyLanguages.at(draft_.focus));
  const std::string text = at.page == Page::entry ? state_.typed : text_at(state_.draft(), at.path, language);
  ui::Writing writing{text, std::min(draft_.entry.caret, text.size())};
  ui::type(writing, letters, kTypedMax);
  draft_.entry.caret = writing.caret;
  if (writing.text == text) return;
  if (at.page == Page::entry)
    take(SetTyped{writing.text});
  else
    take(SetText{at.path, language, writing.text});
}

void QuestionsPart::list_files() {
  material_.files.clear();
  const auto sticks = world_.host.sticks();
  material_.has_stick = !sticks.empty();
  aside_.start([this, sticks, wake = world_.host.wake] {
    std::vector<StickFile> found;
    for (const auto& stick : sticks) list_stick(stick, found);
    std::ranges::sort(found, {}, &StickFile::name);
    {
      const std::scoped_lock lock(mutex_);
      listed_ = std::move(found);
    }
    wake();
  });
}

void QuestionsPart::write_file() {
  const auto sticks = world_.host.sticks();
  auto text = with_blanks(state_.draft().dump());
  aside_.start([this, sticks, text, name = state_.survey, wake = world_.host.wake, note = world_.host.note] {
    Exported done;
    for (const auto& stick : sticks) {
      const auto file = stick / ("chalkpoint-" + name + ".json");
      const auto written = platform::write_durably(file, text);
      if (written) done.file = file.string();
      if (written) break;
      note(written.error().what);
    }
    {
      const std::scoped_lock lock(mutex_);
      brought_ = done;
    }
    wake();
  });
}

void QuestionsPart::read_file(std::size_t index) {
  if (index >= material_.files.size()) return;
  aside_.start([this, file = material_.files[index], wake = world_.host.wake] {
    Imported read{file.name, content(file.path)};
    {
      const std::scoped_lock lock(mutex_);
      brought_ = std::move(read);
    }
    wake();
  });
}

}  // namespace chalkpoint::app
