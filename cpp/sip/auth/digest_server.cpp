// The server's half of digest authentication (RFC 3261 §22.4, RFC 7616 §3.4.6), for registrars and
// proxies.
#include "sip/auth/digest_fields.hpp"
#include "sip/base/text.hpp"

namespace sip {
namespace {

/// Looks at every byte, so that the time taken does not tell how much of a guess was right.
bool equalInConstantTime(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |=
        static_cast<unsigned char>(a[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(b[i]));
  }
  return difference == 0;
}

}  // namespace

std::optional<Authorization> parseAuthorization(std::string_view value) {
  const std::optional<detail::DigestFields> fields = detail::DigestFields::parse(value);
  if (!fields) return std::nullopt;
  Authorization result;
  result.username = fields->valueOf("username");
  result.realm = fields->valueOf("realm");
  result.nonce = fields->valueOf("nonce");
  result.uri = fields->valueOf("uri");
  result.response = fields->valueOf("response");
  result.cnonce = fields->valueOf("cnonce");
  result.qop = fields->valueOf("qop");
  result.algorithm = fields->valueOf("algorithm");
  result.opaque = fields->valueOf("opaque");
  result.nonceCount = fields->valueOf("nc");
  if (result.response.empty() || result.nonce.empty()) return std::nullopt;
  return result;
}

bool verify(const Authorization& authorization, std::string_view method, std::string_view password,
            std::string_view body) {
  const std::optional<detail::AlgorithmToken> algorithm =
      detail::parseAlgorithm(authorization.algorithm);
  if (!algorithm) return false;
  const std::string qop = toLower(authorization.qop);
  if (!qop.empty() && qop != "auth" && qop != "auth-int") return false;

  detail::DigestInput input;
  input.algorithm = *algorithm;
  input.username = authorization.username;
  input.realm = authorization.realm;
  input.password = password;
  input.nonce = authorization.nonce;
  input.nonceCount = authorization.nonceCount;
  input.cnonce = authorization.cnonce;
  input.qop = qop;
  input.method = method;
  input.uri = authorization.uri;
  input.body = body;
  return equalInConstantTime(detail::digestResponse(input), toLower(authorization.response));
}

}  // namespace sip
