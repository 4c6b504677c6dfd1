// Digest authentication (RFC 3261 §22, RFC 7616): the input is the value of a challenge and of an
// Authorization at once. What our client answers to a challenge, our server finds right.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

#include "fuzz/fuzz_target.hpp"
#include "sip/auth/digest.hpp"
#include "sip/base/entropy.hpp"
#include "sip/base/text.hpp"

namespace {

/// A 401 that carries the value, when it can stand in a header line.
std::variant<sip::Message, sip::ParseError> challengingResponse(std::string_view value) {
  return sip::Message::parse(
      "SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/WSS a.invalid;branch=z9hG4bK1\r\n"
      "From: <sip:a@example.com>;tag=1\r\nTo: <sip:a@example.com>;tag=2\r\nCall-ID: 1\r\n"
      "CSeq: 1 REGISTER\r\nWWW-Authenticate: " +
      sip::unfold(value) + "\r\nContent-Length: 0\r\n\r\n");
}

void checkAnswer(std::string_view value) {
  const auto parsed = challengingResponse(value);
  const auto* response = std::get_if<sip::Message>(&parsed);
  if (!response) return;
  const auto challenges = sip::challengesOf(*response);
  if (challenges.size() != 1) return;

  sip::DigestClient client;
  client.setCredentials({.username = "al\"ice\\", .password = "secret", .ha1 = ""});
  sip::RequestChallenges state;
  REQUIRE(client.onChallenge(*response, state) == sip::DigestClient::Outcome::Answered);
  sip::Entropy entropy;
  entropy.mix("sixteen bytes or more");
  const auto lines = client.authorize(state, "REGISTER", "sip:example.com", "body", entropy);
  REQUIRE(lines.size() == 1);
  CAPTURE(lines[0]);
  CHECK_FALSE(sip::holdsLineBreak(lines[0]));

  constexpr std::string_view kName = "Authorization: ";
  REQUIRE(lines[0].starts_with(kName));
  const auto authorization = sip::parseAuthorization(lines[0].substr(kName.size()));
  const sip::Challenge& challenge = challenges[0];
  if (challenge.nonce.empty()) return;  // what reads it takes no empty nonce
  REQUIRE(authorization.has_value());
  CHECK(authorization->username == "al\"ice\\");
  CHECK(authorization->realm == challenge.realm);
  CHECK(authorization->nonce == challenge.nonce);
  CHECK(authorization->opaque == challenge.opaque);
  CHECK(authorization->uri == "sip:example.com");
  CHECK(sip::verify(*authorization, "REGISTER", "secret", "body"));
  CHECK_FALSE(sip::verify(*authorization, "REGISTER", "wrong", "body"));
  // The same nonce answered again is refused, unless the server calls it stale.
  const auto second = client.onChallenge(*response, state);
  CHECK((second == sip::DigestClient::Outcome::Answered) == challenge.stale);
}

void run(std::string_view input) {
  const auto challenge = sip::parseChallenge(input, false);
  if (challenge) {
    CHECK(sip::parseChallenge(sip::trim(input), true)->proxy);
    checkAnswer(input);
  }
  if (const auto authorization = sip::parseAuthorization(input)) {
    CHECK_FALSE(authorization->response.empty());
    CHECK_FALSE(authorization->nonce.empty());
    const bool right = sip::verify(*authorization, "REGISTER", "secret", "");
    CHECK(right == sip::verify(*authorization, "REGISTER", "secret", ""));
  }
}

const sip::fuzz::Registration kTarget("digest", run);

}  // namespace
