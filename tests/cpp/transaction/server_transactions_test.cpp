#include "transaction/layer_fixture.hpp"

using namespace sip;
using test::Fixture;
using test::has;
using test::Incoming;
using test::parsed;

namespace {

const ServerTransactionId kFirst{1};
const ServerTransactionId kSecond{2};

/// The ACK to our answer: the request's branch, unless another is given.
Incoming ackTo(Incoming invite, const std::string& toTag, const std::string& branch = {}) {
  invite.method = "ACK";
  invite.toTag = toTag;
  if (!branch.empty()) invite.branch = branch;
  return invite;
}

std::string toTagIn(const std::string& text) {
  return std::string(parsed(text)->toTag());
}

}  // namespace

TEST_CASE("§17.2 a new request goes to the user once, as the very object that was received") {
  Fixture f;
  const MessagePtr request = f.receive(Incoming{});
  CHECK(f.takeLog() == "request 1 INVITE");
  CHECK(f.lastMessage == request);
  CHECK(f.layer.requestOf(kFirst) == request);
  CHECK(f.layer.state(kFirst) == TransactionState::Proceeding);
  CHECK(f.layer.requestOf(kSecond) == nullptr);
  CHECK_FALSE(f.layer.state(kSecond));
}

TEST_CASE(
    "§17.2.1 an INVITE that comes again is absorbed and gets the last response again, byte for "
    "byte") {
  Fixture f;
  const Incoming invite;
  f.receive(invite);
  f.takeLog();
  f.receive(invite);
  CHECK(f.sent.empty());
  REQUIRE(f.respond(kFirst, 100));
  REQUIRE(f.respond(kFirst, 180));
  f.receive(invite);
  REQUIRE(f.sent.size() == 3);
  CHECK(f.sent[2].text == f.sent[1].text);
  CHECK(f.sent[2].server == kFirst);
  CHECK_FALSE(f.sent[2].client);
  REQUIRE(f.respond(kFirst, 486));
  f.receive(invite);
  REQUIRE(f.sent.size() == 5);
  CHECK(f.sent[4].text == f.sent[3].text);
  CHECK(f.takeLog().empty());
}

TEST_CASE(
    "RFC 6026 §7.1 an INVITE that comes again after its 2xx is absorbed; the user sends the 2xx "
    "again") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 200));
  CHECK(f.layer.state(kFirst) == TransactionState::Accepted);
  f.receive(Incoming{});
  CHECK(f.sent.size() == 1);
  f.layer.resendResponse(kFirst);
  REQUIRE(f.sent.size() == 2);
  CHECK(f.sent[1].text == f.sent[0].text);
  CHECK(f.takeLog() == "request 1 INVITE");
  f.advance(32000);
  CHECK(f.takeLog() == "server 1 ended");
  f.layer.resendResponse(kFirst);
  CHECK(f.sent.size() == 2);
  CHECK(f.timers.size() == 0);
}

TEST_CASE(
    "§17.2.2 a request that comes again before its answer is absorbed, after a 1xx gets it again") {
  Fixture f;
  Incoming message;
  message.method = "MESSAGE";
  f.receive(message);
  CHECK(f.layer.state(kFirst) == TransactionState::Trying);
  f.receive(message);
  CHECK(f.sent.empty());
  REQUIRE(f.respond(kFirst, 100));
  CHECK(f.layer.state(kFirst) == TransactionState::Proceeding);
  f.receive(message);
  REQUIRE(f.sent.size() == 2);
  CHECK(f.sent[1].text == f.sent[0].text);
  REQUIRE(f.respond(kFirst, 200));
  CHECK(f.takeLog() == "request 1 MESSAGE; server 1 ended");
  CHECK(f.layer.size() == 0);
}

TEST_CASE("§17.2.3 branch and sent-by name a transaction, without regard to case") {
  Fixture f;
  f.receive(Incoming{});
  Incoming same;
  same.branch = "Z9HG4BKPEER1";
  same.sentBy = "Proxy.Example.COM";
  f.receive(same);
  CHECK(f.takeLog() == "request 1 INVITE");

  Incoming elsewhere;
  elsewhere.sentBy = "proxy.example.com:5061";
  elsewhere.callId = "call-2";
  f.receive(elsewhere);
  Incoming other;
  other.branch = "z9hG4bKpeer2";
  other.callId = "call-3";
  f.receive(other);
  CHECK(f.takeLog() == "request 2 INVITE; request 3 INVITE");
}

TEST_CASE("§17.2.3 a request with the branch of another method is a request of its own") {
  Fixture f;
  f.receive(Incoming{});
  Incoming options;
  options.method = "OPTIONS";
  f.receive(options);
  CHECK(f.takeLog() == "request 1 INVITE; request 2 OPTIONS");
}

