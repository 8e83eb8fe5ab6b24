// The published schema and the loader say the same: every field, every enumeration, every kind's own fields.

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

#include "rules/builtin.h"
#include "rules/fields.h"

namespace tamis::rules {
namespace {

using nlohmann::json;
using Names = std::set<std::string>;

class Schema : public testing::Test {
 protected:
  void SetUp() override {
    schema_ = json::parse(rule_schema(), nullptr, false);
    ASSERT_FALSE(schema_.is_discarded());
    rule_ = schema_["$defs"]["rule"];
  }

  static Names keys(const json& object) {
    Names out;
    for (const auto& [key, value] : object.items()) out.insert(key);
    return out;
  }

  static void expect_same(const json& object, std::span<const Field> fields, const std::string& what) {
    Names known, required;
    for (const Field& field : fields) {
      known.emplace(field.name);
      if (field.required) required.emplace(field.name);
    }
    EXPECT_EQ(keys(object["properties"]), known) << what;
    EXPECT_EQ(object.value("required", Names()), required) << what;
    EXPECT_EQ(object["additionalProperties"], false) << what;
    for (const auto& [name, property] : object["properties"].items()) {
      if (property.contains("$ref")) continue;
      const bool array_of_refs = property.contains("items") && property["items"].contains("$ref");
      EXPECT_TRUE(array_of_refs || property.contains("description"))
          << what << ": " << name << " is not described";
    }
  }

  static void expect_enum(const json& property, std::span<const std::string_view> names,
                          const std::string& what) {
    EXPECT_EQ(property["enum"].get<std::vector<std::string>>(),
              std::vector<std::string>(names.begin(), names.end()))
        << what;
  }

  json schema_;
  json rule_;
};

TEST_F(Schema, IsTheFileOfTheRepository) {
  std::ifstream in(TAMIS_SOURCE_DIR "/patterns/rule.schema.json");
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), rule_schema());
}

TEST_F(Schema, HasTheLoadersFields) {
  const json& properties = rule_["properties"];
  expect_same(schema_, file_fields(), "the file");
  expect_same(rule_, rule_fields(), "a rule");
  expect_same(properties["match"], match_fields(), "match");
  expect_same(properties["check"], check_fields(), "check");
  expect_same(properties["validate"]["items"]["anyOf"][1], validator_fields(), "validate");
  expect_same(properties["remediation"], remediation_fields(), "remediation");
  expect_same(properties["examples"]["items"], example_fields(), "examples");
  expect_same(properties["negative_examples"]["items"], negative_example_fields(), "negative_examples");
}

TEST_F(Schema, HasTheLoadersEnumerations) {
  const json& properties = rule_["properties"];
  expect_enum(properties["kind"], kind_names(), "kind");
  expect_enum(properties["reports"], report_names(), "reports");
  expect_enum(properties["severity"], severity_names(), "severity");
  expect_enum(properties["confidence"], confidence_names(), "confidence");
  expect_enum(properties["strength"], strength_names(), "strength");
  expect_enum(properties["check"]["properties"]["class"], class_names(), "class");
  expect_enum(properties["match"]["properties"]["languages"]["items"], language_names(), "languages");
}

TEST_F(Schema, HasTheLoadersDefaults) {
  const Rule rule;
  const json& properties = rule_["properties"];
  EXPECT_EQ(properties["reports"]["default"], rule.reports);
  EXPECT_EQ(properties["severity"]["default"], std::string(model::to_string(rule.severity)));
  EXPECT_EQ(properties["confidence"]["default"], std::string(model::to_string(rule.confidence)));
  EXPECT_EQ(properties["strength"]["default"], std::string(to_string(rule.strength)));
  EXPECT_EQ(properties["nocase"]["default"], rule.token.nocase);
  EXPECT_EQ(properties["boundary"]["default"], rule.token.boundary);
  EXPECT_EQ(properties["near_bytes"]["default"], rule.token.near_bytes);
  EXPECT_EQ(properties["max_bytes"]["default"], rule.block.max_bytes);
}

// Each `if kind is … then` forbids exactly the fields that the loader refuses for that kind.
TEST_F(Schema, ForbidsWhatAKindDoesNotTake) {
  Names seen;
  for (const auto& branch : rule_["allOf"]) {
    const auto name = branch["if"]["properties"]["kind"]["const"].get<std::string>();
    seen.insert(name);
    const auto names = kind_names();
    const auto kind = static_cast<RuleKind>(std::find(names.begin(), names.end(), name) - names.begin());
    const json& then = branch["then"]["properties"];
    for (const Field& field : rule_fields()) {
      const std::string key(field.name);
      const bool forbidden = then.contains(key) && then[key] == false;
      EXPECT_EQ(!forbidden, kind_takes(kind, field.name)) << name << ": " << key;
    }
    if (!kind_takes(kind, "match")) continue;
    const json& match = then["match"]["properties"];
    for (const Field& field : match_fields()) {
      const std::string key(field.name);
      EXPECT_EQ(!match.contains(key), match_takes(kind, field.name)) << name << ": match." << key;
    }
  }
  EXPECT_EQ(seen.size(), kind_names().size());
}

}  // namespace
}  // namespace tamis::rules
