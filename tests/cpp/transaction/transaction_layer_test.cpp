// What holds for the layer as a whole: callbacks that call back in, timers of both sides, floods.
#include "transaction/layer_fixture.hpp"

using namespace sip;
using test::Fixture;
using test::has;
using test::Incoming;
using test::outgoing;
using test::parsed;

namespace {

Incoming message() {
  Incoming request;
  request.method = "MESSAGE";
  return request;
}

}  // namespace

TEST_CASE(
    "A user may answer inside onRequest, and the request stays readable until the input is done") {
  Fixture f;
  std::string callId;
  f.onRequestDo = [&](ServerTransactionId id, const MessagePtr& request) {
    const Message& kept = *f.layer.requestOf(id);
    REQUIRE(f.respond(id, 200));
    CHECK(f.layer.requestOf(id) == nullptr);
    callId = std::string(kept.callId()) + std::string(request->callId());
  };
  f.receive(message());
  CHECK(f.takeLog() == "request 1 MESSAGE; server 1 ended");
  CHECK(callId == "call-1call-1");
  CHECK(f.layer.size() == 0);
}

TEST_CASE("A user may ring and refuse an INVITE inside onRequest") {
  Fixture f;
  f.onRequestDo = [&](ServerTransactionId id, const MessagePtr&) {
    REQUIRE(f.respond(id, 100));
    REQUIRE(f.respond(id, 180));
    REQUIRE(f.respond(id, 486));
  };
  f.receive(Incoming{});
  CHECK(f.sent.size() == 3);
  CHECK(f.timers.size() == 1);
  f.advance(32000);
  CHECK(f.takeLog() == "request 1 INVITE; server failure 1 timeout; server 1 ended");
}

TEST_CASE("A user may answer the INVITE with 487 inside the onRequest of its CANCEL") {
  Fixture f;
  f.onRequestDo = [&](ServerTransactionId id, const MessagePtr& request) {
    if (request->method() != Method::Cancel) return;
    const auto target = f.layer.cancelTarget(*request);
    REQUIRE(target);
    REQUIRE(f.respond(id, 200));
    REQUIRE(f.respond(*target, 487));
  };
  f.receive(Incoming{});
  Incoming cancel;
  cancel.method = "CANCEL";
  f.receive(cancel);
  REQUIRE(f.sent.size() == 2);
  CHECK(has(f.sent[0].text, "CSeq: 1 CANCEL"));
  CHECK(has(f.sent[1].text, "SIP/2.0 487 "));
  CHECK(f.takeLog() == "request 1 INVITE; request 2 CANCEL; server 2 ended");
}

TEST_CASE("§9.1 a user may cancel inside onResponse of the first 1xx") {
  Fixture f;
  f.onResponseDo = [&](ClientTransactionId id, const MessagePtr& response) {
    if (response->statusCode() == 180) CHECK(f.layer.cancel(id, {}));
  };
  f.layer.request(outgoing("INVITE"));
  f.answer(0, 180);
  REQUIRE(f.sent.size() == 2);
  CHECK(has(f.sent[1].text, "CANCEL sip:bob@example.com SIP/2.0"));
  f.answer(1, 200);
  f.answer(0, 487);
  CHECK(f.takeLog() ==
        "response 1 180; response 2 200; client 2 ended; response 1 487; client 1 ended");
  CHECK(f.timers.size() == 0);
}

TEST_CASE("A user may open many transactions inside any callback of the client") {
  Fixture f;
  const auto open = [&] {
    for (int i = 0; i < 500; ++i) f.layer.request(outgoing("OPTIONS"));
  };
  f.onResponseDo = [&](ClientTransactionId, const MessagePtr&) { open(); };
  f.onClientEndedDo = [&](ClientTransactionId) { open(); };
  f.layer.request(outgoing("INVITE"));
  f.answer(0, 401);
  CHECK(f.layer.size() == 1000);
  CHECK(f.takeLog() == "response 1 401; client 1 ended");
  f.onResponseDo = nullptr;
  f.onClientEndedDo = nullptr;
  int failures = 0;
  f.onFailureDo = [&](ClientTransactionId) { ++failures; };
  f.advance(32000);
  CHECK(failures == 1000);
  CHECK(f.layer.size() == 0);
}

