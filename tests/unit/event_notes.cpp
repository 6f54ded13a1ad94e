// What the events of the board may carry: the good of each kind, each member spoilt, and every bound.
#include <catch2/catch.hpp>

#include "sync/event/kinds.h"
#include "sync/event/notes.h"
#include "sync/event/seal.h"
#include "sync/event/strokes.h"
#include "tests/notes.h"

using namespace chalkpoint;
using event::Json;

namespace {

constexpr const char* kId = "01a204f4-448b-7111-9111-111111111111";
const std::string kBy = R"("by":{"name":"Мария","role":"staff"})";

Json about(const std::string& members) {
  return Json::parse(R"({"note":")" + std::string(kId) + R"(",)" + members + "}");
}
const Json kWrittenData = Json::parse(R"({"code":"K7PX","language":"ru","colour":4,"name":"Анна","text":"Душ\nхолодный",
                                          "held":["phone","link"]})");

std::string cyrillic(std::size_t characters) {
  std::string out;
  for (std::size_t i = 0; i < characters; ++i) out += "ж";
  return out;
}

/// Refuses `good` with a patch of it, naming `place`.
struct Refuses {
  std::string_view type;
  Json good;
  void operator()(const Json& patch, const std::string& place) const {
    Json bad = good;
    bad.merge_patch(patch);
    INFO(patch.dump());
    const auto result = event::validate(type, bad);
    REQUIRE_FALSE(result);
    CHECK(result.error().what.find(place) != std::string::npos);
    CHECK_FALSE(result.error().remedy.empty());
  }
  void operator()(const char* patch, const std::string& place) const { (*this)(Json::parse(patch), place); }
};

void accepts(std::string_view type, const Json& data) {
  INFO(data.dump());
  const auto valid = event::validate(type, data);
  INFO((valid ? std::string() : valid.error().what));
  CHECK(valid);
}

}  // namespace

TEST_CASE("every event of the board reads back as it was written") {
  tests::Notes notes(1);
  std::vector<event::Uuid> known;
  std::vector<bool> kinds(std::variant_size_v<event::BoardEvent>);
  const auto key = event::make_site_key([&](std::span<std::uint8_t> out) {
    for (auto& octet : out) octet = static_cast<std::uint8_t>(notes.below(256));
  });
  const event::Signature by{"Мария", "director"};
  const auto next = [&](int i) {
    switch (i % 50) {
      case 0:
        return notes.confided(key.open, {.colour = 1, .name = "", .text = "x", .strokes = ""});
      case 1:
        return notes.fact(event::VoiceMarked{notes.written().id, event::Work::read, "", by});
      case 2:
        return notes.fact(event::VoiceMarked{notes.written().id, event::Work::done, "Позвонили", by});
      case 6:
        return notes.fact(event::VoiceMarked{notes.written().id, event::Work::none, "", by});
      case 3:
        return notes.fact(event::AnswerPrepared{"idea", "ru", "Идея", "Спасибо, {name}!\nЗаписали.", by});
      case 4:
        return notes.fact(event::AnswerPrepared{"idea", "ru", "", "", by});
      case 5:
        return notes.fact(event::NotePublished{notes.written().id, "Вода была холодной", "Починили\nбойлер", by});
      default:
        return notes.next(known);
    }
  };
  for (int i = 0; i < 3000; ++i) {
    const event::Fact fact = next(i);
    REQUIRE(event::validate(fact.type, fact.data));
    const auto read = event::read_board(fact.type, event::canonical_json(fact.data));
    REQUIRE(read);
    REQUIRE(*read);
    CHECK(event::type_of(**read) == fact.type);
    CHECK(event::to_json(**read) == fact.data);
    CHECK(event::is_board_type(fact.type));
    kinds[(*read)->index()] = true;
  }
  CHECK(std::ranges::all_of(kinds, [](bool met) { return met; }));
}

