// Non-INVITE server transaction: RFC 3261 §17.2.2, Figure 8. A WebSocket is reliable: timer J is
// zero, so that the Completed state of the figure ends as it begins.
//
//   state       input            next        outputs, in order
//   (new)       start            Trying      request to user
//   Trying      request again    Trying      -
//   Trying      1xx              Proceeding  send response
//   Trying      200-699          Terminated  send response; terminated
//   Trying      transport error  Trying      failure to user (RFC 6026 §8.8: the state remains)
//   Proceeding  request again    Proceeding  last response again
//   Proceeding  1xx              Proceeding  send response
//   Proceeding  200-699          Terminated  send response; terminated
//   Proceeding  transport error  Proceeding  failure to user
#pragma once

#include <cstdint>

#include "sip/transaction/outputs.hpp"

namespace sip {

class NonInviteServerTransaction {
 public:
  enum class State : std::uint8_t { Trying, Proceeding, Terminated };

  Outputs start();
  Outputs onRetransmission();
  bool allows(int statusCode) const;
  /// Asks for nothing unless allows(statusCode).
  Outputs respond(int statusCode);
  Outputs onTransportError();

  State state() const { return state_; }

 private:
  void enter(State state) { state_ = state; }

  State state_ = State::Trying;
};

}  // namespace sip
