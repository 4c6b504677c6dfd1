#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "sip/message/uri.hpp"

namespace {

nlohmann::json readVectors() {
  std::ifstream file(SIP_VECTORS_DIR "/uri-equivalence.json");
  return nlohmann::json::parse(file, nullptr, false);
}

bool equivalentTexts(const nlohmann::json& pair) {
  const auto a = sip::parseUri(pair[0].get<std::string>());
  const auto b = sip::parseUri(pair[1].get<std::string>());
  REQUIRE(a);
  REQUIRE(b);
  CHECK(sip::equivalent(*a, *b) == sip::equivalent(*b, *a));
  return sip::equivalent(*a, *b);
}

}  // namespace

TEST_CASE("§19.1.4 The RFC's examples of equivalent URIs are equivalent, both ways round") {
  const nlohmann::json vectors = readVectors();
  REQUIRE(vectors.contains("equivalent"));
  for (const auto& pair : vectors["equivalent"]) {
    CAPTURE(pair.dump());
    CHECK(equivalentTexts(pair));
  }
}

TEST_CASE("§19.1.4 The RFC's examples of different URIs differ, both ways round") {
  const nlohmann::json vectors = readVectors();
  REQUIRE(vectors.contains("different"));
  for (const auto& pair : vectors["different"]) {
    CAPTURE(pair.dump());
    CHECK_FALSE(equivalentTexts(pair));
  }
}
