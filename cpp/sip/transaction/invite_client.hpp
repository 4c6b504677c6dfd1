// INVITE client transaction: RFC 3261 §17.1.1, Figure 5, with RFC 6026 §7.2. A WebSocket is
// reliable: there is no timer A, and timer D is zero, so that the Completed state of the figure
// ends as it begins.
//
//   state       input            next        outputs, in order
//   (new)       start            Calling     send request; set B
//   Calling     1xx              Proceeding  clear B; response to user
//   Calling     2xx              Accepted    clear B; set M; response to user
//   Calling     300-699          Terminated  send ACK; clear B; response to user; terminated
//   Calling     timer B          Terminated  timeout to user; terminated
//   Calling     transport error  Terminated  clear B; failure to user; terminated
//   Calling     CANCEL sent      Calling     (B runs already)
//   Proceeding  1xx              Proceeding  response to user
//   Proceeding  2xx              Accepted    clear B; set M; response to user
//   Proceeding  300-699          Terminated  send ACK; clear B; response to user; terminated
//   Proceeding  CANCEL sent      Proceeding  set B [1]
//   Proceeding  timer B          Terminated  timeout to user; terminated
//   Proceeding  transport error  Terminated  clear B; failure to user; terminated [2]
//   Accepted    2xx              Accepted    response to user [3]
//   Accepted    other response   Accepted    -
//   Accepted    timer M          Terminated  terminated
//   Accepted    transport error  Accepted    - (the ACKs to a 2xx are not this machine's)
//   Accepted    CANCEL sent      Accepted    - (§9.1: no effect on what was answered)
//
// [1] §9.1: without a final response 64*T1 after its CANCEL, an INVITE counts as cancelled.
// [2] Deviation (Figure 5 draws transport errors from Calling only): over a connection, an error
//     after a 1xx says that the final response has lost its way to us.
// [3] A retransmission, or the answer of another branch of a fork.
#pragma once

#include <cstdint>

#include "sip/transaction/outputs.hpp"

namespace sip {

class InviteClientTransaction {
 public:
  enum class State : std::uint8_t { Calling, Proceeding, Accepted, Terminated };

  explicit InviteClientTransaction(const Timing& timing) : timing_(timing) {}

  Outputs start();
  Outputs onResponse(int statusCode);
  Outputs onCancelSent();
  Outputs onTimer(Timer timer);
  Outputs onTransportError();

  State state() const { return state_; }

 private:
  void enter(State state) { state_ = state; }

  Timing timing_;
  State state_ = State::Calling;
};

}  // namespace sip
