// Every rule of RFC 3261 §12 that a dialog keeps by itself.
#include "sip/dialog/dialog.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/peer.hpp"

using namespace sip;
using namespace sip::test;
using Strings = std::vector<std::string>;

namespace {

OutgoingRequest invite() {
  OutgoingRequest request;
  request.method = "INVITE";
  request.requestUri = "sip:bob@example.com";
  request.from = "\"Alice\" <sip:alice@example.com>;tag=ours";
  request.to = "<sip:bob@example.com>";
  request.callId = "call-1";
  request.cseq = 7;
  return request;
}

MessagePtr response(int status, const Strings& headers, const std::string& tag = "theirs") {
  Via via;
  via.sentBy = "alice.invalid";
  via.branch = "z9hG4bKx";
  Reply with;
  with.tag = tag;
  with.headers = headers;
  return parse(reply(*parse(serialise(invite(), via)), status, with));
}

PeerRequest peerInvite(const Strings& headers) {
  PeerRequest request;
  request.branch = "z9hG4bKx";
  request.cseq = 40;
  request.headers = headers;
  return request;
}

Dialog caller(const Strings& headers) {
  return Dialog::fromResponse(invite(), *response(200, headers));
}

Dialog callee(const Strings& headers) {
  return Dialog::fromRequest(*parse(peerInvite(headers).text()), "ours");
}

const Strings kContact = {"Contact: <sip:bob@192.0.2.4;ob>;expires=60"};

}  // namespace

TEST_CASE("§12.1.2 a UAC's dialog takes its identifiers from the request and the response") {
  const Dialog dialog = caller(kContact);
  CHECK(dialog.callId() == "call-1");
  CHECK(dialog.localTag() == "ours");
  CHECK(dialog.remoteTag() == "theirs");
  CHECK(dialog.localUri() == "\"Alice\" <sip:alice@example.com>;tag=ours");
  CHECK(dialog.remoteUri() == "<sip:bob@example.com>;tag=theirs");
  CHECK(dialog.remoteTarget() == "sip:bob@192.0.2.4;ob");
  CHECK(dialog.localSequence() == 7);
  CHECK_FALSE(dialog.remoteSequence().has_value());
  CHECK(dialog.confirmed());
}

TEST_CASE("§12.1 a 1xx makes an early dialog, which a 2xx confirms") {
  Dialog dialog = Dialog::fromResponse(invite(), *response(180, kContact));
  CHECK_FALSE(dialog.confirmed());
  dialog.confirm(*response(200, {"Contact: <sip:bob@192.0.2.99>"}));
  CHECK(dialog.confirmed());
  CHECK(dialog.remoteTarget() == "sip:bob@192.0.2.99");
}

TEST_CASE("§12.1.2 a UAC takes the Record-Routes in reverse order, over several lines and values") {
  const Dialog dialog = caller(
      {"Record-Route: <sip:p3.example.com;lr>, \"Two, really\" <sip:p2.example.com;lr>;x=\"a,b\"",
       "Record-Route: <sip:p1.example.com;lr>", kContact[0]});
  CHECK(dialog.routeSet() == Strings{"<sip:p1.example.com;lr>",
                                     "\"Two, really\" <sip:p2.example.com;lr>;x=\"a,b\"",
                                     "<sip:p3.example.com;lr>"});
}

TEST_CASE("§12.1.1 a UAS takes the Record-Routes in their order") {
  const Dialog dialog = callee({"Record-Route: <sip:p3.example.com;lr>, <sip:p2.example.com;lr>",
                                "Record-Route: <sip:p1.example.com;lr>", kContact[0]});
  CHECK(dialog.routeSet() ==
        Strings{"<sip:p3.example.com;lr>", "<sip:p2.example.com;lr>", "<sip:p1.example.com;lr>"});
}

TEST_CASE("§13.2.2.4 the 2xx gives the route set anew, even an empty one") {
  Dialog dialog = Dialog::fromResponse(
      invite(), *response(183, {"Record-Route: <sip:p1.example.com;lr>", kContact[0]}));
  REQUIRE(dialog.routeSet().size() == 1);
  SUBCASE("another") {
    dialog.confirm(*response(200, {"Record-Route: <sip:p2.example.com;lr>", kContact[0]}));
    CHECK(dialog.routeSet() == Strings{"<sip:p2.example.com;lr>"});
  }
  SUBCASE("none") {
    dialog.confirm(*response(200, kContact));
    CHECK(dialog.routeSet().empty());
  }
}

