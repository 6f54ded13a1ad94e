// The questions in the administration: keeps what is being written as a draft of this terminal, checks it as it is
// written, shows it as members will see it, publishes it, and carries it onto sticks and from them.
#pragma once

#include <memory>
#include <mutex>

#include "kiosk/admin/view_questions.h"
#include "kiosk/app/administration.h"
#include "kiosk/app/aside.h"
#include "kiosk/survey/flow.h"
#include "kiosk/survey/view.h"

namespace chalkpoint::app {

/// The survey as members see it, touched without anything being kept.
class Preview {
 public:
  /// From the beginning; of what cannot be read the last one stays.
  void begin(const std::string& definition, const std::string& language);
  /// One frame of it within that place.
  void draw(ui::Ui& ui, const ui::Rect& place);
  /// What was tapped; whether the picture has become old by it.
  bool act(const event::Moment& now, const event::Random& random);

 private:
  std::shared_ptr<const survey::Definition> definition_;
  std::optional<survey::Flow> flow_;
  survey::Draft draft_, drawn_;
  survey::Intent intent_;
};

class QuestionsPart final : public AdminPart {
 public:
  QuestionsPart(const AdminWorld& world, Visit& visit);

  std::string screen_name() const override;
  void draw(ui::Ui& ui) override;
  bool act() override;
  void type(std::string_view letters) override;
  bool tick(const event::Moment& now) override;
  void hear(const Keeper::Answer& answer) override;
  bool asks_about(const event::Uuid& fact) const override;

 private:
  void take(const admin::editor::QuestionsIntent& intent);
  void run(admin::editor::Errand errand, std::size_t index);
  void gather();
  void check();
  void keep_draft();
  void publish();
  void save_plan();
  void list_files();
  void write_file();
  void read_file(std::size_t index);

  const AdminWorld world_;
  Visit& visit_;
  admin::editor::QuestionsState state_;
  admin::editor::Material material_;
  admin::editor::QuestionsDraft draft_, drawn_;
  admin::editor::QuestionsIntent intent_;
  Preview preview_;
  std::optional<event::Uuid> publication_, planned_;  // handed over, not answered
  admin::editor::Draft sent_;                         // what that is of the survey
  std::uint64_t gathered_ = 0, edited_ = 0;           // versions of the surveys, of what is being written
  std::mutex mutex_;                                  // guards what the aside brings
  std::optional<std::vector<admin::editor::StickFile>> listed_;
  std::optional<admin::editor::QuestionsIntent> brought_;
  Aside aside_;  // last: it uses the above
};

}  // namespace chalkpoint::app
