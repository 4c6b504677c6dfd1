#include "transaction/layer_fixture.hpp"

using namespace sip;
using test::Fixture;
using test::has;
using test::outgoing;
using test::parsed;

TEST_CASE(
    "§8.1.1.7 each request gets a branch of its own, with the magic cookie and 80 random bits") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  f.layer.request(outgoing("OPTIONS"));
  const MessagePtr first = parsed(f.sent.at(0).text);
  const MessagePtr second = parsed(f.sent.at(1).text);
  CHECK(first->topVia().branch.substr(0, 7) == "z9hG4bK");
  CHECK(first->topVia().branch.size() == 27);
  CHECK(first->topVia().branch != second->topVia().branch);
}

TEST_CASE("§18.1.1 the Via says what setVia() said, but for the branch") {
  Fixture f;
  Via via;
  via.transport = "WS";
  via.sentBy = "other.invalid:5066";
  via.branch = "z9hG4bKignored";
  via.rport = true;
  f.layer.setVia(via);
  f.layer.request(outgoing("OPTIONS"));
  const MessagePtr request = parsed(f.sent.at(0).text);
  const ViaView sent = request->topVia();
  CHECK(sent.transport == "WS");
  CHECK(sent.sentBy == "other.invalid:5066");
  CHECK(has(sent.parameters, "rport"));
  CHECK_FALSE(has(f.sent.at(0).text, "ignored"));
}

TEST_CASE("§17.1.2.2 a request is sent once, with its id, and its answer ends it") {
  Fixture f;
  const ClientTransactionId id = f.layer.request(outgoing("MESSAGE"));
  REQUIRE(f.sent.size() == 1);
  CHECK(f.sent[0].client == id);
  CHECK_FALSE(f.sent[0].server);
  CHECK(f.layer.state(id) == TransactionState::Trying);
  f.answer(0, 100, "");
  CHECK(f.layer.state(id) == TransactionState::Proceeding);
  f.answer(0, 200);
  CHECK(f.takeLog() == "response 1 100; response 1 200; client 1 ended");
  CHECK_FALSE(f.layer.state(id));
  CHECK(f.layer.size() == 0);
  CHECK(f.timers.size() == 0);
  CHECK(f.sent.size() == 1);
}

TEST_CASE("§17.1.3 the user gets the very object that was received") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  const MessagePtr response = f.answer(0, 200);
  CHECK(f.lastMessage == response);
}

TEST_CASE(
    "§17.1.3 a response belongs to the transaction with its branch, whichever order they come in") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  f.layer.request(outgoing("OPTIONS"));
  f.answer(1, 200);
  f.answer(0, 404);
  CHECK(f.takeLog() == "response 2 200; client 2 ended; response 1 404; client 1 ended");
}

TEST_CASE(
    "§17.1.3 further Via lines, a rewritten sent-by and another case of the branch do not hide a "
    "response") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  const MessagePtr request = parsed(f.sent[0].text);
  std::string branch(request->topVia().branch);
  for (char& c : branch) {
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  }
  f.receive(
      "SIP/2.0 200 OK\r\n"
      "Via: SIP/2.0/TLS 192.0.2.1:9999;branch=" +
      branch +
      ";received=192.0.2.7, SIP/2.0/UDP 192.0.2.2;branch=z9hG4bKx\r\n"
      "Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKy\r\n"
      "From: <sip:alice@example.com>;tag=ours\r\n"
      "To: <sip:bob@example.com>;tag=far\r\n"
      "Call-ID: call-out\r\n"
      "CSeq: 7 OPTIONS\r\n\r\n");
  CHECK(f.takeLog() == "response 1 200; client 1 ended");
}

TEST_CASE("§17.1.3 a response with a known branch but another CSeq method is not that request's") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  std::string text = f.sent[0].text;
  ResponseOptions ok;
  std::string response = serialiseResponse(*parsed(text), ok, "far", false);
  response.replace(response.find("7 OPTIONS"), 9, "7 MESSAGE");
  f.receive(response);
  CHECK(f.takeLog() == "stray 200");
}

TEST_CASE("§17.1.3 a response to nothing is given to the user as stray") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  f.answer(0, 200);
  f.takeLog();
  f.answer(0, 200);
  CHECK(f.takeLog() == "stray 200");
}

