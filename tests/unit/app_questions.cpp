// Which survey a terminal asks: what came with the program, what was published, what the plan says; and what may be
// published.
#include <catch2/catch.hpp>

#include "kiosk/app/questions.h"
#include "sync/event/kinds.h"

using namespace chalkpoint;
using app::Questions;

namespace {

const event::Signature kOwner{"Анна", "owner"};
const event::Moment kNow{.unix_ms = 1'795'379'455'123, .utc_offset_min = 180, .mono_ms = 1, .boot_id = {}};

std::string survey_of(const std::string& name, const std::string& more = "") {
  return R"({"title":"T","elements":[{"type":"comment","name":")" + name + R"("})" + more + "]}";
}

class Site {
 public:
  explicit Site(bool with_contacts = true)
      : questions({.shipped = app::load_shipped(SOURCE_DIR "/assets").value(), .with_contacts = with_contacts}) {}

  // As another terminal may: without being asked whether it can be.
  std::uint32_t publish(const std::string& survey, const std::string& definition) {
    const event::SurveyPublished said{survey, event::revision_of(definition), definition, "", kOwner};
    feed(std::string(event::kSurveyPublished), event::to_json(said));
    return said.revision;
  }
  void plan(const std::string& text) {
    event::Config config;
    config.apply(
        std::vector{happened(std::string(event::kConfigChanged),
                             event::to_json(event::ConfigChanged{std::string(admin::kPlanKey), text, kOwner}))});
    questions.follow(config);
  }
  std::expected<event::Fact, event::Problem> try_publishing(const std::string& survey, const std::string& definition) {
    return questions.publication(survey, definition, "note", kOwner, kNow, [this](std::span<std::uint8_t> out) {
      for (auto& one : out) one = ++octet_;
    });
  }
  std::string fault(const std::string& survey, const std::string& definition) {
    const auto fact = try_publishing(survey, definition);
    return fact ? std::string() : fact.error().what;
  }
  std::pair<std::string, std::uint32_t> asked() const {
    const auto one = questions.asked(kNow);
    return one ? std::pair(one->survey, one->revision) : std::pair(std::string(), 0U);
  }
  void feed(const std::string& type, event::Json data) {
    journal::BoardPage page;
    page.own = {happened(type, std::move(data))};
    questions.feed(page);
  }

  Questions questions;

 private:
  event::Event happened(const std::string& type, event::Json data) {
    event::Fact fact{.id = {}, .type = type, .data = std::move(data), .at = kNow, .sealed = {}};
    fact.id.bytes.fill(++octet_);
    return event::parse_body(event::canonical_body(fact, "0123456789abcdef", octet_, {kNow.unix_ms + octet_, 0}))
        .value();
  }
  std::uint8_t octet_ = 0;
};

using Asked = std::pair<std::string, std::uint32_t>;

}  // namespace

TEST_CASE("a terminal asks what came with it, then what was published, then what was published again", "[questions]") {
  Site site;
  CHECK(site.asked() == Asked("nps", 1));
  CHECK(site.questions.history("nps").size() == 1);
  const auto one = site.publish("nps", survey_of("a")), two = site.publish("nps", survey_of("b"));
  CHECK(site.asked() == Asked("nps", two));
  CHECK(site.questions.asked(kNow)->definition->find("b") != nullptr);
  site.publish("nps", survey_of("a"));
  CHECK(site.asked() == Asked("nps", one));
  const auto history = site.questions.history("nps");
  REQUIRE(history.size() == 4);
  CHECK(history[0].revision == event::kShippedRevision);
  CHECK(history[3].current);
  CHECK(history[3].ordinal == 4);
  CHECK(history[1].revision == history[3].revision);
}

TEST_CASE("a revision that cannot be asked here is passed over, and the staff are told", "[questions]") {
  Site site;
  CHECK_FALSE(site.questions.problem());
  const auto fine = site.publish("nps", survey_of("a"));
  site.publish("nps", R"({"elements":[{"type":"hologram","name":"a"}]})");
  CHECK(site.asked() == Asked("nps", fine));
  REQUIRE(site.questions.problem());
  CHECK(site.questions.problem()->what.find("nps") != std::string::npos);
  for (const auto& brief : site.questions.list("ru", kNow)) CHECK(brief.unreadable.empty() == (brief.survey != "nps"));
}

TEST_CASE("the plan says which survey is asked, and nothing that is wrong with it leaves the terminal without one",
          "[questions]") {
  Site site;
  const auto classes = site.publish("classes", survey_of("a"));
  CHECK(site.asked() == Asked("nps", 1));
  site.plan(R"({"turns":[{"survey":"classes"}]})");
  CHECK(site.asked() == Asked("classes", classes));
  CHECK_FALSE(site.questions.problem());
  site.plan(R"({"off":true})");
  CHECK(site.asked() == Asked("", 0));
  for (const char* wrong : {"no plan", R"({"usual":"nobody"})", R"({"turns":[{"survey":"told"}]})"}) {
    site.plan(wrong);
    CHECK(site.asked() == Asked("nps", 1));
    CHECK(site.questions.problem());
  }
  site.plan("");
  CHECK_FALSE(site.questions.problem());
}

