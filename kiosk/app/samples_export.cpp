#include "kiosk/app/samples_export.h"

#include <memory>

#include "kiosk/admin/takeout.h"

namespace chalkpoint::app {

namespace {

using admin::TakeEnd;
using admin::TakeKind;
using admin::TakeTrouble;
using Screen = admin::TakeState::Screen;

struct Sample {
  admin::TakeState state;
  admin::TakeDraft draft;
  admin::TakeNow now;
};

const std::string kScreen = "admin.device.export";

TakeEnd ended(TakeTrouble trouble, const admin::TakePlace& place) {
  return {.trouble = trouble, .file = "chalk-2026-11-30-2125.xlsx", .bytes = 18'400'000, .place = place};
}

Sample sample(const std::string& name) {
  Sample out;
  const admin::TakePlace stick{"/media/club/KINGSTON", "KINGSTON", true, 14'300'000'000};
  out.now.places = {stick,
                    {"/media/club/ОТЧЁТЫ", "ОТЧЁТЫ", true, 61'000'000},
                    {"/var/lib/chalkpoint/terminal/exports", "", false, 21'700'000'000}};
  out.now.looked = true;
  out.state.kind = name == "where.board" ? TakeKind::board : TakeKind::xlsx;
  if (name == "where" || name == "where.board") out.state.screen = Screen::where;
  if (name == "where.none") {
    out.state.screen = Screen::where;
    out.now.places.erase(out.now.places.begin(), out.now.places.begin() + 2);
  }
  if (name == "phrase" || name == "phrase.differ" || name == "again") {
    out.state.kind = TakeKind::archive;
    out.state.screen = name == "again" ? Screen::again : Screen::phrase;
    out.state.phrase = name == "phrase.differ" ? "" : "white chalk on slate";
    out.state.again = "white ch";
    out.state.differ = name == "phrase.differ";
  }
  out.now.running = name == "running" || name == "running.stopping";
  out.now.stopping = name == "running.stopping";
  out.now.done = 43;
  out.now.whole = 100;
  if (name == "done") out.now.ended = ended(TakeTrouble::none, stick);
  if (name == "done.here") out.now.ended = ended(TakeTrouble::none, out.now.places.back());
  if (name == "failed.full") out.now.ended = ended(TakeTrouble::full, {"", "KINGSTON", true, 12'000'000});
  if (name == "failed.gone") out.now.ended = ended(TakeTrouble::gone, stick);
  if (name == "failed.read_only") out.now.ended = ended(TakeTrouble::read_only, stick);
  if (name == "failed.disk") out.now.ended = ended(TakeTrouble::disk, stick);
  if (name == "failed.other") out.now.ended = ended(TakeTrouble::other, stick);
  if (name == "failed.stopped") out.now.ended = ended(TakeTrouble::stopped, stick);
  return out;
}

}  // namespace

AdminScenes export_scenes() {
  AdminScenes out;
  out.names = {kScreen};
  for (const char* name :
       {"where", "where.none", "where.board", "phrase", "phrase.differ", "again", "running", "running.stopping", "done",
        "done.here", "failed.full", "failed.gone", "failed.read_only", "failed.disk", "failed.other", "failed.stopped"})
    out.names.push_back(kScreen + '.' + name);
  out.make = [](const std::string& name, const std::string& language, const SampleWords&) -> DrawAdmin {
    const auto one =
        std::make_shared<Sample>(sample(name.size() > kScreen.size() ? name.substr(kScreen.size() + 1) : ""));
    return [one, language](ui::Ui& ui) { admin::draw(ui, one->state, one->draft, one->now, language); };
  };
  return out;
}

}  // namespace chalkpoint::app
