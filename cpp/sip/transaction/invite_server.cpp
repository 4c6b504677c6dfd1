#include "sip/transaction/invite_server.hpp"

namespace sip {

Outputs InviteServerTransaction::start() {
  return Outputs().add(Output::Kind::PassToUser);
}

Outputs InviteServerTransaction::onRetransmission() {
  Outputs out;
  switch (state_) {
    case State::Proceeding:
    case State::Completed:
      out.add(Output::Kind::ResendResponse);
      break;
    case State::Accepted:  // RFC 6026 §7.1: absorbed; before that RFC it opened a second call
    case State::Terminated:
      break;
  }
  return out;
}

Outputs InviteServerTransaction::onAck() {
  Outputs out;
  switch (state_) {
    case State::Accepted:
      // The ACK to a 2xx has a branch of its own (§17.1.1.3), but RFC 2543 clients and some others
      // keep the INVITE's.
      out.add(Output::Kind::PassToUser);
      break;
    case State::Completed:
      enter(State::Terminated);  // through Confirmed: timer I is zero
      out.clear(Timer::H).add(Output::Kind::Terminated);
      break;
    case State::Proceeding:
    case State::Terminated:
      break;
  }
  return out;
}

bool InviteServerTransaction::allows(int statusCode) const {
  switch (state_) {
    case State::Proceeding:
      return true;
    case State::Accepted:
      return statusCode >= 200 && statusCode < 300;  // RFC 6026 §7.1
    case State::Completed:
    case State::Terminated:
      return false;
  }
  return false;
}

Outputs InviteServerTransaction::respond(int statusCode) {
  Outputs out;
  if (!allows(statusCode)) return out;
  out.add(Output::Kind::SendResponse);
  switch (state_) {
    case State::Proceeding:
      if (statusCode < 200) {
        // §13.3.1.1: a 100 does not reach beyond the next hop, so it keeps no proxy waiting.
        if (statusCode > 100) out.set(Timer::Ringing, timing_.ringing);
      } else if (statusCode < 300) {
        enter(State::Accepted);
        out.clear(Timer::Ringing).set(Timer::L, timing_.l());
      } else {
        enter(State::Completed);
        out.clear(Timer::Ringing).set(Timer::H, timing_.h());
      }
      break;
    case State::Accepted:
    case State::Completed:
    case State::Terminated:
      break;
  }
  return out;
}

Outputs InviteServerTransaction::onTimer(Timer timer) {
  Outputs out;
  switch (state_) {
    case State::Proceeding:
      if (timer == Timer::Ringing) {
        out.add(Output::Kind::ResendResponse).set(Timer::Ringing, timing_.ringing);
      }
      break;
    case State::Accepted:
      if (timer == Timer::L) {
        enter(State::Terminated);
        out.add(Output::Kind::Terminated);
      }
      break;
    case State::Completed:
      if (timer == Timer::H) {
        enter(State::Terminated);
        out.add(Output::Kind::TimedOut).add(Output::Kind::Terminated);
      }
      break;
    case State::Terminated:
      break;
  }
  return out;
}

Outputs InviteServerTransaction::onTransportError() {
  Outputs out;
  switch (state_) {
    case State::Proceeding:
    case State::Accepted:
    case State::Completed:
      out.add(Output::Kind::TransportFailed);
      break;
    case State::Terminated:
      break;
  }
  return out;
}

}  // namespace sip
