#include "sip/transaction/non_invite_server.hpp"

namespace sip {

Outputs NonInviteServerTransaction::start() {
  return Outputs().add(Output::Kind::PassToUser);
}

Outputs NonInviteServerTransaction::onRetransmission() {
  Outputs out;
  switch (state_) {
    case State::Proceeding:
      out.add(Output::Kind::ResendResponse);
      break;
    case State::Trying:  // §17.2.2: there is nothing to send again yet
    case State::Terminated:
      break;
  }
  return out;
}

bool NonInviteServerTransaction::allows(int /*statusCode*/) const {
  return state_ != State::Terminated;
}

Outputs NonInviteServerTransaction::respond(int statusCode) {
  Outputs out;
  switch (state_) {
    case State::Trying:
    case State::Proceeding:
      out.add(Output::Kind::SendResponse);
      if (statusCode < 200) {
        enter(State::Proceeding);
      } else {
        enter(State::Terminated);  // through Completed: timer J is zero
        out.add(Output::Kind::Terminated);
      }
      break;
    case State::Terminated:
      break;
  }
  return out;
}

Outputs NonInviteServerTransaction::onTransportError() {
  Outputs out;
  switch (state_) {
    case State::Trying:
    case State::Proceeding:
      out.add(Output::Kind::TransportFailed);
      break;
    case State::Terminated:
      break;
  }
  return out;
}

}  // namespace sip
