// What is being written at a survey outlives the process, as far as the disk said so.
#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>

#include "kiosk/app/drafts.h"

using namespace chalkpoint;
using app::Drafts;

namespace {

admin::SurveyDraft draft(const std::string& survey, const std::string& definition) {
  return {.survey = survey, .definition = definition, .base = 7, .by = "Анна", .unix_ms = 1'795'000'000'000};
}

// A disk that may be full, and whoever waits for it.
class Disk {
 public:
  Drafts::Ports ports() {
    return {.kept = kept_,
            .store = [this](const journal::Settings& settings) -> journal::Result<void> {
              const std::scoped_lock lock(mutex_);
              if (full_) return std::unexpected(event::Problem{"The disk is full.", "Free some space."});
              REQUIRE(settings.size() == 1);
              REQUIRE(settings[0].first == app::kDraftsSetting);
              kept_ = settings[0].second;
              return {};
            },
            .wake =
                [this] {
                  const std::scoped_lock lock(mutex_);
                  ++answers_;
                  wake_.notify_all();
                }};
  }
  // Until there is news, for which nobody else waits.
  void answer(Drafts& drafts) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return answers_ > 0; });
      --answers_;
    }
    drafts.tick();
  }
  void set_full(bool full) {
    const std::scoped_lock lock(mutex_);
    full_ = full;
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string kept_;
  bool full_ = false;
  int answers_ = 0;
};

}  // namespace

TEST_CASE("drafts outlive the process, to the letter", "[drafts]") {
  Disk disk;
  const auto nps = draft("nps", R"({"title": "не "готово" \u0001)"), classes = draft("classes", "");
  {
    Drafts drafts(disk.ports());
    CHECK(drafts.is_kept());
    drafts.save(nps);
    CHECK_FALSE(drafts.is_kept());
    disk.answer(drafts);
    CHECK(drafts.is_kept());
    drafts.save(classes);
    disk.answer(drafts);
    drafts.save(classes);  // nothing new: nothing to wait for
    CHECK(drafts.is_kept());
  }
  Drafts again(disk.ports());
  CHECK(again.all() == app::DraftsByName{{"nps", nps}, {"classes", classes}});
  again.remove("nps");
  again.remove("nobody");
  disk.answer(again);
  CHECK(again.is_kept());
  CHECK(Drafts(disk.ports()).all() == app::DraftsByName{{"classes", classes}});
}

TEST_CASE("what the disk did not take is said, kept here and tried again", "[drafts]") {
  Disk disk;
  Drafts drafts(disk.ports());
  disk.set_full(true);
  drafts.save(draft("nps", "{}"));
  disk.answer(drafts);
  CHECK_FALSE(drafts.is_kept());
  REQUIRE(drafts.problem());
  CHECK(drafts.all().contains("nps"));
  disk.set_full(false);
  drafts.retry();
  CHECK_FALSE(drafts.problem());
  disk.answer(drafts);
  CHECK(drafts.is_kept());
  disk.set_full(true);
  drafts.save(draft("nps", "[]"));
  disk.answer(drafts);
  disk.set_full(false);
  drafts.finish();
  CHECK(Drafts(disk.ports()).all().at("nps").definition == "[]");
}

TEST_CASE("a setting that cannot be read holds no drafts", "[drafts]") {
  for (const char* text : {"", "no", "[]", R"({"nps":1})", R"({"nps":{"definition":1}})"})
    CHECK(app::parse_drafts(text).empty());
  CHECK(app::to_text({}).empty());
}