TEST_CASE("A user may send again inside onRequestFailure and onServerFailure") {
  Fixture f;
  f.onFailureDo = [&](ClientTransactionId id) {
    if (id.value == 1) f.layer.request(outgoing("OPTIONS"));
  };
  f.layer.request(outgoing("OPTIONS"));
  f.advance(32000);
  CHECK(f.takeLog() == "failure 1 timeout; client 1 ended");
  CHECK(f.layer.size() == 1);
  f.layer.clear();

  f.onServerFailureDo = [&](ServerTransactionId) { f.layer.request(outgoing("BYE")); };
  f.receive(Incoming{});
  REQUIRE(f.respond(ServerTransactionId{1}, 486));
  f.takeSent();
  f.advance(32000);
  REQUIRE(f.sent.size() == 1);
  CHECK(has(f.sent[0].text, "BYE "));
}

TEST_CASE("A transaction that its user ends inside a callback is reported once") {
  Fixture f;
  SUBCASE("by a transport failure inside onResponse") {
    f.onResponseDo = [&](ClientTransactionId id, const MessagePtr&) {
      f.layer.transportFailed(id);
    };
    f.layer.request(outgoing("OPTIONS"));
    f.answer(0, 100, "");
    CHECK(f.takeLog() == "response 1 100; failure 1 transport; client 1 ended");
  }
  SUBCASE("by a transport failure inside onResponse of the final response: too late") {
    f.onResponseDo = [&](ClientTransactionId id, const MessagePtr&) {
      f.layer.transportFailed(id);
    };
    f.layer.request(outgoing("OPTIONS"));
    f.answer(0, 200);
    CHECK(f.takeLog() == "response 1 200; client 1 ended");
  }
  SUBCASE("by a message inside onRequest: the request comes again before it is answered") {
    f.onRequestDo = [&](ServerTransactionId id, const MessagePtr& request) {
      f.layer.receive(request);
      REQUIRE(f.respond(id, 200));
      CHECK_FALSE(f.respond(id, 200));
    };
    f.receive(message());
    CHECK(f.takeLog() == "request 1 MESSAGE; server 1 ended");
  }
  SUBCASE("by an answer inside onServerTerminated: too late") {
    f.onServerEndedDo = [&](ServerTransactionId id) { CHECK_FALSE(f.respond(id, 200)); };
    f.receive(message());
    REQUIRE(f.respond(ServerTransactionId{1}, 404));
    CHECK(f.takeLog() == "request 1 MESSAGE; server 1 ended");
    CHECK(f.sent.size() == 1);
  }
  CHECK(f.layer.size() == 0);
  CHECK(f.timers.size() == 0);
}

TEST_CASE("What a user looks at stays until the input is done, though its transaction has ended") {
  Fixture f;
  const Message* kept = nullptr;
  std::string callId;
  f.onServerFailureDo = [&](ServerTransactionId id) { kept = f.layer.requestOf(id).get(); };
  f.onServerEndedDo = [&](ServerTransactionId id) {
    CHECK(f.layer.requestOf(id) == nullptr);
    callId =
        std::string(kept->callId());  // nobody else holds the message: the sanitizer would tell
  };
  f.receive(Incoming{});
  f.lastMessage.reset();
  REQUIRE(f.respond(ServerTransactionId{1}, 486));
  f.advance(32000);
  CHECK(callId == "call-1");
}

TEST_CASE("clear() ends everything silently, inside a callback too") {
  Fixture f;
  const auto clear = [&] { f.layer.clear(); };
  f.layer.request(outgoing("INVITE"));
  f.layer.request(outgoing("OPTIONS"));
  Incoming ringing;
  ringing.branch = "z9hG4bKringing";
  ringing.callId = "ringing";
  f.receive(ringing);
  REQUIRE(f.respond(ServerTransactionId{1}, 180));
  f.takeLog();
  SUBCASE("outside") {
    clear();
  }
  SUBCASE("inside onRequest") {
    f.onRequestDo = [&](ServerTransactionId, const MessagePtr&) { clear(); };
    f.receive(Incoming{});
    CHECK(f.takeLog() == "request 2 INVITE");
  }
  SUBCASE("inside onResponse") {
    f.onResponseDo = [&](ClientTransactionId, const MessagePtr&) { clear(); };
    f.answer(1, 200);
    CHECK(f.takeLog() == "response 2 200");
  }
  SUBCASE("inside onRequestFailure") {
    f.onFailureDo = [&](ClientTransactionId) { clear(); };
    f.layer.transportFailed(ClientTransactionId{1});
    CHECK(f.takeLog() == "failure 1 transport");
  }
  SUBCASE("inside onClientTerminated") {
    f.onClientEndedDo = [&](ClientTransactionId) { clear(); };
    f.answer(0, 603);
    CHECK(f.takeLog() == "response 1 603; client 1 ended");
  }
  SUBCASE("inside onServerFailure") {
    f.onServerFailureDo = [&](ServerTransactionId) { clear(); };
    f.layer.transportFailed(ServerTransactionId{1});
    CHECK(f.takeLog() == "server failure 1 transport");
  }
  f.layer.collect();
  CHECK(f.layer.size() == 0);
  CHECK(f.timers.size() == 0);
  f.advance(600000);
  CHECK(f.takeLog().empty());
}

