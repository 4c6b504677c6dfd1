#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "sip/message/uri.hpp"

namespace {

/// Pairs of URIs, each with the rule that decides about them.
nlohmann::json readVectors(const char* list) {
  std::ifstream file(SIP_VECTORS_DIR "/uri-equivalence.json");
  const nlohmann::json vectors = nlohmann::json::parse(file, nullptr, false);
  REQUIRE(vectors.contains(list));
  REQUIRE(vectors[list].size() > 40);
  return vectors[list];
}

bool equivalentTexts(const nlohmann::json& pair) {
  const std::string a = pair[0].get<std::string>();
  const std::string b = pair[1].get<std::string>();
  const auto left = sip::scanUri(a);
  const auto right = sip::scanUri(b);
  REQUIRE(left);
  REQUIRE(right);
  CHECK(sip::equivalent(*left, *left));
  CHECK(sip::equivalent(*right, *right));
  const bool result = sip::equivalent(*left, *right);
  CHECK(sip::equivalent(*right, *left) == result);
  CHECK(sip::equivalent(*sip::parseUri(a), *sip::parseUri(b)) == result);
  return result;
}

}  // namespace

TEST_CASE("§19.1.4, RFC 3966 §4, RFC 5954 §4, RFC 8141 §3: URIs that are equivalent") {
  for (const auto& pair : readVectors("equivalent")) {
    CAPTURE(pair.dump());
    CHECK(equivalentTexts(pair));
  }
}

TEST_CASE("§19.1.4, RFC 3966 §4, RFC 5954 §4, RFC 8141 §3: URIs that differ") {
  for (const auto& pair : readVectors("different")) {
    CAPTURE(pair.dump());
    CHECK_FALSE(equivalentTexts(pair));
  }
}