TEST_CASE("§12.1.1 a UAS's dialog takes its identifiers from the request and its own tag") {
  const Dialog dialog = callee(kContact);
  CHECK(dialog.callId() == "call-of-bob");
  CHECK(dialog.localTag() == "ours");
  CHECK(dialog.remoteTag() == "bob");
  CHECK(dialog.localUri() == "<sip:alice@example.com>;tag=ours");
  CHECK(dialog.remoteUri() == "\"Bob\" <sip:bob@example.com>;tag=bob");
  CHECK(dialog.remoteTarget() == "sip:bob@192.0.2.4;ob");
  CHECK(dialog.remoteSequence() == 40);
  CHECK_FALSE(dialog.confirmed());
}

TEST_CASE("§12.2.1.1 a request counts CSeq up and goes to the remote target") {
  Dialog dialog = caller(kContact);
  const OutgoingRequest info = dialog.makeRequest("INFO");
  CHECK(info.method == "INFO");
  CHECK(info.requestUri == "sip:bob@192.0.2.4;ob");
  CHECK(info.from == dialog.localUri());
  CHECK(info.to == dialog.remoteUri());
  CHECK(info.callId == "call-1");
  CHECK(info.cseq == 8);
  CHECK(info.routes.empty());
  CHECK(dialog.makeRequest("BYE").cseq == 9);
  CHECK(dialog.localSequence() == 9);
}

TEST_CASE("§12.2.1.1 a UAS that never sent a request starts its own count") {
  Dialog dialog = callee(kContact);
  CHECK(dialog.makeRequest("BYE").cseq == 1);
}

TEST_CASE("§13.2.2.4 the ACK to a 2xx has the INVITE's number and counts nothing") {
  const Dialog dialog = caller(kContact);
  const OutgoingRequest ack = dialog.makeAck(7);
  CHECK(ack.method == "ACK");
  CHECK(ack.cseq == 7);
  CHECK(ack.requestUri == "sip:bob@192.0.2.4;ob");
  CHECK(dialog.localSequence() == 7);
}

TEST_CASE("§12.2.1.1 behind a loose router the target stays in the Request-URI") {
  Dialog dialog = caller({"Record-Route: <sip:p2.example.com>",
                          "Record-Route: <sip:p1.example.com;LR=on>", kContact[0]});
  const OutgoingRequest request = dialog.makeRequest("INFO");
  CHECK(request.requestUri == "sip:bob@192.0.2.4;ob");
  CHECK(request.routes == Strings{"<sip:p1.example.com;LR=on>", "<sip:p2.example.com>"});
}

TEST_CASE("§12.2.1.1 a strict router gets the Request-URI, and the target ends the route") {
  Dialog dialog =
      caller({"Record-Route: <sip:p2.example.com;lr>",
              "Record-Route: \"P1\" <sip:p1.example.com;transport=tcp>;x=1", kContact[0]});
  const OutgoingRequest request = dialog.makeRequest("INFO");
  CHECK(request.requestUri == "sip:p1.example.com;transport=tcp");
  CHECK(request.routes == Strings{"<sip:p2.example.com;lr>", "<sip:bob@192.0.2.4;ob>"});
  CHECK(dialog.routeSet().size() == 2);  // the set itself stays
}

TEST_CASE("an lr that is a header parameter, not the URI's, makes no loose router (§19.1.1)") {
  Dialog dialog = caller({"Record-Route: <sip:p1.example.com>;lr", kContact[0]});
  CHECK(dialog.makeRequest("INFO").requestUri == "sip:p1.example.com");
}

TEST_CASE("§12.2.2 a lower CSeq than one seen is out of order, an equal or higher one is not") {
  Dialog dialog = callee(kContact);
  CHECK_FALSE(dialog.acceptSequence(39));
  CHECK(dialog.remoteSequence() == 40);
  CHECK(dialog.acceptSequence(40));
  CHECK(dialog.acceptSequence(45));  // gaps are none of our business
  CHECK_FALSE(dialog.acceptSequence(44));
}

TEST_CASE("§12.2.2 the first request of the callee's may have any CSeq") {
  Dialog dialog = caller(kContact);
  CHECK(dialog.acceptSequence(0));
  CHECK(dialog.acceptSequence(1));
  CHECK_FALSE(dialog.acceptSequence(0));
}

TEST_CASE("§12.2 a target refresh moves the remote target, without Contact it stays") {
  Dialog dialog = caller({"Record-Route: <sip:p1.example.com;lr>", kContact[0]});
  dialog.refreshTarget(
      *response(200, {"Contact: <sip:bob@198.51.100.1>", "Record-Route: <sip:p9.example.com;lr>"}));
  CHECK(dialog.remoteTarget() == "sip:bob@198.51.100.1");
  CHECK(dialog.routeSet() == Strings{"<sip:p1.example.com;lr>"});  // §12.2: not by a refresh
  dialog.refreshTarget(*response(200, {}));
  CHECK(dialog.remoteTarget() == "sip:bob@198.51.100.1");
}