TEST_CASE("a public note is refused by the member at fault") {
  const Refuses refuses{event::kNoteWritten, kWrittenData};
  accepts(event::kNoteWritten, kWrittenData);
  refuses(R"({"code":null})", "code");
  refuses(R"({"code":""})", "code");
  refuses(R"({"code":"K7PO"})", "code");
  refuses(R"({"language":""})", "language");
  refuses(Json{{"language", std::string(36, 'a')}}, "language");
  refuses(R"({"colour":5})", "colour");
  refuses(R"({"colour":-1})", "colour");
  refuses(R"({"colour":1.5})", "colour");
  refuses(R"({"colour":null})", "colour");
  refuses(R"({"name":""})", "name");
  refuses(R"({"name":"  "})", "name");
  refuses(R"({"name":"A\nB"})", "name");
  refuses(Json{{"name", cyrillic(41)}}, "name");
  refuses(R"({"text":null})", "neither");
  refuses(R"({"strokes":"AAAA"})", "both");
  refuses(R"({"text":""})", "text");
  refuses(R"({"text":" \n "})", "text");
  refuses(R"({"text":"a\u0007b"})", "text");
  refuses(R"({"text":"a\u007fb"})", "text");
  refuses(R"({"text":7})", "text");
  refuses(Json{{"text", cyrillic(501)}}, "text");
  refuses(R"({"held":[]})", "held");
  refuses(R"({"held":"phone"})", "held");
  refuses(R"({"held":["phone","phone"]})", "held");
  refuses(R"({"held":["mood"]})", "held");
  refuses(R"({"phone":"+7"})", "phone");
  accepts(event::kNoteWritten, Json::parse(R"({"code":"K7PX","language":"en","colour":0,"text":"x"})"));
  Json longest = kWrittenData;
  longest["text"] = cyrillic(500);
  longest["name"] = cyrillic(40);
  accepts(event::kNoteWritten, longest);
}

TEST_CASE("a drawing on a note is one that can be drawn") {
  const event::Drawing line{100, 50, {{1, 2, {{0, 0, 3}, {100, 50, 9}}}}};
  Json good = kWrittenData;
  good.erase("text");
  good["strokes"] = event::base64(event::encode_drawing(line).value());
  accepts(event::kNoteWritten, good);
  const Refuses refuses{event::kNoteWritten, good};
  refuses(R"({"strokes":"****"})", "strokes");
  refuses(R"({"strokes":""})", "strokes");
  refuses(R"({"strokes":"AAA"})", "strokes");
  refuses(R"({"strokes":"AAAA"})", "strokes");
  refuses(Json{{"strokes", good["strokes"].get<std::string>() + "AAAA"}}, "strokes");
  refuses(Json{{"strokes", event::base64(event::encode_drawing({}).value_or("?"))}}, "strokes");
  refuses(Json{{"strokes", event::base64(std::string(16 * 1024 + 1, 'x'))}}, "strokes");
  refuses(Json{{"strokes", event::base64(std::string(17 * 1024, 'x'))}}, "strokes");
}

TEST_CASE("a private note tells nothing of its content") {
  const Json good = Json::parse(R"({"code":"K7PX","language":"ru","digest":")" + std::string(64, 'a') + R"("})");
  const Refuses refuses{event::kNoteConfided, good};
  accepts(event::kNoteConfided, good);
  CHECK(event::sealed_digest(event::kNoteConfided, good) == std::string(64, 'a'));
  CHECK(event::sealed_digest(event::kNoteWritten, kWrittenData).empty());
  refuses(R"({"digest":null})", "digest");
  refuses(R"({"digest":"AA"})", "digest");
  refuses(R"({"key":"8C2E6D327DFAA6FF"})", "key");
  refuses(R"({"key":""})", "key");
  Json named = good;
  named["key"] = "8c2e6d327dfaa6ff";
  accepts(event::kNoteConfided, named);
  CHECK(event::for_people("8c2e6d327dfaa6ff") == "8C2E 6D32 7DFA A6FF");
  refuses(R"({"text":"x"})", "text");
  refuses(R"({"colour":1})", "colour");
  refuses(R"({"code":"k7px"})", "code");
  refuses(R"({"language":null})", "language");
}

TEST_CASE("the writing of a private note comes back from its text") {
  const event::Writing writing{.colour = 3, .name = "Анна", .text = "Тренер опаздывает", .strokes = ""};
  CHECK(event::to_text(writing) == R"({"colour":3,"name":"Анна","text":"Тренер опаздывает"})");
  const auto read = event::writing_from_text(event::to_text(writing));
  REQUIRE(read);
  CHECK(*read == writing);
  CHECK_FALSE(event::writing_from_text(R"({"colour":3})"));
  CHECK_FALSE(event::writing_from_text(R"({"colour":9,"text":"x"})"));
  CHECK_FALSE(event::writing_from_text(R"({"code":"K7PX","colour":3,"text":"x"})"));
  CHECK_FALSE(event::writing_from_text(""));
  CHECK_FALSE(event::writing_from_text("{"));
  CHECK_FALSE(event::writing_from_text(R"([{"colour":3,"text":"x"}])"));
  CHECK_FALSE(event::writing_from_text(R"({"text":"x","colour":3})"));  // not the canonical order
  CHECK_FALSE(event::writing_from_text("{\"colour\":3,\"text\":\"\u00A0\"}"));
  CHECK_FALSE(event::writing_from_text("{\"colour\":3,\"text\":\"a\u202Eb\"}"));
  CHECK_FALSE(event::writing_from_text(R"({"colour":3,"strokes":"AAAA","text":"x"})"));
  CHECK_FALSE(event::writing_from_text(R"({"colour":3,"strokes":"AAAA"})"));
  Json long_text{{"colour", 3}, {"text", cyrillic(501)}};
  CHECK_FALSE(event::writing_from_text(event::canonical_json(long_text)));
  long_text["text"] = cyrillic(500);
  CHECK(event::writing_from_text(event::canonical_json(long_text)));
}

