// The syntax that challenges and credentials share: Digest name=value, name="quoted value" (RFC
// 7616 §3.3, RFC 3261 §25.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sip/auth/digest.hpp"

namespace sip::detail {

/// A view of the text it was parsed from: parameters are read when they are asked for.
class DigestFields {
 public:
  /// Nothing for another scheme than Digest. A parameter that does not parse is left out; a second
  /// scheme in the same line ends the list.
  static std::optional<DigestFields> parse(std::string_view value);

  /// The first parameter of that name, in any case, without quotes, escapes and folds.
  std::optional<std::string> find(std::string_view name) const;
  /// The same, but empty when there is none.
  std::string valueOf(std::string_view name) const;

 private:
  explicit DigestFields(std::string_view text) : text_(text) {}

  std::string_view text_;  ///< what stands behind the scheme
};

/// In quotes, with '"' and '\' escaped. CR, LF and NUL are left out: whatever a server or an
/// application put into a realm or user name cannot start a header of its own.
std::string quoted(std::string_view text);

struct AlgorithmToken {
  DigestAlgorithm algorithm = DigestAlgorithm::Md5;
  bool session = false;  ///< -sess
};
/// Any case; an empty token means MD5 (RFC 7616 §3.3). Nothing for an algorithm that we do not
/// know.
std::optional<AlgorithmToken> parseAlgorithm(std::string_view token);

/// What goes into the response value (RFC 7616 §3.4.1). Views into whatever the caller holds.
struct DigestInput {
  AlgorithmToken algorithm;
  std::string_view username, realm, password;
  std::string_view ha1;  ///< replaces H(username:realm:password) where it is set
  std::string_view nonce, nonceCount, cnonce;
  std::string_view
      qop;  ///< "", "auth" or "auth-int"; empty counts as RFC 2069: no cnonce and no count
  std::string_view method, uri, body;
};
/// request-digest in lower-case hex.
std::string digestResponse(const DigestInput& input);

}  // namespace sip::detail
