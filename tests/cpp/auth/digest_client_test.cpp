#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "sip/auth/digest.hpp"

using namespace sip;

namespace {

Message challenge(int status, const std::string& headers) {
  auto parsed = Message::parse("SIP/2.0 " + std::to_string(status) +
                               " No\r\n"
                               "Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1\r\n"
                               "From: <sip:alice@example.com>;tag=a\r\n"
                               "To: <sip:bob@example.com>;tag=b\r\n"
                               "Call-ID: c\r\n"
                               "CSeq: 1 INVITE\r\n" +
                               headers + "Content-Length: 0\r\n\r\n");
  REQUIRE(std::holds_alternative<Message>(parsed));
  return std::get<Message>(std::move(parsed));
}

Message unauthorized(const std::string& parameters) {
  return challenge(401, "WWW-Authenticate: Digest " + parameters + "\r\n");
}

struct Phone {
  Phone() {
    entropy.mix("0123456789abcdef0123456789abcdef");
    client.setCredentials({"alice", "secret", ""});
  }

  DigestClient::Outcome challenged(RequestChallenges& request, const std::string& parameters) {
    return client.onChallenge(unauthorized(parameters), request);
  }
  std::vector<std::string> lines(const RequestChallenges& request, std::string_view body = "") {
    return client.authorize(request, "INVITE", "sip:bob@example.com", body, entropy);
  }
  /// The value of the only line.
  std::string value(const RequestChallenges& request, std::string_view body = "") {
    const std::vector<std::string> all = lines(request, body);
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].starts_with("Authorization: "));
    return all[0].substr(15);
  }

  DigestClient client;
  Entropy entropy;
};

Authorization parsed(const std::string& value) {
  const std::optional<Authorization> result = parseAuthorization(value);
  REQUIRE(result);
  return *result;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

using Outcome = DigestClient::Outcome;

}  // namespace

TEST_CASE("RFC 7616 §3.4: the answer to each algorithm and qop is what a server computes") {
  for (const char* algorithm :
       {"", ", algorithm=MD5", ", algorithm=MD5-sess", ", algorithm=SHA-256",
        ", algorithm=SHA-256-sess", ", algorithm=SHA-512-256", ", algorithm=SHA-512-256-sess"}) {
    for (const char* qop :
         {"", ", qop=\"auth\"", ", qop=\"auth-int\"", ", qop=\"auth-int,auth\""}) {
      CAPTURE(algorithm);
      CAPTURE(qop);
      Phone phone;
      RequestChallenges request;
      REQUIRE(phone.challenged(request, std::string("realm=\"r\", nonce=\"n\"") + algorithm +
                                            qop) == Outcome::Answered);
      const Authorization authorization = parsed(phone.value(request, "v=0\r\n"));
      CHECK(verify(authorization, "INVITE", "secret", "v=0\r\n"));
      CHECK_FALSE(verify(authorization, "INVITE", "Secret", "v=0\r\n"));
    }
  }
}

TEST_CASE(
    "RFC 7616 §3.4: auth is chosen where auth-int is offered too, auth-int where it stands alone") {
  Phone phone;
  RequestChallenges both;
  REQUIRE(phone.challenged(both, "realm=\"r\", nonce=\"n\", qop=\"auth-int, auth\"") ==
          Outcome::Answered);
  CHECK(parsed(phone.value(both)).qop == "auth");
  RequestChallenges alone;
  REQUIRE(phone.challenged(alone, "realm=\"r\", nonce=\"m\", qop=\"auth-int\"") ==
          Outcome::Answered);
  const Authorization authorization = parsed(phone.value(alone, "body"));
  CHECK(authorization.qop == "auth-int");
  CHECK(verify(authorization, "INVITE", "secret", "body"));
  CHECK_FALSE(verify(authorization, "INVITE", "secret", "other body"));
}

