// Telephone numbers in URIs: tel: (RFC 3966), and the user part of sip: with user=phone (RFC 3261
// §19.1.6).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sip/message/escape.hpp"
#include "sip/message/uri_view.hpp"

namespace sip {

/// A telephone-subscriber, as views into its text; what is absent is empty.
struct TelView {
  std::string_view number;      ///< as written, with '+' and visual separators
  std::string_view context;     ///< phone-context: a domain, or a global number
  std::string_view extension;   ///< ext
  std::string_view subaddress;  ///< isub
  std::string_view parameters;  ///< all of them, behind the first ';'

  /// RFC 3966 §5.1.4: the same everywhere.
  bool isGlobal() const { return number.substr(0, 1) == "+" || escapedValue(number) == '+'; }
  /// Does it name one telephone? A local number does by a well-formed phone-context only (§5.1.5),
  /// without which it is accepted all the same: it is in the field.
  bool isComplete() const;
};

/// The number of a tel: URI, or of a sip: or sips: URI whose user parameter is "phone". Nothing for
/// other URIs, and for a number that has no digit or holds anything but digits, visual separators
/// and, if it is local, A to F, '*' and '#' (RFC 3966 §3); escapes of these count as themselves.
std::optional<TelView> telOf(const UriView& uri);

/// The number as it would be dialled or looked up: separators left out, escapes decoded, letters in
/// upper case (RFC 3966 §5.1.1).
std::string dialledNumber(const TelView& tel);

/// sip:<telephone-subscriber>@<host>;user=phone, made as §19.1.6 asks so that equal numbers give
/// equal URIs: lower case, isub and postd first and the other parameters by name. Separators stay.
/// Nothing when the URI is no telephone number or `hostPort` no host with or without a port.
std::optional<std::string> sipUriOf(const UriView& tel, std::string_view hostPort);

}  // namespace sip
