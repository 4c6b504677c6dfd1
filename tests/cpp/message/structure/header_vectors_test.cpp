// tests/vectors/headers: values of every header the library knows, and what structure() makes of
// them. The same files are read by tests/js/core/messages/header-vectors.test.ts.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "message/structure/pieces_text.hpp"

using namespace sip;
using namespace sip::test;

namespace {

using nlohmann::json;

/// Vectors with "bytes" hold a character for each byte, since JSON holds no invalid UTF-8.
std::string bytesOf(const std::string& utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      bytes += utf8[i];
    } else {
      const auto tail = static_cast<unsigned char>(utf8[++i]);
      bytes += static_cast<char>((lead & 3) << 6 | (tail & 0x3f));
    }
  }
  return bytes;
}

void check(HeaderName header, const json& vector) {
  CAPTURE(vector.dump());
  const auto text = [&](const json& value) {
    const std::string utf8 = value.get<std::string>();
    return vector.contains("bytes") ? bytesOf(utf8) : utf8;
  };
  std::vector<std::string> pieces;
  for (const json& piece : vector["pieces"]) pieces.push_back(text(piece));

  const Structured result = structured(header, text(vector["value"]));
  CHECK(result.pieces == pieces);
  if (vector.contains("problem")) {
    CHECK(result.problem.rule == vector["problem"]["rule"].get<std::string>());
    CHECK(result.problem.offset == vector["problem"]["offset"].get<std::uint32_t>());
  } else {
    CHECK(result.problem.rule == "");
  }
}

}  // namespace

TEST_CASE("§20 and the extensions' RFCs: values of every header, and what is wrong with some") {
  std::map<HeaderName, std::size_t> counts;
  for (const auto& entry : std::filesystem::directory_iterator(SIP_VECTORS_DIR "/headers")) {
    CAPTURE(entry.path().string());
    std::ifstream file(entry.path());
    const json vectors = json::parse(file, nullptr, false);
    REQUIRE(vectors.contains("headers"));
    for (const auto& item : vectors["headers"].items()) {
      const auto& name = item.key();  // a binding could not be captured
      const auto& values = item.value();
      CAPTURE(name);
      const HeaderName header = headerNameOf(name);
      REQUIRE(nameOf(header) == name);
      counts[header] += values.size();
      for (const json& vector : values) check(header, vector);
    }
  }
  constexpr auto kLast = static_cast<unsigned>(HeaderName::WwwAuthenticate);
  for (unsigned id = 1; id <= kLast; ++id) {
    CAPTURE(nameOf(static_cast<HeaderName>(id)));
    CHECK(counts[static_cast<HeaderName>(id)] >= 5);
  }
}
