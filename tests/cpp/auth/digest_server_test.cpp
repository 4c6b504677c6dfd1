// The vectors of the RFCs, checked by the side that has no say in nonces: the server's. The
// client's answers are checked against it in digest_client_test.cpp.
#include <doctest/doctest.h>

#include <string>

#include "sip/auth/digest.hpp"

using namespace sip;

namespace {

Authorization parsed(const std::string& value) {
  const std::optional<Authorization> result = parseAuthorization(value);
  REQUIRE(result);
  return *result;
}

std::string rfc7616Example(const std::string& algorithm, const std::string& response) {
  return "Digest username=\"Mufasa\",\r\n realm=\"http-auth@example.org\",\r\n "
         "uri=\"/dir/index.html\",\r\n"
         " algorithm=" +
         algorithm +
         ",\r\n nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\",\r\n"
         " nc=00000001,\r\n cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\",\r\n "
         "qop=auth,\r\n"
         " response=\"" +
         response + "\",\r\n opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
}

/// alice's answer to realm example.com, nonce n0nce, for an INVITE of sip:bob@example.com.
std::string answer(const std::string& algorithm, const std::string& qop,
                   const std::string& response) {
  return "Digest username=\"alice\", realm=\"example.com\", nonce=\"n0nce\", "
         "uri=\"sip:bob@example.com\", algorithm=" +
         algorithm + ", qop=" + qop + ", nc=00000002, cnonce=\"c0ffee\", response=\"" + response +
         "\"";
}

}  // namespace

