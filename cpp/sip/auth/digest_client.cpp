// The client's half of digest authentication (RFC 3261 §22.2, §22.3; RFC 7616 §3.4).
#include <algorithm>

#include "sip/auth/digest_fields.hpp"
#include "sip/base/text.hpp"

namespace sip {
namespace {

Challenge* sameRealm(std::vector<Challenge>& answered, const Challenge& challenge) {
  const auto found = std::find_if(answered.begin(), answered.end(), [&](const Challenge& other) {
    return other.proxy == challenge.proxy && other.realm == challenge.realm;
  });
  return found == answered.end() ? nullptr : &*found;
}

/// nc-value: eight hex digits (RFC 7616 §3.4).
std::string hexCount(std::uint32_t count) {
  std::string result(8, '0');
  for (std::size_t i = 8; i-- > 0; count >>= 4) result[i] = "0123456789abcdef"[count & 15];
  return result;
}

}  // namespace

void DigestClient::setCredentials(Credentials credentials) {
  credentials_ = std::move(credentials);
}

DigestClient::Outcome DigestClient::onChallenge(const Message& response,
                                                RequestChallenges& request) const {
  if (request.rounds >= kMaxRounds) return Outcome::Refused;
  if (credentials_.password.empty() && credentials_.ha1.empty()) return Outcome::NoPassword;

  // A stored ha1 is H() by MD5; with nothing else, only an MD5 challenge can be answered.
  const bool md5Only = credentials_.password.empty();
  const std::vector<Challenge> challenges = challengesOf(response, md5Only);
  if (challenges.empty()) {
    return md5Only && !challengesOf(response).empty() ? Outcome::NoPassword : Outcome::Unusable;
  }

  RequestChallenges next = request;
  for (const Challenge& challenge : challenges) {
    Challenge* before = sameRealm(next.answered, challenge);
    if (!before) {
      next.answered.push_back(challenge);
    } else if (challenge.stale) {
      *before = challenge;
    } else {
      // RFC 7616 §3.3: without stale=true the nonce was fine, so the user name or the password was
      // not.
      return Outcome::Refused;
    }
  }
  ++next.rounds;
  request = std::move(next);
  return Outcome::Answered;
}

std::vector<std::string> DigestClient::authorize(const RequestChallenges& request,
                                                 std::string_view method,
                                                 std::string_view requestUri, std::string_view body,
                                                 Entropy& entropy) {
  std::vector<std::string> lines;
  for (const Challenge& challenge : request.answered) {
    lines.push_back((challenge.proxy ? "Proxy-Authorization: " : "Authorization: ") +
                    answer(challenge, method, requestUri, body, entropy));
  }
  return lines;
}

DigestClient::NonceUse& DigestClient::useOf(const Challenge& challenge) {
  const auto found = std::find_if(nonces_.begin(), nonces_.end(), [&](const NonceUse& use) {
    return use.proxy == challenge.proxy && use.realm == challenge.realm &&
           use.nonce == challenge.nonce;
  });
  if (found != nonces_.end()) {
    std::rotate(found, found + 1, nonces_.end());
  } else {
    if (nonces_.size() == kKeptNonces) nonces_.erase(nonces_.begin());
    NonceUse use;
    use.proxy = challenge.proxy;
    use.realm = challenge.realm;
    use.nonce = challenge.nonce;
    nonces_.push_back(std::move(use));
  }
  return nonces_.back();
}

std::string DigestClient::answer(const Challenge& challenge, std::string_view method,
                                 std::string_view requestUri, std::string_view body,
                                 Entropy& entropy) {
  constexpr std::size_t kCnonceDigits = 16;
  const bool withQop = challenge.qopAuth || challenge.qopAuthInt;
  NonceUse& use = useOf(challenge);
  ++use.count;

  std::string cnonce;
  if (challenge.session) {
    if (use.sessionCnonce.empty()) use.sessionCnonce = entropy.token(kCnonceDigits);
    cnonce = use.sessionCnonce;
  } else if (withQop) {
    cnonce = entropy.token(kCnonceDigits);
  }
  const std::string nonceCount = hexCount(use.count);

  detail::DigestInput input;
  input.algorithm = {challenge.algorithm, challenge.session};
  input.username = credentials_.username;
  input.realm = challenge.realm;
  input.password = credentials_.password;
  if (challenge.algorithm == DigestAlgorithm::Md5) input.ha1 = credentials_.ha1;
  input.nonce = challenge.nonce;
  input.nonceCount = nonceCount;
  input.cnonce = cnonce;
  // auth first: a proxy on the way may rewrite the body (§22.4 item 8 leaves the choice to the
  // client).
  if (challenge.qopAuth) {
    input.qop = "auth";
  } else if (challenge.qopAuthInt) {
    input.qop = "auth-int";
  }
  input.method = method;
  input.uri = requestUri;
  input.body = body;

  // RFC 7616 §3.4: these are quoted, and algorithm, qop and nc are not; some servers insist.
  std::string line = "Digest username=" + detail::quoted(credentials_.username) +
                     ", realm=" + detail::quoted(challenge.realm) +
                     ", nonce=" + detail::quoted(challenge.nonce) +
                     ", uri=" + detail::quoted(requestUri) +
                     ", response=" + detail::quoted(detail::digestResponse(input));
  if (!challenge.algorithmAsWritten.empty()) line += ", algorithm=" + challenge.algorithmAsWritten;
  if (!cnonce.empty()) line += ", cnonce=" + detail::quoted(cnonce);
  if (challenge.hasOpaque) line += ", opaque=" + detail::quoted(challenge.opaque);
  if (withQop) line += ", qop=" + std::string(input.qop) + ", nc=" + nonceCount;
  return line;
}

}  // namespace sip
