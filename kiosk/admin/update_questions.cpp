#include <algorithm>

#include "kiosk/admin/questions.h"

namespace chalkpoint::admin::editor {
namespace {

std::string parent_of(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}
std::size_t index_of(const std::string& path) {
  return static_cast<std::size_t>(std::strtoul(path.c_str() + path.rfind('/') + 1, nullptr, 10));
}

/// One intent at a time, on a state of its own.
class Editor {
 public:
  Editor(QuestionsState state, const Material& material) : s_(std::move(state)), material_(material) {}

  QuestionsStep take(const QuestionsIntent& intent) {
    if (!std::holds_alternative<Stay>(intent)) {
      s_.said.clear();
      if (!std::holds_alternative<ThrowAway>(intent)) s_.removing = false;
    }
    std::visit([this](const auto& what) { on(what); }, intent);
    return {std::move(s_), errand_, index_};
  }

 private:
  const Where& at() const { return s_.way.back(); }
  const Draft& draft() const { return s_.editing.now(); }
  void go(Where where) { s_.way.push_back(std::move(where)); }
  void back() {
    if (s_.way.size() > 1) s_.way.pop_back();
  }
  void change(Draft next, std::string_view joined = {}) {
    s_.editing.apply(std::move(next), joined);
    if (s_.publishing != Storing::under_way) s_.publishing = Storing::none;
  }
  void say(std::string key, std::string what = {}) {
    s_.said = std::move(key);
    s_.said_of = std::move(what);
  }
  // Steps back over pages about what is not there any more.
  void mend() {
    while (s_.way.size() > 1 && !at().path.empty() && find(draft(), at().path) == nullptr &&
           find(draft(), parent_of(at().path)) == nullptr)
      back();
    while (s_.way.size() > 1 && (at().page == Page::settings || at().page == Page::items) && at().page != Page::items &&
           find(draft(), at().path) == nullptr)
      back();
  }
  Spot spot() const { return spot_of_path(at().path).value_or(Spot{page_count(draft()) - 1, std::nullopt}); }
  std::string title_of(const std::string& path) const {
    const std::string title = any_text_at(draft(), path + "/title", s_.language);
    return title.empty() ? word_at(draft(), path + "/name") : title;
  }

  void on(const Stay&) {}
  void on(const Leave& what) { errand_ = what.to_members ? Errand::leave_to_members : Errand::leave; }
  void on(const SpeakIn& what) { s_.language = what.language; }

  void on(const Go& what) {
    if (what.where.page == Page::plan) {
      s_.plan = material_.plan;
      s_.planning = Storing::none;
    }
    if (what.where.page == Page::files) errand_ = Errand::list_files;
    if (what.where.page == Page::publish && s_.publishing != Storing::under_way) s_.publishing = Storing::none;
    if (what.where.page == Page::entry) s_.typed = typed_before(what.where);
    go(what.where);
  }

  std::string typed_before(const Where& where) const {
    switch (where.typed) {
      case Typed::note:
        return s_.note;
      case Typed::title:
        return {};
      case Typed::name:
        return data_name_of(draft(), spot_of_path(where.path).value_or(Spot{}));
      case Typed::operand: {
        const auto rule = read_rule(word_at(draft(), where.path));
        if (!rule || where.index >= rule->rows.size()) return {};
        const auto& values = rule->rows[where.index].values;
        return where.operand < values.size() ? values[where.operand].text : "";
      }
      default:
        return word_at(draft(), where.path);
    }
  }

  void on(const GoBack&) {
    if (s_.way.size() == 1) {
      errand_ = Errand::leave;
      return;
    }
    if (at().page == Page::list) s_.survey.clear();
    back();
  }

  void on(const OpenSurvey& what) {
    const auto kept = material_.drafts.find(what.survey);
    std::optional<Draft> published, begun;
    for (const Revision& one : material_.history) {
      if (!one.current) continue;
      s_.base = one.revision;
      published = read_draft(*one.definition);
    }
    if (kept != material_.drafts.end()) {
      begun = read_draft(kept->second.definition);
      s_.base = kept->second.base;
    }
    if (!published && !begun) return;
    s_.survey = what.survey;
    s_.published = published.value_or(Draft::object());
    s_.editing = Editing(s_.published);
    if (!published) s_.editing = Editing(*begun);
    if (begun) {
      s_.editing.apply(*begun);
      if (*begun != s_.published) say("edit.resumed", kept->second.by);
    }
    s_.note.clear();
    s_.publishing = Storing::none;
    go({.page = Page::list});
  }

  void on(const Undo&) {
    s_.editing.undo();
    mend();
  }
  void on(const Redo&) {
    s_.editing.redo();
    mend();
  }

