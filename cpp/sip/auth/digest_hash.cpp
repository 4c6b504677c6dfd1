// The response value of digest authentication (RFC 7616 §3.4.1 to §3.4.3), which client and server
// compute alike.
#include <array>
#include <initializer_list>

#include "sip/auth/digest_fields.hpp"
#include "sip/auth/md5.hpp"
#include "sip/auth/sha512_256.hpp"
#include "sip/base/sha256.hpp"
#include "sip/base/text.hpp"

namespace sip {
namespace {

template <std::size_t N>
std::string hexOf(const std::array<unsigned char, N>& digest) {
  return toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

/// The parts with ':' between them; an empty part keeps its place.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string result;
  for (const std::string_view& part : parts) {
    if (&part != parts.begin()) result += ':';
    result += part;
  }
  return result;
}

}  // namespace

std::string hashHex(DigestAlgorithm algorithm, std::string_view bytes) {
  switch (algorithm) {
    case DigestAlgorithm::Md5:
      return hexOf(md5(bytes));
    case DigestAlgorithm::Sha256:
      return hexOf(sha256(bytes));
    case DigestAlgorithm::Sha512_256:
      return hexOf(sha512_256(bytes));
  }
  return {};
}

namespace detail {

std::optional<AlgorithmToken> parseAlgorithm(std::string_view token) {
  constexpr std::string_view kSession = "-sess";
  AlgorithmToken result;
  if (token.size() > kSession.size() &&
      equalsIgnoreCase(token.substr(token.size() - kSession.size()), kSession)) {
    result.session = true;
    token.remove_suffix(kSession.size());
  }
  if (token.empty() || equalsIgnoreCase(token, "MD5")) {
    result.algorithm = DigestAlgorithm::Md5;
  } else if (equalsIgnoreCase(token, "SHA-256")) {
    result.algorithm = DigestAlgorithm::Sha256;
  } else if (equalsIgnoreCase(token, "SHA-512-256")) {
    result.algorithm = DigestAlgorithm::Sha512_256;
  } else {
    return std::nullopt;
  }
  return result;
}

std::string digestResponse(const DigestInput& input) {
  const auto hash = [&](std::string_view bytes) {
    return hashHex(input.algorithm.algorithm, bytes);
  };
  std::string a1 = input.ha1.empty() ? hash(joined({input.username, input.realm, input.password}))
                                     : toLower(input.ha1);
  if (input.algorithm.session) a1 = hash(joined({a1, input.nonce, input.cnonce}));
  const std::string a2 = input.qop == "auth-int"
                             ? hash(joined({input.method, input.uri, hash(input.body)}))
                             : hash(joined({input.method, input.uri}));
  if (input.qop.empty()) return hash(joined({a1, input.nonce, a2}));  // RFC 2069
  return hash(joined({a1, input.nonce, input.nonceCount, input.cnonce, input.qop, a2}));
}

}  // namespace detail
}  // namespace sip