TEST_CASE(
    "RFC 7616 §3.4: algorithm, qop and nc go out without quotes, the rest in quotes, opaque as it "
    "came") {
  Phone phone;
  RequestChallenges request;
  REQUIRE(
      phone.challenged(
          request,
          "realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=\"md5\", opaque=\"o \\\"p\\\\\"") ==
      Outcome::Answered);
  const std::string value = phone.value(request);
  CHECK(value.starts_with("Digest "));
  CHECK(has(value, "username=\"alice\""));
  CHECK(has(value, "realm=\"r\""));
  CHECK(has(value, "nonce=\"n\""));
  CHECK(has(value, "uri=\"sip:bob@example.com\""));
  CHECK(has(value, ", algorithm=md5"));
  CHECK(has(value, ", qop=auth, nc=00000001"));
  CHECK(has(value, ", opaque=\"o \\\"p\\\\\""));
  CHECK(parsed(value).cnonce.size() == 16);
}

TEST_CASE(
    "RFC 2069: without qop in the challenge there is none in the answer, nor cnonce, nc or "
    "algorithm") {
  Phone phone;
  RequestChallenges request;
  REQUIRE(phone.challenged(request, "realm=\"r\", nonce=\"n\"") == Outcome::Answered);
  const std::string value = phone.value(request);
  CHECK_FALSE(has(value, "qop"));
  CHECK_FALSE(has(value, "cnonce"));
  CHECK_FALSE(has(value, "nc="));
  CHECK_FALSE(has(value, "algorithm"));
  CHECK_FALSE(has(value, "opaque"));
}

TEST_CASE("RFC 7616 §3.3: an empty opaque is echoed empty") {
  Phone phone;
  RequestChallenges request;
  REQUIRE(phone.challenged(request, "realm=\"r\", nonce=\"n\", opaque=\"\"") == Outcome::Answered);
  CHECK(has(phone.value(request), "opaque=\"\""));
}

TEST_CASE(
    "RFC 7616 §3.4: nc counts the requests sent with a nonce, over all requests of the user "
    "agent") {
  Phone phone;
  RequestChallenges first, second, other;
  REQUIRE(phone.challenged(first, "realm=\"r\", nonce=\"n\", qop=\"auth\"") == Outcome::Answered);
  REQUIRE(phone.challenged(second, "realm=\"r\", nonce=\"n\", qop=\"auth\"") == Outcome::Answered);
  REQUIRE(phone.challenged(other, "realm=\"r\", nonce=\"m\", qop=\"auth\"") == Outcome::Answered);
  const Authorization one = parsed(phone.value(first));
  const Authorization two = parsed(phone.value(second));
  CHECK(one.nonceCount == "00000001");
  CHECK(two.nonceCount == "00000002");
  CHECK(one.cnonce != two.cnonce);
  CHECK(verify(two, "INVITE", "secret", ""));
  CHECK(parsed(phone.value(other)).nonceCount == "00000001");
  for (int i = 3; i <= 16; ++i) CHECK(verify(parsed(phone.value(first)), "INVITE", "secret", ""));
  CHECK(parsed(phone.value(second)).nonceCount == "00000011");  // hexadecimal
}

TEST_CASE("RFC 7616 §3.4.2: with -sess all answers to one nonce keep the cnonce of the first") {
  Phone phone;
  RequestChallenges request;
  REQUIRE(phone.challenged(request, "realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5-sess") ==
          Outcome::Answered);
  const Authorization one = parsed(phone.value(request));
  const Authorization two = parsed(phone.value(request));
  CHECK(one.cnonce == two.cnonce);
  CHECK(two.nonceCount == "00000002");
  CHECK(verify(two, "INVITE", "secret", ""));
}

TEST_CASE(
    "RFC 7616 §3.4: the sixteen nonces used last are counted, however many a server makes up") {
  Phone phone;
  int made = 0;
  const auto useFreshNonces = [&](int count) {
    for (int i = 0; i < count; ++i) {
      RequestChallenges request;
      const std::string nonce = "nonce=\"n" + std::to_string(++made) + "\"";
      REQUIRE(phone.challenged(request, "realm=\"r\", qop=\"auth\", " + nonce) ==
              Outcome::Answered);
      phone.value(request);
    }
  };
  RequestChallenges old;
  REQUIRE(phone.challenged(old, "realm=\"r\", nonce=\"old\", qop=\"auth\"") == Outcome::Answered);
  CHECK(parsed(phone.value(old)).nonceCount == "00000001");
  useFreshNonces(15);
  CHECK(parsed(phone.value(old)).nonceCount == "00000002");
  useFreshNonces(15);
  CHECK(parsed(phone.value(old)).nonceCount == "00000003");
  useFreshNonces(16);
  CHECK(parsed(phone.value(old)).nonceCount == "00000001");  // forgotten
}

