#include <algorithm>

#include "kiosk/survey/ending.h"
#include "kiosk/survey/flow.h"
#include "kiosk/survey/javascript.h"

namespace chalkpoint::survey {

namespace {

// One text field. Longer than anybody types standing; the whole event must stay below event::kEventBytesMax.
constexpr std::size_t kTextBytesMax = 4'000;
constexpr std::size_t kAllTextBytesMax = 40'000;
// The longest e-mail address there is (RFC 5321, errata 1690). A sealed box has a limit on the wire.
constexpr std::size_t kContactBytesMax = 254;

// What a text takes in an event's JSON.
std::size_t escaped_bytes(std::string_view text) {
  std::size_t sum = 0;
  for (const unsigned char c : text) sum += c == '"' || c == '\\' || c == '\n' || c == '\t' ? 2 : c < ' ' ? 6 : 1;
  return sum;
}

bool is_single_choice(const Element& element) {
  return element.type == ElementType::rating || element.type == ElementType::radiogroup ||
         element.type == ElementType::boolean;
}

std::size_t text_bytes(const Run& run) {
  std::size_t sum = 0;
  for (const auto& [name, value] : run.data())
    if (const std::string* text = value.text()) sum += escaped_bytes(*text);
  return sum;
}

class Update {
 public:
  Update(const Definition& definition, Flow flow, const Inputs& in)
      : definition_(definition), in_(in), step_{.flow = std::move(flow), .ending = {}}, flow_(step_.flow) {}

  Step take(const Intent& intent) {
    flow_.touched_ms = std::max(flow_.touched_ms, in_.touched_ms);
    std::visit([this](const auto& one) { on(one); }, intent);
    if (const auto rests = resting(); rests && *rests != flow_.phase) enter(*rests);
    return std::move(step_);
  }

 private:
  // --- what members intend ---

  void on(const Start&) {
    if (begin()) show(flow_.page_name);
  }

  void on(const Pick& pick) {
    const Element* element = definition_.find(pick.element);
    if (!element || !is_asked(*element) || !(flow_.answering || begin())) return;
    flow_.errors.clear();
    const std::string page_name = flow_.page_name;
    show(page_name);
    const bool alone = is_single_choice(*element) && is_only_question();
    // Where a tap goes on at once, tapping the chosen one again after coming back means "yes, that", not "take it
    // back".
    if (alone) {
      flow_.run.set(element->data_name, pick.value);
    } else {
      flow_.run.toggle(*element, pick.value);
    }
    if (alone && is_only_question() && !flow_.run.wants_words(*element)) go_on();
  }

  void on(const Write& write) {
    const Element* element = written(write.data_name);
    if (!element || !flow_.answering ||
        write.text.size() > (element->is_contact() ? kContactBytesMax : kTextBytesMax) ||
        text_bytes(flow_.run) + escaped_bytes(write.text) > kAllTextBytesMax)
      return;
    flow_.errors.clear();
    flow_.run.set(write.data_name, write.text.empty() ? Value{} : Value{write.text});
    if (element->is_contact()) flow_.answering->consented = false;  // agreed to what it was, not to what it is now
  }

  void on(const Next&) {
    if (is_asking() && !flow_.wants_consent(definition_)) go_on();
  }

  void on(const Agree&) {
    if (!is_asking() || !flow_.wants_consent(definition_)) return;
    flow_.phase = Phase::asking;
    flow_.answering->consented = true;
    flow_.answering->consent_version = in_.consent_version;
    go_on();
  }

  void on(const Skip&) {
    const Page* page = flow_.page(definition_);
    if (flow_.phase != Phase::asking || flow_.still_here || !page) return;
    for (const Element& element : page->elements) {
      if (flow_.run.is_required(element)) continue;  // taking the answer away would only be refused
      flow_.run.clear(element.data_name);
      flow_.run.clear(element.comment_name());
      if (element.is_contact()) flow_.answering->consented = false;
    }
    go_on();  // stops here only at a question that the club requires
  }

