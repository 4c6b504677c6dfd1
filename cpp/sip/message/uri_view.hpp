// A URI's parts as views into its text: RFC 3261 §19.1 sip: and sips:, RFC 3966 tel:, others whole.
// Nothing is decoded and nothing allocated; uri.hpp has the owning Uri.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sip/base/text.hpp"

namespace sip {

/// All parts as written. What is absent is empty; `parameters` and `headers` have a null data()
/// then, which tells "sip:h;" from "sip:h".
struct UriView {
  std::string_view text;    ///< all of it
  std::string_view scheme;  ///< case as written: use isSip(), isSips() and isTel()
  std::string_view user;    ///< escapes kept
  std::string_view password;
  std::string_view host;        ///< IPv6 with its brackets; for tel: the number; for other schemes
                                ///< all behind the ':'
  std::string_view portText;    ///< the digits
  std::string_view parameters;  ///< behind the first ';' up to '?'
  std::string_view headers;     ///< behind the '?'
  std::uint16_t port = 0;
  bool hasUser = false;      ///< an '@' was there; "sip:@h" has a user that is empty
  bool hasPassword = false;  ///< a ':' was there, before the '@'
  bool hasPort = false;

  bool isSips() const { return equalsIgnoreCase(scheme, "sips"); }
  bool isSip() const { return equalsIgnoreCase(scheme, "sip") || isSips(); }
  bool isTel() const { return equalsIgnoreCase(scheme, "tel"); }
  /// The first parameter of the name, which is compared without case: its value as written, and
  /// empty when it has none.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

/// name[=value] of a URI's parameters or headers.
struct UriPair {
  std::string_view name;
  std::string_view value;
  bool hasValue = false;  ///< "a=" has an empty one, "a" has none
};

/// Reads name[=value] pairs in order, passing over empty elements (";;"). Quotes mean nothing in a
/// URI (§25.1 paramchar).
class UriPairs {
 public:
  /// `delimiter` is ';' for parameters and '&' for headers.
  UriPairs(std::string_view text, char delimiter) : rest_(text), delimiter_(delimiter) {}

  std::optional<UriPair> next();

 private:
  std::string_view rest_;
  char delimiter_;
};

/// Splits a URI; each byte is looked at about twice. Strict: a scheme, a host (IPv6 in brackets and
/// valid), a port of digits up to 65535 where there is a ':', and no white space, control
/// characters or angle brackets anywhere, not even around the URI. Lenient where routing is not at
/// risk: hosts with underscores, a leading digit or bytes above 127; '*', '#', bad escapes and
/// anything else printable in the other parts; an empty user ("sip:@h"), empty parameters and
/// headers, leading zeros in ports.
std::optional<UriView> scanUri(std::string_view text);

/// Do they name the same resource? sip: and sips: by RFC 3261 §19.1.4 with RFC 5954 §4 (the texts
/// of an IPv6 address are one host), tel: by RFC 3966 §4, urn: by RFC 8141 §3.1, others as written
/// behind a scheme without case (RFC 3986 §6.2.1). Stricter readings that were chosen: transport in
/// one URI only does not match (as in the RFC's examples), the value of method has case (§7.1), and
/// so have Call-ID and body among the headers. With more than 64 parameters or headers they match
/// only as written, so that a peer cannot make this slow. Not transitive, as the RFC says.
bool equivalent(const UriView& a, const UriView& b);

}  // namespace sip
