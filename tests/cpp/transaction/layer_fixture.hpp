// A transaction layer between a recorded wire and a recorded user, on virtual time. Messages are
// text through the parser.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sip/transaction/transaction_layer.hpp"

namespace sip::test {

inline MessagePtr parsed(std::string text) {
  auto result = Message::parse(text);
  CAPTURE(text);
  REQUIRE(std::holds_alternative<Message>(result));
  return std::make_shared<const Message>(std::get<Message>(std::move(result)));
}

inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// A request as a peer sends it.
struct Incoming {
  std::string method = "INVITE";
  std::string branch = "z9hG4bKpeer1";
  std::string sentBy = "proxy.example.com";
  std::string callId = "call-1";
  std::string fromTag = "peer";
  std::string toTag = {};
  int cseq = 1;
  std::string headers = {};

  std::string text() const {
    return method +
           " sip:alice@a.invalid SIP/2.0\r\n"
           "Via: SIP/2.0/WSS " +
           sentBy + ";branch=" + branch +
           "\r\n"
           "Via: SIP/2.0/WSS b.invalid;branch=z9hG4bKfar\r\n"
           "Max-Forwards: 69\r\n"
           "From: <sip:bob@example.com>;tag=" +
           fromTag +
           "\r\n"
           "To: <sip:alice@example.com>" +
           (toTag.empty() ? "" : ";tag=" + toTag) +
           "\r\n"
           "Call-ID: " +
           callId +
           "\r\n"
           "CSeq: " +
           std::to_string(cseq) + " " + method + "\r\n" + headers + "Content-Length: 0\r\n\r\n";
  }
};

inline OutgoingRequest outgoing(std::string method) {
  OutgoingRequest request;
  request.method = std::move(method);
  request.requestUri = "sip:bob@example.com";
  request.routes = {"<sip:edge.example.com;lr>", "<sip:core.example.com;lr>"};
  request.from = "\"Alice\" <sip:alice@example.com>;tag=ours";
  request.to = "<sip:bob@example.com>";
  request.callId = "call-out";
  request.cseq = 7;
  request.extraHeaders = {"X-App: yes"};
  return request;
}

class Fixture : public TransactionHost, public TransactionUser {
 public:
  struct Sent {
    std::string text;
    ClientTransactionId client;
    ServerTransactionId server;
  };

  Fixture() : layer(*this, *this, timers, entropy) {
    entropy.mix("a seed of more than sixteen bytes");
    Via via;
    via.sentBy = "a.invalid";
    layer.setVia(via);
  }

  // Inputs, each ended as the core ends it.
  MessagePtr receive(const std::string& text) {
    MessagePtr message = parsed(text);
    layer.receive(message);
    layer.collect();
    return message;
  }
  MessagePtr receive(const Incoming& request) { return receive(request.text()); }
  /// The peer's answer to what was sent as number `index`.
  MessagePtr answer(std::size_t index, int status, const std::string& toTag = "far") {
    ResponseOptions options;
    options.statusCode = status;
    return receive(serialiseResponse(*parsed(sent.at(index).text), options, toTag, false));
  }
  Status respond(ServerTransactionId id, int status, std::string_view toTag = {}) {
    ResponseOptions options;
    options.statusCode = status;
    return layer.respond(id, options, toTag, false);
  }
  /// Virtual time: every timer due on the way fires at its own moment.
  void advance(DurationMs delay) {
    const TimeMs end = time + delay;
    while (timers.deadline() && *timers.deadline() <= end) {
      time = *timers.deadline();
      const std::optional<TimerKey> key = timers.takeDue(time);
      REQUIRE(key);
      REQUIRE(TransactionLayer::ownsTimer(*key));
      layer.onTimer(*key);
      layer.collect();
    }
    time = end;
  }

  /// What was logged since the last call, joined by "; ".
  std::string takeLog() { return std::exchange(log_, {}); }
  std::vector<Sent> takeSent() { return std::exchange(sent, {}); }

  // TransactionHost
  TimeMs now() const override { return time; }
  void send(std::string text, ClientTransactionId client, ServerTransactionId server) override {
    sent.push_back({std::move(text), client, server});
  }

  // TransactionUser
  void onResponse(ClientTransactionId id, const MessagePtr& response) override {
    lastMessage = response;
    note("response " + std::to_string(id.value) + " " + std::to_string(response->statusCode()));
    if (onResponseDo) onResponseDo(id, response);
  }
  void onRequestFailure(ClientTransactionId id, Failure failure) override {
    note("failure " + std::to_string(id.value) + nameOf(failure));
    if (onFailureDo) onFailureDo(id);
  }
  void onClientTerminated(ClientTransactionId id) override {
    note("client " + std::to_string(id.value) + " ended");
    if (onClientEndedDo) onClientEndedDo(id);
  }
  void onRequest(ServerTransactionId id, const MessagePtr& request) override {
    lastMessage = request;
    note("request " + std::to_string(id.value) + " " + std::string(request->methodName()));
    if (onRequestDo) onRequestDo(id, request);
  }
  void onAck(const MessagePtr& ack) override {
    lastMessage = ack;
    note("ack");
    if (onAckDo) onAckDo();
  }
  void onServerFailure(ServerTransactionId id, Failure failure) override {
    note("server failure " + std::to_string(id.value) + nameOf(failure));
    if (onServerFailureDo) onServerFailureDo(id);
  }
  void onServerTerminated(ServerTransactionId id) override {
    note("server " + std::to_string(id.value) + " ended");
    if (onServerEndedDo) onServerEndedDo(id);
  }
  void onStrayResponse(const MessagePtr& response) override {
    note("stray " + std::to_string(response->statusCode()));
  }

  TimeMs time = 0;
  TimerQueue timers;
  Entropy entropy;
  TransactionLayer layer;
  std::vector<Sent> sent;
  MessagePtr lastMessage;  ///< what the last callback was given

  // What the user does inside its callbacks.
  std::function<void(ClientTransactionId, const MessagePtr&)> onResponseDo;
  std::function<void(ClientTransactionId)> onFailureDo, onClientEndedDo;
  std::function<void(ServerTransactionId, const MessagePtr&)> onRequestDo;
  std::function<void(ServerTransactionId)> onServerFailureDo, onServerEndedDo;
  std::function<void()> onAckDo;

 private:
  static std::string nameOf(Failure failure) {
    return failure == Failure::Timeout ? " timeout" : " transport";
  }
  void note(const std::string& text) {
    if (!log_.empty()) log_ += "; ";
    log_ += text;
  }
  std::string log_;
};

}  // namespace sip::test
