#include "sip/base/entropy.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>

#include "sip/base/sha256.hpp"
#include "sip/base/text.hpp"

namespace {

constexpr std::string_view kSeed = "0123456789abcdef";

sip::Entropy seeded(std::string_view seed = kSeed) {
  sip::Entropy entropy;
  entropy.mix(seed);
  return entropy;
}

}  // namespace

TEST_CASE("Entropy: the same seed replays the same tokens, another seed gives others") {
  sip::Entropy a = seeded();
  sip::Entropy b = seeded();
  sip::Entropy c = seeded("0123456789abcdeg");
  for (int i = 0; i < 20; ++i) {
    const std::string token = a.token(20);
    CHECK(token == b.token(20));
    CHECK(token != c.token(20));
  }
}

TEST_CASE("Entropy: output is SHA-256(key || counter), key is SHA-256(old key || seed)") {
  sip::Sha256 key;
  key.update(std::string(32, '\0'));
  key.update(kSeed);
  const auto keyBytes = key.finish();
  sip::Entropy entropy = seeded();
  for (char counter = 0; counter < 3; ++counter) {
    sip::Sha256 block;
    block.update({reinterpret_cast<const char*>(keyBytes.data()), keyBytes.size()});
    block.update(std::string(1, counter) + std::string(7, '\0'));
    const auto bytes = block.finish();
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
      std::uint64_t expected = 0;
      for (std::size_t i = 0; i < 8; ++i) expected = expected << 8 | bytes[at + i];
      CHECK(entropy.next64() == expected);
    }
  }
}

TEST_CASE("Entropy: mixing in bytes changes what comes next, half-used block or not") {
  sip::Entropy a = seeded();
  sip::Entropy b = seeded();
  CHECK(a.next64() == b.next64());
  b.mix("more from the host");
  CHECK(a.next64() != b.next64());
}

TEST_CASE(
    "Entropy: a token has as many lower-case hex digits as were asked for, and all 16 occur") {
  sip::Entropy entropy = seeded();
  std::set<char> seen;
  for (const std::size_t digits : {0U, 1U, 7U, 16U, 17U, 20U, 32U, 33U}) {
    const std::string token = entropy.token(digits);
    CHECK(token.size() == digits);
    CHECK(token.find_first_not_of("0123456789abcdef") == std::string::npos);
    seen.insert(token.begin(), token.end());
  }
  CHECK(seen.size() == 16);
}

TEST_CASE("Entropy: 20000 branches of 20 digits are all different") {
  sip::Entropy entropy = seeded();
  std::set<std::string> seen;
  for (int i = 0; i < 20000; ++i) seen.insert(entropy.token(20));
  CHECK(seen.size() == 20000);
}

TEST_CASE("Entropy: between() reaches both ends, stays inside and is even") {
  sip::Entropy entropy = seeded();
  std::array<int, 7> count{};
  for (int i = 0; i < 7000; ++i) {
    const std::uint32_t value = entropy.between(10, 16);
    REQUIRE(value >= 10);
    REQUIRE(value <= 16);
    ++count[value - 10];
  }
  for (const int times : count) {
    CHECK(times > 850);
    CHECK(times < 1150);
  }
  CHECK(entropy.between(5, 5) == 5);
  entropy.between(0, UINT32_MAX);  // a span of 2^32 must not wrap to 0
}
