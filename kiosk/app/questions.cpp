#include "kiosk/app/questions.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "kiosk/app/terminal.h"
#include "kiosk/app/whole_board.h"
#include "kiosk/survey/contacts.h"
#include "kiosk/survey/view.h"
#include "sync/event/kinds.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace {

using event::Problem;

bool is_form(std::string_view survey) {
  return std::ranges::find(kForms, survey) != kForms.end();
}

// Under these names lists and the queue read what was answered on a form.
struct ReadName {
  std::string_view form, name;
};
constexpr std::array kReadNames = {
    ReadName{"told", "words"},       ReadName{"told", "reasons"},     ReadName{"service", "words"},
    ReadName{"first-days", "words"}, ReadName{"call", "words"},       ReadName{"call", "reasons"},
    ReadName{"call", "status"},      ReadName{"call", "do_not_call"}, ReadName{"renewal", "words"},
    ReadName{"renewal", "outcome"},  ReadName{"renewal", "again"},    ReadName{"renewal", "reason"},
    ReadName{"promoter", "words"},   ReadName{"promoter", "outcome"}, ReadName{"promoter", "birthday"},
};

bool keeps(const survey::Definition& definition, std::string_view data_name) {
  return std::ranges::any_of(definition.pages, [&](const survey::Page& page) {
    return std::ranges::find(page.elements, data_name, &survey::Element::data_name) != page.elements.end();
  });
}

// The reader of definitions tells the place before a colon: "pages[0].elements[1].name: a name is missing."
admin::Fault fault_of(const Problem& problem) {
  const std::size_t colon = problem.what.find(": ");
  const bool placed = colon != std::string::npos && problem.what.find(' ') == colon + 1;
  if (!placed) return {.place = "", .what = problem.what, .remedy = problem.remedy};
  return {.place = problem.what.substr(0, colon), .what = problem.what.substr(colon + 2), .remedy = problem.remedy};
}

Problem told(const admin::Fault& fault) {
  return {(fault.place.empty() ? "" : fault.place + ": ") + fault.what, fault.remedy};
}

Problem said_of(std::string_view survey, const Problem& problem) {
  return {"The survey " + std::string(survey) + ": " + problem.what, problem.remedy};
}

std::vector<std::string> surveys_in(const admin::Plan& plan) {
  std::vector<std::string> out{plan.usual};
  for (const admin::Turn& turn : plan.turns) out.push_back(turn.survey);
  return out;
}

std::string kib(std::size_t octets) {
  constexpr std::size_t kKib = 1024;
  return std::to_string((octets + kKib - 1) / kKib) + " KiB";
}

}  // namespace

std::expected<std::shared_ptr<const survey::Definition>, Problem> without_contacts(survey::Definition definition) {
  survey::leave_out_contacts(definition);
  if (std::ranges::any_of(definition.pages, [](const survey::Page& page) { return !page.elements.empty(); }))
    return std::make_shared<const survey::Definition>(std::move(definition));
  return std::unexpected(Problem{"The survey asks for contacts alone, and there is no key to seal them to.",
                                 "Run chalkpoint site-key --data DIR first, or enroll the terminal."});
}

std::expected<ShippedSurveys, Problem> load_shipped(const std::filesystem::path& assets) {
  std::vector<std::string> names(kForms.begin(), kForms.end());
  names.emplace_back(admin::kUsualSurvey);
  ShippedSurveys out;
  for (const std::string& name : names) {
    const std::filesystem::path file = assets / "surveys" / (name + ".json");
    const auto text = read_survey_file(file);
    if (!text) return std::unexpected(text.error());
    auto plain = without_blanks(*text);
    if (plain && !survey::parse_definition(*plain)) plain = std::unexpected(survey::parse_definition(*plain).error());
    if (!plain) return std::unexpected(Problem{file.string() + ": " + plain.error().what, plain.error().remedy});
    out.emplace(name, std::move(*plain));
  }
  return out;
}

