// Alice's phone and, at the other end of the wire, the test: it plays the peer with raw SIP text
// and looks at what the phone sends.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "support/peer.hpp"
#include "support/phone.hpp"

namespace sip::test {

class Wire {
 public:
  Wire() : Wire(configurationFor("alice")) {}
  explicit Wire(Configuration configuration);

  void receive(const std::string& text) { phone.receive(text); }
  /// Sends it with a branch of its own, unless it has one; returns it as sent.
  PeerRequest receive(PeerRequest request);

  /// The oldest message that the phone sent and nobody looked at: "INVITE", or "180 INVITE" for a
  /// response. It must be that one.
  MessagePtr expect(std::string_view summary);
  /// All that nobody looked at, oldest first, as "100 INVITE, 180 INVITE"; they count as seen then.
  std::string takeSent();
  /// The latest message sent, seen or not.
  const Phone::Sent& last() const { return last_; }

  /// Lets time pass; each timer fires at its own moment.
  void advance(DurationMs duration);

  TimeMs now = 0;
  Phone phone;

 private:
  std::deque<std::string> unseen_;
  Phone::Sent last_;
  int branches_ = 0;
};

}  // namespace sip::test
