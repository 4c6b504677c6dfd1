// Random walks over the layer: whatever order inputs come in, each transaction ends exactly once,
// nothing is heard of it afterwards, and nothing is left behind. Seeds are fixed, so that a failure
// can be walked again.
#include <iterator>
#include <random>
#include <set>

#include "transaction/layer_fixture.hpp"

using namespace sip;
using test::Incoming;
using test::outgoing;
using test::parsed;

namespace {

class Walk : public TransactionHost, public TransactionUser {
 public:
  explicit Walk(std::uint32_t seed) : random_(seed), layer_(*this, *this, timers_, entropy_) {
    entropy_.mix("a seed of more than sixteen bytes");
    Via via;
    via.sentBy = "a.invalid";
    layer_.setVia(via);
  }

  void step() {
    act();
    layer_.collect();
  }

  void finish() {
    reentrant_ = false;
    const std::set<std::uint32_t> servers = servers_;
    for (const std::uint32_t id : servers) answer(ServerTransactionId{id}, 500);
    const std::set<std::uint32_t> clients = clients_;
    for (const std::uint32_t id : clients) layer_.transportFailed(ClientTransactionId{id});
    advance(1000000);
    layer_.collect();
    CHECK(layer_.size() == 0);
    CHECK(timers_.size() == 0);
    CHECK(clients_.empty());
    CHECK(servers_.empty());
    CHECK(ended_ > 0);
  }

  TimeMs now() const override { return time_; }
  void send(std::string text, ClientTransactionId client, ServerTransactionId) override {
    if (client && sent_.size() < 200) sent_.push_back(std::move(text));
  }
  void onResponse(ClientTransactionId id, const MessagePtr&) override {
    CHECK(clients_.contains(id.value));
    callBack();
  }
  void onRequestFailure(ClientTransactionId id, Failure) override {
    CHECK(clients_.contains(id.value));
    callBack();
  }
  void onClientTerminated(ClientTransactionId id) override {
    CHECK(clients_.erase(id.value) == 1);
    ++ended_;
    callBack();
  }
  void onRequest(ServerTransactionId id, const MessagePtr& request) override {
    CHECK(servers_.insert(id.value).second);
    callBack();
    CHECK_FALSE(request->callId().empty());
  }
  void onAck(const MessagePtr&) override { callBack(); }
  void onServerFailure(ServerTransactionId id, Failure) override {
    CHECK(servers_.contains(id.value));
    callBack();
  }
  void onServerTerminated(ServerTransactionId id) override {
    CHECK(servers_.erase(id.value) == 1);
    ++ended_;
    callBack();
  }
  void onStrayResponse(const MessagePtr&) override { callBack(); }

 private:
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }

  /// Mostly one that lives, now and then one that does not.
  std::uint32_t oneOf(const std::set<std::uint32_t>& ids) {
    if (ids.empty() || pick(8) == 0) return pick(100);
    return *std::next(ids.begin(),
                      static_cast<std::ptrdiff_t>(pick(static_cast<std::uint32_t>(ids.size()))));
  }

  void callBack() {
    if (!reentrant_ || depth_ == 3 || pick(3) != 0) return;
    ++depth_;
    act();
    --depth_;
  }

  void act() {
    switch (pick(9)) {
      case 0: {
        const char* methods[] = {"INVITE", "OPTIONS", "BYE"};
        clients_.insert(layer_.request(outgoing(methods[pick(3)])).value);
        break;
      }
      case 1:
        if (const auto id = layer_.cancel(ClientTransactionId{oneOf(clients_)}, {}))
          clients_.insert(id->value);
        break;
      case 2:
        receiveResponse();
        break;
      case 3:
      case 4:
        receiveRequest();
        break;
      case 5:
        answerOne();
        break;
      case 6:
        layer_.transportFailed(ClientTransactionId{oneOf(clients_)});
        break;
      case 7:
        layer_.transportFailed(ServerTransactionId{oneOf(servers_)});
        break;
      case 8:
        if (depth_ == 0) advance(pick(20000));
        break;
    }
  }

  void answerOne() {
    const ServerTransactionId id{oneOf(servers_)};
    answer(id, kStatuses[pick(6)]);
  }

  void receiveResponse() {
    if (sent_.empty()) return;
    ResponseOptions options;
    options.statusCode = kStatuses[pick(6)];
    const std::string request = sent_[pick(static_cast<std::uint32_t>(sent_.size()))];
    layer_.receive(parsed(serialiseResponse(*parsed(request), options, "far", false)));
  }

  void receiveRequest() {
    const char* methods[] = {"INVITE", "INVITE", "MESSAGE", "ACK", "CANCEL"};
    const char* branches[] = {"z9hG4bKa", "z9hG4bKb", "z9hG4bKc", "old", "z9hG4bK"};
    Incoming request;
    request.method = methods[pick(5)];
    request.branch = branches[pick(5)];
    request.callId = "call-" + std::to_string(pick(4));
    request.cseq = 1 + static_cast<int>(pick(2));
    if (pick(4) == 0) request.toTag = "mine";
    layer_.receive(parsed(request.text()));
  }

  void answer(ServerTransactionId id, int status) {
    ResponseOptions options;
    options.statusCode = status;
    (void)layer_.respond(id, options, {}, false);
  }

  void advance(DurationMs delay) {
    const TimeMs end = time_ + delay;
    while (timers_.deadline() && *timers_.deadline() <= end) {
      time_ = *timers_.deadline();
      layer_.onTimer(*timers_.takeDue(time_));
    }
    time_ = end;
  }

  static constexpr int kStatuses[] = {100, 180, 200, 302, 486, 603};

  std::mt19937 random_;
  TimeMs time_ = 0;
  TimerQueue timers_;
  Entropy entropy_;
  std::vector<std::string> sent_;
  std::set<std::uint32_t> clients_;
  std::set<std::uint32_t> servers_;
  int depth_ = 0;
  int ended_ = 0;
  bool reentrant_ = true;
  TransactionLayer layer_;
};

}  // namespace

TEST_CASE("Whatever order inputs come in, each transaction ends once and nothing is left behind") {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Walk walk(seed);
    for (int i = 0; i < 400; ++i) walk.step();
    walk.finish();
  }
}