TEST_CASE("After clear() ids go on counting, so that a late answer finds nothing") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  f.layer.clear();
  CHECK(f.layer.request(outgoing("OPTIONS")).value == 2);
  f.answer(0, 200);
  CHECK(f.takeLog() == "stray 200");
}

TEST_CASE("Client and server transactions with one id number have timers of their own") {
  Fixture f;
  f.layer.request(outgoing("INVITE"));
  f.receive(Incoming{});
  REQUIRE(f.respond(ServerTransactionId{1}, 486));
  CHECK(f.timers.size() == 2);
  f.takeLog();
  f.answer(0, 180);
  CHECK(f.timers.size() == 1);
  f.advance(32000);
  CHECK(f.takeLog() == "response 1 180; server failure 1 timeout; server 1 ended");
}

TEST_CASE(
    "Timer kinds 0x100 to 0x1ff are the layer's, and one of a transaction that has ended does "
    "nothing") {
  CHECK(TransactionLayer::ownsTimer({0x100, 1}));
  CHECK(TransactionLayer::ownsTimer({0x1ff, 1}));
  CHECK_FALSE(TransactionLayer::ownsTimer({0xff, 1}));
  CHECK_FALSE(TransactionLayer::ownsTimer({0x200, 1}));
  Fixture f;
  for (std::uint32_t kind = 0x100; kind < 0x200; ++kind) f.layer.onTimer({kind, 1});
  CHECK(f.takeLog().empty());
}

TEST_CASE(
    "§21.5.4 beyond its limit the layer answers 503 without a transaction, until others have "
    "ended") {
  Fixture f;
  for (std::size_t i = 0; i < TransactionLayer::kMaxServerTransactions; ++i) {
    Incoming invite;
    invite.branch = "z9hG4bKflood" + std::to_string(i);
    invite.callId = "flood" + std::to_string(i);
    f.receive(invite);
    REQUIRE(f.respond(ServerTransactionId{static_cast<std::uint32_t>(i + 1)}, 486));
  }
  f.takeSent();
  f.takeLog();
  CHECK(f.layer.size() == TransactionLayer::kMaxServerTransactions);

  f.receive(Incoming{});
  REQUIRE(f.sent.size() == 1);
  const MessagePtr refusal = parsed(f.sent[0].text);
  CHECK(refusal->statusCode() == 503);
  CHECK(refusal->number(HeaderName::RetryAfter) == 32);
  CHECK_FALSE(refusal->toTag().empty());
  CHECK_FALSE(f.sent[0].server);
  CHECK(f.layer.size() == TransactionLayer::kMaxServerTransactions);
  CHECK(f.takeLog().empty());

  Incoming known;
  known.branch = "z9hG4bKflood7";
  known.callId = "flood7";
  f.receive(known);
  REQUIRE(f.sent.size() == 2);
  CHECK(has(f.sent[1].text, "SIP/2.0 486 "));

  f.advance(32000);
  CHECK(f.layer.size() == 0);
  CHECK(f.timers.size() == 0);
  f.takeLog();
  f.receive(Incoming{});
  CHECK(f.takeLog() == "request 10001 INVITE");
}

TEST_CASE("A flood of responses to nothing leaves nothing behind") {
  Fixture f;
  f.layer.request(outgoing("OPTIONS"));
  f.answer(0, 200);
  const std::string late = [&] {
    ResponseOptions ok;
    return serialiseResponse(*parsed(f.sent[0].text), ok, "far", false);
  }();
  for (int i = 0; i < 1000; ++i) f.receive(late);
  CHECK(f.layer.size() == 0);
  CHECK(f.timers.size() == 0);
}