TEST_CASE("§9.2 a CANCEL comes as a request and names the INVITE with its branch and sent-by") {
  Fixture f;
  f.receive(Incoming{});
  Incoming cancel;
  cancel.method = "CANCEL";
  const MessagePtr received = f.receive(cancel);
  CHECK(f.takeLog() == "request 1 INVITE; request 2 CANCEL");
  CHECK(f.layer.cancelTarget(*received) == kFirst);
  REQUIRE(f.respond(kSecond, 200));
  REQUIRE(f.respond(kFirst, 487));
  CHECK(f.takeLog() == "server 2 ended");

  cancel.sentBy = "elsewhere.example.com";
  CHECK_FALSE(f.layer.cancelTarget(*parsed(cancel.text())));
  cancel = Incoming{};
  cancel.method = "CANCEL";
  cancel.branch = "z9hG4bKpeer2";
  CHECK_FALSE(f.layer.cancelTarget(*parsed(cancel.text())));
}

TEST_CASE("§9.2 a CANCEL finds any method but CANCEL, while it lives") {
  Fixture f;
  Incoming message;
  message.method = "MESSAGE";
  f.receive(message);
  Incoming cancel;
  cancel.method = "CANCEL";
  const MessagePtr received = f.receive(cancel);
  CHECK(f.layer.cancelTarget(*received) == kFirst);
  REQUIRE(f.respond(kFirst, 200));
  CHECK_FALSE(f.layer.cancelTarget(*received));
}

TEST_CASE("§17.2.1 the ACK to a non-2xx is consumed and ends the transaction") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 486));
  CHECK(f.layer.state(kFirst) == TransactionState::Completed);
  f.takeLog();
  f.receive(ackTo(Incoming{}, toTagIn(f.sent[0].text)));
  CHECK(f.takeLog() == "server 1 ended");
  CHECK(f.layer.size() == 0);
  CHECK(f.timers.size() == 0);
}

TEST_CASE("§13.3.1.4 the ACK to a 2xx goes to the user, with a branch of its own or the INVITE's") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 200));
  const std::string tag = toTagIn(f.sent[0].text);
  f.takeLog();
  const MessagePtr own = f.receive(ackTo(Incoming{}, tag, "z9hG4bKack"));
  CHECK(f.takeLog() == "ack");
  CHECK(f.lastMessage == own);
  const MessagePtr same = f.receive(ackTo(Incoming{}, tag));
  CHECK(f.takeLog() == "ack");
  CHECK(f.lastMessage == same);
  CHECK(f.layer.state(kFirst) == TransactionState::Accepted);
}

TEST_CASE(
    "§17.2.1 an ACK before any final response is dropped, an ACK for nothing goes to the user") {
  Fixture f;
  f.receive(Incoming{});
  f.takeLog();
  f.receive(ackTo(Incoming{}, "x"));
  CHECK(f.takeLog().empty());
  f.receive(ackTo(Incoming{}, "x", "z9hG4bKnobody"));
  CHECK(f.takeLog() == "ack");
  CHECK(f.layer.size() == 1);
}

TEST_CASE(
    "§17.2.1 without an ACK the user hears of it after 64*T1, and then the transaction ends") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 404));
  f.takeLog();
  f.advance(31999);
  CHECK(f.takeLog().empty());
  f.advance(1);
  CHECK(f.takeLog() == "server failure 1 timeout; server 1 ended");
}

TEST_CASE("§13.3.1.1 a ringing call says so again every minute, until its final response") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 100));
  f.advance(200000);
  CHECK(f.sent.size() == 1);
  REQUIRE(f.respond(kFirst, 180));
  f.advance(59999);
  CHECK(f.sent.size() == 2);
  f.advance(1);
  REQUIRE(f.sent.size() == 3);
  CHECK(f.sent[2].text == f.sent[1].text);
  f.advance(120000);
  CHECK(f.sent.size() == 5);
  REQUIRE(f.respond(kFirst, 200));
  f.advance(31000);
  CHECK(f.sent.size() == 6);
}

TEST_CASE("§17.2 an answer is refused when the request has ended or had its final response") {
  Fixture f;
  Status unknown = f.respond(kFirst, 200);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::UnknownId);

  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 486));
  for (const int status : {180, 200, 486}) {
    Status second = f.respond(kFirst, status);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::InvalidState);
  }
  CHECK(f.sent.size() == 1);

  Incoming message;
  message.method = "MESSAGE";
  message.branch = "z9hG4bKpeer2";
  f.receive(message);
  REQUIRE(f.respond(kSecond, 200));
  Status late = f.respond(kSecond, 200);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::UnknownId);
}

