// HTTP digest authentication for SIP (RFC 3261 §22, RFC 7616, RFC 8760): challenges read,
// Authorization values written by a client, and checked by a server.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/base/entropy.hpp"
#include "sip/message/message.hpp"

namespace sip {

enum class DigestAlgorithm : unsigned char { Md5, Sha256, Sha512_256 };

/// Lower-case hex digest of the bytes.
std::string hashHex(DigestAlgorithm algorithm, std::string_view bytes);

/// One WWW-Authenticate or Proxy-Authenticate value.
struct Challenge {
  bool proxy = false;  ///< from Proxy-Authenticate: answered in Proxy-Authorization
  std::string realm;
  std::string nonce;
  std::string opaque;
  bool hasOpaque = false;
  bool stale = false;
  DigestAlgorithm algorithm = DigestAlgorithm::Md5;
  std::string algorithmAsWritten;  ///< echoed as received; empty when the challenge named none
  bool session = false;            ///< the algorithm ended in -sess
  bool qopAuth = false;
  bool qopAuthInt = false;
};

/// Nothing for schemes other than Digest, for unknown algorithms, for a qop list without one that
/// we know, and for a challenge without realm or nonce. Quoted values come without quotes and
/// escapes; parameters that nobody knows are skipped.
std::optional<Challenge> parseChallenge(std::string_view value, bool proxy);
/// All usable challenges of a 401 or 407. Where one realm offers several algorithms, the topmost
/// one that we know (RFC 8760 §2.4); one challenge per realm and kind. With md5Only, the topmost
/// MD5 one: all that a stored ha1 can answer.
std::vector<Challenge> challengesOf(const Message& response, bool md5Only = false);

struct Credentials {
  std::string username;
  std::string password;
  /// H(username:realm:password) in hex, used instead of the password where it is set (MD5 only, as
  /// in SIP.js).
  std::string ha1;
};

/// What one request was challenged with, over all its tries. The owner of the request keeps it,
/// empty at first, beside the request; several requests of one user agent may thus be challenged at
/// once by different realms with different nonces.
struct RequestChallenges {
  std::vector<Challenge> answered;  ///< one per realm and kind, in the order in which they came
  int rounds = 0;                   ///< 401 and 407 responses so far
};

/// Answers challenges with one user agent's credentials, and counts the use of each nonce over all
/// of its requests (RFC 7616 §3.4: nc counts every request sent with the nonce).
class DigestClient {
 public:
  enum class Outcome : unsigned char {
    Answered,  ///< there is an answer to every usable challenge: call authorize() and send the
               ///< request again
    Refused,   ///< our answer for this realm was seen and not called stale (wrong password), or the
               ///< third round failed
    Unusable,  ///< no challenge could be understood
    NoPassword,  ///< there is nothing to answer with
  };

  /// A try with credentials after each of that many 401 or 407; the next one is Refused even if it
  /// says stale.
  static constexpr int kMaxRounds = 3;

  void setCredentials(Credentials credentials);

  /// Reads the challenges of a 401 or 407 into the request's state. A realm that was answered
  /// before in this request is answered again only when it says stale=true (RFC 7616 §3.3). The
  /// state changes on Answered only.
  Outcome onChallenge(const Message& response, RequestChallenges& request) const;

  /// The lines "Authorization: Digest ..." and "Proxy-Authorization: Digest ..." for every realm
  /// that challenged this request, both kinds where both did (§22.3). Call once for each try: it
  /// raises the nonce counts. Empty when nothing challenged the request. `requestUri` is the
  /// Request-URI as sent. An ACK and a CANCEL are no tries: the ACK to a 2xx repeats the lines of
  /// its INVITE (§22.1), a CANCEL carries none.
  std::vector<std::string> authorize(const RequestChallenges& request, std::string_view method,
                                     std::string_view requestUri, std::string_view body,
                                     Entropy& entropy);

 private:
  /// The use of one nonce. The latest kKeptNonces are kept: a server that gives a fresh one each
  /// time must not grow us.
  struct NonceUse {
    bool proxy = false;
    std::string realm, nonce;
    std::uint32_t count = 0;
    std::string sessionCnonce;  ///< -sess: A1 holds the cnonce of the first use, so all uses keep
                                ///< it (RFC 7616 §3.4.2)
  };
  static constexpr std::size_t kKeptNonces = 16;

  NonceUse& useOf(const Challenge& challenge);
  std::string answer(const Challenge& challenge, std::string_view method,
                     std::string_view requestUri, std::string_view body, Entropy& entropy);

  Credentials credentials_;
  std::vector<NonceUse> nonces_;  ///< latest use last
};

/// The server's half, for registrars: is this Authorization value right for the method and one of
/// the passwords?
struct Authorization {
  std::string username, realm, nonce, uri, response, cnonce, qop, algorithm, opaque, nonceCount;
};
std::optional<Authorization> parseAuthorization(std::string_view value);
/// Recomputes the response; the caller compares nonce, realm, username and uri with its own (RFC
/// 7616 §3.4.6). `body` counts for auth-int only. False for an algorithm or qop that we do not
/// know. Takes the same time wherever the response differs.
bool verify(const Authorization& authorization, std::string_view method, std::string_view password,
            std::string_view body);

}  // namespace sip
