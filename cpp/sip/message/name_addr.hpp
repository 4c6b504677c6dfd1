// "Display Name" <uri>;params and the bare uri;params form (RFC 3261 §20.10, §25.1 name-addr and
// addr-spec), for From, To, Contact, Route, Record-Route, Refer-To, P-Asserted-Identity and their
// kin.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/message/uri.hpp"

namespace sip {

/// Views into the header value it was parsed from.
struct NameAddrView {
  std::string_view
      displayName;       ///< unquoted but with its backslash escapes; empty when there is none
  std::string_view uri;  ///< the URI alone; in the bare form without the header's parameters (§20)
  std::string_view parameters;  ///< everything behind the first ';' of the header's own parameters

  /// The header parameter's value ("" when it has none); quotes are removed.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

/// A display name that stands alone, without its quotes: a quoted string, escapes kept, or tokens
/// and bytes above 127 with blanks between them. Nothing for an open quote and an empty text.
std::optional<std::string_view> parseDisplayName(std::string_view text);
/// One element. The URI is delimited, not validated: use parseUri on it where its parts are needed.
std::optional<NameAddrView> parseNameAddr(std::string_view text);
/// Splits at commas outside quotes and angle brackets; elements that do not parse are left out (a
/// bad one must not cost the good ones).
std::vector<NameAddrView> parseNameAddrList(std::string_view text);
/// Splits a header value at its top-level commas, trimmed, empty elements left out.
std::vector<std::string_view> splitList(std::string_view text);
/// The value of one parameter in a ';'-separated text such as `tag=1;+sip.instance="<urn:..>"`;
/// quotes are removed.
std::optional<std::string_view> findParameter(std::string_view parameters, std::string_view name);

}  // namespace sip
