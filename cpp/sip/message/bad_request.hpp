// The answer to a request that the parser refused (RFC 3261 §21.4.1). Such a request never becomes
// a Message, so its answer is made from the text, which only has to show where it came from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip {

/// ParseError::rule of the errors that are answered with another status than 400.
inline constexpr std::string_view kUnsupportedVersion = "the SIP version is not 2.0";  // 505
inline constexpr std::string_view kMessageTooLarge = "the message is too large";       // 513
/// RFC 4475 §3.1.2.18: of the two faults, the one that a later version of us would not find.
inline constexpr std::string_view kUnknownMethod =
    "the method is not known, and the CSeq method is another";  // 501

/// Can a response be made: is this a request other than ACK with a top Via that can be read? This
/// is what ParseError::answerable says.
bool isAnswerable(std::string_view rawText);

/// The 400 (501, 505, 513) to a request that Message::parse refused, without a body. All Via lines
/// and the first From, To, Call-ID and CSeq lines are the request's own (§8.2.6.2), folds joined;
/// what the request lacks, its answer lacks too (RFC 4475 §3.3.1): the branch alone ends the
/// sender's wait. To gets a tag if it can carry one; the tag is drawn from those lines, so a
/// retransmission gets the same answer. Nothing when the error is not answerable.
std::optional<std::string> makeBadRequestResponse(std::string_view rawText,
                                                  const ParseError& error);

}  // namespace sip
