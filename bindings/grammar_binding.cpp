// Pieces of SIP's grammar for JavaScript's Grammar, URI and NameAddrHeader. Each takes `length`
// bytes of the exchange and shows NUL-joined fields; 0 means that the text does not parse.

#include <emscripten/bind.h>

#include "exchange.hpp"
#include "fields.hpp"
#include "sip/auth/digest.hpp"
#include "sip/base/text.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/message/uri_view.hpp"
#include "sip/message/via.hpp"

namespace sip::binding {
namespace {

using Number = std::uint32_t;

std::string_view input(Number length) {
  return exchange().input(length);
}
Number show(FieldWriter& writer) {
  return exchange().showText(writer.take());
}

/// n, (name, =value)*
void addUriPairs(FieldWriter& writer, std::string_view text, char delimiter) {
  Number count = 0;
  for (UriPairs pairs(text, delimiter); pairs.next();) ++count;
  writer.add(count);
  UriPairs pairs(text, delimiter);
  while (const auto pair = pairs.next()) {
    writer.add(pair->name).addOptional(pair->hasValue ? std::optional(pair->value) : std::nullopt);
  }
}

/// ";name=value" pairs of a header; quoted values keep their quotes, as in SIP.js.
void addHeaderParameters(FieldWriter& writer, std::string_view text) {
  detail::Delimited elements(text, ';');
  while (const auto element = elements.nextFilled()) {
    const std::size_t equals = element->find('=');
    writer.add(trim(element->substr(0, equals)));
    writer.addOptional(equals == std::string_view::npos
                           ? std::nullopt
                           : std::optional(trim(element->substr(equals + 1))));
  }
}

/// scheme, user, =password, host, port, n, (name, =value)*, m, (name, =value)* of the headers
Number parseUriFields(Number length) {
  const auto uri = scanUri(input(length));
  if (!uri) return 0;
  FieldWriter writer;
  writer.add(uri->scheme).add(uri->user);
  writer.addOptional(uri->hasPassword ? std::optional(uri->password) : std::nullopt);
  writer.add(uri->host).add(uri->portText);
  addUriPairs(writer, uri->parameters, ';');
  addUriPairs(writer, uri->headers, '&');
  return show(writer);
}

/// display name, URI, (name, =value)*
Number parseNameAddrFields(Number length) {
  const auto address = parseNameAddr(input(length));
  if (!address) return 0;
  FieldWriter writer;
  writer.add(address->displayName).add(address->uri);
  addHeaderParameters(writer, address->parameters);
  return show(writer);
}

/// transport, host, port, branch, (name, =value)*
Number parseViaFields(Number length) {
  const auto via = parseVia(input(length));
  if (!via) return 0;
  FieldWriter writer;
  writer.add(via->transport)
      .add(via->host)
      .add(via->port ? std::to_string(*via->port) : "")
      .add(via->branch);
  addHeaderParameters(writer, via->parameters);
  return show(writer);
}

/// Of "value;name=value": the value, then (name, =value)*
Number parseParameterFields(Number length) {
  detail::Delimited elements(input(length), ';');
  const auto value = elements.next();
  if (!value || value->empty()) return 0;
  FieldWriter writer;
  writer.add(*value);
  const std::size_t behind =
      static_cast<std::size_t>(value->data() - input(length).data()) + value->size();
  const std::size_t semicolon = input(length).find(';', behind);
  if (semicolon != std::string_view::npos)
    addHeaderParameters(writer, input(length).substr(semicolon + 1));
  return show(writer);
}

/// The elements of a comma-separated list.
Number splitListFields(Number length) {
  FieldWriter writer;
  for (std::string_view element : splitList(input(length))) writer.add(element);
  return show(writer);
}

/// realm, nonce, =opaque, "1" if stale, algorithm as written, "1" if qop has auth, "1" if it has
/// auth-int
Number parseChallengeFields(Number length) {
  const auto challenge = parseChallenge(input(length), false);
  if (!challenge) return 0;
  FieldWriter writer;
  writer.add(challenge->realm).add(challenge->nonce);
  writer.addOptional(challenge->hasOpaque ? std::optional<std::string_view>(challenge->opaque)
                                          : std::nullopt);
  writer.add(challenge->stale ? "1" : "0").add(challenge->algorithmAsWritten);
  writer.add(challenge->qopAuth ? "1" : "0").add(challenge->qopAuthInt ? "1" : "0");
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
  emscripten::function("parseUri", &parseUriFields);
  emscripten::function("parseNameAddr", &parseNameAddrFields);
  emscripten::function("parseVia", &parseViaFields);
  emscripten::function("parseParameters", &parseParameterFields);
  emscripten::function("splitList", &splitListFields);
  emscripten::function("parseChallenge", &parseChallengeFields);
  emscripten::function("equivalentUris", &equivalentUris);
  emscripten::function("reasonPhrase", &reasonPhraseText);
}

}  // namespace sip::binding
