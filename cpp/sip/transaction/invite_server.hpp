// INVITE server transaction: RFC 3261 §17.2.1, Figure 7, with RFC 6026 §7.1. A WebSocket is
// reliable: there is no timer G, and timer I is zero, so that the Confirmed state of the figure
// ends as it begins.
//
//   state       input            next        outputs, in order
//   (new)       start            Proceeding  request to user
//   Proceeding  INVITE again     Proceeding  last response again, if there was one
//   Proceeding  100              Proceeding  send response
//   Proceeding  101-199          Proceeding  send response; set Ringing
//   Proceeding  timer Ringing    Proceeding  last response again; set Ringing [1]
//   Proceeding  2xx              Accepted    send response; clear Ringing; set L
//   Proceeding  300-699          Completed   send response; clear Ringing; set H
//   Proceeding  ACK              Proceeding  - (nothing was answered yet)
//   Proceeding  transport error  Proceeding  failure to user (RFC 6026 §8.8: the state remains)
//   Accepted    INVITE again     Accepted    - (the 2xx is sent again by the user, §13.3.1.4)
//   Accepted    2xx              Accepted    send response
//   Accepted    ACK              Accepted    ACK to user
//   Accepted    timer L          Terminated  terminated
//   Accepted    transport error  Accepted    failure to user
//   Completed   INVITE again     Completed   last response again
//   Completed   ACK              Terminated  clear H; terminated
//   Completed   timer H          Terminated  timeout to user; terminated
//   Completed   transport error  Completed   failure to user; H goes on
//
// [1] §13.3.1.1: a proxy gives up a call that is silent for three minutes.
//
// Any other answer of the user is refused: allows() is false. The 100 that §17.2.1 asks for within
// 200 ms is the user's too, which answers an INVITE with at least 100 before it returns.
#pragma once

#include <cstdint>

#include "sip/transaction/outputs.hpp"

namespace sip {

class InviteServerTransaction {
 public:
  enum class State : std::uint8_t { Proceeding, Accepted, Completed, Terminated };

  explicit InviteServerTransaction(const Timing& timing) : timing_(timing) {}

  Outputs start();
  Outputs onRetransmission();
  Outputs onAck();
  bool allows(int statusCode) const;
  /// Asks for nothing unless allows(statusCode).
  Outputs respond(int statusCode);
  Outputs onTimer(Timer timer);
  Outputs onTransportError();

  State state() const { return state_; }

 private:
  void enter(State state) { state_ = state; }

  Timing timing_;
  State state_ = State::Proceeding;
};

}  // namespace sip