  void on(const Add& what) {
    auto added = add_question(draft(), what.kind, spot());
    change(std::move(added.draft));
    s_.way.back() = {.page = Page::settings, .path = path_of(added.at)};
  }
  void on(const AddPage&) {
    auto added = add_page(draft(), spot().page);
    change(std::move(added.draft));
    s_.way.back() = {.page = Page::settings, .path = path_of(added.at)};
  }
  void on(const Duplicate&) {
    auto added = duplicate(draft(), spot());
    change(std::move(added.draft));
    s_.way.back().path = path_of(added.at);
    say("edit.duplicated");
  }
  void on(const Remove&) {
    const std::string path = at().path;
    const Subject subject = subject_of(path);
    if (subject == Subject::survey) return;
    say("edit.removed", title_of(path));
    if (subject == Subject::page || subject == Subject::question)
      change(without(draft(), spot()));
    else
      change(without_item(draft(), parent_of(path), index_of(path)));
    back();
  }
  void on(const Step& what) {
    const std::string path = at().path;
    if (subject_of(path) == Subject::choice || subject_of(path) == Subject::check) {
      const std::size_t from = index_of(path);
      const Draft* list = find(draft(), parent_of(path));
      if (what.down ? from + 1 >= list->size() : from == 0) return;
      const std::size_t to = what.down ? from + 1 : from - 1;
      change(moved_item(draft(), parent_of(path), from, to));
      s_.way.back().path = parent_of(path) + '/' + std::to_string(to);
    } else if (auto step = stepped(draft(), spot(), what.down)) {
      change(std::move(step->draft));
      s_.way.back().path = path_of(step->at);
    }
  }
  void on(const Carry& what) { change(moved(draft(), what.from, what.to).draft); }
  void on(const SetText& what) {
    change(with_text(draft(), what.path, what.language, what.text), what.path + what.language);
  }
  void on(const SetValue& what) {
    change(with(draft(), what.path, what.value));
    if (at().page == Page::pick) back();
  }
  void on(const SetTyped& what) { s_.typed = what.text; }

  void on(const Send&) {
    const Where where = at();
    const std::string& typed = s_.typed;
    if (where.page == Page::texts) return back();
    if (where.page != Page::entry) return;
    back();
    switch (where.typed) {
      case Typed::note:
        s_.note = typed;
        return;
      case Typed::title:
        return begin_survey(typed);
      case Typed::name:
        return change(renamed(draft(), spot_of_path(where.path).value_or(Spot{}), typed));
      case Typed::number:
        return change(with(draft(), where.path, typed.empty() ? Draft() : Draft::parse(typed, nullptr, false)));
      case Typed::operand:
        return set_operand(where, typed);
      default:
        return change(with(draft(), where.path, typed.empty() ? Draft() : Draft(typed)));
    }
  }

  // Named by a number, which nobody types again: the title is what people know it by.
  void begin_survey(const std::string& title) {
    const auto taken = [this](const std::string& name) {
      return material_.drafts.contains(name) ||
             std::ranges::any_of(material_.surveys, [&](const SurveyBrief& one) { return one.survey == name; });
    };
    std::string name;
    for (std::size_t n = 1; name.empty() || taken(name); ++n) name = "survey" + std::to_string(n);
    s_.survey = name;
    s_.base = 0;
    s_.published = Draft::object();
    Draft begun = empty_draft(title, s_.language);
    s_.editing = Editing(begun);
    s_.note.clear();
    s_.publishing = Storing::none;
    go({.page = Page::list});
  }

  void set_operand(const Where& where, const std::string& typed) {
    auto rule = read_rule(word_at(draft(), where.path));
    if (!rule || where.index >= rule->rows.size()) return;
    Condition& row = rule->rows[where.index];
    row.values.resize(std::max(row.values.size(), where.operand + 1));
    row.values[where.operand] = operand_of(typed, false);
    change(with(draft(), where.path, to_expression(*rule)));
  }

  void on(const AddItem& what) {
    const std::string list = at().path;
    const bool is_check = list.ends_with("/validators");
    change(with_item(draft(), list, is_check ? new_check(what.type) : new_choice(draft(), spot())));
    const std::string path = list + '/' + std::to_string(find(draft(), list)->size() - 1);
    if (is_check) {
      s_.way.back() = {.page = Page::settings, .path = path};
    } else {
      go({.page = Page::texts, .path = path + "/text"});
    }
  }

  void on(const AddDepartments&) {
    Draft next = draft();
    const Draft* list = find(next, at().path);
    for (const auto& [value, words] : material_.departments) {
      const bool there = list != nullptr && std::ranges::any_of(*list, [&](const Draft& one) {
                           return one == value || (one.is_object() && one.value("value", "") == value);
                         });
      if (there) continue;
      Draft choice = {{"value", value}};
      for (const auto& [language, text] : words) choice["text"][language] = text;
      next = with_item(std::move(next), at().path, std::move(choice));
      list = find(next, at().path);
    }
    change(std::move(next));
  }

