// A parsed message as a table of words, so that JavaScript slices the string it already has and no
// header crosses the boundary. Spans are a byte offset and a length. js/src/generated/layout.ts is
// printed from here.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sip/base/ids.hpp"
#include "sip/message/message_index.hpp"

namespace sip::binding {

/// The words in front of the header table.
enum class MessageWord : std::uint32_t {
  Id,
  StatusCode,  ///< 0 for a request
  Cseq,
  Method,    ///< sip::Method; of a response, that of its CSeq
  MethodAt,  ///< in the start line of a request, in the CSeq of a response
  MethodLength,
  UriAt,  ///< Request-URI; empty in a response
  UriLength,
  ReasonAt,  ///< reason phrase; empty in a request
  ReasonLength,
  FromTagAt,
  FromTagLength,
  ToTagAt,
  ToTagLength,
  CallIdAt,
  CallIdLength,
  BodyAt,
  BodyLength,
  ViaBranchAt,  ///< of the topmost Via
  ViaBranchLength,
  HeaderCount,
  Headers,  ///< here the table begins
};

/// One line of the header table.
enum class HeaderWord : std::uint32_t {
  Name,  ///< sip::HeaderName
  NameAt,
  NameLength,
  ValueAt,  ///< without surrounding white space; may hold folds
  ValueLength,
  Count,  ///< words of a line
};

/// A piece of a structured value (sip::Piece).
enum class PieceWord : std::uint32_t { Part, At, Length, Count };

/// The parser's limits; 0 is the usual one.
ParseLimits limitsOf(std::uint32_t messageBytes, std::uint32_t headerCount,
                     std::uint32_t headerBytes);

/// Contact and Record-Route get a line for each element of theirs, as SIP.js has it; other headers
/// one for each line.
void writeIndex(MessageId id, std::string_view text, const MessageIndex& index,
                std::vector<std::uint32_t>& words);

}  // namespace sip::binding
