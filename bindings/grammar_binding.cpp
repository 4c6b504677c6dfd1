// Pieces of SIP's grammar for JavaScript's Grammar, URI and NameAddrHeader. Each takes `length`
// bytes of the exchange and shows NUL-joined fields; 0 means that the text does not parse.

#include <emscripten/bind.h>

#include "exchange.hpp"
#include "fields.hpp"
#include "sip/message/host_port.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/message/start_line.hpp"
#include "sip/message/uri_view.hpp"

namespace sip::binding {
namespace {

using Number = std::uint32_t;

std::string_view input(Number length) {
  return exchange().input(length);
}
Number show(FieldWriter& writer) {
  return exchange().showText(writer.take());
}

/// "domain", "IPv4" or "IPv6"
Number hostType(Number length) {
  constexpr const char* kNames[] = {"", "domain", "IPv4", "IPv6"};
  return exchange().showText(kNames[static_cast<unsigned>(detail::hostKind(input(length)))]);
}

/// = and the name without its quotes
Number displayName(Number length) {
  FieldWriter writer;
  writer.addOptional(parseDisplayName(input(length)));
  return show(writer);
}

/// Of a status line: "", version, status code, reason phrase; of a request line: method, version,
/// Request-URI
Number startLine(Number length) {
  const auto line = detail::parseStartLine(input(length));
  if (!line) return 0;
  FieldWriter writer;
  writer.add(line->method).add(line->version);
  if (line->method.empty()) {
    writer.add(line->statusCode).add(line->reason);
  } else {
    writer.add(line->uri);
  }
  return show(writer);
}

/// Two URIs as two fields (RFC 3261 §19.1.4).
bool equivalentUris(Number length) {
  FieldReader reader(input(length));
  const auto a = scanUri(reader.next());
  const auto b = scanUri(reader.rest());
  return a && b && equivalent(*a, *b);
}

Number reasonPhraseText(Number statusCode) {
  return exchange().showText(std::string(reasonPhraseOf(static_cast<int>(statusCode))));
}

}  // namespace

EMSCRIPTEN_BINDINGS(grammar) {
  emscripten::function("hostType", &hostType);
  emscripten::function("displayName", &displayName);
  emscripten::function("startLine", &startLine);
  emscripten::function("equivalentUris", &equivalentUris);
  emscripten::function("reasonPhrase", &reasonPhraseText);
}

}  // namespace sip::binding
