// What a message's body says about its session: where the offer or answer is, and whether there is
// anything that a request must be refused for (RFC 3261 §8.2.3, §20.11; RFC 5621).
//
// Understood are: content with the disposition "session" of any type, for the media handler knows
// its own types; what a person is to be shown or played, which is the application's to do, unless
// its type is an application/ one other than SDP; and multiparts of these.
#pragma once

#include <cstdint>
#include <string_view>

#include "sip/message/multipart.hpp"

namespace sip {

/// The types named in Accept (RFC 3261 §20.1; RFC 5621 §4.2 asks for multiparts).
inline constexpr std::string_view kAcceptedTypesHeader =
    "Accept: application/sdp, multipart/mixed, multipart/alternative, text/plain";
inline constexpr std::string_view kAcceptedTypes = kAcceptedTypesHeader.substr(8);

/// More parts than any peer sends, counted over all levels; what every part costs stays bounded.
inline constexpr unsigned kMostBodyParts = 64;
/// A mixed body of alternatives that are related parts is three deep.
inline constexpr unsigned kDeepestMultipart = 4;

enum class BodyProblem : std::uint8_t {
  None,
  MediaType,  ///< 415 with Accept (§21.4.13)
  Encoding,   ///< 415 with Accept-Encoding
  Malformed,  ///< 400
};

struct SessionBody {
  /// The offer or answer; empty when there is none. Views into the message.
  std::string_view content;
  /// "application/sdp" however that is written; another type as written, parameters included.
  std::string_view contentType;
  /// The first thing for which a request must be refused. The description is told all the same:
  /// a response cannot be refused.
  BodyProblem problem = BodyProblem::None;

  bool described() const { return !content.empty(); }
};

/// Looks into all parts. multipart/mixed, and any multipart that is not known (RFC 2046 §5.1.3,
/// RFC 5621 §7): the first session description counts; each part must be understood unless its
/// `handling` is optional or another part refers to it. multipart/alternative: the last part that
/// is understood counts, whatever the others are (RFC 5621 §6, §8.3).
SessionBody readSessionBody(const BodyPart& body);
SessionBody readSessionBody(const Message& message);

}  // namespace sip
