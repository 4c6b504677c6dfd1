#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "sip/auth/digest.hpp"

using namespace sip;

namespace {

Message responseWith(const std::string& headers) {
  auto parsed = Message::parse(
      "SIP/2.0 401 Unauthorized\r\n"
      "Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1\r\n"
      "From: <sip:alice@example.com>;tag=a\r\n"
      "To: <sip:alice@example.com>;tag=b\r\n"
      "Call-ID: c\r\n"
      "CSeq: 1 REGISTER\r\n" +
      headers + "Content-Length: 0\r\n\r\n");
  REQUIRE(std::holds_alternative<Message>(parsed));
  return std::get<Message>(std::move(parsed));
}

Challenge challengeOf(const std::string& value) {
  const std::optional<Challenge> challenge = parseChallenge(value, false);
  REQUIRE(challenge);
  return *challenge;
}

}  // namespace

TEST_CASE("RFC 7616 §3.3: every parameter of a challenge is read") {
  const Challenge challenge = challengeOf(
      "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, "
      "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
      "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", "
      "stale=TRUE");
  CHECK(challenge.realm == "http-auth@example.org");
  CHECK(challenge.nonce == "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v");
  CHECK(challenge.opaque == "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
  CHECK(challenge.hasOpaque);
  CHECK(challenge.stale);
  CHECK(challenge.algorithm == DigestAlgorithm::Sha256);
  CHECK(challenge.algorithmAsWritten == "SHA-256");
  CHECK_FALSE(challenge.session);
  CHECK(challenge.qopAuth);
  CHECK(challenge.qopAuthInt);
  CHECK_FALSE(challenge.proxy);
}

TEST_CASE("RFC 2069: a challenge of realm and nonce alone is MD5 without qop") {
  const Challenge challenge = challengeOf("Digest realm=\"r\",nonce=\"n\"");
  CHECK(challenge.algorithm == DigestAlgorithm::Md5);
  CHECK(challenge.algorithmAsWritten == "");
  CHECK_FALSE(challenge.qopAuth);
  CHECK_FALSE(challenge.qopAuthInt);
  CHECK_FALSE(challenge.hasOpaque);
  CHECK_FALSE(challenge.stale);
}

TEST_CASE("RFC 7616 §3.3: an algorithm may come in quotes and in any case") {
  CHECK(challengeOf("Digest realm=\"r\",nonce=\"n\",algorithm=\"MD5\"").algorithmAsWritten ==
        "MD5");
  const Challenge lower = challengeOf("digest realm=\"r\",nonce=\"n\",algorithm=md5-SESS");
  CHECK(lower.algorithm == DigestAlgorithm::Md5);
  CHECK(lower.session);
  CHECK(lower.algorithmAsWritten == "md5-SESS");
  CHECK(challengeOf("Digest realm=\"r\",nonce=\"n\",algorithm=sha-512-256").algorithm ==
        DigestAlgorithm::Sha512_256);
  const Challenge session = challengeOf("Digest realm=\"r\",nonce=\"n\",algorithm=SHA-256-sess");
  CHECK(session.algorithm == DigestAlgorithm::Sha256);
  CHECK(session.session);
}

TEST_CASE(
    "RFC 7616 §3.3: parameters that nobody knows are skipped, commas in quotes are no separators") {
  const Challenge challenge = challengeOf(
      "Digest domain=\"sip:a, sip:b\", charset=UTF-8, userhash=false, realm=\"one, two=three\", "
      "x=, =y, lonely, nonce=\"n\"");
  CHECK(challenge.realm == "one, two=three");
  CHECK(challenge.nonce == "n");
}

TEST_CASE("RFC 7616 §3.3: nonce and qop are read without quotes too, and an empty qop is none") {
  const Challenge challenge = challengeOf("Digest realm=\"r\", nonce=abc123==, qop=auth");
  CHECK(challenge.nonce == "abc123==");
  CHECK(challenge.qopAuth);
  CHECK_FALSE(challengeOf("Digest realm=\"r\", nonce=\"n\", qop=\"\"").qopAuth);
}

TEST_CASE("RFC 3261 §7.3.1: a challenge folded over several lines reads as one") {
  const Challenge challenge =
      challengeOf("Digest\r\n realm=\"one\r\n two\",\r\n\tnonce=\"n\" ,\r\n qop=\"auth\"");
  CHECK(challenge.realm == "one two");
  CHECK(challenge.nonce == "n");
  CHECK(challenge.qopAuth);
}

TEST_CASE(
    "RFC 7616 §3.3: the first of two parameters of one name counts, and so does the first of two "
    "schemes") {
  CHECK(challengeOf("Digest realm=\"a\", realm=\"b\", nonce=\"n\"").realm == "a");
  const Challenge first =
      challengeOf("Digest realm=\"a\", nonce=\"n\", Digest realm=\"b\", nonce=\"m\", stale=true");
  CHECK(first.realm == "a");
  CHECK_FALSE(first.stale);
}

TEST_CASE("RFC 7616 §3.3: a challenge that cannot be answered is none") {
  CHECK_FALSE(parseChallenge("Digest realm=\"r\"", false));
  CHECK_FALSE(parseChallenge("Digest nonce=\"n\"", false));
  CHECK_FALSE(parseChallenge("Basic realm=\"r\", nonce=\"n\"", false));
  CHECK_FALSE(parseChallenge("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-1", false));
  CHECK_FALSE(parseChallenge("Digest realm=\"r\", nonce=\"n\", algorithm=-sess", false));
  CHECK_FALSE(parseChallenge("Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf\"", false));
  CHECK_FALSE(parseChallenge("Digest realm=\"r\", nonce=\"n", false));
  CHECK_FALSE(parseChallenge("", false));
  CHECK_FALSE(parseChallenge("Digest \\", false));
  CHECK_FALSE(parseChallenge("Digest realm=\"r\\", false));
}

TEST_CASE(
    "RFC 3261 §25.1: a challenge with a NUL is none, since no Authorization of ours may hold it") {
  using namespace std::string_view_literals;
  CHECK_FALSE(parseChallenge("Digest realm=\"r\\\0\", nonce=\"n\""sv, false));
  CHECK_FALSE(parseAuthorization("Digest response=\"r\", nonce=\"n\\\0\""sv));
}

TEST_CASE(
    "RFC 8760 §2.4: of several algorithms for one realm the topmost that we know is answered") {
  const Message response = responseWith(
      "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=SHA-3000\r\n"
      "WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", algorithm=SHA-512-256\r\n"
      "WWW-Authenticate: Digest realm=\"r\", nonce=\"n3\", algorithm=SHA-256\r\n"
      "WWW-Authenticate: Digest realm=\"r\", nonce=\"n4\", algorithm=MD5\r\n");
  const std::vector<Challenge> challenges = challengesOf(response);
  REQUIRE(challenges.size() == 1);
  CHECK(challenges[0].nonce == "n2");

  const std::vector<Challenge> onlyMd5 = challengesOf(response, true);
  REQUIRE(onlyMd5.size() == 1);
  CHECK(onlyMd5[0].nonce == "n4");
}

TEST_CASE("RFC 3261 §22.3: each realm, and each kind of one realm, is a challenge of its own") {
  const std::vector<Challenge> challenges =
      challengesOf(responseWith("Proxy-Authenticate: Digest realm=\"r\", nonce=\"n1\"\r\n"
                                "www-authenticate: Digest realm=\"r\", nonce=\"n2\"\r\n"
                                "Proxy-Authenticate: Basic realm=\"x\"\r\n"
                                "Proxy-Authenticate: Digest realm=\"R\", nonce=\"n3\"\r\n"));
  REQUIRE(challenges.size() == 3);
  CHECK(challenges[0].proxy);
  CHECK(challenges[0].nonce == "n1");
  CHECK_FALSE(challenges[1].proxy);
  CHECK(challenges[1].nonce == "n2");
  CHECK(challenges[2].proxy);
  CHECK(challenges[2].realm == "R");
}
