#include "kiosk/app/samples_wizard.h"

#include <memory>

#include "kiosk/admin/view_wizard.h"
#include "kiosk/app/samples.h"

namespace chalkpoint::app {

namespace {

namespace wizard = admin::wizard;
using wizard::Page;

constexpr std::string_view kSamplePhrase = "7QK2M-XR4TB-9FHCW-3JNYD-V6PEA-K8GSM";

struct Sample {
  wizard::State state;
  wizard::Known known;
  wizard::Secrets secrets;
  ui::EntryDraft draft;
};

// One that shows what else a page may say.
void trouble(wizard::State& state, const std::string& more) {
  state.failed = more == "failed";
  state.wrong = more == "wrong";
  if (more == "stick") state.sheet = wizard::State::Sheet::no_stick;
  if (more == "always") state.hours = "always";
}

Sample sample_of(Page page, const std::string& more, const std::string& language, const SampleWords& words) {
  Sample out;
  out.known.club = words.club;
  out.known.key_name = page == Page::key_there ? "8C2E 6D32 7DFA A6FF" : "";
  out.secrets = {.pin = "84219034",
                 .phrase = std::string(kSamplePhrase),
                 .key_name = "8C2E 6D32 7DFA A6FF",
                 .qr = ui::qr_of("CHALKPOINT 8C2E 6D32 7DFA A6FF " + std::string(kSamplePhrase))};
  wizard::State& state = out.state;
  state.page = page;
  state.language = language;
  state.owner = words.people[0];
  state.accent = wizard::kAccents[2];
  state.hours = wizard::kUsualHours[1];
  state.asked = {1, 4};
  state.digits = page == Page::pin_again ? "842" : "";
  if (page == Page::club) state.text = words.club;
  if (page == Page::owner) state.text = words.people[0];
  if (page == Page::prove) state.text = "xr4tb v6";
  if (page == Page::logo && more.empty()) state.found = {{"logo.png", "x"}, {"poster-2026.png", ""}};
  trouble(state, more);
  out.draft.caret = state.text.size();
  return out;
}

struct Named {
  std::string name;
  Page page;
  std::string more;
};

std::vector<Named> all() {
  std::vector<Named> out;
  for (int page = 0; page < static_cast<int>(Page::preview); ++page) {
    const auto one = static_cast<Page>(page);
    out.push_back({std::string(wizard::screen_name(one)), one, {}});
  }
  for (const auto& [page, more] : std::initializer_list<std::pair<Page, const char*>>{{Page::club, "failed"},
                                                                                      {Page::logo, "none"},
                                                                                      {Page::hours, "always"},
                                                                                      {Page::pin_again, "wrong"},
                                                                                      {Page::key, "stick"},
                                                                                      {Page::prove, "wrong"}})
    out.push_back({std::string(wizard::screen_name(page)) + "." + more, page, more});
  return out;
}

}  // namespace

AdminScenes wizard_scenes() {
  AdminScenes out;
  for (const Named& one : all()) out.names.push_back(one.name);
  out.make = [](const std::string& name, const std::string& language, const SampleWords& words) -> DrawAdmin {
    for (const Named& one : all())
      if (one.name == name)
        return [sample = std::make_shared<Sample>(sample_of(one.page, one.more, language, words))](ui::Ui& ui) {
          wizard::draw(sample->state, {.known = sample->known, .secrets = sample->secrets, .preview = {}},
                       sample->draft, ui);
        };
    return {};
  };
  return out;
}

}  // namespace chalkpoint::app
