// Whatever arrives as the body of an event: it is refused, or it reads back to exactly the same octets.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sync/event/case_events.h"
#include "sync/event/kinds.h"
#include "sync/event/people.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  using namespace chalkpoint;
  const std::string_view body(reinterpret_cast<const char*>(octets), count);
  const auto parts = event::split_body(body);
  if (parts && event::join_body(*parts) != body) std::abort();
  const auto parsed = event::parse_body(body);
  if (!parsed) return 0;
  const event::Json data = event::body_data(body);
  if (event::canonical_json(data) != parts->data) std::abort();
  if (event::Json::parse(parsed->body).at("id") != parsed->id.text()) std::abort();
  if (!event::validate(parsed->type, data)) return 0;
  if (const auto board = event::read_board(parsed->type, parts->data); *board) {
    // What the board believes is written as it was read: nothing in it is overlooked.
    if (event::type_of(**board) != parsed->type || event::to_json(**board) != data) std::abort();
  }
  if (const auto step = event::read_case(parsed->type, parts->data); *step) {
    if (event::type_of(**step) != parsed->type || event::to_json(**step) != data) std::abort();
  }
  if (const auto people = event::read_people(parsed->type, parts->data); *people) {
    if (event::type_of(**people) != parsed->type || event::to_json(**people) != data) std::abort();
  }
  if (const auto contacts = event::read_contacts(parsed->type, parts->data); *contacts) {
    if (event::type_of(**contacts) != parsed->type || event::to_json(**contacts) != data) std::abort();
  }
  if (const auto call = event::read_call(parsed->type, parts->data); *call) {
    if (event::type_of(**call) != parsed->type || event::to_json(**call) != data) std::abort();
  }
  if (parsed->type != event::kResponseCompleted && parsed->type != event::kResponseAbandoned) return 0;
  const auto response = event::response_from_json(data);
  // What is valid survives a round trip; an empty list of suspicions is the only thing written shorter.
  if (!response || !event::response_from_json(event::to_json(*response))) std::abort();
  return 0;
}