  void on(const Back&) {
    if (!is_asking()) return;
    flow_.errors.clear();
    if (flow_.phase == Phase::consent) return enter(Phase::asking);
    settle();
    const auto pages = flow_.run.visible_pages();
    const std::size_t index = flow_.page_index();
    if (index > 0) return show(pages[index - 1]->name);
    abandon();
    rest(flow_.language(), flow_.comfort);  // the same person stands there still
  }

  void on(const ReadConsent&) {
    if (flow_.phase == Phase::asking && !flow_.still_here) enter(Phase::consent);
  }

  void on(const StillHere&) {
    if (!flow_.still_here) return;
    flow_.still_here = false;
    flow_.phase_since_ms = in_.now.mono_ms;
  }

  void on(const Retry&) {
    if (flow_.phase != Phase::save_failed) return;
    enter(Phase::saving);
    step_.ending = flow_.unsaved;
  }

  void on(const Done&) {
    if (flow_.phase == Phase::thanks) rest(flow_.home_language, flow_.home_comfort);
  }

  void on(const Speak& speak) {
    if (flow_.phase == Phase::saving) return;  // the response under way names its language already
    flow_.run.set_language(speak.language);
    const Page* page = flow_.page(definition_);
    if (!flow_.errors.empty() && page) flow_.errors = flow_.run.errors(*page);
  }

  void on(const SetComfort& set) { flow_.comfort = set.comfort; }
  void on(const OpenStaff&) { step_.route = Route::staff; }

  void on(const TapCard&) {
    if (flow_.phase == Phase::attract) step_.route = Route::setup;
  }

  void on(const OpenBoard&) {
    if (flow_.phase != Phase::attract && flow_.phase != Phase::thanks && flow_.phase != Phase::off) return;
    rest(flow_.home_language, flow_.home_comfort);  // the board takes over what the member chose
    step_.route = Route::board;
  }

  // --- what the journal, the process and the clock say ---

  void on(const Saved&) {
    if (flow_.phase != Phase::saving) return;
    flow_.unsaved.reset();
    flow_.save_problem.reset();
    enter(Phase::thanks);
  }

  void on(const NotSaved& failure) {
    if (flow_.phase != Phase::saving) return;
    flow_.save_problem = failure.problem;
    enter(Phase::save_failed);
  }

  void on(const Leave&) {
    if (flow_.phase == Phase::asking || flow_.phase == Phase::consent) abandon();
    if (flow_.phase == Phase::save_failed) step_.ending = flow_.unsaved;
    if (flow_.phase != Phase::saving) rest(flow_.home_language, flow_.home_comfort);
  }

  void on(const Nothing&) {
    const auto due_ms = wake_at_ms(flow_, in_.timing);
    if (!due_ms || in_.now.mono_ms < *due_ms) return;
    if (resting() || flow_.phase == Phase::thanks) return rest(flow_.home_language, flow_.home_comfort);
    if (!flow_.still_here) {
      flow_.still_here = true;
      flow_.phase_since_ms = in_.now.mono_ms;
      return;
    }
    if (flow_.phase == Phase::save_failed) {
      step_.ending = flow_.unsaved;  // they have gone; what they said is still to be stored
    } else {
      abandon();
    }
    rest(flow_.home_language, flow_.home_comfort);
  }

  // --- how it moves ---

  bool is_asking() const {
    return (flow_.phase == Phase::asking || flow_.phase == Phase::consent) && !flow_.still_here;
  }

  // What a terminal shows at which nobody answers; nothing: somebody does.
  std::optional<Phase> resting() const {
    if (flow_.phase != Phase::attract && flow_.phase != Phase::refused && flow_.phase != Phase::off)
      return std::nullopt;
    return !in_.asks ? Phase::off : !in_.can_store ? Phase::refused : Phase::attract;
  }

  void enter(Phase phase) {
    flow_.phase = phase;
    flow_.phase_since_ms = in_.now.mono_ms;
  }

  // May this question be answered now: on the page shown, live on the attract screen or asked?
  bool is_asked(const Element& element) const {
    const Page* page = flow_.page(definition_);
    if (!page || flow_.still_here || (flow_.phase != Phase::attract && flow_.phase != Phase::asking)) return false;
    return std::ranges::count(flow_.run.visible_elements(*page), &element) > 0;
  }

