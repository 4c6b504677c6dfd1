#include "sip/message/session_body.hpp"

#include "sip/base/text.hpp"
#include "sip/message/media_type.hpp"
#include "sip/message/name_addr.hpp"

namespace sip {

namespace {

using Handling = ContentDisposition::Handling;

constexpr std::string_view kSdp = "application/sdp";

bool isOneOf(std::string_view value, std::string_view list) {
  return value.empty() || listHolds(list, trim(value));
}

/// May a receiver leave the content aside (RFC 3261 §20.11)? Content with a Content-ID is for
/// whatever refers to it (RFC 5621 §9.3), such as the location of a caller (RFC 6442 §4), and
/// `handling` is mostly left unsaid there: what refers to it is not understood here either.
bool isOptional(const BodyPart& part) {
  const ContentDisposition disposition = parseContentDisposition(part.contentDisposition);
  if (disposition.handling != Handling::Unsaid) return disposition.handling == Handling::Optional;
  return !part.contentId.empty() || equalsIgnoreCase(disposition.type, "by-reference");
}

/// How well a description is understood: not at all, by the media handler if by anybody, surely.
int rankOf(const SessionBody& body) {
  return body.described() ? 1 + (body.contentType == kSdp) : 0;
}

class SessionBodyReader {
 public:
  /// The description goes to `into` if it is better than the one there; the result does not look at
  /// the part's own handling.
  BodyProblem read(const BodyPart& part, unsigned depth, SessionBody& into) {
    if (part.content.empty()) return BodyProblem::None;
    if (!isOneOf(part.contentEncoding, "identity")) return BodyProblem::Encoding;
    // Deviation (RFC 2045 §6): base64 and quoted-printable are not decoded. SIP carries any byte,
    // so RFC 5621 §3.2 has senders use binary, and no peer was seen to do otherwise.
    if (!isOneOf(part.transferEncoding, "binary,8bit,7bit")) return BodyProblem::MediaType;
    // RFC 2045 §5.2: what does not name its type is text.
    const MediaType type =
        parseMediaType(part.contentType.empty() ? "text/plain" : part.contentType);
    if (type.isMultipart()) return readMultipart(part, type, depth, into);
    return readSingle(part, type, into);
  }

 private:
  static BodyProblem readSingle(const BodyPart& part, const MediaType& type, SessionBody& into) {
    const bool sdp = type.isSdp();
    const auto disposition = parseContentDisposition(part.contentDisposition).type;
    // RFC 5621 §8.1: what the content is for, when it does not say.
    if (disposition.empty() ? sdp : equalsIgnoreCase(disposition, "session")) {
      into.content = part.content;
      into.contentType = sdp ? kSdp : part.contentType;
      return BodyProblem::None;
    }
    const bool shown = isOneOf(disposition, "render,alert,icon");
    // What a person can be shown or played is the application's to understand.
    const bool known = sdp || !(type.type.empty() || equalsIgnoreCase(type.type, "application"));
    return shown && known ? BodyProblem::None : BodyProblem::MediaType;
  }

  BodyProblem readMultipart(const BodyPart& body, const MediaType& type, unsigned depth,
                            SessionBody& into) {
    if (depth == kDeepestMultipart) return BodyProblem::MediaType;
    const bool alternative = equalsIgnoreCase(type.subtype, "alternative");
    // Of alternatives one is enough; of other parts each must do.
    BodyProblem result = alternative ? BodyProblem::MediaType : BodyProblem::None;
    Multipart parts(body.content, findParameter(type.parameters, "boundary").value_or(""));
    BodyPart part;
    Multipart::Step step;
    while ((step = parts.next(part)) == Multipart::Step::Part) {
      if (parts_++ == kMostBodyParts) return BodyProblem::Malformed;
      SessionBody inner;
      BodyProblem problem = read(part, depth + 1, inner);
      const bool better = rankOf(inner) + alternative > rankOf(into);
      if (better && inner.described() && (!alternative || problem == BodyProblem::None)) {
        into = inner;
      }
      if (!alternative && isOptional(part)) problem = BodyProblem::None;
      if ((result == BodyProblem::None) != alternative) {
        // Mixed and nothing wrong yet, or alternatives and none understood yet.
        result = problem;
      }
    }
    return step == Multipart::Step::Malformed ? BodyProblem::Malformed : result;
  }

  unsigned parts_ = 0;
};

}  // namespace

SessionBody readSessionBody(const BodyPart& body) {
  SessionBody result;
  const BodyProblem problem = SessionBodyReader().read(body, 0, result);
  if (!isOptional(body)) result.problem = problem;
  return result;
}

SessionBody readSessionBody(const Message& message) {
  return readSessionBody(bodyOf(message));
}

}  // namespace sip