  void set_rule(const Rule& rule) {
    const std::string text = to_expression(rule);
    change(with(draft(), at().path, text.empty() ? Draft() : Draft(text)));
  }
  void on(const AddRow&) {
    auto rule = read_rule(word_at(draft(), at().path));
    if (!rule) return;
    rule->rows.push_back(first_row(draft(), at().path));
    if (rule->rows.back().name.empty()) return;
    set_rule(*rule);
    go({.page = Page::condition, .path = at().path, .index = rule->rows.size() - 1});
  }
  void on(const RemoveRow&) {
    auto rule = read_rule(word_at(draft(), at().path));
    if (!rule || at().index >= rule->rows.size()) return;
    rule->rows.erase(rule->rows.begin() + static_cast<std::ptrdiff_t>(at().index));
    set_rule(*rule);
    back();
  }
  void on(const SetAny& what) {
    auto rule = read_rule(word_at(draft(), at().path));
    if (!rule) return;
    rule->any = what.any;
    set_rule(*rule);
  }
  void on(const SetRow& what) {
    auto rule = read_rule(word_at(draft(), at().path));
    if (!rule || at().index >= rule->rows.size()) return;
    rule->rows[at().index] = what.row;
    set_rule(*rule);
    if (at().page == Page::names) back();
  }
  void on(const SetShape& what) { s_.tall = what.tall; }

  void on(const Publish&) {
    if (s_.publishing == Storing::under_way || material_.fault) return;
    s_.publishing = Storing::under_way;
    s_.problem.clear();
    errand_ = Errand::publish;
  }
  void on(const ThrowAway&) {
    if (!s_.removing) {
      s_.removing = true;
      return;
    }
    s_.removing = false;
    errand_ = Errand::drop_draft;
    const bool is_new = s_.published.empty();
    if (!is_new) s_.editing = Editing(s_.published);
    while (at().page != Page::list && s_.way.size() > 1) back();
    if (is_new) on(GoBack{});
    say("edit.thrown");
  }
  void on(const TakeRevision& what) {
    if (what.index >= material_.history.size()) return;
    const auto taken = read_draft(*material_.history[what.index].definition);
    if (!taken) return;
    change(*taken);
    while (at().page != Page::list && s_.way.size() > 1) back();
    go({.page = Page::publish});
    say("edit.taken", std::to_string(material_.history[what.index].ordinal));
  }
  void on(const LookAgain&) { errand_ = Errand::list_files; }
  void on(const ToStick&) { errand_ = Errand::write_file; }
  void on(const FromStick& what) {
    errand_ = Errand::read_file;
    index_ = what.index;
  }
  void on(const Imported& what) {
    const auto read = read_draft(what.text);
    if (!read) return say("edit.imported.not", what.name);
    if (s_.survey.empty()) {
      begin_survey(what.name);
      s_.editing = Editing(*read);
    } else {
      change(*read);
      while (at().page != Page::list && s_.way.size() > 1) back();
    }
    say("edit.imported", what.name);
  }
  void on(const Exported& what) { say(what.file.empty() ? "edit.exported.not" : "edit.exported", what.file); }
  void on(const SetPlan& what) {
    s_.plan = what.plan;
    s_.planning = Storing::none;
    if (at().page == Page::turn_survey) back();
    if (at().page == Page::turn && at().index >= s_.plan.turns.size()) back();
  }
  void on(const SavePlan&) {
    s_.planning = Storing::under_way;
    errand_ = Errand::save_plan;
  }

  QuestionsState s_;
  const Material& material_;
  Errand errand_ = Errand::none;
  std::size_t index_ = 0;
};

}  // namespace

QuestionsStep update(QuestionsState state, const QuestionsIntent& intent, const Material& material) {
  return Editor(std::move(state), material).take(intent);
}

QuestionsDraft fresh_draft(const QuestionsState& state) {
  QuestionsDraft out;
  out.entry.caret = state.typed.size();
  if (state.at().page != Page::texts) return out;
  const auto text = [&](std::size_t i) { return text_at(state.draft(), state.at().path, kSurveyLanguages.at(i)); };
  for (std::size_t i = kSurveyLanguages.size(); i-- > 0;)
    if (text(i).empty() || (kSurveyLanguages.at(i) == state.language && !text(out.focus).empty())) out.focus = i;
  out.entry.caret = text(out.focus).size();
  return out;
}

std::string questions_screen_name(const QuestionsState& state) {
  constexpr std::array<std::string_view, 23> kNames = {
      "",          "plan",    "turn",    "turn-survey", "list",       "add",   "settings",  "texts",
      "languages", "entry",   "pick",    "items",       "check-type", "rule",  "condition", "names",
      "more",      "preview", "publish", "history",     "revision",   "files", "code"};
  const std::string name(kNames[static_cast<std::size_t>(state.at().page)]);
  return "admin.questions" + (name.empty() ? "" : '.' + name);
}

}  // namespace chalkpoint::admin::editor
