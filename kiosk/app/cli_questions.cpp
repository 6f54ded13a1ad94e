#include "kiosk/app/cli_questions.h"

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/drafts.h"
#include "kiosk/app/questions.h"
#include "kiosk/app/terminal.h"
#include "platform/paths.h"
#include "platform/random.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace {

using event::Problem;
using Done = std::expected<void, Problem>;

// Who has a shell on the terminal may change what it asks, and has no name in it.
const event::Signature kCommandSigns{.name = "chalkpoint survey", .role = "admin"};

struct Wanted {
  std::filesystem::path data = platform::default_data_dir();
  std::filesystem::path file;
  std::string survey;
  std::string note;
  std::string language = "en";
  std::uint32_t revision = 0;
};

struct Store {
  journal::Journal journal;
  Questions questions;
};

std::expected<Store, Problem> open(const Wanted& wanted) {
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(problem(assets.error()));
  auto journal = open_existing_store(wanted.data);
  if (!journal) return std::unexpected(journal.error());
  auto questions = read_questions(*journal, *assets);
  if (!questions) return std::unexpected(questions.error());
  return Store{std::move(*journal), std::move(*questions)};
}

Problem no_such_survey(const std::string& survey) {
  return {"There is no survey " + survey + " here.", "See chalkpoint survey list."};
}

std::string signed_by(const admin::Revision& one) {
  if (one.time.empty()) return "shipped";
  return one.time + "\t" + one.by.name + (one.note.empty() ? "" : "\t" + one.note);
}

Done list(const Wanted& wanted) {
  const auto store = open(wanted);
  if (!store) return std::unexpected(store.error());
  for (const admin::SurveyBrief& one : store->questions.list(wanted.language, this_moment())) {
    const char* kind = one.form ? "form" : one.usual ? "usual" : "turn";
    std::printf("%s\t%s\t#%zu\t%u\t%s\n", one.survey.c_str(), kind, one.ordinal, one.revision, one.title.c_str());
    if (!one.unreadable.empty()) std::fprintf(stderr, "%s: %s\n", one.survey.c_str(), one.unreadable.c_str());
  }
  for (const auto& [survey, draft] : parse_drafts(store->journal.setting(kDraftsSetting).value_or("")))
    std::printf("%s\tdraft\t\t\t%s\n", survey.c_str(), draft.by.c_str());
  if (const auto fault = store->questions.problem()) std::fprintf(stderr, "%s\n", event::one_line(*fault).c_str());
  return {};
}

Done show(const Wanted& wanted) {
  const auto store = open(wanted);
  if (!store) return std::unexpected(store.error());
  const auto history = store->questions.history(wanted.survey);
  if (history.empty()) return std::unexpected(no_such_survey(wanted.survey));
  for (const admin::Revision& one : history)
    std::printf("#%zu\t%u\t%s%s\n", one.ordinal, one.revision, signed_by(one).c_str(), one.current ? "\t*" : "");
  return {};
}

// By its number, else by its place in the history; 0: the current one.
std::expected<admin::Revision, Problem> find(const Questions& questions, const Wanted& wanted) {
  const auto history = questions.history(wanted.survey);
  if (history.empty()) return std::unexpected(no_such_survey(wanted.survey));
  if (wanted.revision == 0) return history.back();
  for (const admin::Revision& one : history)
    if (one.revision == wanted.revision) return one;
  if (wanted.revision <= history.size()) return history[wanted.revision - 1];
  return std::unexpected(
      Problem{"The survey " + wanted.survey + " has no revision " + std::to_string(wanted.revision) + ".",
              "See chalkpoint survey show."});
}

Done export_one(const Wanted& wanted) {
  const auto store = open(wanted);
  if (!store) return std::unexpected(store.error());
  const auto found = find(store->questions, wanted);
  if (!found) return std::unexpected(found.error());
  const std::string text = with_blanks(*found->definition);
  if (!wanted.file.empty()) return in_our_words(platform::write_durably(wanted.file, text));
  std::cout << text;
  return {};
}

Done publish_text(Store& store, const Wanted& wanted, const std::string& definition) {
  const auto fact = store.questions.publication(wanted.survey, definition, wanted.note, kCommandSigns, this_moment(),
                                                platform::fill_random);
  if (!fact) return std::unexpected(fact.error());
  const auto placed = store.journal.append({&*fact, 1});
  if (!placed) return std::unexpected(placed.error());
  std::printf("Published: %s, revision %u\n", wanted.survey.c_str(), fact->data.at("revision").get<std::uint32_t>());
  return {};
}

// What was published is no draft any more, unless somebody goes on with another text.
Done drop_draft(Store& store, const std::string& survey) {
  auto drafts = parse_drafts(store.journal.setting(kDraftsSetting).value_or(""));
  drafts.erase(survey);
  return store.journal.set_settings({{std::string(kDraftsSetting), to_text(drafts)}});
}

Done publish(const Wanted& wanted) {
  auto store = open(wanted);
  if (!store) return std::unexpected(store.error());
  if (!wanted.file.empty()) {
    const auto text = read_survey_file(wanted.file);
    if (!text) return std::unexpected(text.error());
    auto published = publish_text(*store, wanted, *text);
    if (!published) published.error().what = wanted.file.string() + ": " + published.error().what;
    return published;
  }
  const auto drafts = parse_drafts(store->journal.setting(kDraftsSetting).value_or(""));
  const auto draft = drafts.find(wanted.survey);
  if (draft == drafts.end())
    return std::unexpected(Problem{"Nobody is writing at the survey " + wanted.survey + ".",
                                   "Name a file with --file, or import one first."});
  if (const auto published = publish_text(*store, wanted, draft->second.definition); !published) return published;
  return drop_draft(*store, wanted.survey);
}

