#include "kiosk/app/seal.h"

#include <utility>

namespace chalkpoint::app {

event::Fact make_fact(const survey::Ending& ending, const event::PublicKey& site_key) {
  event::Response response = ending.response;
  event::Fact fact{.id = ending.id,
                   .type = std::string(ending.completed ? event::kResponseCompleted : event::kResponseAbandoned),
                   .data = {},
                   .at = ending.at,
                   .sealed = {}};
  if (ending.contact && response.contact) {
    fact.sealed = event::seal_contact(*ending.contact, site_key);
    response.contact->digest = event::seal_digest(*fact.sealed);
  }
  fact.data = event::to_json(response);
  return fact;
}

event::Fact fact_of(const event::Uuid& id, const event::BoardEvent& what, const event::Moment& at) {
  return {.id = id, .type = std::string(event::type_of(what)), .data = event::to_json(what), .at = at, .sealed = {}};
}

event::Fact fact_of(const event::Uuid& id, const event::Deed& what, const event::Moment& at) {
  return {.id = id, .type = std::string(event::type_of(what)), .data = event::to_json(what), .at = at, .sealed = {}};
}

event::Fact confide(const event::Uuid& id, const std::string& code, const std::string& language,
                    const event::Writing& writing, const event::Moment& at, const event::PublicKey& site_key) {
  event::Bytes box = event::seal_contact(event::to_text(writing), site_key);
  const event::NoteConfided note{
      .code = code, .language = language, .digest = event::seal_digest(box), .key = event::key_id(site_key)};
  return {.id = id,
          .type = std::string(event::kNoteConfided),
          .data = event::to_json(event::BoardEvent(note)),
          .at = at,
          .sealed = std::move(box)};
}

}  // namespace chalkpoint::app