TEST_CASE(
    "§17.1.1.3 the ACK to a non-2xx has the INVITE's branch, Request-URI, From, Call-ID, number "
    "and Route, and the answer's To") {
  Fixture f;
  OutgoingRequest invite = outgoing("INVITE");
  invite.maxForwards = 5;
  invite.body = Body{"application/sdp", "v=0\r\n", ""};
  f.layer.request(invite);
  f.answer(0, 486, "busy");
  REQUIRE(f.sent.size() == 2);
  CHECK_FALSE(f.sent[1].client);
  CHECK_FALSE(f.sent[1].server);
  const MessagePtr request = parsed(f.sent[0].text);
  const MessagePtr ack = parsed(f.sent[1].text);
  CHECK(ack->methodName() == "ACK");
  CHECK(ack->requestUri() == "sip:bob@example.com");
  CHECK(ack->topVia().branch == request->topVia().branch);
  CHECK(ack->count(HeaderName::Via) == 1);
  CHECK(ack->header(HeaderName::From) == request->header(HeaderName::From));
  CHECK(ack->toTag() == "busy");
  CHECK(ack->callId() == "call-out");
  CHECK(ack->cseq() == 7);
  CHECK(ack->cseqMethod() == "ACK");
  CHECK(ack->header(HeaderName::Route, 0) == "<sip:edge.example.com;lr>");
  CHECK(ack->header(HeaderName::Route, 1) == "<sip:core.example.com;lr>");
  CHECK(ack->header(HeaderName::MaxForwards) == "70");
  CHECK_FALSE(ack->header("X-App"));
  CHECK(ack->body().empty());
  CHECK(f.takeLog() == "response 1 486; client 1 ended");
  CHECK(f.layer.size() == 0);
  CHECK(f.timers.size() == 0);
}

TEST_CASE("§7.3.1 a To that the answer folds over two lines is one line in the ACK") {
  Fixture f;
  f.layer.request(outgoing("INVITE"));
  const MessagePtr request = parsed(f.sent[0].text);
  f.receive(
      "SIP/2.0 404 Not Found\r\nVia: " + std::string(*request->header(HeaderName::Via)) +
      "\r\nFrom: <sip:alice@example.com>;tag=ours\r\nTo: <sip:bob@example.com>\r\n ;tag=far\r\n"
      "Call-ID: call-out\r\nCSeq: 7 INVITE\r\n\r\n");
  REQUIRE(f.sent.size() == 2);
  CHECK(has(f.sent[1].text, "\r\nTo: <sip:bob@example.com> ;tag=far\r\n"));
}

TEST_CASE(
    "RFC 6026 §7.2 the layer ACKs no 2xx, gives each one to the user, and forgets the INVITE on "
    "timer M") {
  Fixture f;
  const ClientTransactionId id = f.layer.request(outgoing("INVITE"));
  f.answer(0, 180);
  CHECK(f.layer.state(id) == TransactionState::Proceeding);
  f.answer(0, 200, "one");
  CHECK(f.layer.state(id) == TransactionState::Accepted);
  f.answer(0, 200, "one");
  f.answer(0, 200, "two");
  f.answer(0, 180, "three");
  CHECK(f.sent.size() == 1);
  CHECK(f.takeLog() == "response 1 180; response 1 200; response 1 200; response 1 200");
  f.advance(31999);
  CHECK(f.takeLog().empty());
  f.advance(1);
  CHECK(f.takeLog() == "client 1 ended");
  f.answer(0, 200, "one");
  CHECK(f.takeLog() == "stray 200");
  CHECK(f.timers.size() == 0);
}

TEST_CASE("§17.1.1.2 an INVITE that nobody answers fails after 64*T1, and then ends") {
  Fixture f;
  f.layer.request(outgoing("INVITE"));
  f.advance(31999);
  CHECK(f.takeLog().empty());
  f.advance(1);
  CHECK(f.takeLog() == "failure 1 timeout; client 1 ended");
  CHECK(f.layer.size() == 0);
}

TEST_CASE("§17.1.1.2 an INVITE that rings does not time out") {
  Fixture f;
  f.layer.request(outgoing("INVITE"));
  f.advance(31000);
  f.answer(0, 180);
  f.advance(3600000);
  CHECK(f.takeLog() == "response 1 180");
  CHECK(f.timers.size() == 0);
}

TEST_CASE("§17.1.2.2 any other request fails after 64*T1, 1xx or not") {
  Fixture f;
  f.layer.request(outgoing("BYE"));
  f.advance(10000);
  f.answer(0, 100, "");
  f.takeLog();
  f.advance(22000);
  CHECK(f.takeLog() == "failure 1 timeout; client 1 ended");
}

TEST_CASE("§17 a change of timing() holds for transactions opened later") {
  Fixture f;
  f.layer.request(outgoing("BYE"));
  f.layer.timing().t1 = 10;
  f.layer.request(outgoing("BYE"));
  f.advance(640);
  CHECK(f.takeLog() == "failure 2 timeout; client 2 ended");
}

TEST_CASE("§8.1.3.1 a request that cannot be sent fails, and then ends") {
  Fixture f;
  const ClientTransactionId invite = f.layer.request(outgoing("INVITE"));
  const ClientTransactionId bye = f.layer.request(outgoing("BYE"));
  f.layer.transportFailed(invite);
  f.layer.transportFailed(bye);
  CHECK(f.takeLog() == "failure 1 transport; client 1 ended; failure 2 transport; client 2 ended");
  CHECK(f.timers.size() == 0);
  f.layer.transportFailed(bye);
  f.layer.transportFailed(ClientTransactionId{99});
  CHECK(f.takeLog().empty());
}

