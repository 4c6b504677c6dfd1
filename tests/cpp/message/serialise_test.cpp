#include <doctest/doctest.h>

#include <string>

#include "message/support.hpp"
#include "sip/message/outgoing.hpp"

using namespace sip::message_test;
using sip::Body;
using sip::HeaderName;
using sip::Message;
using sip::OutgoingRequest;
using sip::ResponseOptions;
using sip::Via;

namespace {

OutgoingRequest request() {
  OutgoingRequest result;
  result.method = "INVITE";
  result.requestUri = "sip:bob@192.0.2.4";
  result.routes = {"<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>"};
  result.from = "\"Alice\" <sip:alice@atlanta.example.com>;tag=1928301774";
  result.to = "<sip:bob@biloxi.example.com>;tag=314159";
  result.callId = "a84b4c76e66710";
  result.cseq = 314160;
  result.extraHeaders = {"Contact: <sip:alice@a.invalid;transport=ws>", "Supported: outbound"};
  return result;
}

Via via() {
  Via result;
  result.sentBy = "df7jal23ls0d.invalid";
  result.branch = "z9hG4bK776asdhds";
  return result;
}

ResponseOptions status(int code) {
  ResponseOptions result;
  result.statusCode = code;
  return result;
}

}  // namespace

TEST_CASE("§16.6 step 8: the Via values of whom a proxy forwards for stand below its own") {
  Via proxys = via();
  proxys.below = {"SIP/2.0/WS a.invalid;branch=z9hG4bK1", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK2"};
  const Message forwarded = parsed(sip::serialise(request(), proxys));
  CHECK(forwarded.topVia().branch == "z9hG4bK776asdhds");
  CHECK(forwarded.header(HeaderName::Via, 1) == "SIP/2.0/WS a.invalid;branch=z9hG4bK1");
  CHECK(forwarded.header(HeaderName::Via, 2) == "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK2");
  CHECK(forwarded.count(HeaderName::Via) == 3);
}

TEST_CASE("§7.1, §8.1.1: the text of a request without a body") {
  CHECK(sip::serialise(request(), via()) ==
        "INVITE sip:bob@192.0.2.4 SIP/2.0\r\n"
        "Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK776asdhds\r\n"
        "Route: <sip:p1.example.com;lr>\r\n"
        "Route: <sip:p2.example.com;lr>\r\n"
        "Max-Forwards: 70\r\n"
        "From: \"Alice\" <sip:alice@atlanta.example.com>;tag=1928301774\r\n"
        "To: <sip:bob@biloxi.example.com>;tag=314159\r\n"
        "Call-ID: a84b4c76e66710\r\n"
        "CSeq: 314160 INVITE\r\n"
        "Contact: <sip:alice@a.invalid;transport=ws>\r\n"
        "Supported: outbound\r\n"
        "Content-Length: 0\r\n"
        "\r\n");
}

TEST_CASE("§20.14: a body brings its type and disposition, and its length in bytes") {
  OutgoingRequest fields = request();
  fields.body = Body{"text/plain", "gr\xc3\xbc\xc3\x9f", "render"};
  const std::string text = sip::serialise(fields, via());
  CHECK(text.find(
            "Content-Type: text/plain\r\nContent-Disposition: render\r\nContent-Length: 6\r\n\r\n"
            "gr\xc3\xbc\xc3\x9f") != std::string::npos);
  fields.body->disposition.clear();
  CHECK(sip::serialise(fields, via()).find("Content-Disposition") == std::string::npos);
}

TEST_CASE(
    "§7.3.1: a Content-Type or Content-Disposition of the application's is not written twice") {
  OutgoingRequest fields = request();
  fields.extraHeaders = {"c: text/html", "Content-Disposition: icon"};
  fields.body = Body{"text/plain", "x", "render"};
  const Message message = parsed(sip::serialise(fields, via()));
  CHECK(message.count(HeaderName::ContentType) == 1);
  CHECK(message.contentType() == "text/html");
  CHECK(message.count(HeaderName::ContentDisposition) == 1);
  CHECK(message.contentDisposition() == "icon");
}

TEST_CASE("RFC 3581 §3: rport is asked for only when configured") {
  Via asking = via();
  asking.rport = true;
  asking.transport = "WS";
  CHECK(sip::serialise(request(), asking)
            .find("Via: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK776asdhds;rport\r\n") !=
        std::string::npos);
}

TEST_CASE("§7: a request that was written reads back with the same fields") {
  OutgoingRequest fields = request();
  fields.body = Body{"application/sdp", "v=0\r\n\r\nodd", "session"};
  fields.body->content.push_back('\0');
  REQUIRE(sip::checkOutgoing(fields));
  const Message message = parsed(sip::serialise(fields, via()));
  CHECK(message.methodName() == fields.method);
  CHECK(message.requestUri() == fields.requestUri);
  CHECK(message.topVia().branch == "z9hG4bK776asdhds");
  CHECK(message.topVia().sentBy == "df7jal23ls0d.invalid");
  CHECK(message.list(HeaderName::Route).size() == 2);
  CHECK(message.list(HeaderName::Route)[0] == fields.routes[0]);
  CHECK(message.header(HeaderName::From) == fields.from);
  CHECK(message.header(HeaderName::To) == fields.to);
  CHECK(message.fromTag() == "1928301774");
  CHECK(message.toTag() == "314159");
  CHECK(message.callId() == fields.callId);
  CHECK(message.cseq() == fields.cseq);
  CHECK(message.number(HeaderName::MaxForwards) == 70U);
  CHECK(message.contactUri() == "sip:alice@a.invalid;transport=ws");
  CHECK(message.contentType() == "application/sdp");
  CHECK(message.body() == fields.body->content);
}

TEST_CASE("§8.2.6: a response copies Via, From, To, Call-ID and CSeq and adds its tag") {
  CHECK(sip::serialiseResponse(parsed(std::string(kInvite)), status(486), "8321234356", false) ==
        "SIP/2.0 486 Busy Here\r\n"
        "Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK776asdhds;rport\r\n"
        "From: Alice <sip:alice@atlanta.example.com>;tag=1928301774\r\n"
        "To: Bob <sip:bob@biloxi.example.com>;tag=8321234356\r\n"
        "Call-ID: a84b4c76e66710@pc33.atlanta.example.com\r\n"
        "CSeq: 314159 INVITE\r\n"
        "Content-Length: 0\r\n"
        "\r\n");
}

TEST_CASE("§8.2.6: a response reads back, with its own reason, headers and body") {
  ResponseOptions options = status(200);
  options.reasonPhrase = "Sehr gern";
  options.extraHeaders = {"Contact: <sip:bob@b.invalid>"};
  options.body = Body{"application/sdp", "v=0\r\n", ""};
  const Message answer =
      parsed(sip::serialiseResponse(parsed(std::string(kInvite)), options, "tag1", false));
  CHECK(answer.statusCode() == 200);
  CHECK(answer.reasonPhrase() == "Sehr gern");
  CHECK(answer.toTag() == "tag1");
  CHECK(answer.fromTag() == "1928301774");
  CHECK(answer.cseqMethod() == "INVITE");
  CHECK(answer.contactUri() == "sip:bob@b.invalid");
  CHECK(answer.body() == "v=0\r\n");
}

TEST_CASE("§8.2.6.1: a 100 has no tag of ours and repeats Timestamp; other statuses do not") {
  const Message request = parsed(with(kInvite, "Max-Forwards: 70", "Timestamp: 54.2"));
  const Message trying = parsed(sip::serialiseResponse(request, status(100), "t", false));
  CHECK(trying.toTag().empty());
  CHECK(trying.header(HeaderName::Timestamp) == "54.2");
  const Message ringing = parsed(sip::serialiseResponse(request, status(180), "t", false));
  CHECK(ringing.toTag() == "t");
  CHECK(ringing.count(HeaderName::Timestamp) == 0);
}

TEST_CASE(
    "§8.2.6.2: a To tag that is there is kept, an empty one is filled, never a second one added") {
  const struct {
    std::string to, expected;
  } kRows[] = {
      {"<sip:bob@h>;tag=old", "<sip:bob@h>;tag=old"},
      {"<sip:bob@h>;TAG=old;x", "<sip:bob@h>;TAG=old;x"},
      {"sip:bob@h", "sip:bob@h;tag=new"},
      {"<sip:bob@h;tag=uri>", "<sip:bob@h;tag=uri>;tag=new"},
      {"\"x;tag=1\" <sip:bob@h>", "\"x;tag=1\" <sip:bob@h>;tag=new"},
      {"<sip:bob@h>;tag=;x=1", "<sip:bob@h>;tag=new;x=1"},
      {"<sip:bob@h>;tag", "<sip:bob@h>;tag=new"},
      {"<sip:bob@h>;tag ;x=1", "<sip:bob@h>;tag=new ;x=1"},
      {"<sip:bob@h>;tag = ;x=1", "<sip:bob@h>;tag =new ;x=1"},
      {"<sip:bob@h>;tag=", "<sip:bob@h>;tag=new"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.to);
    const Message request = parsed(with(kInvite, "Bob <sip:bob@biloxi.example.com>", row.to));
    const Message answer = parsed(sip::serialiseResponse(request, status(404), "new", false));
    CHECK(answer.header(HeaderName::To) == row.expected);
    CHECK(answer.toTag() == (request.toTag().empty() ? "new" : "old"));
  }
}

TEST_CASE("§12.1.1: Record-Route is copied in order, when a dialog is made") {
  const Message request =
      parsed(with(kInvite, "Max-Forwards: 70",
                  "Record-Route: <sip:p2;lr>, <sip:p1;lr>\r\nRecord-Route: <sip:p0;lr>"));
  const Message with200 = parsed(sip::serialiseResponse(request, status(200), "t", true));
  CHECK(with200.list(HeaderName::RecordRoute) == request.list(HeaderName::RecordRoute));
  CHECK(with200.list(HeaderName::RecordRoute).size() == 3);
  CHECK(parsed(sip::serialiseResponse(request, status(486), "t", false))
            .count(HeaderName::RecordRoute) == 0);
}

TEST_CASE(
    "§8.2.6.2: several Via lines stay in order, compact names become long, folds are joined") {
  const Message request = parsed(with(
      with(kInvite, "Max-Forwards: 70", "v: SIP/2.0/UDP two\r\n\t;branch=2,\r\n SIP/2.0/TCP three"),
      "From: Alice", "f: Alice\r\n "));
  const std::string text = sip::serialiseResponse(request, status(200), "t", false);
  CHECK(text.find("rport\r\nVia: SIP/2.0/UDP two ;branch=2, SIP/2.0/TCP three\r\nFrom: Alice "
                  "<sip:alice@") != std::string::npos);
}

TEST_CASE("§21: reason phrases of the RFCs; none for a status that nobody registered") {
  CHECK(sip::reasonPhraseOf(100) == "Trying");
  CHECK(sip::reasonPhraseOf(183) == "Session Progress");
  CHECK(sip::reasonPhraseOf(422) == "Session Interval Too Small");
  CHECK(sip::reasonPhraseOf(481) == "Call/Transaction Does Not Exist");
  CHECK(sip::reasonPhraseOf(608) == "Rejected");
  for (const int code : {0, 99, 299, 499, 699, -1}) CHECK(sip::reasonPhraseOf(code).empty());
  CHECK(
      sip::serialiseResponse(parsed(std::string(kInvite)), status(499), "t", false).substr(0, 14) ==
      "SIP/2.0 499 \r\n");
}
