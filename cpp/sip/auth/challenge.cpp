// Reading WWW-Authenticate and Proxy-Authenticate (RFC 7616 §3.3, RFC 8760 §2).
#include <algorithm>
#include <utility>

#include "sip/auth/digest_fields.hpp"
#include "sip/base/text.hpp"

namespace sip {

std::optional<Challenge> parseChallenge(std::string_view value, bool proxy) {
  const std::optional<detail::DigestFields> fields = detail::DigestFields::parse(value);
  if (!fields) return std::nullopt;
  std::optional<std::string> realm = fields->find("realm");
  std::optional<std::string> nonce = fields->find("nonce");
  if (!realm || !nonce) return std::nullopt;

  Challenge challenge;
  challenge.proxy = proxy;
  challenge.realm = std::move(*realm);
  challenge.nonce = std::move(*nonce);
  const std::optional<std::string> opaque = fields->find("opaque");
  challenge.opaque = opaque.value_or("");
  challenge.hasOpaque = opaque.has_value();
  challenge.stale = equalsIgnoreCase(fields->valueOf("stale"), "true");

  // The grammar has a bare token here (RFC 7616 §3.3), but quotes are seen; the fields come without
  // them.
  challenge.algorithmAsWritten = fields->valueOf("algorithm");
  const std::optional<detail::AlgorithmToken> algorithm =
      detail::parseAlgorithm(challenge.algorithmAsWritten);
  if (!algorithm) return std::nullopt;
  challenge.algorithm = algorithm->algorithm;
  challenge.session = algorithm->session;

  const std::string qop = fields->valueOf("qop");
  challenge.qopAuth = listHolds(qop, "auth");
  challenge.qopAuthInt = listHolds(qop, "auth-int");
  // A server that wants only what we do not know cannot be answered; one that says nothing is of
  // RFC 2069's time.
  if (!qop.empty() && !challenge.qopAuth && !challenge.qopAuthInt) return std::nullopt;
  return challenge;
}

std::vector<Challenge> challengesOf(const Message& response, bool md5Only) {
  std::vector<Challenge> result;
  for (const HeaderField& field : response.fields()) {
    const bool proxy = field.id == HeaderName::ProxyAuthenticate;
    if (!proxy && field.id != HeaderName::WwwAuthenticate) continue;
    std::optional<Challenge> challenge = parseChallenge(response.value(field), proxy);
    if (!challenge) continue;
    if (md5Only && challenge->algorithm != DigestAlgorithm::Md5) continue;
    // RFC 8760 §2.4: the server lists its algorithms best first, and the client takes the first
    // that it can.
    const bool known = std::any_of(result.begin(), result.end(), [&](const Challenge& other) {
      return other.proxy == proxy && other.realm == challenge->realm;
    });
    if (!known) result.push_back(std::move(*challenge));
  }
  return result;
}

}  // namespace sip
