// sip:, sips: and other URIs (RFC 3261 §19.1, RFC 3966 tel:) that own their text, to be made and
// changed by a host. A Uri keeps every part as written; escapes are decoded only for comparison
// (§19.1.4). Where a URI is only read, uri_view.hpp does it without allocating.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sip/message/uri_view.hpp"

namespace sip {

/// name[=value], in order, names as written. A parameter without '=' has no value.
using Parameters = std::vector<std::pair<std::string, std::optional<std::string>>>;

struct Uri {
  std::string scheme;               ///< case as written: use isSip() and isTel()
  std::optional<std::string> user;  ///< as written, escapes kept; "sip:@h" has an empty one
  std::optional<std::string> password;
  std::string host;  ///< as written; IPv6 with its brackets. For tel: the number, for unknown
                     ///< schemes all after ':'
  std::optional<std::uint16_t> port;
  std::string portText;   ///< as read; toString() writes it while it says the same as `port`
  Parameters parameters;  ///< an empty element (";;") is a pair with an empty name
  Parameters headers;     ///< after '?', escapes kept

  const std::string* parameter(
      std::string_view name) const;  ///< nullptr when absent; empty string when without value
  bool hasParameter(std::string_view name) const;
  bool isSip() const { return equalsIgnoreCase(scheme, "sip") || equalsIgnoreCase(scheme, "sips"); }
  bool isTel() const { return equalsIgnoreCase(scheme, "tel"); }
};

/// Accepts what scanUri() accepts, and toString() of the result is the same text.
std::optional<Uri> parseUri(std::string_view text);
std::string toString(const Uri& uri);
/// As that of views.
bool equivalent(const Uri& a, const Uri& b);

}  // namespace sip
