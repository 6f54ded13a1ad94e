// A person at a terminal: the real model, journal, sync worker and views, a clock that stands still until told, no
// window. Taps by the ids of the targets, as the register of the toolkit knows them.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>

#include "kiosk/app/terminal.h"
#include "sync/event/people.h"
#include "sync/event/seal.h"

namespace chalkpoint::test {

struct Shape {
  int width = 1280, height = 800;
};
inline constexpr Shape kShapes[] = {{1280, 800}, {800, 1280}, {1920, 1080}, {1080, 1920}};
inline constexpr const char* kLanguages[] = {"ru", "en"};

/// A folder of its own under the system's temporary one, gone at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Setup {
  Shape shape;
  std::string language = "ru";
  std::filesystem::path survey = {};  ///< empty: the one shipped
  bool bare = false;                  ///< a new store gets neither key nor PIN, and nobody watches the first start
  std::filesystem::path stick = {};   ///< a USB stick that is plugged in; empty: none
  bool wrapped_key = false;           ///< a new store holds the secret half of its key, under Person::kPhrase
};

class Person {
 public:
  static constexpr const char* kPin = "24681357";
  static constexpr const char* kPhrase = "opensesame";

  /// Comes to a terminal whose store is in `data`; a new store gets a site key and kPin.
  Person(const std::filesystem::path& data, Setup setup = {});
  ~Person();

  // What is there.
  std::string screen() const;
  bool sees(std::string_view id) const;
  std::vector<std::string> ids() const;
  const survey::Flow& flow() const { return terminal_->model().flow(); }
  app::Model& model() { return terminal_->model(); }
  journal::JournalThread& journal() { return terminal_->journal(); }
  ui::Ui& ui() { return *ui_; }

  // What they do. Each fails the test if the target is not there.
  void tap(std::string_view id);
  /// A finger laid on for so long.
  void hold(std::string_view id, std::int64_t ms);
  /// A finger laid on the one target, moved to the middle of the other and lifted there.
  void carry(std::string_view from, std::string_view to);
  /// Without a touch.
  void wait(std::int64_t ms);
  void type(std::string_view letters);
  void type_pin(std::string_view digits);
  /// Until the screen is another one; for what another thread answers. Fails the test when nothing comes.
  void wait_while(std::string_view screen);
  /// One more frame.
  void look();
  /// Until another thread has something to tell, half a second at most; then a frame.
  void wait_for_news();
  /// Frames until the condition holds; for what another thread brings. Fails the test when nothing comes.
  void look_until(const std::function<bool()>& holds);
  /// Holds the staff's corner where so many people are enlisted, until the desk knows of all of them: what others told
  /// is read on another thread. Then they are to be chosen from, or the only PIN is asked for.
  void press_corner(std::size_t people = 0);
  /// Until the desk, which is open, knows of so many.
  void wait_for_people(std::size_t count);
  /// Comes to the desk by kPin, which is that of `who` where several are enlisted.
  void come_in(std::size_t people = 0, std::optional<event::Uuid> who = {});
  /// Comes to the desk as come_in() does, and from there into the part of the administration.
  void open_part(const std::string& part, std::size_t people = 0, std::optional<event::Uuid> who = {});
  /// The process ends, as on SIGTERM, and starts anew on the same store. The clock goes on.
  void restart();
  void leave();

  // What was kept of what people said and did: all but counts of participation.
  struct Kept {
    std::string type;
    event::Response response;            ///< of a response
    std::optional<std::string> contact;  ///< opened with the secret half that the terminal does not have
  };
  std::vector<Kept> kept();
  bool verifies();

  // What others did before, straight into the journal; the id.
  event::Uuid append(const event::BoardEvent& what);
  /// As many at once, in one commit.
  void append_all(const std::vector<event::BoardEvent>& all);
  event::Uuid tell(const event::Deed& what);
  event::Uuid happen(const std::string& type, event::Json data);
  /// kPin, hashed.
  static std::string hashed_pin();
  event::Uuid confide(const event::Writing& writing);
  /// A completed response of this score and code, with a contact.
  event::Uuid leave_contact(const std::string& contact, int score, const std::string& code);
  /// A completed form of the staff about a row of a list or a response.
  event::Uuid answer_about(const event::Uuid& about, const event::Json& answers, const std::string& form);
  std::int64_t now_ms() const { return mono_ms_; }
  std::int64_t unix_ms() { return host().now().unix_ms; }
  /// The wall clock jumps.
  void set_clock(std::int64_t ms_ahead) { clock_ahead_ms_ = ms_ahead; }
  std::vector<std::string> notes() const;

 private:
  void open();
  void look(std::span<const ui::PointerEvent> pointer);
  app::Host host();
  event::Uuid store(event::Fact fact);

  std::filesystem::path data_;
  Setup setup_;
  std::atomic<std::int64_t> mono_ms_ = 1'000'000, clock_ahead_ms_ = 0;
  std::uint64_t seed_ = 0x9E3779B97F4A7C15ULL;
  mutable std::mutex mutex_;  // guards what the terminal's threads touch: the seed, the notes, woken_
  std::condition_variable wake_;
  bool woken_ = false;
  bool anew_ = false;  // asked for by the terminal
  std::vector<std::string> notes_;
  std::unique_ptr<ui::Ui> ui_;
  std::unique_ptr<app::Terminal> terminal_;
};

}  // namespace chalkpoint::test
