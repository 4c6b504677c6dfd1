// One walk over a message: where its headers stand and what routing needs, checked at once (RFC
// 3261 §7, §18). The text stays where it is; everything found is an offset into it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sip/message/header_name.hpp"
#include "sip/message/method.hpp"

namespace sip {

/// One header line. Offsets are bytes into Message::text(); a value is without surrounding white
/// space and may hold folds.
struct HeaderField {
  HeaderName id = HeaderName::Other;
  std::uint32_t nameAt = 0;
  std::uint32_t nameLength = 0;
  std::uint32_t valueAt = 0;
  std::uint32_t valueLength = 0;
};

struct ParseLimits {
  std::size_t messageBytes = 256 * 1024;
  std::size_t headerCount = 512;
  std::size_t headerBytes = 32 * 1024;  ///< of one header, folds included
};

/// Why a message cannot be used at all.
struct ParseError {
  std::string_view field;  ///< "start line", "Via", "CSeq", ... (static text)
  std::size_t offset = 0;  ///< byte offset at which it shows
  std::string_view rule;   ///< one phrase for people: "no CSeq header" (static text)
  /// The request's Via says where it came from, so a 400 can be sent (§21.4.1).
  bool answerable = false;
};

/// Bytes of the message's text.
struct Span {
  std::uint32_t at = 0;
  std::uint32_t length = 0;
};

struct NameAddrSpans {
  Span displayName, uri, parameters;
};

struct ViaSpans {
  Span transport, host, parameters, branch, sentBy;
  std::optional<std::uint16_t> port;
};

/// What each span means is said at the accessor of Message that has its name.
struct MessageIndex {
  std::vector<HeaderField> fields;
  Method method = Method::Unknown;
  int statusCode = 0;
  std::uint32_t cseq = 0;
  Span methodName, requestUri, reasonPhrase, fromTag, toTag, callId, cseqMethod, body;
  NameAddrSpans from, to;
  ViaSpans topVia;
};

/// Fills the index anew from the bytes of one frame; it keeps its memory, so that one index serves
/// many messages. Leading CRLFs are skipped (§7.5); LF alone ends a line too; a missing
/// Content-Length means "to the end of the frame" (RFC 7118 §5), one that is too large is an error,
/// one that is smaller cuts the body. On an error the index holds nothing of use.
std::optional<ParseError> indexMessage(std::string_view text, const ParseLimits& limits,
                                       MessageIndex& index);

}  // namespace sip