std::expected<std::optional<Asked>, Problem> survey_by_file(const std::filesystem::path& file) {
  if (file.empty()) return std::nullopt;
  auto definition = load_survey(file);
  if (!definition) return std::unexpected(definition.error());
  const auto name = survey_name(file);
  if (!name) return std::unexpected(name.error());
  return Asked{name->name, name->revision, std::move(*definition)};
}

std::expected<std::string, Problem> without_blanks(std::string_view definition) {
  const auto json = nlohmann::ordered_json::parse(definition, nullptr, false);
  if (json.is_object()) return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const auto why = survey::parse_definition(definition);  // it says where
  return std::unexpected(why ? Problem{"The definition is no object.", "Write it as { ... }."} : why.error());
}

std::string with_blanks(const std::string& definition) {
  constexpr int kIndent = 2;
  return nlohmann::ordered_json::parse(definition).dump(kIndent) + "\n";
}

std::optional<admin::Fault> check_survey(std::string_view survey, std::string_view definition) {
  const auto read = survey::parse_definition(definition);
  if (!read) return fault_of(read.error());
  for (const auto& [form, name] : kReadNames)
    if (form == survey && !keeps(*read, name))
      return admin::Fault{.place = "pages",
                          .what = "a question " + std::string(name) + " is missing, which the desk reads.",
                          .remedy = "Keep a question of this name or valueName."};
  return std::nullopt;
}

Questions::Questions(Ports ports) : ports_(std::move(ports)) {}

bool Questions::feed(const journal::BoardPage& page) {
  const bool own = surveys_.apply(page.own);
  const bool changed = surveys_.apply(page.foreign) || own;
  if (changed) ++version_;
  return changed;
}

bool Questions::follow(const event::Config& config) {
  std::string text = config.value(admin::kPlanKey);
  if (text == plan_text_) return false;
  plan_text_ = std::move(text);
  ++version_;
  auto read = admin::parse_plan(plan_text_);
  plan_problem_ = read ? std::nullopt : std::optional(read.error());
  plan_ = read ? std::move(*read) : admin::Plan{};
  return true;
}

const Questions::Parsed& Questions::parsed(std::string_view survey, std::uint32_t revision,
                                           const std::string& text) const {
  const auto [found, fresh] = parsed_.try_emplace({std::string(survey), revision}, nullptr);
  if (!fresh) return found->second;
  auto read = survey::parse_definition(text);
  if (!read) return found->second = std::unexpected(read.error());
  if (!ports_.with_contacts) return found->second = without_contacts(std::move(*read));
  return found->second = std::make_shared<const survey::Definition>(std::move(*read));
}

// The newest revision that can be asked.
std::optional<Asked> Questions::newest(std::string_view survey) const {
  auto history = surveys_.history(survey);
  std::ranges::reverse(history);
  for (const event::Surveys::Publication* one : history)
    if (const Parsed& read = parsed(survey, one->revision, *one->definition))
      return Asked{std::string(survey), one->revision, *read};
  if (const auto shipped = ports_.shipped.find(survey); shipped != ports_.shipped.end())
    if (const Parsed& read = parsed(survey, event::kShippedRevision, shipped->second))
      return Asked{std::string(survey), event::kShippedRevision, *read};
  return std::nullopt;
}

bool Questions::exists(std::string_view survey) const {
  return ports_.shipped.contains(survey) || surveys_.current(survey) != nullptr;
}

std::optional<Asked> Questions::asked(const event::Moment& now) const {
  if (plan_.off) return std::nullopt;
  if (ports_.by_file) return ports_.by_file;
  for (const std::string& survey :
       {admin::asked(plan_, now, ports_.counter), plan_.usual, std::string(admin::kUsualSurvey)})
    if (auto found = is_form(survey) ? std::nullopt : newest(survey)) return found;
  return std::nullopt;
}

std::int64_t Questions::next_change_unix_ms(const event::Moment& now) const {
  return admin::next_change_unix_ms(plan_, now);
}