Done import(const Wanted& wanted) {
  auto store = open(wanted);
  if (!store) return std::unexpected(store.error());
  const auto text = read_survey_file(wanted.file);
  if (!text) return std::unexpected(text.error());
  const std::string survey = wanted.survey.empty() ? wanted.file.stem().string() : wanted.survey;
  const auto fine = store->questions.check(survey, *text);
  if (!fine) return std::unexpected(Problem{wanted.file.string() + ": " + fine.error().what, fine.error().remedy});
  auto drafts = parse_drafts(store->journal.setting(kDraftsSetting).value_or(""));
  const auto history = store->questions.history(survey);
  drafts[survey] = {.survey = survey,
                    .definition = *fine,
                    .base = history.empty() ? 0 : history.back().revision,
                    .by = kCommandSigns.name,
                    .unix_ms = this_moment().unix_ms};
  const auto kept = store->journal.set_settings({{std::string(kDraftsSetting), to_text(drafts)}});
  if (kept) std::printf("Kept as the draft of %s; publish it on the terminal, or by survey publish.\n", survey.c_str());
  return kept;
}

Done roll_back(const Wanted& wanted) {
  auto store = open(wanted);
  if (!store) return std::unexpected(store.error());
  const auto found = find(store->questions, wanted);
  if (!found) return std::unexpected(found.error());
  return publish_text(*store, wanted, *found->definition);
}

// Without a file it is shown as it stands, so that the file is what was shown, changed.
Done plan(const Wanted& wanted) {
  auto store = open(wanted);
  if (!store) return std::unexpected(store.error());
  if (wanted.file.empty()) {
    const std::string text = admin::to_text(store->questions.plan());
    std::puts(text.empty() ? "{}" : text.c_str());
    if (const auto fault = store->questions.problem()) std::fprintf(stderr, "%s\n", event::one_line(*fault).c_str());
    return {};
  }
  const auto text = read_survey_file(wanted.file);
  if (!text) return std::unexpected(text.error());
  const auto read = admin::parse_plan(*text);
  if (!read) return std::unexpected(Problem{wanted.file.string() + ": " + read.error().what, read.error().remedy});
  if (const auto fault = store->questions.problem_of(*read)) return std::unexpected(*fault);
  const event::Moment now = this_moment();
  const event::Fact fact{
      .id = event::make_uuid_v7(now.unix_ms, platform::fill_random),
      .type = std::string(event::kConfigChanged),
      .data = event::to_json(event::ConfigChanged{std::string(admin::kPlanKey), admin::to_text(*read), kCommandSigns}),
      .at = now,
      .sealed = {}};
  const auto placed = store->journal.append({&fact, 1});
  if (!placed) return std::unexpected(placed.error());
  std::puts("This is the plan now.");
  return {};
}

using Options = std::shared_ptr<Wanted>;

CLI::App* add(CLI::App& group, const char* name, const char* help, const Options& wanted, int& exit_code,
              Done (*work)(const Wanted&)) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("--data", wanted->data, "the terminal's data folder")->capture_default_str();
  command->callback([wanted, &exit_code, work] { exit_code = report(work(*wanted)); });
  return command;
}

void add_survey(CLI::App* command, const Options& wanted) {
  command->add_option("--survey", wanted->survey, "its name, as survey list shows it")->required();
}

void add_note(CLI::App* command, const Options& wanted) {
  command->add_option("--note", wanted->note, "what changed, for the history");
}

}  // namespace

void add_published_commands(CLI::App& group, int& exit_code) {
  const auto wanted = std::make_shared<Wanted>();
  CLI::App* listed = add(group, "list", "Show the surveys: name, kind, ordinal, revision, title; then the drafts",
                         wanted, exit_code, list);
  listed->add_option("--lang", wanted->language, "language of the titles")->capture_default_str();
  add_survey(
      add(group, "show", "Show the history of a survey: ordinal, revision, when, by whom, what changed; * is asked",
          wanted, exit_code, show),
      wanted);

  CLI::App* published =
      add(group, "publish", "Make a file, or the draft of the terminal, what the survey asks from now on", wanted,
          exit_code, publish);
  add_survey(published, wanted);
  add_note(published, wanted);
  published->add_option("--file", wanted->file, "the survey: a JSON file; the draft if not given");

  CLI::App* imported = add(group, "import", "Keep a file as the draft of a survey, to be looked at and published there",
                           wanted, exit_code, import);
  imported->add_option("file", wanted->file, "The survey: a JSON file")->required();
  imported->add_option("--survey", wanted->survey, "its name; the file's without the ending if not given");

  CLI::App* exported =
      add(group, "export", "Write a survey as JSON, as other SurveyJS tools read it", wanted, exit_code, export_one);
  add_survey(exported, wanted);
  exported->add_option("--revision", wanted->revision, "the revision or its ordinal; the current one if not given");
  exported->add_option("--out", wanted->file, "file to write; standard output when it is not given");

  CLI::App* back =
      add(group, "rollback", "Make an earlier revision what the survey asks from now on", wanted, exit_code, roll_back);
  add_survey(back, wanted);
  back->add_option("--revision", wanted->revision, "the revision or its ordinal, as survey show tells")->required();
  add_note(back, wanted);

  CLI::App* planned =
      add(group, "plan", "Show which survey is asked when, as JSON, or set it", wanted, exit_code, plan);
  planned->add_option("--file", wanted->file, "the plan from now on: a JSON file");
}

}  // namespace chalkpoint::app
