// Which form the value of each header has: the part of the grammar of RFC 3261 §20 and of the
// extensions' RFCs that a table can say.
#pragma once

#include <cstdint>
#include <string_view>

#include "sip/message/header_name.hpp"

namespace sip {

enum class Form : std::uint8_t {
  Text,            ///< anything: Subject, Server, Call-ID, and headers that nobody knows
  Token,           ///< one token with parameters: Event, Content-Disposition
  Tokens,          ///< a list of them: Reason, Allow, Accept-Encoding
  MediaType,       ///< type/subtype with parameters: Content-Type
  MediaTypes,      ///< a list of them: Accept
  Semicolons,      ///< tokens with ';' between them and no parameters: Privacy
  Number,          ///< a 32-bit number with parameters and a comment: Expires, Retry-After
  Words,           ///< a list of values without white space: In-Reply-To, Identity, User-to-User
  CallId,          ///< one Call-ID with parameters: Replaces, Join, Target-Dialog
  Address,         ///< name-addr or addr-spec with parameters: From, Refer-To
  Addresses,       ///< a list of them: P-Asserted-Identity, Alert-Info
  Routes,          ///< a list of name-addr, never without brackets: Route, Path
  Contacts,        ///< Addresses, or '*' alone
  Via,             ///< a list of them
  CSeq,            ///< number and method
  RAck,            ///< two numbers and a method
  Timestamp,       ///< one or two decimal fractions
  Date,            ///< SIP-date
  Warning,         ///< a list of code, agent and text
  Challenge,       ///< a scheme and a list of parameters: WWW-Authenticate, Authorization
  AuthParameters,  ///< a list of parameters alone: Authentication-Info
};

/// Text for the headers that the table does not name, and for Other.
Form formOf(HeaderName header);

/// Two parameters that the value of a CallId header must have, each once and with a value (RFC 3891
/// §6.1, RFC 3911 §7.1, RFC 4538 §7).
struct RequiredParameters {
  std::string_view first, second;
};
RequiredParameters requiredParametersOf(HeaderName header);

}  // namespace sip
