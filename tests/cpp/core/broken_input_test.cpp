// What the network may send that is no SIP, or fits nothing: dropped or refused, counted, logged,
// and never in the way of the next message. RFC 3261 §8.2, §18; RFC 4475.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "support/calls.hpp"
#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

namespace {

/// A request with a Via, From, To, Call-ID and CSeq that can be answered, and one header that is
/// not as it should be.
std::string spoilt(const std::string& from, const std::string& to) {
  PeerRequest request = IncomingCall::offering();
  request.branch = "z9hG4bKspoilt";
  std::string text = request.text();
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

void checkAlive(Wire& wire) {
  wire.takeSent();
  PeerRequest options;
  options.method = "OPTIONS";
  options.callId = "still-there";
  wire.receive(options);
  CHECK(wire.takeSent() == "200 OPTIONS");
}

}  // namespace

TEST_CASE(
    "§21.4.1 a broken request whose routing is readable gets 400, and is counted and logged") {
  const std::string broken[] = {
      spoilt("CSeq: 1 INVITE", "CSeq: one INVITE"),
      spoilt("CSeq: 1 INVITE", "CSeq: 1 BYE"),
      spoilt("Content-Length: ", "Content-Length: 9"),
      spoilt("From: \"Bob\" <sip:bob@example.com>;tag=bob", "From: \"Bob <sip:bob@example.com"),
      spoilt("To: <", "To: "),
      spoilt("Call-ID: call-of-bob\r\n", ""),
      spoilt("INVITE sip:alice@", "INVITE sip:alice@:"),
  };
  for (const std::string& text : broken) {
    CAPTURE(text);
    Wire wire;
    wire.receive(text);
    const std::string& refusal = wire.last().text;
    CHECK(refusal.starts_with("SIP/2.0 400 "));
    CHECK(refusal.find("branch=z9hG4bKspoilt\r\n") != std::string::npos);
    CHECK(wire.phone.core.counters().rejected == 1);
    CHECK(wire.phone.core.counters().dropped == 0);
    REQUIRE(wire.phone.logs.size() == 1);
    CHECK(wire.phone.logs[0].starts_with("Refused a broken message: "));
    checkAlive(wire);
  }
}

TEST_CASE("§21.5.6 another version of SIP gets 505") {
  Wire wire;
  wire.receive(spoilt("SIP/2.0\r\nVia", "SIP/3.0\r\nVia"));
  CHECK(wire.takeSent() == "505 INVITE");
  CHECK(wire.phone.core.counters().rejected == 1);
  checkAlive(wire);
}

TEST_CASE("what cannot even be answered is dropped, counted and logged") {
  const std::string broken[] = {
      "hello",
      "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
      std::string("\0\0\0\0", 4),
      std::string(200'000, 'A'),
      "SIP/2.0 200 OK\r\n\r\n",
      "SIP/2.0 999 Huh\r\nVia: SIP/2.0/WSS a;branch=z9hG4bK1\r\n\r\n",
      spoilt("Via: SIP/2.0/WSS bob.invalid", "Via: nonsense"),
      "ACK" + spoilt("CSeq: 1 INVITE", "CSeq: one ACK").substr(6),
  };
  for (const std::string& text : broken) {
    Wire wire;
    wire.receive(text);
    CHECK(wire.takeSent().empty());
    CHECK(wire.phone.core.counters().dropped == 1);
    CHECK(wire.phone.core.counters().received == 1);
    REQUIRE(wire.phone.logs.size() == 1);
    CHECK(wire.phone.logs[0].starts_with("Dropped a broken message: "));
    checkAlive(wire);
  }
}

TEST_CASE("logs name the field and the rule, never a body or a whole message") {
  Wire wire;
  wire.receive(spoilt("CSeq: 1 INVITE", "CSeq: secret INVITE"));
  CHECK(wire.phone.logs.at(0).find("CSeq") != std::string::npos);
  CHECK(wire.phone.logs.at(0).find("secret") == std::string::npos);
}

TEST_CASE("RFC 5626 §3.5.1 keep-alives are no messages: not counted, not logged") {
  Wire wire;
  for (const char* keepAlive : {"\r\n\r\n", "\r\n", "\n", ""}) wire.receive(std::string(keepAlive));
  CHECK(wire.phone.core.counters().received == 0);
  CHECK(wire.phone.effects.empty());
  CHECK(wire.takeSent().empty());
}

TEST_CASE("§18.1.2 a response that belongs to nothing is counted and dropped") {
  OutgoingCall call;
  call.phone.takeTrace();
  std::string other = reply(*call.invite, 200, describing());
  const std::size_t branch = other.find("branch=z9hG4bK");
  REQUIRE(branch != std::string::npos);
  other.replace(branch, 14, "branch=z9hG4bKnot");
  call.receive(other);
  CHECK(call.phone.core.counters().strayResponses == 1);
  CHECK(call.phone.takeTrace().empty());
  call.establish();
}

TEST_CASE("§17.1.3 a response whose CSeq method is another is none of the transaction's") {
  OutgoingCall call;
  std::string other = reply(*call.invite, 200, describing());
  const std::size_t at = other.find("CSeq: 1 INVITE");
  REQUIRE(at != std::string::npos);
  other.replace(at, 14, "CSeq: 1 BYE");
  call.receive(other);
  CHECK(call.phone.core.counters().strayResponses == 1);
  CHECK(call.phone.state() == SessionState::Establishing);
}

TEST_CASE("§17.2.1 an ACK that belongs to nothing is never answered") {
  Wire wire;
  PeerRequest ack;
  ack.method = "ACK";
  wire.receive(ack);
  ack.to += ";tag=unknown";
  wire.receive(ack);
  CHECK(wire.takeSent().empty());
  checkAlive(wire);
}

TEST_CASE("an INVITE cut off anywhere, or with any byte gone wrong, leaves the core working") {
  const std::string whole = spoilt("Max-Forwards", "Max-Forwards");
  Wire wire;
  wire.phone.remembers = false;
  for (std::size_t length = 0; length < whole.size(); ++length) {
    wire.receive(whole.substr(0, length));
  }
  std::mt19937 random(3261);
  for (int i = 0; i < 3000; ++i) {
    std::string text = whole;
    for (int errors = 0; errors < 3; ++errors) {
      text[random() % text.size()] = static_cast<char>(random() % 256);
    }
    wire.receive(text);
    if (i % 100 == 0) wire.advance(70'000);
  }
  checkAlive(wire);
  CHECK(wire.phone.core.counters().dropped > 0);
  CHECK(wire.phone.core.counters().rejected > 0);
}

TEST_CASE("an established call survives any nonsense sent into its dialog") {
  OutgoingCall call;
  call.establish();
  std::mt19937 random(4475);
  for (int i = 0; i < 2000; ++i) {
    PeerRequest info = call.peer.request("INFO");
    info.branch = "z9hG4bKfuzz" + std::to_string(i);
    info.body = "Signal=1";
    std::string text = info.text();
    text[random() % text.size()] = static_cast<char>(random() % 256);
    call.receive(text);
  }
  call.takeSent();
  CHECK(call.phone.state() == SessionState::Established);
  call.phone.bye();
  CHECK(call.takeSent() == "BYE");
}

TEST_CASE("one bad optional header costs only itself: the call goes through") {
  PeerRequest invite = IncomingCall::offering();
  for (const char* line : {"Date: yesterday", "Refer-To: ><", "Session-Expires: soon", "Expires: x",
                           "Contact: ,:", "Record-Route: <<>>", "Content-Disposition: ;;", "Min-SE",
                           "Subject: \"unclosed"}) {
    invite.headers.push_back(line);
  }
  invite.headers.push_back("Content-Disposition: session");
  IncomingCall call(invite);
  CHECK(call.phone.core.dialog(call.session)->remoteTarget == "sip:bob@bob.invalid;transport=ws");
}