TEST_CASE(
    "§9.1 a CANCEL has the INVITE's branch, Request-URI, From, To, Call-ID, number and Route, and "
    "a transaction of its own") {
  Fixture f;
  OutgoingRequest request = outgoing("INVITE");
  request.maxForwards = 5;
  request.body = Body{"application/sdp", "v=0\r\n", ""};
  const ClientTransactionId invite = f.layer.request(request);
  f.answer(0, 180, "far");
  const auto id =
      f.layer.cancel(invite, {"Reason: SIP;cause=200;text=\"Call completed elsewhere\""});
  REQUIRE(id);
  CHECK(*id != invite);
  REQUIRE(f.sent.size() == 2);
  CHECK(f.sent[1].client == *id);
  const MessagePtr original = parsed(f.sent[0].text);
  const MessagePtr cancel = parsed(f.sent[1].text);
  CHECK(cancel->methodName() == "CANCEL");
  CHECK(cancel->requestUri() == original->requestUri());
  CHECK(cancel->count(HeaderName::Via) == 1);
  CHECK(cancel->header(HeaderName::Via) == original->header(HeaderName::Via));
  CHECK(cancel->header(HeaderName::From) == original->header(HeaderName::From));
  CHECK(cancel->header(HeaderName::To) == original->header(HeaderName::To));
  CHECK(cancel->callId() == original->callId());
  CHECK(cancel->cseq() == original->cseq());
  CHECK(cancel->cseqMethod() == "CANCEL");
  CHECK(cancel->header(HeaderName::Route, 0) == "<sip:edge.example.com;lr>");
  CHECK(cancel->header(HeaderName::Route, 1) == "<sip:core.example.com;lr>");
  CHECK(cancel->header(HeaderName::MaxForwards) == "70");
  CHECK(cancel->header(HeaderName::Reason));
  CHECK_FALSE(cancel->header("X-App"));
  CHECK(cancel->body().empty());
  f.takeLog();

  f.answer(1, 200);
  CHECK(f.takeLog() == "response 2 200; client 2 ended");
  f.answer(0, 487);
  CHECK(f.takeLog() == "response 1 487; client 1 ended");
  CHECK(f.layer.size() == 0);
}

TEST_CASE("§9.1 the CANCEL keeps the INVITE's Via after setVia() has said otherwise") {
  Fixture f;
  const ClientTransactionId invite = f.layer.request(outgoing("INVITE"));
  f.answer(0, 180);
  Via via;
  via.sentBy = "moved.invalid";
  f.layer.setVia(via);
  REQUIRE(f.layer.cancel(invite, {}));
  CHECK(parsed(f.sent[1].text)->topVia().sentBy == "a.invalid");
}

TEST_CASE("§9.1 an INVITE whose CANCEL brings no final response times out after 64*T1") {
  Fixture f;
  const ClientTransactionId invite = f.layer.request(outgoing("INVITE"));
  f.answer(0, 180);
  f.advance(100000);
  f.layer.cancel(invite, {});
  f.answer(1, 200);
  f.takeLog();
  f.advance(31999);
  CHECK(f.takeLog().empty());
  f.advance(1);
  CHECK(f.takeLog() == "failure 1 timeout; client 1 ended");
}

TEST_CASE("§9.1 there is no CANCEL for what was answered, has ended, or is no INVITE") {
  Fixture f;
  const ClientTransactionId answered = f.layer.request(outgoing("INVITE"));
  f.answer(0, 200);
  CHECK_FALSE(f.layer.cancel(answered, {}));
  const ClientTransactionId refused = f.layer.request(outgoing("INVITE"));
  f.answer(1, 603);
  CHECK_FALSE(f.layer.cancel(refused, {}));
  const ClientTransactionId options = f.layer.request(outgoing("OPTIONS"));
  CHECK_FALSE(f.layer.cancel(options, {}));
  CHECK_FALSE(f.layer.cancel(ClientTransactionId{}, {}));
  CHECK(f.sent.size() == 4);  // two INVITEs, an ACK, OPTIONS
}

TEST_CASE(
    "§13.2.2.4 the ACK to a 2xx has a branch of its own and no transaction, and can be sent again "
    "as it is") {
  Fixture f;
  f.layer.request(outgoing("INVITE"));
  f.answer(0, 200);
  OutgoingRequest request = outgoing("ACK");
  const std::string text = f.layer.sendAck(request);
  REQUIRE(f.sent.size() == 2);
  CHECK(f.sent[1].text == text);
  CHECK_FALSE(f.sent[1].client);
  const MessagePtr ack = parsed(text);
  CHECK(ack->methodName() == "ACK");
  CHECK(ack->topVia().branch != parsed(f.sent[0].text)->topVia().branch);
  CHECK(ack->header("X-App") == "yes");
  CHECK(f.layer.size() == 1);
  f.layer.resend(text);
  REQUIRE(f.sent.size() == 3);
  CHECK(f.sent[2].text == text);
}