TEST_CASE(
    "RFC 3261 §25.1: '\"' and '\\' in user name and realm are escaped on the wire and hashed "
    "without") {
  Phone phone;
  phone.client.setCredentials({R"(al"i\ce)", "secret", ""});
  RequestChallenges request;
  REQUIRE(phone.challenged(request, R"(realm="the \"best\" \\ realm", nonce="n")") ==
          Outcome::Answered);
  const std::string value =
      phone.client.authorize(request, "REGISTER", "sip:example.com", "", phone.entropy)[0].substr(
          15);
  CHECK(has(value, R"(username="al\"i\\ce")"));
  CHECK(has(value, R"(realm="the \"best\" \\ realm")"));
  CHECK(has(value, "response=\"5dc47dfeb88c4441de66fbf269943e66\""));
}

TEST_CASE("A user name, realm or nonce that holds a line break cannot start a header") {
  Phone phone;
  phone.client.setCredentials({"al\r\nVia: x", "secret", ""});
  RequestChallenges request;
  REQUIRE(phone.challenged(request, "realm=\"r\r\n  Route: <sip:evil>\", nonce=\"n\"") ==
          Outcome::Answered);
  const std::string line = phone.lines(request)[0];
  CHECK(line.find_first_of("\r\n") == std::string::npos);
}

TEST_CASE(
    "RFC 3261 §22.3: a proxy's challenge is answered in Proxy-Authorization, both kinds in one "
    "request") {
  Phone phone;
  RequestChallenges request;
  REQUIRE(phone.client.onChallenge(
              challenge(
                  407, "Proxy-Authenticate: Digest realm=\"proxy\", nonce=\"p\", qop=\"auth\"\r\n"),
              request) == Outcome::Answered);
  CHECK(phone.lines(request).size() == 1);
  REQUIRE(phone.challenged(request, "realm=\"registrar\", nonce=\"w\", qop=\"auth\"") ==
          Outcome::Answered);
  const std::vector<std::string> lines = phone.lines(request);
  REQUIRE(lines.size() == 2);
  REQUIRE(lines[0].starts_with("Proxy-Authorization: Digest "));
  REQUIRE(lines[1].starts_with("Authorization: Digest "));
  const Authorization proxy = parsed(lines[0].substr(21));
  CHECK(proxy.realm == "proxy");
  CHECK(proxy.nonceCount == "00000002");
  CHECK(verify(proxy, "INVITE", "secret", ""));
  const Authorization registrar = parsed(lines[1].substr(15));
  CHECK(registrar.realm == "registrar");
  CHECK(registrar.nonceCount == "00000001");
  CHECK(verify(registrar, "INVITE", "secret", ""));
}

TEST_CASE("RFC 3261 §22.3: two proxies that challenge in one 407 are answered in one request") {
  Phone phone;
  RequestChallenges request;
  REQUIRE(phone.client.onChallenge(
              challenge(407,
                        "Proxy-Authenticate: Digest realm=\"one\", nonce=\"1\"\r\n"
                        "Proxy-Authenticate: Digest realm=\"two\", nonce=\"2\"\r\n"),
              request) == Outcome::Answered);
  CHECK(request.rounds == 1);
  CHECK(phone.lines(request).size() == 2);
}

TEST_CASE("Two requests challenged at once by different realms each answer their own") {
  Phone phone;
  RequestChallenges call, registration;
  REQUIRE(phone.challenged(call, "realm=\"calls\", nonce=\"c\"") == Outcome::Answered);
  REQUIRE(phone.challenged(registration, "realm=\"registrar\", nonce=\"r\"") == Outcome::Answered);
  CHECK(parsed(phone.value(call)).realm == "calls");
  CHECK(parsed(phone.value(registration)).realm == "registrar");
}

TEST_CASE(
    "RFC 7616 §3.3: a second challenge of the same realm says the password is wrong, unless it "
    "says stale") {
  Phone phone;
  RequestChallenges request;
  REQUIRE(phone.challenged(request, "realm=\"r\", nonce=\"n\"") == Outcome::Answered);
  SUBCASE("with the same nonce") {
    CHECK(phone.challenged(request, "realm=\"r\", nonce=\"n\"") == Outcome::Refused);
  }
  SUBCASE("with a new nonce") {
    CHECK(phone.challenged(request, "realm=\"r\", nonce=\"m\", stale=false") == Outcome::Refused);
    CHECK(request.rounds == 1);
    CHECK(parsed(phone.value(request)).nonce == "n");
  }
  SUBCASE("stale=true is answered with the new nonce, once more from 1") {
    CHECK(phone.challenged(request, "realm=\"r\", nonce=\"m\", qop=\"auth\", stale=true") ==
          Outcome::Answered);
    const Authorization authorization = parsed(phone.value(request));
    CHECK(authorization.nonce == "m");
    CHECK(authorization.nonceCount == "00000001");
  }
  SUBCASE("by the other kind is a challenge of its own") {
    CHECK(phone.client.onChallenge(
              challenge(407, "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n"), request) ==
          Outcome::Answered);
    CHECK(phone.lines(request).size() == 2);
  }
}

TEST_CASE("A server that calls every nonce stale is given up after three rounds") {
  Phone phone;
  RequestChallenges request;
  for (int i = 0; i < DigestClient::kMaxRounds; ++i) {
    CHECK(phone.challenged(request, "realm=\"r\", nonce=\"n" + std::to_string(i) +
                                        "\", stale=true") == Outcome::Answered);
  }
  CHECK(phone.challenged(request, "realm=\"r\", nonce=\"again\", stale=true") == Outcome::Refused);
}

TEST_CASE("RFC 3261 §22.1: challenges that nobody can answer are Unusable, whatever the password") {
  Phone phone;
  RequestChallenges request;
  CHECK(phone.client.onChallenge(challenge(401, ""), request) == Outcome::Unusable);
  CHECK(phone.client.onChallenge(challenge(401, "WWW-Authenticate: Basic realm=\"r\"\r\n"),
                                 request) == Outcome::Unusable);
  CHECK(phone.challenged(request, "realm=\"r\", nonce=\"n\", algorithm=SHA-3000") ==
        Outcome::Unusable);
  CHECK(request.rounds == 0);
  CHECK(phone.lines(request).empty());
}

TEST_CASE("Without password and ha1 there is NoPassword to answer with") {
  Phone phone;
  phone.client.setCredentials({"alice", "", ""});
  RequestChallenges request;
  CHECK(phone.challenged(request, "realm=\"r\", nonce=\"n\"") == Outcome::NoPassword);
  CHECK(phone.lines(request).empty());
}

TEST_CASE("A stored ha1 answers MD5 challenges in place of the password") {
  Phone phone;
  const std::string ha1 = hashHex(DigestAlgorithm::Md5, "alice:r:secret");
  phone.client.setCredentials({"alice", "", ha1});
  RequestChallenges request;
  SUBCASE("and picks MD5 where several are offered") {
    REQUIRE(phone.client.onChallenge(
                challenge(401,
                          "WWW-Authenticate: Digest realm=\"r\", nonce=\"1\", algorithm=SHA-256\r\n"
                          "WWW-Authenticate: Digest realm=\"r\", nonce=\"2\", algorithm=MD5\r\n"),
                request) == Outcome::Answered);
    const Authorization authorization = parsed(phone.value(request));
    CHECK(authorization.nonce == "2");
    CHECK(verify(authorization, "INVITE", "secret", ""));
  }
  SUBCASE("with -sess too") {
    REQUIRE(
        phone.challenged(request, "realm=\"r\", nonce=\"n\", algorithm=MD5-sess, qop=\"auth\"") ==
        Outcome::Answered);
    CHECK(verify(parsed(phone.value(request)), "INVITE", "secret", ""));
  }
  SUBCASE("but not a challenge for SHA-256 alone") {
    CHECK(phone.challenged(request, "realm=\"r\", nonce=\"n\", algorithm=SHA-256") ==
          Outcome::NoPassword);
  }
  SUBCASE("which the password answers where there is one as well") {
    phone.client.setCredentials({"alice", "secret", ha1});
    REQUIRE(phone.challenged(request, "realm=\"r\", nonce=\"n\", algorithm=SHA-256") ==
            Outcome::Answered);
    CHECK(verify(parsed(phone.value(request)), "INVITE", "secret", ""));
  }
}