TEST_CASE("a verdict names its note, its reason and who gave it") {
  const Json good = about(R"("verdict":"hidden","reason":"insult",)" + kBy);
  const Refuses refuses{event::kNoteModerated, good};
  accepts(event::kNoteModerated, good);
  accepts(event::kNoteModerated, about(R"("verdict":"removed","reason":"other",)" + kBy));
  accepts(event::kNoteModerated, about(R"("verdict":"shown",)" + kBy));
  refuses(R"({"reason":null})", "reason");
  refuses(R"({"reason":"boring"})", "reason");
  refuses(R"({"verdict":"none"})", "verdict");
  refuses(R"({"verdict":""})", "verdict");
  refuses(R"({"note":"K7PX"})", "note");
  refuses(R"({"note":null})", "note");
  refuses(R"({"by":null})", "by");
  refuses(R"({"by":"Мария"})", "by");
  refuses(R"({"by":{"name":null}})", "by.name");
  refuses(R"({"by":{"name":""}})", "by.name");
  refuses(Json{{"by", {{"name", cyrillic(31)}}}}, "by.name");
  refuses(R"({"by":{"role":"guest"}})", "by.role");
  refuses(R"({"by":{"phone":"+7"}})", "by.unknown");
  refuses(R"({"code":"K7PX"})", "code");
  Json longest = good;
  longest["by"]["name"] = cyrillic(30);
  accepts(event::kNoteModerated, longest);
}

TEST_CASE("the club's work on a note goes with its state") {
  const Json working = about(R"("state":"working","until":"2026-12-01",)" + kBy);
  accepts(event::kNoteMarked, working);
  accepts(event::kNoteMarked, about(R"("state":"read",)" + kBy));
  accepts(event::kNoteMarked, about(R"("state":"done",)" + kBy));
  accepts(event::kNoteMarked, about(R"("state":"open",)" + kBy));
  Json done = about(R"("state":"done",)" + kBy);
  done["did"] = cyrillic(300);
  accepts(event::kNoteMarked, done);
  const Refuses refuses{event::kNoteMarked, working};
  refuses(R"({"until":"2026-02-30"})", "until");
  refuses(R"({"until":"tomorrow"})", "until");
  refuses(R"({"until":""})", "until");
  refuses(R"({"state":"read"})", "until");
  refuses(R"({"state":"open"})", "until");
  refuses(R"({"did":"x"})", "did");
  refuses(R"({"state":"forgotten"})", "state");
  refuses(R"({"by":null})", "by");
  Refuses{event::kNoteMarked, done}(Json{{"did", cyrillic(301)}}, "did");
  Refuses{event::kNoteMarked, done}(R"({"did":""})", "did");
  Refuses{event::kNoteMarked, done}(R"({"state":"open"})", "did");
}

TEST_CASE("pins, replies, supports and the board's rule") {
  const Json pinned = about(R"("pinned":true,)" + kBy);
  accepts(event::kNotePinned, pinned);
  Refuses{event::kNotePinned, pinned}(R"({"pinned":1})", "pinned");
  Refuses{event::kNotePinned, pinned}(R"({"by":null})", "by");

  Json replied = about(R"("text":"Починим",)" + kBy);
  accepts(event::kNoteReplied, replied);
  Refuses{event::kNoteReplied, replied}(R"({"text":""})", "text");
  Refuses{event::kNoteReplied, replied}(Json{{"text", cyrillic(501)}}, "text");
  replied["text"] = cyrillic(500);
  accepts(event::kNoteReplied, replied);

  const Json supported{{"note", kId}};
  accepts(event::kNoteSupported, supported);
  Refuses{event::kNoteSupported, supported}(R"({"note":"01A204F4-448B-7111-9111-111111111111"})", "note");
  Refuses{event::kNoteSupported, supported}(R"({"by":"me"})", "by");

  const Json ruled = Json::parse(R"({"screening":"before","by":{"name":"Мария","role":"director"}})");
  accepts(event::kBoardRuled, ruled);
  Refuses{event::kBoardRuled, ruled}(R"({"screening":"never"})", "screening");
  Refuses{event::kBoardRuled, ruled}(R"({"by":null})", "by");
  Refuses{event::kBoardRuled, ruled}(R"({"by":{"role":"staff"}})", "by.role");

  accepts("chalkpoint.note.translated.v1", Json{{"anything", 1}});  // of a newer terminal: kept, and not drawn
  CHECK_FALSE(event::validate(event::kBoardRuled, Json::array()));
}
