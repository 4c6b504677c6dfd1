// Reading and writing undo each other, on valid SIP drawn at random (RFC 3261 §25.1) with its
// meaning known beforehand. A seed that fails fails again.
#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "message/generators.hpp"
#include "message/support.hpp"
#include "sip/base/text.hpp"
#include "sip/message/via.hpp"

using namespace sip::message_test;
using sip::HeaderName;
using sip::Message;

namespace {

constexpr std::uint32_t kSeeds = 3000;

}  // namespace

TEST_CASE("§19.1.1 a URI that is written and read has the parts that it had") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const sip::Uri uri = Generator(seed).uri();
    const std::string text = sip::toString(uri);
    CAPTURE(text);
    const auto again = sip::parseUri(text);
    REQUIRE(again.has_value());
    CHECK(again->scheme == uri.scheme);
    CHECK(again->user == uri.user);
    CHECK(again->password == uri.password);
    CHECK(again->host == uri.host);
    CHECK(again->port == uri.port);
    CHECK(again->parameters == uri.parameters);
    CHECK(again->headers == uri.headers);
    CHECK(sip::toString(*again) == text);
    CHECK(sip::equivalent(uri, *again));
  }
}

TEST_CASE("§20.10 an address gives the name, URI and parameters that it was written with") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const DrawnAddress drawn = Generator(seed).address();
    CAPTURE(drawn.text);
    const auto address = sip::parseNameAddr(drawn.text);
    REQUIRE(address.has_value());
    CHECK(address->displayName == drawn.displayName);
    CHECK(address->uri == drawn.uri);
    CHECK(address->parameters == drawn.parameters);
    CHECK(address->parameter("tag").value_or("") == drawn.tag);
    CHECK(sip::parseUri(address->uri).has_value());
  }
}

TEST_CASE("§7.3.1 a list of addresses is as long as it was written, whatever is in quotes") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    Generator draw(seed);
    std::vector<DrawnAddress> drawn;
    std::string text;
    for (std::size_t n = 1 + draw.below(4); n > 0; --n) {
      drawn.push_back(draw.address());
      text += (text.empty() ? "" : draw.chance(50) ? ", " : ",") + drawn.back().text;
    }
    CAPTURE(text);
    const auto list = sip::parseNameAddrList(text);
    REQUIRE(list.size() == drawn.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      CHECK(list[i].uri == drawn[i].uri);
      CHECK(list[i].displayName == drawn[i].displayName);
      CHECK(list[i].parameters == drawn[i].parameters);
    }
  }
}

TEST_CASE("§20.42 a Via gives the transport, sent-by and branch that it was written with") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const DrawnVia drawn = Generator(seed).via();
    CAPTURE(drawn.text);
    const auto via = sip::parseVia(drawn.text);
    REQUIRE(via.has_value());
    CHECK(via->transport == drawn.transport);
    CHECK(via->host == drawn.host);
    CHECK(via->port == drawn.port);
    CHECK(via->branch == drawn.branch);
  }
}

TEST_CASE("§7 a message, however it was written, gives what was written, byte for byte") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const DrawnMessage drawn = Generator(seed).message();
    const Message message = parsed(drawn.text);
    CHECK(message.text() == drawn.text);
    CHECK(message.isRequest() == (drawn.statusCode == 0));
    CHECK(message.methodName() == (message.isRequest() ? drawn.method : ""));
    CHECK(message.requestUri() == drawn.requestUri);
    CHECK(message.statusCode() == drawn.statusCode);
    CHECK(message.reasonPhrase() == drawn.reasonPhrase);
    CHECK(message.cseq() == drawn.cseq);
    CHECK(message.cseqMethod() == drawn.method);
    CHECK(message.callId() == drawn.callId);
    CHECK(message.from().uri == drawn.from.uri);
    CHECK(message.from().displayName == drawn.from.displayName);
    CHECK(message.fromTag() == drawn.from.tag);
    CHECK(message.to().uri == drawn.to.uri);
    CHECK(message.toTag() == drawn.to.tag);
    CHECK(message.topVia().host == drawn.topVia.host);
    CHECK(message.topVia().branch == drawn.topVia.branch);
    CHECK(message.body() == drawn.body);
    REQUIRE(message.fields().size() == drawn.headers.size());
    for (std::size_t i = 0; i < drawn.headers.size(); ++i) {
      CHECK(message.name(message.fields()[i]) == drawn.headers[i].first);
      CHECK(message.value(message.fields()[i]) == drawn.headers[i].second);
    }
  }
}

TEST_CASE("§8.2.6 the response to any request has its Via, From, To, Call-ID and CSeq") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const DrawnMessage drawn = Generator(seed).message();
    const Message request = parsed(drawn.text);
    if (!request.isRequest()) continue;
    const Message response = parsed(sip::serialiseResponse(request, {}, "ours", false));
    CHECK(response.cseq() == drawn.cseq);
    CHECK(response.cseqMethod() == drawn.method);
    CHECK(response.callId() == drawn.callId);
    CHECK(response.from().uri == drawn.from.uri);
    CHECK(response.fromTag() == drawn.from.tag);
    CHECK(response.to().uri == drawn.to.uri);
    CHECK(response.toTag() == (drawn.to.tag.empty() ? "ours" : drawn.to.tag));
    REQUIRE(response.count(HeaderName::Via) == request.count(HeaderName::Via));
    for (std::size_t i = 0; i < request.count(HeaderName::Via); ++i) {
      CHECK(*response.header(HeaderName::Via, i) ==
            sip::unfold(*request.header(HeaderName::Via, i)));
    }
  }
}

TEST_CASE("§8.1.1 a request that is written and read has the fields that it had") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const sip::OutgoingRequest request = Generator(seed).outgoing();
    REQUIRE(sip::checkOutgoing(request));
    const Message message = parsed(sip::serialise(request, {"WSS", "x.invalid", "z9hG4bK1", true}));
    CHECK(message.methodName() == request.method);
    CHECK(message.requestUri() == request.requestUri);
    CHECK(message.header(HeaderName::From) == request.from);
    CHECK(message.header(HeaderName::To) == request.to);
    CHECK(message.callId() == request.callId);
    CHECK(message.cseq() == request.cseq);
    CHECK(message.number(HeaderName::MaxForwards) == request.maxForwards);
    CHECK(message.topVia().sentBy == "x.invalid");
    REQUIRE(message.count(HeaderName::Route) == request.routes.size());
    for (std::size_t i = 0; i < request.routes.size(); ++i) {
      CHECK(message.header(HeaderName::Route, i) == request.routes[i]);
    }
    CHECK(message.count(HeaderName::Other) == request.extraHeaders.size());
    CHECK(message.body() == (request.body ? request.body->content : ""));
    if (request.body) CHECK(message.contentType() == request.body->contentType);
  }
}