  const Element* written(const std::string& data_name) const {
    const Page* page = flow_.page(definition_);
    if (!page || flow_.phase != Phase::asking || flow_.still_here) return nullptr;
    for (const Element* element : flow_.run.visible_elements(*page))
      if (data_name == element->data_name || data_name == element->comment_name()) return element;
    return nullptr;
  }

  bool is_only_question() const {
    const Page* page = flow_.page(definition_);
    return page && flow_.run.visible_elements(*page).size() == 1;
  }

  // The first tap. False when no new response may begin.
  bool begin() {
    if (flow_.phase != Phase::attract || !in_.can_store || !in_.asks) return false;
    flow_.answering = Answering{.id = event::make_uuid_v7(in_.now.unix_ms, in_.random),
                                .began = in_.now,
                                .consented = false,
                                .consent_version = {},
                                .code = {},
                                .visited = {}};
    return true;
  }

  void show(const std::string& page_name) {
    flow_.page_name = page_name;
    auto& visited = flow_.answering->visited;
    if (std::ranges::count(visited, page_name) == 0) visited.push_back(page_name);
    enter(Phase::asking);
  }

  // To the next page that shows, or to the end; stays where something is missing.
  void go_on() {
    settle();
    if (const Page* page = flow_.page(definition_)) {
      flow_.errors = flow_.run.errors(*page);
      if (!flow_.errors.empty()) return enter(Phase::asking);
    }
    const std::size_t here = place(flow_.page_name);
    for (const Page* page : flow_.run.visible_pages())
      if (place(page->name) > here) return show(page->name);
    complete();
  }

  std::size_t place(const std::string& page_name) const {
    const auto found = std::ranges::find(definition_.pages, page_name, &Page::name);
    return static_cast<std::size_t>(found - definition_.pages.begin());
  }

  // Figures are a text while they are being typed; what is asked for a number keeps the number.
  void settle() {
    const Page* page = flow_.page(definition_);
    if (!page || !flow_.answering) return;
    for (const Element* element : flow_.run.visible_elements(*page)) {
      const Value typed = flow_.run.value(element->data_name);
      if (element->type == ElementType::text && element->input == InputType::number && typed.text() &&
          javascript::is_number(typed))
        flow_.run.write(*element, *typed.text());
    }
  }

  void complete() {
    // An answer given later can make an earlier page want something: go there instead of losing the response.
    if (auto errors = flow_.run.complete(); !errors.empty()) {
      const Page& page = page_of(*errors.front().element);
      std::erase_if(errors, [&](const AnswerError& error) { return &page_of(*error.element) != &page; });
      show(page.name);
      flow_.errors = std::move(errors);
      return;
    }
    flow_.answering->code = in_.code;
    flow_.unsaved = make_ending(definition_, flow_, true, in_);
    step_.ending = flow_.unsaved;
    enter(Phase::saving);
  }

  const Page& page_of(const Element& element) const {
    return *std::ranges::find_if(definition_.pages, [&](const Page& page) {
      return std::ranges::any_of(page.elements, [&](const Element& one) { return &one == &element; });
    });
  }

  void abandon() {
    settle();
    step_.ending = make_ending(definition_, flow_, false, in_);
  }

  // Everything of this member is forgotten.
  void rest(std::string language, Comfort comfort) {
    Flow fresh(definition_, flow_.home_language);
    fresh.run.set_language(std::move(language));
    fresh.comfort = comfort;
    fresh.home_comfort = flow_.home_comfort;
    fresh.touched_ms = flow_.touched_ms;
    flow_ = std::move(fresh);
    enter(Phase::attract);
  }

  const Definition& definition_;
  const Inputs& in_;
  Step step_;
  Flow& flow_;
};

}  // namespace

Step update(const Definition& definition, Flow flow, const Intent& intent, const Inputs& inputs) {
  return Update(definition, std::move(flow), inputs).take(intent);
}

}  // namespace chalkpoint::survey
