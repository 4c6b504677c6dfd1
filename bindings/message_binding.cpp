// Messages and digests without a user agent: what a server or a tool written in JavaScript needs
// (js/src/core/index.ts), and the exchange itself.

#include <emscripten/bind.h>

#include "exchange.hpp"
#include "fields.hpp"
#include "message_index.hpp"
#include "sip/auth/digest.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/message/message.hpp"
#include "sip/message/message_writer.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/message/structure/structure.hpp"

namespace sip::binding {
namespace {

using Number = std::uint32_t;

Number room(Number bytes) {
  return addressOf(exchange().room(bytes));
}

Number head() {
  return addressOf(exchange().head());
}

/// The latest message of parseMessage, as long as its text stands in the exchange.
struct Latest {
  MessageIndex index;
  std::vector<Number> table;
  Pieces pieces;
};
Latest latest;

/// Shows a problem as text: field, offset, rule.
Number showProblem(std::string_view field, std::size_t offset, std::string_view rule) {
  FieldWriter writer;
  writer.add(field).add(static_cast<Number>(offset)).add(rule);
  exchange().showText(writer.take());
  return 0;
}

/// Shows the pieces as words, three for each.
Number showPieces(const Pieces& pieces) {
  static_assert(sizeof(Piece) == 3 * sizeof(Number));
  return exchange().showWords(addressOf(pieces.data()), pieces.size() * 3);
}

/// Shows the message's index, or 0 and the problem. A limit of 0 is the usual one.
Number parseMessage(Number length, Number messageBytes, Number headerCount, Number headerBytes) {
  const std::string_view text = exchange().input(length);
  const ParseLimits limits = limitsOf(messageBytes, headerCount, headerBytes);
  if (const auto error = indexMessage(text, limits, latest.index)) {
    return showProblem(error->field, error->offset, error->rule);
  }
  writeIndex(MessageId{}, text, latest.index, latest.table);
  return exchange().showWords(addressOf(latest.table.data()), latest.table.size());
}

/// Shows the pieces of every line of the table that parseMessage made last, whose text must still
/// stand in the exchange.
Number structureMessage() {
  constexpr auto kWordsOfLine = static_cast<std::size_t>(HeaderWord::Count);
  Pieces& pieces = latest.pieces;
  pieces.clear();
  for (std::size_t at = static_cast<std::size_t>(MessageWord::Headers); at < latest.table.size();
       at += kWordsOfLine) {
    const auto word = [at](HeaderWord word) {
      return latest.table[at + static_cast<std::size_t>(word)];
    };
    const std::size_t line = pieces.size();
    pieces.push_back({Part::Line});
    const Number valueAt = word(HeaderWord::ValueAt);
    structure(static_cast<HeaderName>(word(HeaderWord::Name)),
              exchange().input(valueAt + word(HeaderWord::ValueLength)), valueAt, pieces);
    pieces[line].length = static_cast<Number>(pieces.size() - line - 1);
  }
  return showPieces(pieces);
}

/// Shows the pieces of a header's value; 0 and the problem when nothing of it can be used.
Number structureValue(Number header, Number length) {
  const auto name = static_cast<HeaderName>(header);
  latest.pieces.clear();
  const HeaderProblem problem = structure(name, exchange().input(length), 0, latest.pieces);
  if (problem && latest.pieces.empty()) {
    return showProblem(nameOf(name), problem.offset, problem.rule);
  }
  return showPieces(latest.pieces);
}

/// Shows what is wrong with a header's value as a problem; 0 when nothing is.
bool problemOfValue(Number header, Number length) {
  const auto name = static_cast<HeaderName>(header);
  latest.pieces.clear();
  const HeaderProblem problem = structure(name, exchange().input(length), 0, latest.pieces);
  if (problem) showProblem(nameOf(name), problem.offset, problem.rule);
  return static_cast<bool>(problem);
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
  exchange().showText(checked ? serialise(request, via) : checked.error().detail);
  return checked ? 0 : static_cast<Number>(checked.error().code);
}

/// Keeps its memory from message to message.
MessageWriter messageWriter;

/// Content-Length, and the body if there is one. Result as above.
Number showWritten(FieldReader& reader) {
  if (reader.flag()) {
    BodyView body;
    body.contentType = reader.next();
    body.disposition = reader.next();
    body.content = reader.rest();
    messageWriter.end(body);
  } else {
    messageWriter.end();
  }
  if (messageWriter.status()) {
    exchange().showTextAt(messageWriter.text());
    return 0;
  }
  exchange().showText(messageWriter.status().error().detail);
  return static_cast<Number>(messageWriter.status().error().code);
}

/// A count and that many lines.
void writeLines(FieldReader& reader, MessageWriter::Allowed allowed) {
  for (Number left = reader.number(); left > 0 && !reader.rest().empty(); --left) {
    messageWriter.line(reader.next(), allowed);
  }
}

/// Method, Request-URI, n, n lines, m, m extra header lines, then a body. Result as above.
Number serialiseLines(Number length) {
  FieldReader reader(exchange().input(length));
  const std::string_view method = reader.next();
  messageWriter.requestLine(method, reader.next());
  writeLines(reader, MessageWriter::Allowed::Any);
  writeLines(reader, MessageWriter::Allowed::Extra);
  return showWritten(reader);
}

/// Status, reason phrase, n, n Via values, From, To, the To tag, CSeq, Call-ID, Timestamp, m, m
/// extra header lines, then a body. An empty tag adds none, an empty Timestamp is not written.
/// Result as above.
Number serialiseResponseTo(Number length) {
  FieldReader reader(exchange().input(length));
  const Number statusCode = reader.number();
  messageWriter.statusLine(static_cast<int>(statusCode), reader.next());
  for (Number left = reader.number(); left > 0 && !reader.rest().empty(); --left) {
    messageWriter.header("Via", reader.next());
  }
  messageWriter.header("From", reader.next());
  const std::string_view to = reader.next();
  messageWriter.to(to, reader.next());
  messageWriter.header("CSeq", reader.next());
  messageWriter.header("Call-ID", reader.next());
  const std::string_view timestamp = reader.next();
  if (!timestamp.empty()) messageWriter.header("Timestamp", timestamp);
  writeLines(reader, MessageWriter::Allowed::Extra);
  return showWritten(reader);
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
  emscripten::function("structureMessage", &structureMessage);
  emscripten::function("structureValue", &structureValue);
  emscripten::function("problemOfValue", &problemOfValue);
  emscripten::function("answerBroken", &answerBroken);
  emscripten::function("serialiseRequest", &serialiseRequest);
  emscripten::function("serialiseLines", &serialiseLines);
  emscripten::function("serialiseResponse", &serialiseResponseTo);
  emscripten::function("hash", &hash);
  emscripten::function("parseAuthorization", &parseAuthorizationFields);
  emscripten::function("verifyAuthorization", &verifyAuthorization);
}

}  // namespace sip::binding
