// sip:, sips: and other URIs (RFC 3261 §19.1, RFC 3966 tel:). A Uri keeps every part as written;
// escapes are decoded only for comparison (§19.1.4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sip {

/// name[=value], in order, names as written. A parameter without '=' has no value.
using Parameters = std::vector<std::pair<std::string, std::optional<std::string>>>;

struct Uri {
  std::string scheme;  ///< lower case: "sip", "sips", "tel", ...
  std::string user;    ///< as written, escapes kept; empty when there is none
  std::optional<std::string> password;
  std::string host;  ///< as written; IPv6 with its brackets. For tel: and unknown schemes: all
                     ///< after ':' up to ';'
  std::optional<std::uint16_t> port;
  Parameters parameters;
  Parameters headers;  ///< after '?', escapes kept

  const std::string* parameter(
      std::string_view name) const;  ///< nullptr when absent; empty string when without value
  bool hasParameter(std::string_view name) const;
  bool isSip() const { return scheme == "sip" || scheme == "sips"; }
};

/// Lenient where routing is not at risk: hosts with underscores or a leading digit, '*' and '#' in
/// the user part.
std::optional<Uri> parseUri(std::string_view text);
std::string toString(const Uri& uri);
/// RFC 3261 §19.1.4.
bool equivalent(const Uri& a, const Uri& b);

}  // namespace sip