TEST_CASE("without a Contact the best that is known is the target: Request-URI or From") {
  CHECK(caller({}).remoteTarget() == "sip:bob@example.com");
  CHECK(callee({}).remoteTarget() == "sip:bob@example.com");
}

TEST_CASE("a Contact that would break the Request-URI is as good as none") {
  for (const char* contact :
       {"Contact: <sip:b ob@192.0.2.4>", "Contact: <sip:bob@192.0.2.4\r\n ;x=y>", "Contact: *",
        "Contact: <>", "Contact: <sip:>"}) {
    CAPTURE(contact);
    CHECK(caller({contact}).remoteTarget() == "sip:bob@example.com");
    CHECK(callee({contact}).remoteTarget() == "sip:bob@example.com");
    Dialog dialog = caller(kContact);
    dialog.refreshTarget(*response(200, {contact}));
    CHECK(dialog.remoteTarget() == "sip:bob@192.0.2.4;ob");
    dialog.confirm(*response(200, {contact}));
    CHECK(dialog.remoteTarget() == "sip:bob@192.0.2.4;ob");
  }
}

TEST_CASE("a tel: Contact is a target too") {
  CHECK(caller({"Contact: <tel:+15551234567>"}).remoteTarget() == "tel:+15551234567");
}

TEST_CASE("a Record-Route that is none costs only itself") {
  CHECK(
      caller({"Record-Route: <sip:p2.example.com;lr>, nonsense, <sip:p 1>, <sip:p1.example.com;lr>",
              kContact[0]})
          .routeSet() == Strings{"<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>"});
}

TEST_CASE("§7.3.1 folds in the peer's headers do not fold the requests made from them") {
  PeerRequest request =
      peerInvite({"Record-Route: <sip:p1.example.com;lr>\r\n ;x=1,\r\n\t<sip:p2.example.com;lr>",
                  kContact[0]});
  request.from = "\"Bob\"\r\n <sip:bob@example.com>\r\n ;tag=bob";
  request.to = "Alice\r\n\t<sip:alice@example.com>";
  Dialog dialog = Dialog::fromRequest(*parse(request.text()), "ours");
  const OutgoingRequest bye = dialog.makeRequest("BYE");
  CHECK(bye.to == "\"Bob\" <sip:bob@example.com> ;tag=bob");
  CHECK(bye.from == "Alice <sip:alice@example.com>;tag=ours");
  CHECK(bye.routes == Strings{"<sip:p1.example.com;lr> ;x=1", "<sip:p2.example.com;lr>"});
  CHECK(checkOutgoing(bye));
}

TEST_CASE("an empty tag is none: ours takes its place, and the peer's matches nothing else") {
  PeerRequest request = peerInvite(kContact);
  request.from = "<sip:bob@example.com>;tag=";
  request.to = "<sip:alice@example.com>;tag=;x=1";
  const MessagePtr message = parse(request.text());
  const Dialog dialog = Dialog::fromRequest(*message, "ours");
  CHECK(dialog.remoteTag() == "");
  CHECK(dialog.localTag() == "ours");
  // One tag only, and the same that our response gave it.
  ResponseOptions ringing;
  ringing.statusCode = 180;
  const MessagePtr response = parse(serialiseResponse(*message, ringing, "ours", true));
  CHECK(dialog.localUri() == std::string(*response->header(HeaderName::To)));

  request.method = "BYE";
  request.to = dialog.localUri();
  CHECK(dialog.matches(*parse(request.text()), true));
  request.from = "<sip:bob@example.com>";  // RFC 2543: no tag at all
  CHECK(dialog.matches(*parse(request.text()), true));
  request.from = "<sip:bob@example.com>;tag=other";
  CHECK_FALSE(dialog.matches(*parse(request.text()), true));
}

TEST_CASE("§12 a message belongs to the dialog by Call-ID and both tags, seen from its sender") {
  const Dialog dialog = caller(kContact);
  PeerDialog peer = PeerDialog::called(*response(200, {}, ""), "theirs");
  PeerRequest request = peer.request("BYE");
  request.branch = "z9hG4bKy";
  CHECK(dialog.matches(*parse(request.text()), true));
  CHECK_FALSE(dialog.matches(*parse(request.text()), false));
  CHECK(dialog.matches(*response(200, kContact), false));
  CHECK_FALSE(dialog.matches(*response(200, kContact, "other"), false));
  PeerRequest otherCall = request;
  otherCall.callId = "call-2";
  CHECK_FALSE(dialog.matches(*parse(otherCall.text()), true));
  PeerRequest otherTag = request;
  otherTag.to = "<sip:alice@example.com>;tag=another";
  CHECK_FALSE(dialog.matches(*parse(otherTag.text()), true));
}