FormDefinitions Questions::forms() const {
  FormDefinitions out;
  for (const std::string_view name : kForms)
    if (auto found = newest(name))
      out.emplace(name, FormDefinition{.definition = std::move(found->definition), .revision = found->revision});
  return out;
}

std::optional<Problem> Questions::problem_of(const admin::Plan& plan) const {
  for (const std::string& survey : surveys_in(plan))
    if (is_form(survey) || !exists(survey))
      return said_of(survey, {"The plan asks it, and members cannot be put it here.",
                              "Take it out of the plan, or publish a survey of this name."});
  return std::nullopt;
}

std::optional<Problem> Questions::problem() const {
  if (plan_problem_) return plan_problem_;
  if (auto planned = problem_of(plan_)) return planned;
  auto used = surveys_in(plan_);
  used.insert(used.end(), kForms.begin(), kForms.end());
  for (const std::string& survey : used)
    if (const auto* current = surveys_.current(survey))
      if (const Parsed& read = parsed(survey, current->revision, *current->definition); !read)
        return said_of(survey, read.error());
  return std::nullopt;
}

// --- for the desk ---

void Questions::gather() const {
  if (std::exchange(gathered_, version_) == version_) return;
  labels_.clear();
  departments_.reset();
}

namespace {

// Of every survey that members are asked: the usual one first; then the forms.
std::vector<std::string> in_order(const ShippedSurveys& shipped, const event::Surveys& surveys,
                                  const std::string& usual) {
  std::set<std::string> members, forms;
  const auto add = [&](const std::string& name) { (is_form(name) ? forms : members).insert(name); };
  for (const auto& [name, text] : shipped) add(name);
  for (const std::string& name : surveys.names()) add(name);
  std::vector<std::string> out{usual};
  members.erase(usual);
  out.insert(out.end(), members.begin(), members.end());
  out.insert(out.end(), forms.begin(), forms.end());
  return out;
}

}  // namespace

const std::map<std::string, std::string>& Questions::labels(const std::string& language) const {
  gather();
  const auto [found, fresh] = labels_.try_emplace(language);
  if (!fresh) return found->second;
  each_revision([&](std::string_view, const survey::Definition& definition) {
    found->second.merge(survey::choice_labels(definition, language));
  });
  return found->second;
}

std::map<std::string, std::string> Questions::titles(const std::string& language) const {
  std::map<std::string, std::string> out;
  each_revision([&](std::string_view, const survey::Definition& definition) {
    out.merge(survey::question_titles(definition, language));
  });
  return out;
}

const std::vector<std::string>& Questions::departments() const {
  gather();
  if (departments_) return *departments_;
  departments_.emplace();
  each_revision([&](std::string_view survey, const survey::Definition& definition) {
    if (is_form(survey)) return;
    for (std::string& value : survey::choice_values(definition))
      if (std::ranges::find(*departments_, value) == departments_->end()) departments_->push_back(std::move(value));
  });
  return *departments_;
}

// The newest of a survey first.
void Questions::each_revision(const std::function<void(std::string_view, const survey::Definition&)>& take) const {
  if (ports_.by_file) take(ports_.by_file->survey, *ports_.by_file->definition);
  for (const std::string& survey : in_order(ports_.shipped, surveys_, plan_.usual)) {
    auto history = this->history(survey);
    std::ranges::reverse(history);
    std::set<std::uint32_t> seen;
    for (const admin::Revision& one : history)
      if (seen.insert(one.revision).second)
        if (const Parsed& read = parsed(survey, one.revision, *one.definition)) take(survey, **read);
  }
}

// --- for those who change them ---

