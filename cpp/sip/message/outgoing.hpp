// Messages on their way out, as fields, and their text (RFC 3261 §7, §8.1.1, §8.2.6). Values from
// the application pass checkOutgoing() first: nothing it supplies can start a new header or a
// second message.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/base/result.hpp"
#include "sip/message/message.hpp"

namespace sip {

struct Body {
  std::string contentType;
  std::string content;      ///< bytes; Content-Length counts these
  std::string disposition;  ///< Content-Disposition; none is written when empty
};

struct OutgoingRequest {
  std::string method;
  std::string requestUri;
  std::vector<std::string>
      routes;        ///< Route header values, topmost first, each with its angle brackets
  std::string from;  ///< whole header value, tag included
  std::string to;    ///< whole header value, tag included when in a dialog
  std::string callId;
  std::uint32_t cseq = 1;
  std::uint32_t maxForwards = 70;
  std::vector<std::string> extraHeaders;  ///< whole lines, "Name: value"
  std::optional<Body> body;
};

/// What the core adds to every request it sends.
struct Via {
  std::string transport = "WSS";
  std::string
      sentBy;  ///< host[:port]; a browser does not know its own, so an .invalid name (RFC 7118 §5)
  std::string branch;  ///< with the magic cookie z9hG4bK
  bool rport = false;
  /// Via values of those whom a proxy forwards for (§16.6 step 8).
  std::vector<std::string> below = {};
};

/// Via, From, To, Call-ID, CSeq, Max-Forwards, Content-Length: no line of an application's.
bool isWrittenByLibrary(HeaderName header);
/// Names the first field that holds CR, LF or NUL, or an extra header without a token name, or an
/// empty mandatory field. A header line may not override what the core writes itself: Via, From,
/// To, Call-ID, CSeq, Max-Forwards, Content-Length.
Status checkOutgoing(const OutgoingRequest& request);
Status checkHeaders(const std::vector<std::string>& extraHeaders, const std::optional<Body>& body);
/// The same for a Via that is not the core's own.
Status checkVia(const Via& via);
std::string serialise(const OutgoingRequest& request, const Via& via);

struct ResponseOptions {
  int statusCode = 200;
  std::string reasonPhrase;  ///< the RFC's own when empty
  std::vector<std::string> extraHeaders;
  std::optional<Body> body;
};

/// §8.2.6: Via lines, From, To, Call-ID and CSeq are the request's, as received; To gets toTag
/// unless it has a tag or the status is 100 (for which Timestamp is copied too). Record-Route lines
/// are copied when copyRecordRoute (dialogs, §12.1.1).
std::string serialiseResponse(const Message& request, const ResponseOptions& options,
                              std::string_view toTag, bool copyRecordRoute);

/// The RFC's reason phrase for a status, or an empty text for a status that nobody registered.
std::string_view reasonPhraseOf(int statusCode);

}  // namespace sip
