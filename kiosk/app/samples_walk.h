// A finger that walks through a survey and answers as a talkative member would.
#pragma once

#include <algorithm>
#include <string>

#include "kiosk/app/samples.h"

namespace chalkpoint::app {

inline constexpr int kSampleScores[] = {6, 7, 10};  ///< a detractor, a passive, a promoter

class Walk {
 public:
  Walk(const survey::Definition& definition, const std::string& language, const SampleWords& words)
      : definition_(definition), words_(words), flow_(definition, language) {
    in_.now = {.unix_ms = kSampleNoon, .utc_offset_min = 180, .mono_ms = 1'000, .boot_id = "sample"};
    in_.code = "K7M2";
    in_.survey = "sample";
    in_.consent_version = "sample";
  }

  /// A tap, three seconds after the one before.
  void intend(const survey::Intent& intent) {
    in_.now.mono_ms += 3'000;
    in_.touched_ms = in_.now.mono_ms;
    flow_ = survey::update(definition_, flow_, intent, in_).flow;
  }
  /// With the score where one is asked for, else with "start".
  void begin(int score) {
    const survey::Element* scored = definition_.scored();
    if (scored) {
      intend(survey::Pick{scored->name, score});
    } else {
      intend(survey::Start{});
    }
  }
  /// Answers what stands on the page as a talkative member would; a question that goes on at once ends the page.
  void answer_page() {
    const survey::Page* page = flow_.page(definition_);
    for (const survey::Element& element : page->elements)
      if (flow_.page_name == page->name && flow_.run.is_visible(element)) answer(element);
  }
  /// Begins, and goes to that page; to the first one by coming back to it.
  void reach(const std::string& page_name) {
    begin(kSampleScores[0]);
    if (page_name == definition_.pages.front().name) return intend(survey::Back{});
    while (flow_.phase == survey::Phase::asking && flow_.page_name != page_name) intend(survey::Skip{});
  }
  void go_to_the_end() {
    while (flow_.phase == survey::Phase::asking) intend(survey::Skip{});
  }
  void wait(std::int64_t ms) {
    in_.now.mono_ms += ms;
    flow_ = survey::update(definition_, flow_, survey::Nothing{}, in_).flow;
  }
  void refuse() {
    in_.can_store = false;
    intend(survey::Nothing{});
  }
  void switch_off() {
    in_.asks = false;
    intend(survey::Nothing{});
  }
  survey::Flow& flow() { return flow_; }

 private:
  void answer(const survey::Element& element) {
    using enum survey::ElementType;
    switch (element.type) {
      case checkbox:
        for (const std::size_t i : {0U, 2U})
          if (i < element.choices.size()) intend(survey::Pick{element.name, element.choices[i].value});
        break;
      case radiogroup:
      case rating:
        if (!element.choices.empty() && !element.asks_score())
          intend(survey::Pick{element.name, element.choices[element.choices.size() / 2].value});
        break;
      case boolean:
        intend(survey::Pick{element.name, element.true_value});
        break;
      case comment:
        intend(survey::Write{element.data_name, words_.comment});
        break;
      case text:
        intend(survey::Write{element.data_name, text_for(element)});
        break;
    }
  }
  std::string text_for(const survey::Element& element) const {
    if (element.role == survey::Role::contact) return words_.name;
    if (element.input == survey::InputType::tel) return words_.phone;
    if (element.input == survey::InputType::email) return words_.email;
    return element.input == survey::InputType::number ? "42" : words_.comment;
  }

  const survey::Definition& definition_;
  const SampleWords& words_;
  survey::Flow flow_;
  survey::Inputs in_;
};

}  // namespace chalkpoint::app