TEST_CASE("RFC 7616 §3.9.1: the MD5 example") {
  const Authorization authorization =
      parsed(rfc7616Example("MD5", "8ca523f5e9506fed4657c9700eebdbec"));
  CHECK(authorization.opaque == "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
  CHECK(verify(authorization, "GET", "Circle of Life", ""));
  CHECK_FALSE(verify(authorization, "GET", "Circle of life", ""));
  CHECK_FALSE(verify(authorization, "POST", "Circle of Life", ""));
}

TEST_CASE("RFC 7616 §3.9.1: the SHA-256 example") {
  const Authorization authorization = parsed(rfc7616Example(
      "SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"));
  CHECK(verify(authorization, "GET", "Circle of Life", ""));
  CHECK_FALSE(verify(authorization, "GET", "Circle of Strife", ""));
}

TEST_CASE(
    "RFC 7616 §3.9.2: the SHA-512-256 example, as erratum 4897 corrects it, with a user name in "
    "UTF-8") {
  const Authorization authorization = parsed(
      "Digest username=\"J\xc3\xa4s\xc3\xb8n Doe\", realm=\"api@example.org\", uri=\"/doe.json\", "
      "algorithm=SHA-512-256, "
      "nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", nc=00000001, "
      "cnonce=\"NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v\", qop=auth, "
      "response=\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\"");
  CHECK(verify(authorization, "GET", "Secret, or not?", ""));
}

TEST_CASE("RFC 2617 §3.5: the example without an algorithm counts as MD5") {
  const Authorization authorization = parsed(
      "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", "
      "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
      "uri=\"/dir/index.html\", qop=auth, nc=00000001, cnonce=\"0a4f113b\", "
      "response=\"6629fae49393a05397450978507c4ef1\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
  CHECK(verify(authorization, "GET", "Circle Of Life", ""));
}

TEST_CASE("RFC 2069 §2.4: the example without qop, as its erratum corrects it") {
  const Authorization authorization = parsed(
      "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", "
      "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
      "uri=\"/dir/index.html\", response=\"1949323746fe6a43ef61f9606e7febea\"");
  CHECK(verify(authorization, "GET", "CircleOfLife", ""));
}

TEST_CASE("RFC 7616 §3.4.3: auth-int takes the body in, auth does not") {
  const Authorization integrity =
      parsed(answer("MD5", "auth-int", "4aa7c7cb89860843981ca8a9c251cbbf"));
  CHECK(verify(integrity, "INVITE", "secret", "v=0\r\n"));
  CHECK_FALSE(verify(integrity, "INVITE", "secret", "v=1\r\n"));
  const Authorization plain = parsed(answer("MD5", "auth", "959ddaf977c3543760a5b4fea4d9b601"));
  CHECK(verify(plain, "INVITE", "secret", "v=1\r\n"));

  CHECK(verify(parsed(answer("SHA-256", "auth-int",
                             "1f26ef50cad481f031ada62ec3f277e8c01ea2088187a6d7d9ea5d792318dd60")),
               "INVITE", "secret", "v=0\r\n"));
  CHECK(verify(parsed(answer("SHA-512-256", "auth-int",
                             "c0189f33b64e9a64fbbff2ffb4265c4e958338f17b6da55d482ad8609c42322c")),
               "INVITE", "secret", "v=0\r\n"));
}

TEST_CASE("RFC 7616 §3.4.2: -sess hashes nonce and cnonce into A1, for each algorithm") {
  CHECK(verify(parsed(answer("MD5-sess", "auth", "148be7097cd01405c9320d219217608a")), "INVITE",
               "secret", ""));
  CHECK(verify(parsed(answer("MD5-sess", "auth-int", "7b753522521d025e3754af7b52a67231")), "INVITE",
               "secret", "v=0\r\n"));
  CHECK(verify(parsed(answer("SHA-256-sess", "auth",
                             "11c77012f72560337bd36fbe6b5f2649ad8778062b0fd98422be5057ecc7b0f1")),
               "INVITE", "secret", ""));
  CHECK(verify(parsed(answer("SHA-512-256-sess", "auth",
                             "1108344d1274f44f6e0c626cf51dbe88cadeec366b2903d6e5e052d349fd8ebd")),
               "INVITE", "secret", ""));
}

TEST_CASE("RFC 7616 §3.4.6: an answer is wrong when any of its parts was changed") {
  const std::string right = answer("MD5", "auth", "959ddaf977c3543760a5b4fea4d9b601");
  REQUIRE(verify(parsed(right), "INVITE", "secret", ""));
  const std::pair<std::string, std::string> changes[] = {
      {"alice", "alicf"},
      {"example.com\", nonce", "example.org\", nonce"},
      {"n0nce\"", "n1nce\""},
      {"sip:bob", "sip:bab"},
      {"00000002", "00000003"},
      {"c0ffee", "c0ffef"},
      {"qop=auth", "qop=auth-int"},
      {"959d", "959e"},
      {"b601", "b60"},
  };
  for (const auto& [from, to] : changes) {
    std::string wrong = right;
    wrong.replace(wrong.find(from), from.size(), to);
    CAPTURE(wrong);
    CHECK_FALSE(verify(parsed(wrong), "INVITE", "secret", ""));
  }
}

TEST_CASE("RFC 7616 §3.3: an algorithm or qop that nobody knows verifies nothing") {
  CHECK_FALSE(verify(parsed(answer("SHA-1", "auth", "959ddaf977c3543760a5b4fea4d9b601")), "INVITE",
                     "secret", ""));
  CHECK_FALSE(verify(parsed(answer("MD5", "auth-ext", "fe2411e3f93cd9718f407f97a0dd771c")),
                     "INVITE", "secret", ""));
}

TEST_CASE(
    "RFC 7616 §3.4: quoted qop and algorithm, upper case and odd spaces are read all the same") {
  const Authorization authorization = parsed(
      "DIGEST Username = \"alice\" ,realm=\"example.com\",, "
      "nonce=\"n0nce\",uri=\"sip:bob@example.com\", ALGORITHM=\"md5\","
      "qop=\"AUTH\", nc=00000002,cnonce=\"c0ffee\",response=\"959DDAF977C3543760A5B4FEA4D9B601\" "
      ",");
  CHECK(verify(authorization, "INVITE", "secret", ""));
}

TEST_CASE("RFC 3261 §22.1: an empty user name keeps its place in A1") {
  const Authorization authorization = parsed(
      "Digest username=\"\", realm=\"r\", nonce=\"n\", uri=\"sip:example.com\", "
      "response=\"4f5e5b2c83d3941857b036409ac1ebf3\"");
  CHECK(verify(authorization, "REGISTER", "secret", ""));
}

TEST_CASE("RFC 3261 §25.1: escapes in user name and realm are taken off before hashing") {
  const Authorization authorization = parsed(
      R"(Digest username="al\"i\\ce", realm="the \"best\" \\ realm", nonce="n", uri="sip:example.com", )"
      R"(response="5dc47dfeb88c4441de66fbf269943e66")");
  CHECK(authorization.username == R"(al"i\ce)");
  CHECK(authorization.realm == R"(the "best" \ realm)");
  CHECK(verify(authorization, "REGISTER", "secret", ""));
}

TEST_CASE("RFC 7235 §2.1: what is no Digest credential, or has no response, is none") {
  CHECK_FALSE(parseAuthorization("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
  CHECK_FALSE(parseAuthorization("Bearer abc"));
  CHECK_FALSE(parseAuthorization(""));
  CHECK_FALSE(parseAuthorization("Digest"));
  CHECK_FALSE(parseAuthorization("Digestive username=\"a\", nonce=\"n\", response=\"r\""));
  CHECK_FALSE(parseAuthorization("Digest username=\"alice\", realm=\"r\", nonce=\"n\""));
  CHECK_FALSE(parseAuthorization("Digest username=\"alice\", response=\"abc\""));
  CHECK_FALSE(parseAuthorization("Digest username=\"alice, response=\"abc\", nonce=\"n"));
}
