// An owner who sets a terminal up: does on each page of the first start what it asks for.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "kiosk/app/setup.h"
#include "tests/screens/person.h"

namespace chalkpoint::test {

class Founder {
 public:
  explicit Founder(Person& person, const std::string& language) : person_(person), russian_(language == "ru") {}

  std::string club() const { return russian_ ? "высота" : "summit"; }
  std::string name() const { return russian_ ? "анна" : "anna"; }
  std::string pin, phrase;  ///< on paper, as soon as they were seen
  std::size_t taps = 0, typed = 0;

  /// What the page asks for, up to the tap that sends it; that tap is the caller's when `send` is false.
  void fill(bool send = true) {
    const std::string page = person_.screen();
    INFO("on " << page);
    if (page == "wizard.language") tap(russian_ ? "wizard.ru" : "wizard.en");
    if (page == "wizard.club") type(club());
    if (page == "wizard.look") tap("accent.3");
    if (page == "wizard.hours") tap("hours.usual.2");
    if (page == "wizard.owner") type(name());
    if (page == "wizard.pin") pin = person_.model().setup().secrets().pin;
    if (page == "wizard.pin_again") return type_pin(send);
    if (page == "wizard.key") {
      person_.look_until([this] { return !person_.model().setup().secrets().phrase.empty(); });
      phrase = person_.model().setup().secrets().phrase;
    }
    if (page == "wizard.prove") type_groups();
    if (send) tap(way_on());
  }
  /// The same, and on to the next page, whatever other threads have to do for it.
  void go_on() {
    const std::string page = person_.screen();
    fill();
    if (person_.screen() == page) person_.wait_while(page);
  }
  void go_to(const std::string& page) {
    while (person_.screen() != page) go_on();
  }
  /// What sends the page.
  std::string way_on() const {
    const std::string page = person_.screen();
    if (page == "wizard.preview") return "wizard.finish";
    const bool typing = page == "wizard.club" || page == "wizard.owner" || page == "wizard.prove";
    return typing ? "care.send" : "wizard.next";
  }
  void tap(std::string_view id) {
    ++taps;
    person_.tap(id);
  }
  /// Begins, or goes on after leaving: on the attract screen, else behind the corner, by the PIN once there is one.
  void come(bool has_owner) {
    person_.look_until([&] { return person_.sees("wizard.open") || person_.model().setup().is_known(); });
    if (person_.sees("wizard.open")) return tap("wizard.open");
    person_.hold("staff.corner", 3'100);
    person_.wait_for_people(has_owner ? 1 : 0);
    if (has_owner) {
      person_.type_pin(pin);
      person_.wait_while("staff.pin");
      person_.tap("sections.open");
    }
    tap("wizard.open");
  }

 private:
  // The keyboard begins with a capital by itself.
  void type(const std::string& words) {
    typed += words.size() / (russian_ ? 2 : 1);
    for (std::size_t i = 0; i < words.size(); i += russian_ ? 2 : 1)
      person_.tap("key." + words.substr(i, russian_ ? 2 : 1));
  }
  void type_pin(bool last) {
    REQUIRE(pin.size() == 8);
    typed += pin.size();
    person_.type_pin(std::string_view(pin).substr(0, last ? 8 : 7));
  }
  void type_groups() {
    // The page names them; the paper has all.
    const auto groups = admin::wizard::groups(phrase);
    const auto asked = person_.model().setup().asked();
    for (const std::size_t i : asked)
      for (const char c : groups.at(i)) {
        ++typed;
        person_.tap(std::string("key.") + static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
      }
  }

  Person& person_;
  bool russian_;
};

}  // namespace chalkpoint::test