TEST_CASE("An answer that SIP cannot carry is refused before the machine hears of it") {
  Fixture f;
  f.receive(Incoming{});
  for (const int status : {0, 99, 700, -1}) {
    Status refused = f.respond(kFirst, status);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidArgument);
  }
  ResponseOptions phrase;
  phrase.reasonPhrase = "OK\r\nX: y";
  Status refused = f.layer.respond(kFirst, phrase, {}, false);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::HeaderInjection);
  ResponseOptions header;
  header.extraHeaders = {"X: y\r\n\r\nINVITE"};
  Status injected = f.layer.respond(kFirst, header, {}, false);
  REQUIRE_FALSE(injected);
  CHECK(injected.error().code == ErrorCode::HeaderInjection);
  CHECK(f.sent.empty());
  CHECK(f.layer.state(kFirst) == TransactionState::Proceeding);
}

TEST_CASE("§8.2.6.2 all answers to a request share one To tag, and a 100 has none") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 100));
  REQUIRE(f.respond(kFirst, 180));
  REQUIRE(f.respond(kFirst, 200));
  CHECK(toTagIn(f.sent[0].text).empty());
  const std::string tag = toTagIn(f.sent[1].text);
  CHECK(tag.size() == 16);
  CHECK(toTagIn(f.sent[2].text) == tag);
  CHECK(f.layer.toTagOf(kFirst) == tag);
  CHECK(f.layer.toTagOf(kSecond).empty());
}

TEST_CASE(
    "§8.2.6.2 toTagOf() draws the tag that answers will carry; a given tag and the request's own "
    "win") {
  Fixture f;
  f.receive(Incoming{});
  const std::string drawn = f.layer.toTagOf(kFirst);
  CHECK(drawn.size() == 16);
  REQUIRE(f.respond(kFirst, 180));
  CHECK(toTagIn(f.sent[0].text) == drawn);
  REQUIRE(f.respond(kFirst, 183, "given"));
  CHECK(toTagIn(f.sent[1].text) == "given");
  REQUIRE(f.respond(kFirst, 200));
  CHECK(toTagIn(f.sent[2].text) == "given");

  Incoming inDialog;
  inDialog.branch = "z9hG4bKpeer2";
  inDialog.toTag = "mine";
  inDialog.cseq = 2;
  f.receive(inDialog);
  CHECK(f.layer.toTagOf(kSecond) == "mine");
  REQUIRE(f.respond(kSecond, 200));
  CHECK(toTagIn(f.sent[3].text) == "mine");
}

TEST_CASE(
    "§8.2.6.2 an answer has the request's Via lines, From, Call-ID and CSeq, and Record-Route "
    "where asked for") {
  Fixture f;
  Incoming invite;
  invite.headers = "Record-Route: <sip:edge.example.com;lr>\r\n";
  const MessagePtr request = f.receive(invite);
  REQUIRE(f.respond(kFirst, 180));
  ResponseOptions ok;
  ok.extraHeaders = {"Contact: <sip:alice@a.invalid>"};
  ok.body = Body{"application/sdp", "v=0\r\n", ""};
  REQUIRE(f.layer.respond(kFirst, ok, {}, true));
  CHECK_FALSE(parsed(f.sent[0].text)->header(HeaderName::RecordRoute));
  const MessagePtr response = parsed(f.sent[1].text);
  CHECK(response->statusCode() == 200);
  CHECK(response->count(HeaderName::Via) == 2);
  CHECK(response->header(HeaderName::Via, 0) == request->header(HeaderName::Via, 0));
  CHECK(response->header(HeaderName::Via, 1) == request->header(HeaderName::Via, 1));
  CHECK(response->fromTag() == "peer");
  CHECK(response->callId() == "call-1");
  CHECK(response->cseq() == 1);
  CHECK(response->cseqMethod() == "INVITE");
  CHECK(response->header(HeaderName::RecordRoute) == "<sip:edge.example.com;lr>");
  CHECK(response->body() == "v=0\r\n");
}

TEST_CASE(
    "RFC 6026 §8.8 an answer that cannot be sent is told to the user, and the transaction lives "
    "on") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 200));
  f.takeLog();
  f.layer.transportFailed(kFirst);
  CHECK(f.takeLog() == "server failure 1 transport");
  CHECK(f.layer.state(kFirst) == TransactionState::Accepted);
  f.layer.transportFailed(kSecond);
  CHECK(f.takeLog().empty());
}

