// Forms that real servers and phones send and that a message layer must survive, each in a whole
// message.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "message/support.hpp"
#include "sip/message/structure/structure.hpp"

using namespace sip::message_test;
using sip::HeaderName;
using sip::Message;

namespace {

constexpr std::string_view kFrom = "From: Alice <sip:alice@atlanta.example.com>;tag=1928301774";
constexpr std::string_view kTo = "To: Bob <sip:bob@biloxi.example.com>";
constexpr std::string_view kContact = "Contact: <sip:bob@192.0.2.4>";

/// The texts of one part, from all lines of a header, as far as they parse.
std::vector<std::string> parts(const Message& message, HeaderName header, sip::Part part) {
  std::vector<std::string> result;
  for (const sip::HeaderField& field : message.fields()) {
    if (field.id != header) continue;
    sip::Pieces pieces;
    (void)sip::structure(message, field, pieces);
    for (const sip::Piece& piece : pieces) {
      if (piece.part == part) result.emplace_back(message.text().substr(piece.at, piece.length));
    }
  }
  return result;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("§20.20: an empty tag, and a host that starts with a digit and has no dot") {
  const Message message =
      parsed(with(kInvite, kFrom, "From: \"phone\" <sip:webrtc_client2@1af019b2ba08>;tag="));
  CHECK(message.from().displayName == "phone");
  CHECK(message.from().uri == "sip:webrtc_client2@1af019b2ba08");
  CHECK(message.fromTag().empty());
  CHECK(message.from().parameter("tag") == "");
  CHECK(sip::parseUri(message.from().uri)->host == "1af019b2ba08");
}

TEST_CASE("§25.1: '#' and '*' in a user, an underscore in a host") {
  const Message from =
      parsed(with(kInvite, kFrom, "From: <sip:#1277945860785916705@sip.example.com>;tag=1"));
  CHECK(from.from().uri == "sip:#1277945860785916705@sip.example.com");
  const Message contact = parsed(with(kOk, kContact, "Contact: <sip:*#9240@10.0.0.1>"));
  CHECK(contact.contactUri() == "sip:*#9240@10.0.0.1");
  const Message host = parsed(with(kOk, kContact, "Contact: <sip:100@enlite_dev>"));
  CHECK(sip::parseUri(*host.contactUri())->host == "enlite_dev");
}

TEST_CASE("§19.1: tel and urn URIs in From, To, Contact and the Request-URI") {
  const Message request = parsed(with(
      with(with(kInvite, kFrom, "From: <tel:+15551234567>;tag=a"), kTo, "To: <urn:service:sos>"),
      "INVITE sip:bob@biloxi.example.com", "INVITE urn:service:sos"));
  CHECK(request.from().uri == "tel:+15551234567");
  CHECK(request.fromTag() == "a");
  CHECK(request.to().uri == "urn:service:sos");
  CHECK(request.requestUri() == "urn:service:sos");
  CHECK(parsed(with(kOk, kContact, "Contact: <tel:+15551234567>")).contactUri() ==
        "tel:+15551234567");
}

TEST_CASE("§25.1: '=' and '+' inside a quoted parameter") {
  const Message message =
      parsed(with(kInvite, kFrom, std::string(kFrom) + ";thinfo=\"VG8+abc=\";x=1"));
  CHECK(message.fromTag() == "1928301774");
  CHECK(message.from().parameter("thinfo") == "VG8+abc=");
  CHECK(message.from().parameter("x") == "1");
}

TEST_CASE("§20.10: one bad Contact does not cost the good one") {
  const Message message =
      parsed(with(kOk, kContact, "Contact: <sip:a@b>;expires=390,: <sip:c@d>\r\nContact: rubbish"));
  const auto contacts = sip::parseNameAddrList(*message.header(HeaderName::Contact));
  REQUIRE_FALSE(contacts.empty());
  CHECK(contacts[0].uri == "sip:a@b");
  CHECK(contacts[0].parameter("expires") == "390");
  CHECK(message.contactUri() == "sip:a@b");
  CHECK(parts(message, HeaderName::Contact, sip::Part::Uri).front() == "sip:a@b");
}

TEST_CASE("§8.1.3.3: responses with several Vias in one line and over several lines") {
  const Message message = parsed(std::string(kOk));
  CHECK(message.topVia().sentBy == "df7jal23ls0d.invalid");
  CHECK(message.topVia().branch == "z9hG4bK776asdhds");
  CHECK(message.list(HeaderName::Via).size() == 3);
  CHECK(parts(message, HeaderName::Via, sip::Part::Host) ==
        Texts{"df7jal23ls0d.invalid", "bigbox3.site3.example.com", "10.1.3.33"});
}

TEST_CASE("§7.3.1: folds, compact names, any case, and spaces around ':', '=' and ';'") {
  const Message message = parsed(
      with(with(with(kInvite, kFrom, "F :\r\n \"Alice\"\r\n\t<sip:alice@h> ;  tAg =\r\n 1928"),
                "Contact: <", "m\t:\t<"),
           "Supported: outbound, 100rel", "K:outbound ,\r\n  100rel"));
  CHECK(message.from().displayName == "Alice");
  CHECK(message.from().uri == "sip:alice@h");
  CHECK(message.fromTag() == "1928");
  CHECK(message.contactUri() == "sip:alice@df7jal23ls0d.invalid;transport=ws");
  CHECK(message.listHolds(HeaderName::Supported, "100REL"));
  // Received as written, so that it can be sent on as written.
  CHECK(message.header("from") == "\"Alice\"\r\n\t<sip:alice@h> ;  tAg =\r\n 1928");
}

TEST_CASE("§7.2: LF alone ends a line, in a message whose body keeps its own line ends") {
  std::string text;
  for (const char c : kInvite.substr(0, kInvite.find("\r\n\r\n") + 4)) {
    if (c != '\r') text += c;
  }
  const Message message = parsed(text + "v=0\r\no=alice 1 1 IN IP4 0\r\n");
  CHECK(message.fromTag() == "1928301774");
  CHECK(message.cseq() == 314159);
  CHECK(message.fields().size() == 10);
  CHECK(message.body() == "v=0\r\no=alice 1 1 IN IP4 0\r\n");
}

TEST_CASE(
    "§7.3.1: a value may hold \": \" and is not cut there; a repeated header keeps its values") {
  const Message message =
      parsed(with(kInvite, "Max-Forwards: 70",
                  "Subject: Re: lunch: today\r\nX-Note: a\r\nRoute: <sip:p1;lr>\r\nx-note: b: c\r\n"
                  "Route: <sip:p2;lr>,<sip:p3;lr>"));
  CHECK(message.header(HeaderName::Subject) == "Re: lunch: today");
  CHECK(message.header("X-Note", 0) == "a");
  CHECK(message.header("X-Note", 1) == "b: c");
  CHECK_FALSE(message.header("X-Note", 2).has_value());
  CHECK(parts(message, HeaderName::Route, sip::Part::Host) == Texts{"p1", "p2", "p3"});
}

TEST_CASE("§18.1.2: a sent-by that differs from ours does not cost the response") {
  const Message message = parsed(with(kOk, "df7jal23ls0d.invalid", "192.0.2.99:4711"));
  CHECK(message.topVia().sentBy == "192.0.2.99:4711");
  CHECK(message.topVia().port == 4711);
}

TEST_CASE("RFC 5118: IPv6 in the Request-URI, Via, From and Contact") {
  std::string text = with(kInvite, "sip:bob@biloxi.example.com", "sip:bob@[2001:db8::10]:5070");
  text = with(text, "df7jal23ls0d.invalid", "[2001:db8::9:1]:443");
  text = with(text, "sip:alice@atlanta.example.com", "sip:alice@[::1]");
  text = with(text, "sip:alice@df7jal23ls0d.invalid", "sip:alice@[2001:db8::9:1]");
  const Message message = parsed(text);
  CHECK(sip::parseUri(message.requestUri())->host == "[2001:db8::10]");
  CHECK(message.topVia().host == "[2001:db8::9:1]");
  CHECK(message.topVia().port == 443);
  CHECK(message.from().uri == "sip:alice@[::1]");
  CHECK(message.contactUri() == "sip:alice@[2001:db8::9:1];transport=ws");
}

TEST_CASE("§19.1.1: a host with a trailing dot") {
  const Message message = parsed(with(kInvite, "df7jal23ls0d.invalid", "proxy.example.com."));
  CHECK(message.topVia().host == "proxy.example.com.");
  CHECK(sip::parseUri("sip:a@example.com.")->host == "example.com.");
}

TEST_CASE("§10.3: 'Contact: *' in a response has no URI and does no harm") {
  const Message message = parsed(with(kOk, kContact, "Contact: *"));
  CHECK_FALSE(message.contactUri().has_value());
  CHECK(message.header(HeaderName::Contact) == "*");
  CHECK(parts(message, HeaderName::Contact, sip::Part::Element) == Texts{"*"});
}

TEST_CASE("Malformed optional headers cost only themselves") {
  const Message message = parsed(with(kInvite, "Max-Forwards: 70",
                                      "Date: Fri, 01 Jan 2010 16:00:00 EST\r\n"
                                      "Refer-To: <<>>;;\r\n"
                                      "Session-Expires: often\r\n"
                                      "Max-Forwards: many\r\n"
                                      "Expires: \"never\r\n"
                                      "Allow: \"INVITE, <ACK\r\n"
                                      "Route: \xff\xfe"));
  CHECK(message.callId() == "a84b4c76e66710@pc33.atlanta.example.com");
  // Each of them says where it is wrong, and Allow, whose first word is good, is the only one to
  // give anything.
  int bad = 0;
  for (const sip::HeaderField& field : message.fields()) {
    sip::Pieces pieces;
    const auto problem = sip::structure(message, field, pieces);
    if (!problem) continue;
    ++bad;
    CHECK(problem.offset >= field.valueAt);
    CHECK(problem.offset <= field.valueAt + field.valueLength);
    CHECK_FALSE(problem.rule.empty());
  }
  CHECK(bad == 7);
  CHECK_FALSE(message.number(HeaderName::SessionExpires).has_value());
  CHECK_FALSE(message.number(HeaderName::MaxForwards).has_value());
  CHECK_FALSE(sip::parseNameAddr(*message.header(HeaderName::ReferTo)).has_value());
  CHECK(message.header(HeaderName::Route) == "\xff\xfe");
}

TEST_CASE("§13.2.2: 1xx and 2xx without Contact, responses without Content-Length") {
  const std::string bare =
      with(with(kOk, "Contact: <sip:bob@192.0.2.4>\r\n", ""), "Content-Length: 0\r\n", "");
  CHECK(parsed(bare).isSuccess());
  CHECK(parsed(with(bare, "200 OK", "180 Ringing")).isProvisional());
}

TEST_CASE("§20.14: Content-Length counts bytes, not characters") {
  const std::string body = "gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x98\x80";
  const Message message = parsed(
      "MESSAGE sip:a@h SIP/2.0\r\nVia: SIP/2.0/WSS h;branch=z9hG4bK1\r\n"
      "From: <sip:b@h>;tag=1\r\nTo: <sip:a@h>\r\nCall-ID: 1\r\nCSeq: 1 MESSAGE\r\n"
      "Content-Type: text/plain\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  CHECK(message.body() == body);
}
