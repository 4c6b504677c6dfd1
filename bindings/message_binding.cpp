// Messages and digests without a user agent: what a server or a tool written in JavaScript needs
// (js/src/core/index.ts), and the exchange itself.

#include <emscripten/bind.h>

#include "exchange.hpp"
#include "fields.hpp"
#include "message_index.hpp"
#include "sip/auth/digest.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/message/message.hpp"
#include "sip/message/outgoing.hpp"

namespace sip::binding {
namespace {

using Number = std::uint32_t;

Number room(Number bytes) {
  return addressOf(exchange().room(bytes));
}

Number head() {
  return addressOf(exchange().head());
}

/// Shows the message's index, or 0 and as text what is wrong with it.
Number parseMessage(Number length) {
  auto parsed = Message::parse(std::string(exchange().input(length)));
  if (const auto* error = std::get_if<ParseError>(&parsed)) {
    exchange().showText(std::string(error->field) + ": " + std::string(error->rule));
    return 0;
  }
  writeIndex(*std::get_if<Message>(&parsed), exchange().words());
  return exchange().showWords();
}

/// Shows the answer to a request that parseMessage refused; 0 where there can be none.
Number answerBroken(Number length) {
  const std::string_view text = exchange().input(length);
  const auto parsed = Message::parse(std::string(text));
  const auto* error = std::get_if<ParseError>(&parsed);
  const auto answer = error ? makeBadRequestResponse(text, *error) : std::nullopt;
  return answer ? exchange().showText(*answer) : 0;
}

/// Via transport, sent-by, branch, "1" for rport, n, n lower Via values, then a request list. An
/// ErrorCode with the sentence as text, or 0 and the message as text.
Number serialiseRequest(Number length) {
  FieldReader reader(exchange().input(length));
  Via via;
  via.transport = reader.string();
  via.sentBy = reader.string();
  via.branch = reader.string();
  via.rport = reader.flag();
  via.below = reader.list();
  const OutgoingRequest request = reader.request();
  Status checked = checkVia(via);
  if (checked) checked = checkOutgoing(request);
  if (!checked) {
    exchange().showText(checked.error().detail);
    return static_cast<Number>(checked.error().code);
  }
  exchange().showText(serialise(request, via));
  return 0;
}

/// The length of a request's text and the text itself stand first; To tag, then a response list
/// follow. Result as above.
Number respondTo(Number requestLength, Number length) {
  const std::string_view input = exchange().input(length);
  auto parsed = Message::parse(std::string(input.substr(0, requestLength)));
  const auto* request = std::get_if<Message>(&parsed);
  if (!request || !request->isRequest()) {
    exchange().showText("The text is no SIP request, so it cannot be answered.");
    return static_cast<Number>(ErrorCode::InvalidArgument);
  }
  FieldReader reader(input.substr(requestLength));
  const std::string toTag = reader.string();
  const ResponseOptions options = reader.response();
  if (const Status checked = checkHeaders(options.extraHeaders, options.body); !checked) {
    exchange().showText(checked.error().detail);
    return static_cast<Number>(checked.error().code);
  }
  exchange().showText(serialiseResponse(*request, options, toTag, false));
  return 0;
}

/// Lower-case hex of the bytes' hash.
Number hash(Number algorithm, Number length) {
  return exchange().showText(
      hashHex(static_cast<DigestAlgorithm>(algorithm), exchange().input(length)));
}

/// username, realm, nonce, uri, response, cnonce, qop, algorithm, opaque, nonce count of an
/// Authorization value; 0 for none
Number parseAuthorizationFields(Number length) {
  const auto authorization = parseAuthorization(exchange().input(length));
  if (!authorization) return 0;
  FieldWriter writer;
  writer.add(authorization->username)
      .add(authorization->realm)
      .add(authorization->nonce)
      .add(authorization->uri);
  writer.add(authorization->response).add(authorization->cnonce).add(authorization->qop);
  writer.add(authorization->algorithm).add(authorization->opaque).add(authorization->nonceCount);
  return exchange().showText(writer.take());
}

/// Authorization value, method, password, then the body up to the end.
bool verifyAuthorization(Number length) {
  FieldReader reader(exchange().input(length));
  const auto authorization = parseAuthorization(reader.next());
  const std::string_view method = reader.next();
  const std::string_view password = reader.next();
  return authorization && verify(*authorization, method, password, reader.rest());
}

}  // namespace

EMSCRIPTEN_BINDINGS(message) {
  emscripten::function("room", &room);
  emscripten::function("head", &head);
  emscripten::function("parseMessage", &parseMessage);
  emscripten::function("answerBroken", &answerBroken);
  emscripten::function("serialiseRequest", &serialiseRequest);
  emscripten::function("respondTo", &respondTo);
  emscripten::function("hash", &hash);
  emscripten::function("parseAuthorization", &parseAuthorizationFields);
  emscripten::function("verifyAuthorization", &verifyAuthorization);
}

}  // namespace sip::binding
