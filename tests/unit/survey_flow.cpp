// The bounds of what a member can write.
#include <catch2/catch.hpp>

#include "kiosk/survey/flow.h"

using namespace chalkpoint;

namespace {

survey::Flow begun(const survey::Definition& definition, const survey::Inputs& in) {
  return survey::update(definition, survey::Flow(definition, "ru"), survey::Start{}, in).flow;
}

}  // namespace

TEST_CASE("what can be written always fits into an event, whatever it is made of") {
  std::string elements;
  for (int i = 0; i < 20; ++i)
    elements += (i > 0 ? "," : "") + std::string(R"({"type":"comment","name":"c)") + std::to_string(i) + "\"}";
  const auto definition = survey::parse_definition("{\"elements\":[" + elements + "]}");
  REQUIRE(definition);
  survey::Inputs in;
  survey::Flow flow = begun(*definition, in);
  for (int i = 0; i < 20; ++i)
    flow = survey::update(*definition, flow, survey::Write{"c" + std::to_string(i), std::string(3'900, '"')}, in).flow;
  CHECK(flow.run.data().size() >= 5);
  const auto step = survey::update(*definition, flow, survey::Leave{}, in);
  REQUIRE(step.ending);
  CHECK(event::to_json(step.ending->response).dump().size() < event::kEventBytesMax);
}

TEST_CASE("a contact is no longer than an e-mail address can be") {
  const auto definition = survey::parse_definition(R"({"elements":[
      {"type":"comment","name":"words"},{"type":"text","inputType":"email","name":"mail"}]})");
  REQUIRE(definition);
  survey::Inputs in;
  survey::Flow flow = begun(*definition, in);
  const std::string longest(254, 'a');
  flow = survey::update(*definition, flow, survey::Write{"mail", longest}, in).flow;
  flow = survey::update(*definition, flow, survey::Write{"mail", longest + "a"}, in).flow;
  CHECK(flow.run.value("mail") == survey::Value(longest));
}
