// The headers the library knows, with their compact forms (RFC 3261 §7.3.3, §20 and the extensions'
// RFCs). One table drives parsing, lookup and the enum that JavaScript sees.
#pragma once

#include <cstdint>
#include <string_view>

namespace sip {

/// A word wide, so that a line of the header table is an array of words (bindings/).
enum class HeaderName : std::uint32_t {
  Other,
  Accept,
  AcceptContact,
  AcceptEncoding,
  AcceptLanguage,
  AlertInfo,
  Allow,
  AllowEvents,
  AnswerMode,
  AuthenticationInfo,
  Authorization,
  CallId,
  CallInfo,
  Contact,
  ContentDisposition,
  ContentEncoding,
  ContentLanguage,
  ContentLength,
  ContentType,
  CSeq,
  Date,
  Diversion,
  ErrorInfo,
  Event,
  Expires,
  FlowTimer,
  From,
  Geolocation,
  HistoryInfo,
  Identity,
  InReplyTo,
  Join,
  MaxForwards,
  MimeVersion,
  MinExpires,
  MinSe,
  Organization,
  PAssertedIdentity,
  Path,
  PPreferredIdentity,
  Priority,
  Privacy,
  ProxyAuthenticate,
  ProxyAuthorization,
  ProxyRequire,
  RAck,
  Reason,
  RecordRoute,
  ReferredBy,
  ReferTo,
  RejectContact,
  Replaces,
  ReplyTo,
  RequestDisposition,
  Require,
  RetryAfter,
  Route,
  RSeq,
  Server,
  ServiceRoute,
  SessionExpires,
  Subject,
  SubscriptionState,
  Supported,
  TargetDialog,
  Timestamp,
  To,
  Unsupported,
  UserAgent,
  UserToUser,
  Via,
  Warning,
  WwwAuthenticate,
};

/// Long or compact form, any case; Other for what is not in the table.
HeaderName headerNameOf(std::string_view name);
/// The long form as the RFCs write it ("Call-ID"); empty for Other.
std::string_view nameOf(HeaderName header);

}  // namespace sip
