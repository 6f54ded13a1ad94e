#include "sync/event/kinds.h"

#include <algorithm>

#include "sync/event/case_events.h"
#include "sync/event/config.h"
#include "sync/event/fields.h"
#include "sync/event/people.h"
#include "sync/event/results.h"
#include "sync/event/surveys.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::event {
namespace {

Response::Contact read_contact(Fields& contact) {
  contact.only({"channel", "consent", "digest"});
  Response::Contact out{contact.text("channel"), contact.text("consent"), contact.digest("digest")};
  if (out.channel != "phone" && out.channel != "email" && out.channel != "name")
    contact.fail("channel is none of phone, email, name");
  return out;
}

bool deeper_than(const Json& value, int levels) {
  if (!value.is_structured()) return false;
  return levels == 0 || std::ranges::any_of(value, [=](const Json& item) { return deeper_than(item, levels - 1); });
}

bool is_word(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; });
}

/// chalkpoint.<thing>.<verb>.vN
bool well_formed_type(std::string_view type) {
  constexpr std::string_view prefix = "chalkpoint.";
  if (!type.starts_with(prefix) || type.size() > 100) return false;
  type.remove_prefix(prefix.size());
  const std::size_t first = type.find('.');
  if (first == std::string_view::npos) return false;
  const std::size_t second = type.find('.', first + 1);
  if (second == std::string_view::npos) return false;
  const auto version = type.substr(second + 1);
  return is_word(type.substr(0, first)) && is_word(type.substr(first + 1, second - first - 1)) && version.size() >= 2 &&
         version.size() <= 5 && version[0] == 'v' && version[1] != '0' &&
         std::ranges::all_of(version.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

void read_staff_part(Fields& data, Response& response) {
  if (data.has("about")) response.about = data.uuid("about");
  if (data.has("by")) {
    response.by = data.signature(Right::record);
    data.choice("touchpoint", kStaffTouchpoints);
  } else if (response.about) {
    data.fail("about is told without by: only a staff form is about something");
  }
}

/// The response but for its answers: to check one, they need not be copied.
std::expected<Response, Problem> checked(std::string_view object) {
  Fields data("A response", object);
  data.only({"survey", "revision", "language", "touchpoint", "code", "duration_ms", "score", "answers", "suspect",
             "contact", "by", "about", "left_at"});
  Response response;
  response.survey = data.text("survey");
  response.language = data.text("language");
  response.touchpoint = data.text("touchpoint");
  response.code = data.code("code", true);
  response.revision = static_cast<std::uint32_t>(data.integer("revision", 1, UINT32_MAX));
  response.duration_ms = data.integer("duration_ms", 0, std::int64_t{1} << 53);
  if (data.has("score")) response.score = static_cast<int>(data.integer("score", 0, 10));
  response.suspect = data.texts("suspect");
  if (data.has("left_at")) response.left_at = data.text("left_at");
  if (!data.raw("answers").starts_with('{')) data.fail("answers is not an object");
  if (data.has("contact")) data.object("contact", [&](Fields& contact) { response.contact = read_contact(contact); });
  read_staff_part(data, response);
  if (data.fault()) return std::unexpected(*data.fault());
  return response;
}

}  // namespace

Json to_json(const Response& response) {
  Json data{{"survey", response.survey},         {"revision", response.revision}, {"language", response.language},
            {"touchpoint", response.touchpoint}, {"code", response.code},         {"duration_ms", response.duration_ms},
            {"answers", response.answers}};
  if (response.score) data["score"] = *response.score;
  if (!response.suspect.empty()) data["suspect"] = response.suspect;
  if (!response.left_at.empty()) data["left_at"] = response.left_at;
  if (response.contact) {
    data["contact"] = {{"channel", response.contact->channel},
                       {"consent", response.contact->consent},
                       {"digest", response.contact->digest}};
  }
  if (response.by) data["by"] = to_json(*response.by);
  if (response.about) data["about"] = response.about->text();
  return data;
}

std::expected<Response, Problem> response_from_json(const Json& data) {
  auto response = checked(canonical_json(data));
  if (response) response->answers = data.at("answers");
  return response;
}

std::expected<Data, Problem> read_data(std::string_view type, std::string_view data) {
  Data out;
  if (type == kResponseCompleted || type == kResponseAbandoned) {
    auto response = checked(data);
    if (!response) return std::unexpected(response.error());
    if (response->contact) out.digest = response->contact->digest;
    if (type == kResponseAbandoned && (response->contact || response->by)) {
      const std::string member = response->contact ? "contact" : "by";
      return std::unexpected(Problem{"A response is malformed: an abandoned one carries no " + member,
                                     "Compare the terminal's version with the hub's."});
    }
    if (type == kResponseCompleted && !response->left_at.empty()) {
      return std::unexpected(Problem{"A response is malformed: a completed one was left nowhere",
                                     "Compare the terminal's version with the hub's."});
    }
    out.response = std::move(*response);
    return out;
  }
  if (!well_formed_type(type)) {
    return std::unexpected(Problem{"The type of an event is not chalkpoint.<thing>.<past tense>.vN",
                                   "Compare the sender's version with PROTOCOL.md."});
  }
  if (!data.starts_with('{'))
    return std::unexpected(
        Problem{"The data of an event is not an object", "Compare the sender's version with PROTOCOL.md."});
  auto board = read_board(type, data);
  if (!board) return std::unexpected(board.error());
  if (const auto people = read_people(type, data); !people) return std::unexpected(people.error());
  if (const auto step = read_case(type, data); !step) return std::unexpected(step.error());
  if (const auto contacts = read_contacts(type, data); !contacts) return std::unexpected(contacts.error());
  if (const auto call = read_call(type, data); !call) return std::unexpected(call.error());
  if (const auto config = read_config(type, data); !config) return std::unexpected(config.error());
  if (const auto counted = read_participation(type, data); !counted) return std::unexpected(counted.error());
  if (const auto survey = read_survey(type, data); !survey) return std::unexpected(survey.error());
  if (const auto* confided = *board ? std::get_if<NoteConfided>(&**board) : nullptr) out.digest = confided->digest;
  return out;
}

std::string sealed_digest(std::string_view type, const Json& data) {
  const auto text_of = [](const Json& object) {
    const auto digest = object.is_object() ? object.find("digest") : object.end();
    return digest != object.end() && digest->is_string() ? digest->get<std::string>() : std::string();
  };
  if (type == kNoteConfided) return text_of(data);
  const bool response = type == kResponseCompleted && data.is_object() && data.contains("contact");
  return response ? text_of(data.at("contact")) : std::string();
}

std::expected<void, Problem> validate(std::string_view type, const Json& data) {
  if (deeper_than(data, kJsonDepthMax)) {
    return std::unexpected(Problem{"The data of an event is nested too deeply", "Keep it within 32 levels."});
  }
  if (const auto read = read_data(type, canonical_json(data)); !read) return std::unexpected(read.error());
  return {};
}

}  // namespace chalkpoint::event