TEST_CASE("one in three members gets the other survey", "[questions]") {
  Site site;
  site.publish("classes", survey_of("a"));
  site.plan(R"({"turns":[{"survey":"classes","one_in":3}]})");
  int others = 0;
  for (int i = 0; i < 30; ++i) {
    if (site.asked().first == "classes") ++others;
    site.questions.was_asked();
  }
  CHECK(others == 10);
}

TEST_CASE("what cannot be asked is not published, and the place is named", "[questions]") {
  Site site;
  CHECK(site.fault("nps", survey_of("a")).empty());
  CHECK(site.fault("Nps", survey_of("a")).find("Nps") != std::string::npos);
  CHECK(site.fault("nps", "{").find("byte") != std::string::npos);
  CHECK(site.fault("nps", "[]") != "");
  CHECK(site.fault("nps", R"({"elements":[{"type":"comment","name":"a","colour":1}]})").find("elements[0].colour") !=
        std::string::npos);
  CHECK(site.fault("told", survey_of("a")).find("words") != std::string::npos);
  CHECK(site.fault("told", survey_of("words", R"(,{"type":"checkbox","name":"r","valueName":"reasons","choices":[1]})"))
            .empty());
  const std::string shipped = *site.questions.history("nps").front().definition;
  CHECK(site.fault("nps", shipped).find("already") != std::string::npos);
  CHECK(site.fault("other", shipped).empty());
  const std::string long_title(70'000, 'x');
  const auto too_long =
      site.try_publishing("nps", R"({"description":")" + long_title + "\"," + survey_of("a").substr(1));
  REQUIRE_FALSE(too_long);
  CHECK_FALSE(too_long.error().remedy.empty());
  CHECK(too_long.error().what.find("60 KiB") != std::string::npos);
}

TEST_CASE("blanks make no other revision, the order of members is kept", "[questions]") {
  Site site;
  const auto one =
      site.try_publishing("nps", "{ \"title\" : \"T\",\n \"elements\":[{\"type\":\"comment\",\"name\":\"a\"}]}");
  const auto two = site.try_publishing("nps", survey_of("a"));
  REQUIRE(one);
  REQUIRE(two);
  CHECK(one->data.at("revision") == two->data.at("revision"));
  CHECK(one->data.at("definition") == survey_of("a"));
  CHECK(app::without_blanks(app::with_blanks(survey_of("a"))).value() == survey_of("a"));
}

TEST_CASE("an old answer keeps its label, and a newer word for it counts", "[questions]") {
  Site site;
  const auto choices = [](const std::string& first) {
    return R"({"elements":[{"type":"checkbox","name":"why","choices":[)" + first +
           R"({"value":"price","text":{"default":"Price","ru":"Цена"}}]}]})";
  };
  const auto before = site.questions.labels("ru");
  CHECK(before.contains("trainers"));
  site.publish("nps", choices(R"({"value":"sauna","text":"Sauna"},)"));
  site.publish("nps", choices(R"({"value":"pool","text":"Pool"},)"));
  const auto& labels = site.questions.labels("ru");
  for (const auto& [value, label] : before) CHECK(labels.contains(value));
  CHECK(labels.at("sauna") == "Sauna");
  CHECK(labels.at("pool") == "Pool");
  CHECK(labels.at("price") == "Цена");
  const auto& departments = site.questions.departments();
  REQUIRE(departments.size() > 3);
  CHECK(departments[0] == "pool");
  CHECK(departments[1] == "price");
  CHECK(departments[2] == "sauna");
  CHECK(std::ranges::count(departments, "price") == 1);
  CHECK(std::ranges::count(departments, "trainers") == 1);
}

TEST_CASE("a form of the staff is the one that was published, by its revision", "[questions]") {
  Site site;
  CHECK(site.questions.forms().size() == app::kForms.size());
  CHECK(site.questions.forms().at("service").revision == 1);
  const auto revision = site.publish("service", survey_of("words"));
  CHECK(site.questions.forms().at("service").revision == revision);
  CHECK(site.asked() == Asked("nps", 1));
}

TEST_CASE("without a key nothing published asks for contacts", "[questions]") {
  Site site(false);
  const std::string phone = R"({"type":"text","inputType":"tel","name":"phone"})";
  const auto both = site.publish("nps", survey_of("a", "," + phone));
  CHECK(site.asked() == Asked("nps", both));
  CHECK(site.questions.asked(kNow)->definition->find("phone") == nullptr);
  site.publish("nps", R"({"elements":[)" + phone + "]}");
  CHECK(site.asked() == Asked("nps", both));
  CHECK(site.questions.problem());
}
