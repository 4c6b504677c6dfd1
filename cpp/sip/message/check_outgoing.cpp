// The gate between the application's strings and the wire: nothing passes that could start another
// header or message.
#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/outgoing.hpp"

namespace sip {

namespace {

Status injected(std::string_view field) {
  return {ErrorCode::HeaderInjection,
          std::string(field) + " holds a line break or NUL; remove it."};
}

Status invalid(std::string_view field, std::string_view what) {
  return {ErrorCode::InvalidArgument, std::string(field) + " " + std::string(what)};
}

Status checkMandatory(std::string_view field, std::string_view value) {
  if (holdsLineBreak(value)) return injected(field);
  if (trim(value).empty()) return invalid(field, "is empty; every request needs one.");
  return Done{};
}

Status checkHeaderLine(std::string_view line) {
  const std::size_t colon = line.find(':');
  const std::string_view name = trim(line.substr(0, colon));
  if (holdsLineBreak(line)) {
    return injected("The extra header" + (detail::isToken(name) ? " " + std::string(name) : ""));
  }
  // §7.3.1: a line that begins with white space goes on with the one above.
  const bool isFold = name.data() != line.data();
  if (colon == std::string_view::npos || !detail::isToken(name) || isFold) {
    return invalid("An extra header", "is not of the form \"Name: value\".");
  }
  if (isWrittenByLibrary(headerNameOf(name))) {
    return invalid("The extra header " + std::string(name), "is the library's own to write.");
  }
  return Done{};
}

Status checkRequestLine(std::string_view method, std::string_view uri) {
  if (Status status = checkMandatory("The method", method); !status) return status;
  if (!detail::isToken(method)) return invalid("The method", "is not a token.");
  if (Status status = checkMandatory("The Request-URI", uri); !status) return status;
  if (uri.find_first_of(" \t<>") != std::string_view::npos) {
    return invalid("The Request-URI", "holds a space or a bracket.");
  }
  return Done{};
}

}  // namespace

bool isWrittenByLibrary(HeaderName header) {
  return header == HeaderName::Via || header == HeaderName::From || header == HeaderName::To ||
         header == HeaderName::CallId || header == HeaderName::CSeq ||
         header == HeaderName::MaxForwards || header == HeaderName::ContentLength;
}

Status checkHeaders(const std::vector<std::string>& extraHeaders, const std::optional<Body>& body) {
  for (const std::string& line : extraHeaders) {
    if (Status status = checkHeaderLine(line); !status) return status;
  }
  if (body) {
    if (holdsLineBreak(body->contentType)) return injected("The body's content type");
    if (trim(body->contentType).empty()) {
      return invalid("The body's content type", "is empty; say what the body is.");
    }
    if (holdsLineBreak(body->disposition)) return injected("The body's disposition");
  }
  return Done{};
}

Status checkVia(const Via& via) {
  for (const std::string* value : {&via.transport, &via.sentBy, &via.branch}) {
    if (holdsLineBreak(*value)) return injected("The Via");
  }
  for (const std::string& value : via.below) {
    if (Status status = checkMandatory("A lower Via", value); !status) return status;
  }
  return Done{};
}

Status checkOutgoing(const OutgoingRequest& request) {
  if (Status status = checkRequestLine(request.method, request.requestUri); !status) return status;
  for (const std::string& route : request.routes) {
    if (Status status = checkMandatory("A Route", route); !status) return status;
  }
  if (Status status = checkMandatory("From", request.from); !status) return status;
  if (Status status = checkMandatory("To", request.to); !status) return status;
  if (Status status = checkMandatory("The Call-ID", request.callId); !status) return status;
  if (request.cseq > INT32_MAX) return invalid("The CSeq number", "is not below 2^31 (§8.1.1.5).");
  if (request.maxForwards > 255) return invalid("Max-Forwards", "is more than 255 (§20.22).");
  return checkHeaders(request.extraHeaders, request.body);
}

}  // namespace sip
