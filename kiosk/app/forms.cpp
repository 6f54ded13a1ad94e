#include "kiosk/app/forms.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/seal.h"
#include "kiosk/app/terminal.h"
#include "kiosk/survey/contacts.h"
#include "kiosk/ui/edit.h"

namespace chalkpoint::app {

namespace {

constexpr std::size_t kChosenAtTheDesk = 3;

// What is known already is answered.
void begin(survey::Run& run, const desk::OpenForm& what) {
  for (const auto& [question, answer] : what.known) run.set(question, survey::Value(answer));
}

// The first question of a page, when it is one to be written.
const survey::Element* written_first(const survey::Definition& definition, const survey::Flow& flow) {
  const survey::Page* page = flow.page(definition);
  const auto shown = page ? flow.run.visible_elements(*page) : std::vector<const survey::Element*>{};
  const bool writes = !shown.empty() && (shown.front()->type == survey::ElementType::comment ||
                                         shown.front()->type == survey::ElementType::text);
  return writes ? shown.front() : nullptr;
}

const survey::Element* element_of(const survey::Definition& definition, const survey::Flow& flow,
                                  const std::string& data_name) {
  const survey::Page* page = flow.page(definition);
  if (page == nullptr || data_name.empty()) return nullptr;
  for (const survey::Element* element : flow.run.visible_elements(*page))
    if (data_name == element->data_name || data_name == element->comment_name()) return element;
  return nullptr;
}

}  // namespace

std::expected<FormDefinitions, event::Problem> load_forms(const std::filesystem::path& assets, bool with_contacts) {
  FormDefinitions out;
  for (const std::string_view name : kForms) {
    auto read = load_survey(assets / "surveys" / (std::string(name) + ".json"));
    if (!read) return std::unexpected(read.error());
    if (!with_contacts) survey::leave_out_contacts(**read);
    out.emplace(name, FormDefinition{.definition = std::move(*read), .revision = 1});
  }
  return out;
}

std::vector<desk::Form> forms_to_choose(const FormDefinitions& forms, std::string_view language) {
  std::vector<desk::Form> out;
  for (const std::string_view name : std::span(kForms).first(kChosenAtTheDesk)) {
    const auto found = forms.find(name);
    if (found == forms.end()) continue;
    const survey::Definition& definition = *found->second.definition;
    out.push_back({.name = std::string(name),
                   .title = definition.title.in(language),
                   .purpose = definition.description.in(language)});
  }
  return out;
}

Forms::Forms(Ports ports, Keeper& keeper, Host host)
    : ports_(std::move(ports)), keeper_(keeper), host_(std::move(host)) {}

void Forms::offer(FormDefinitions definitions) {
  offered_ = std::move(definitions);
  ++version_;
}

const survey::Flow* Forms::flow() const {
  return open_ ? &begun_.at(*open_).flow : nullptr;
}

const survey::Definition& Forms::definition() const {
  return *begun_.at(*open_).form.definition;
}

const event::Signature& Forms::by() const {
  return begun_.at(*open_).by;
}

const std::string& Forms::whom() const {
  return begun_.at(*open_).what.whom;
}

survey::Inputs Forms::inputs(const Entry& entry, std::int64_t touched_ms) const {
  survey::Inputs in;
  in.now = host_.now();
  in.touched_ms = touched_ms;
  in.can_store = ports_.can_store();
  in.touchpoint = entry.what.touchpoint;
  in.survey = entry.what.form;
  in.revision = entry.form.revision;
  in.consent_version = ports_.consent_version(entry.flow.language());
  host_.random(in.random);
  return in;
}

bool Forms::open(const desk::OpenForm& what, const std::optional<event::Uuid>& who, const event::Signature& by,
                 const std::string& language) {
  const auto offered = offered_.find(what.form);
  if (offered == offered_.end()) return false;
  ++version_;
  const Key key{what.form, who, what.about};
  const auto [found, fresh] = begun_.try_emplace(key, Entry{.what = what,
                                                            .by = by,
                                                            .form = offered->second,
                                                            .flow = survey::Flow(*offered->second.definition, language),
                                                            .sent = {}});
  if (fresh) begin(found->second.flow.run, what);
  open_ = key;
  draft_ = {};
  found->second.by = by;  // the role may be another one since
  found->second.flow.run.set_language(language);
  const std::int64_t now_ms = host_.now().mono_ms;
  if (!found->second.flow.answering) intend(survey::Start{}, now_ms);
  if (fresh) focus_first(found->second);
  return true;
}

void Forms::focus_first(const Entry& entry) {
  if (!entry.flow.answering) return;
  if (const survey::Element* first = written_first(definition(), entry.flow)) draft_.focus = first->data_name;
}

void Forms::intend(const survey::Intent& intent, std::int64_t touched_ms) {
  if (!open_ || std::holds_alternative<survey::Nothing>(intent)) return;
  const Key key = *open_;
  Entry& entry = begun_.at(key);
  const bool first_page = entry.flow.page_index() == 0 && entry.flow.phase != survey::Phase::consent;
  if (std::holds_alternative<survey::Back>(intent) && first_page) return hide();
  if (std::holds_alternative<survey::Leave>(intent)) {  // what was begun is wiped, unless it is on its way to the disk
    if (entry.flow.unsaved) return;
    entry.flow = survey::Flow(definition(), entry.flow.language());
    begin(entry.flow.run, entry.what);
    return hide();
  }
  take(key, survey::update(definition(), entry.flow, intent, inputs(entry, touched_ms)));
}

void Forms::take(const Key& key, survey::Step step) {
  Entry& entry = begun_.at(key);
  if (step.flow.page_name != entry.flow.page_name) draft_ = {};
  entry.flow = std::move(step.flow);
  ++version_;
  if (step.ending) store(entry, std::move(*step.ending));
}

void Forms::store(Entry& entry, survey::Ending ending) {
  draft_ = {};
  if (keeper_.keep_again(ending.id)) return;
  ending.response.by = entry.by;
  ending.response.about = entry.what.about;
  ending.response.suspect.clear();  // it is members whom haste gives away
  event::Fact fact = make_fact(ending, ports_.site_key.value_or(event::PublicKey{}));
  entry.sent = std::move(ending.response);
  keeper_.keep(std::move(fact));
}

void Forms::hear(const Keeper::Answer& answer) {
  const auto found = std::ranges::find_if(begun_, [&answer](const auto& one) {
    return one.second.flow.unsaved && one.second.flow.unsaved->id == answer.id;
  });
  if (found == begun_.end()) return;
  ++version_;
  auto& [key, entry] = *found;
  if (!answer.problem) {
    done_.push_back({.form = key.form, .about = key.about, .id = answer.id, .response = std::move(*entry.sent)});
    if (open_ == key) open_.reset();
    begun_.erase(found);
    return;
  }
  entry.flow =
      survey::update(*entry.form.definition, std::move(entry.flow), survey::NotSaved{*answer.problem}, inputs(entry, 0))
          .flow;
}

bool Forms::asks_about(const event::Uuid& fact) const {
  const survey::Flow* shown = flow();
  return shown != nullptr && shown->unsaved && shown->unsaved->id == fact;
}

void Forms::type(std::string_view letters, std::int64_t touched_ms) {
  if (!open_) return;
  const survey::Element* element = element_of(definition(), *flow(), draft_.focus);
  if (element == nullptr) return;
  const std::string* text = flow()->run.value(draft_.focus).text();
  ui::Writing writing{text ? *text : "", 0};
  writing.caret = std::min(draft_.caret, writing.text.size());
  ui::type(writing, letters, survey::length_max(definition(), *element));
  draft_.caret = writing.caret;
  intend(survey::Write{draft_.focus, writing.text}, touched_ms);
}

// Nothing was said yet: what it holds is what it began with.
bool Forms::is_blank(const Entry& entry) {
  survey::Run fresh(*entry.form.definition, entry.flow.language());
  begin(fresh, entry.what);
  return !entry.flow.answering || (!entry.flow.unsaved && entry.flow.run.data() == fresh.data());
}

void Forms::hide() {
  if (!open_) return;
  ++version_;
  if (is_blank(begun_.at(*open_))) begun_.erase(*open_);
  open_.reset();
  draft_ = {};
}

std::vector<desk::Form> Forms::choices(std::string_view language, const std::optional<event::Uuid>& who) const {
  auto out = forms_to_choose(offered_, language);
  for (desk::Form& form : out) form.begun = begun_.contains(Key{form.name, who, std::nullopt});
  return out;
}

}  // namespace chalkpoint::app
