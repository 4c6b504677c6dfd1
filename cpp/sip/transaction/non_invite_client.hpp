// Non-INVITE client transaction: RFC 3261 §17.1.2, Figure 6. A WebSocket is reliable: there is no
// timer E, and timer K is zero, so that the Completed state of the figure ends as it begins.
//
//   state       input            next        outputs, in order
//   (new)       start            Trying      send request; set F
//   Trying      1xx              Proceeding  response to user
//   Trying      200-699          Terminated  clear F; response to user; terminated
//   Trying      timer F          Terminated  timeout to user; terminated
//   Trying      transport error  Terminated  clear F; failure to user; terminated
//   Proceeding  1xx              Proceeding  response to user
//   Proceeding  200-699          Terminated  clear F; response to user; terminated
//   Proceeding  timer F          Terminated  timeout to user; terminated
//   Proceeding  transport error  Terminated  clear F; failure to user; terminated
#pragma once

#include <cstdint>

#include "sip/transaction/outputs.hpp"

namespace sip {

class NonInviteClientTransaction {
 public:
  enum class State : std::uint8_t { Trying, Proceeding, Terminated };

  explicit NonInviteClientTransaction(const Timing& timing) : timing_(timing) {}

  Outputs start();
  Outputs onResponse(int statusCode);
  Outputs onTimer(Timer timer);
  Outputs onTransportError();

  State state() const { return state_; }

 private:
  void enter(State state) { state_ = state; }

  Timing timing_;
  State state_ = State::Trying;
};

}  // namespace sip
