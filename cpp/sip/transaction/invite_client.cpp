#include "sip/transaction/invite_client.hpp"

namespace sip {

Outputs InviteClientTransaction::start() {
  return Outputs().add(Output::Kind::SendRequest).set(Timer::B, timing_.b());
}

Outputs InviteClientTransaction::onResponse(int statusCode) {
  Outputs out;
  switch (state_) {
    case State::Calling:
    case State::Proceeding:
      if (statusCode < 200) {
        // §17.1.1.2: B bounds the wait for a first response; ringing may last. After a CANCEL it
        // bounds all (§9.1).
        if (state_ == State::Calling) out.clear(Timer::B);
        enter(State::Proceeding);
        out.add(Output::Kind::PassToUser);
      } else if (statusCode < 300) {
        enter(State::Accepted);  // §13.2.2.4: the ACK to a 2xx is the dialog's, which knows the
                                 // route set
        out.clear(Timer::B).set(Timer::M, timing_.m()).add(Output::Kind::PassToUser);
      } else {
        enter(State::Terminated);  // through Completed: timer D is zero (§17.1.1.2)
        out.add(Output::Kind::SendAck)
            .clear(Timer::B)
            .add(Output::Kind::PassToUser)
            .add(Output::Kind::Terminated);
      }
      break;
    case State::Accepted:
      // RFC 6026 §7.2: each 2xx goes up, for its ACK is sent by the user; anything else is
      // absorbed.
      if (statusCode >= 200 && statusCode < 300) out.add(Output::Kind::PassToUser);
      break;
    case State::Terminated:
      break;
  }
  return out;
}

Outputs InviteClientTransaction::onCancelSent() {
  Outputs out;
  switch (state_) {
    case State::Proceeding:
      out.set(Timer::B, timing_.b());
      break;
    case State::Calling:
    case State::Accepted:
    case State::Terminated:
      break;
  }
  return out;
}

Outputs InviteClientTransaction::onTimer(Timer timer) {
  Outputs out;
  switch (state_) {
    case State::Calling:
    case State::Proceeding:
      if (timer == Timer::B) {
        enter(State::Terminated);
        out.add(Output::Kind::TimedOut).add(Output::Kind::Terminated);
      }
      break;
    case State::Accepted:
      if (timer == Timer::M) {
        enter(State::Terminated);
        out.add(Output::Kind::Terminated);
      }
      break;
    case State::Terminated:
      break;
  }
  return out;
}

Outputs InviteClientTransaction::onTransportError() {
  Outputs out;
  switch (state_) {
    case State::Calling:
    case State::Proceeding:
      enter(State::Terminated);
      out.clear(Timer::B).add(Output::Kind::TransportFailed).add(Output::Kind::Terminated);
      break;
    case State::Accepted:
    case State::Terminated:
      break;
  }
  return out;
}

}  // namespace sip
