#include "kiosk/app/seal.h"

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

}  // namespace chalkpoint::app