std::vector<admin::SurveyBrief> Questions::list(const std::string& language, const event::Moment& now) const {
  const auto next = asked(now);
  std::vector<admin::SurveyBrief> out;
  for (const std::string& survey : in_order(ports_.shipped, surveys_, plan_.usual)) {
    const auto history = this->history(survey);
    if (history.empty()) continue;  // a plan may name what was never published
    const admin::Revision& last = history.back();
    const Parsed& read = parsed(survey, last.revision, *last.definition);
    out.push_back({.survey = survey,
                   .title = read ? (*read)->title.in(language) : "",
                   .form = is_form(survey),
                   .usual = survey == plan_.usual,
                   .asked = next && next->survey == survey,
                   .revision = last.revision,
                   .ordinal = last.ordinal,
                   .unreadable = read ? "" : event::one_line(read.error())});
  }
  return out;
}

std::vector<admin::Revision> Questions::history(std::string_view survey) const {
  std::vector<admin::Revision> out;
  if (const auto shipped = ports_.shipped.find(survey); shipped != ports_.shipped.end())
    out.push_back({.revision = event::kShippedRevision,
                   .definition = std::make_shared<const std::string>(shipped->second),
                   .note = {},
                   .by = {},
                   .time = {}});
  for (const event::Surveys::Publication* one : surveys_.history(survey))
    out.push_back({.revision = one->revision,
                   .ordinal = out.size() + 1,
                   .definition = one->definition,
                   .note = one->note,
                   .by = one->by,
                   .time = one->time});
  if (!out.empty()) out.back().current = true;
  return out;
}

std::expected<std::string, Problem> Questions::check(std::string_view survey, std::string_view definition) const {
  if (!event::is_survey_name(survey))
    return std::unexpected(Problem{"\"" + std::string(survey) + "\" cannot name a survey.",
                                   "Name it with 1 to 40 of the letters a-z, digits, _ and -."});
  if (const auto fault = check_survey(survey, definition)) return std::unexpected(told(*fault));
  auto text = without_blanks(definition);
  if (!text) return std::unexpected(text.error());
  if (const std::size_t takes = event::definition_bytes(*text); takes > event::kDefinitionBytesMax)
    return std::unexpected(Problem{"The survey takes " + kib(takes) + ", and " + kib(event::kDefinitionBytesMax) +
                                       " is the most that can be published.",
                                   "Shorten its texts, or make two surveys of it."});
  const auto taken = surveys_.definition(survey, event::revision_of(*text));
  if (taken && *taken != *text)
    return std::unexpected(
        Problem{"By chance another definition has the number that this one would get.", "Change a word of it."});
  return text;
}

std::expected<event::Fact, Problem> Questions::publication(std::string_view survey, std::string_view definition,
                                                           const std::string& note, const event::Signature& by,
                                                           const event::Moment& now,
                                                           const event::Random& random) const {
  const auto text = check(survey, definition);
  if (!text) return std::unexpected(text.error());
  if (const auto history = this->history(survey); !history.empty() && *history.back().definition == *text)
    return std::unexpected(Problem{"This is what the survey says already.", "Change something before publishing it."});
  event::Json data = event::to_json(event::SurveyPublished{.survey = std::string(survey),
                                                           .revision = event::revision_of(*text),
                                                           .definition = *text,
                                                           .note = note,
                                                           .by = by});
  if (const auto valid = event::validate(event::kSurveyPublished, data); !valid) return std::unexpected(valid.error());
  return event::Fact{.id = event::make_uuid_v7(now.unix_ms, random),
                     .type = std::string(event::kSurveyPublished),
                     .data = std::move(data),
                     .at = now,
                     .sealed = {}};
}

std::expected<Questions, Problem> read_questions(journal::Journal& journal, const std::filesystem::path& assets,
                                                 std::optional<Asked> by_file) {
  auto shipped = load_shipped(assets);
  if (!shipped) return std::unexpected(shipped.error());
  Questions out({.shipped = std::move(*shipped), .by_file = std::move(by_file)});
  event::Config config;
  const auto read = read_whole_board(journal, [&](const journal::BoardPage& page) {
    out.feed(page);
    config.apply(page.own);
    config.apply(page.foreign);
  });
  if (!read) return std::unexpected(read.error());
  out.follow(config);
  return out;
}

}  // namespace chalkpoint::app
