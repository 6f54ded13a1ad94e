#include "sync/event/case_events.h"

#include <algorithm>

#include "sync/event/fields.h"
#include "sync/event/notes.h"

namespace chalkpoint::event {
namespace {

Json json_of(const CaseDescribed& what) {
  Json data{{"about", what.about.text()}, {"by", to_json(what.by)}};
  if (what.department) data["department"] = *what.department;
  if (what.cause) data["cause"] = kCauses[static_cast<std::size_t>(*what.cause) - 1];
  if (what.assignee) data["assignee"] = *what.assignee == Uuid{} ? "" : what.assignee->text();
  if (what.due) data["due"] = *what.due;
  return data;
}

Json json_of(const CaseCommented& what) {
  return {{"about", what.about.text()}, {"text", what.text}, {"by", to_json(what.by)}};
}

Json json_of(const CaseResolved& what) {
  Json data{{"about", what.about.text()},
            {"how", kResolutions[static_cast<std::size_t>(what.how) - 1]},
            {"did", what.did},
            {"by", to_json(what.by)}};
  if (!what.follow_up.empty()) data["follow_up"] = what.follow_up;
  return data;
}

Json json_of(const CaseReopened& what) {
  Json data{{"about", what.about.text()}, {"by", to_json(what.by)}};
  if (!what.why.empty()) data["why"] = what.why;
  return data;
}

Json json_of(const CaseFollowed& what) {
  Json data{{"about", what.about.text()},
            {"outcome", kOutcomes[static_cast<std::size_t>(what.outcome) - 1]},
            {"by", to_json(what.by)}};
  if (!what.words.empty()) data["words"] = what.words;
  if (!what.again.empty()) data["again"] = what.again;
  return data;
}

// Of nobody the id stands nowhere: one way to write it.
Uuid person_or_nobody(Fields& data, std::string_view name) {
  if (data.text(name, kFieldBytesMax, true).empty()) return {};
  const Uuid person = data.uuid(name);
  if (person == Uuid{}) data.fail(std::string(name) + " is nobody's id");
  return person;
}

CaseDescribed described(Fields& data) {
  data.only({"about", "department", "cause", "assignee", "due", "by"});
  CaseDescribed out;
  out.about = data.uuid("about");
  if (data.has("department")) out.department = data.prose("department", kDepartmentMax, false);
  if (data.has("cause")) out.cause = static_cast<Cause>(data.choice("cause", kCauses) + 1);
  if (data.has("assignee")) out.assignee = person_or_nobody(data, "assignee");
  if (data.has("due")) out.due = data.day("due", true);
  out.by = data.signature(Right::cases);
  return out;
}

CaseCommented commented(Fields& data) {
  data.only({"about", "text", "by"});
  return {data.uuid("about"), data.prose("text", kCommentTextMax, true), data.signature(Right::cases)};
}

CaseResolved resolved(Fields& data) {
  data.only({"about", "how", "did", "follow_up", "by"});
  CaseResolved out;
  out.about = data.uuid("about");
  out.how = static_cast<Resolution>(data.choice("how", kResolutions) + 1);
  out.did = data.prose("did", kCaseTextMax, true);
  if (data.has("follow_up")) out.follow_up = data.day("follow_up");
  out.by = data.signature(Right::cases);
  return out;
}

CaseReopened reopened(Fields& data) {
  data.only({"about", "why", "by"});
  CaseReopened out;
  out.about = data.uuid("about");
  if (data.has("why")) out.why = data.prose("why", kCaseTextMax, true);
  out.by = data.signature(Right::cases);
  return out;
}

CaseFollowed followed(Fields& data) {
  data.only({"about", "outcome", "words", "again", "by"});
  CaseFollowed out;
  out.about = data.uuid("about");
  out.outcome = static_cast<Outcome>(data.choice("outcome", kOutcomes) + 1);
  if (data.has("words")) out.words = data.prose("words", kCaseTextMax, true);
  if (data.has("again")) {
    out.again = data.day("again");
    if (out.outcome != Outcome::unreached) data.fail("again is told of somebody who was reached");
  }
  out.by = data.signature(Right::cases);
  return out;
}

using Reader = CaseEvent (*)(Fields&);
constexpr std::array<std::pair<std::string_view, Reader>, std::variant_size_v<CaseEvent>> kCaseReaders = {{
    {kCaseDescribed, [](Fields& data) { return CaseEvent(described(data)); }},
    {kCaseCommented, [](Fields& data) { return CaseEvent(commented(data)); }},
    {kCaseResolved, [](Fields& data) { return CaseEvent(resolved(data)); }},
    {kCaseReopened, [](Fields& data) { return CaseEvent(reopened(data)); }},
    {kCaseFollowed, [](Fields& data) { return CaseEvent(followed(data)); }},
}};

}  // namespace

std::string_view type_of(const CaseEvent& what) {
  return kCaseReaders[what.index()].first;
}

Json to_json(const CaseEvent& what) {
  return std::visit([](const auto& one) { return json_of(one); }, what);
}

std::expected<std::optional<CaseEvent>, Problem> read_case(std::string_view type, std::string_view data) {
  const auto reader = std::ranges::find(kCaseReaders, type, &std::pair<std::string_view, Reader>::first);
  if (reader == kCaseReaders.end()) return std::nullopt;
  Fields fields("A step of a case", data);
  CaseEvent read = reader->second(fields);
  if (fields.fault()) return std::unexpected(*fields.fault());
  return read;
}

}  // namespace chalkpoint::event