TEST_CASE(
    "§8.2.2.2 a copy of a live request by another branch gets 482, and the user never hears of "
    "it") {
  Fixture f;
  f.receive(Incoming{});
  f.takeLog();
  Incoming copy;
  copy.branch = "z9hG4bKpeer2";
  f.receive(copy);
  REQUIRE(f.sent.size() == 1);
  CHECK(has(f.sent[0].text, "SIP/2.0 482 Loop Detected\r\n"));
  CHECK(f.sent[0].server == kSecond);
  CHECK(toTagIn(f.sent[0].text).size() == 16);
  f.receive(copy);
  REQUIRE(f.sent.size() == 2);
  CHECK(f.sent[1].text == f.sent[0].text);
  SUBCASE("with its ACK") {
    f.receive(ackTo(copy, toTagIn(f.sent[0].text)));
    CHECK(f.layer.size() == 1);
  }
  SUBCASE("or without one, or any way to answer") {
    f.layer.transportFailed(kSecond);
    f.advance(32000);
    CHECK(f.layer.size() == 1);
  }
  CHECK(f.takeLog().empty());
  CHECK(f.layer.state(kFirst) == TransactionState::Proceeding);
}

TEST_CASE("§8.2.2.2 a copy of a request that was accepted gets 482 while the transaction lives") {
  Fixture f;
  f.receive(Incoming{});
  REQUIRE(f.respond(kFirst, 200));
  Incoming copy;
  copy.branch = "z9hG4bKpeer2";
  f.receive(copy);
  CHECK(has(f.sent.at(1).text, "SIP/2.0 482 "));
  f.advance(32000);
  f.takeLog();
  copy.branch = "z9hG4bKpeer3";
  f.receive(copy);
  CHECK(f.takeLog() == "request 3 INVITE");
}

TEST_CASE(
    "§8.2.2.2 what differs in From tag, Call-ID, number or method, or has a To tag, is no copy") {
  Fixture f;
  f.receive(Incoming{});
  f.takeLog();
  Incoming other;
  other.branch = "z9hG4bKpeer2";
  SUBCASE("From tag") {
    other.fromTag = "other";
  }
  SUBCASE("Call-ID") {
    other.callId = "other";
  }
  SUBCASE("number") {
    other.cseq = 2;
  }
  SUBCASE("method") {
    other.method = "OPTIONS";
  }
  SUBCASE("To tag") {
    other.toTag = "mine";
  }
  f.receive(other);
  CHECK(f.takeLog() == "request 2 " + other.method);
}

TEST_CASE("§9.2 a second CANCEL for another branch of one call is no copy") {
  Fixture f;
  Incoming cancel;
  cancel.method = "CANCEL";
  f.receive(cancel);
  cancel.branch = "z9hG4bKpeer2";
  f.receive(cancel);
  CHECK(f.takeLog() == "request 1 CANCEL; request 2 CANCEL");
}

TEST_CASE("§17.2.3 requests without the magic cookie match by RFC 2543's rules") {
  for (const char* branch :
       {"1234", "z9hG4bK"}) {  // RFC 4475 §3.2.1: the bare cookie identifies nothing
    CAPTURE(branch);
    Fixture f;
    Incoming invite;
    invite.branch = branch;
    f.receive(invite);
    f.receive(invite);
    CHECK(f.takeLog() == "request 1 INVITE");

    Incoming other = invite;
    other.callId = "call-2";
    f.receive(other);
    CHECK(f.takeLog() == "request 2 INVITE");
    other = invite;
    other.fromTag = "other";
    f.receive(other);
    CHECK(f.takeLog() == "request 3 INVITE");

    Incoming cancel = invite;
    cancel.method = "CANCEL";
    const MessagePtr received = f.receive(cancel);
    CHECK(f.takeLog() == "request 4 CANCEL");
    CHECK(f.layer.cancelTarget(*received) == kFirst);

    REQUIRE(f.respond(kFirst, 486));
    f.receive(ackTo(invite, "notours"));
    CHECK(f.takeLog() == "ack");
    f.receive(ackTo(invite, toTagIn(f.sent[0].text)));
    CHECK(f.takeLog() == "server 1 ended");
  }
}

TEST_CASE("§17.2.3 inside a dialog RFC 2543's rules compare the To tags too") {
  Fixture f;
  Incoming invite;
  invite.branch = "1";
  invite.toTag = "mine";
  f.receive(invite);
  f.receive(invite);
  CHECK(f.takeLog() == "request 1 INVITE");
  Incoming other = invite;
  other.toTag = "yours";
  f.receive(other);
  CHECK(f.takeLog() == "request 2 INVITE");
  REQUIRE(f.respond(kFirst, 486));
  f.receive(ackTo(invite, "mine"));
  CHECK(f.takeLog() == "server 1 ended");
}
