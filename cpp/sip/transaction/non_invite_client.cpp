#include "sip/transaction/non_invite_client.hpp"

namespace sip {

Outputs NonInviteClientTransaction::start() {
  return Outputs().add(Output::Kind::SendRequest).set(Timer::F, timing_.f());
}

Outputs NonInviteClientTransaction::onResponse(int statusCode) {
  Outputs out;
  switch (state_) {
    case State::Trying:
    case State::Proceeding:
      if (statusCode < 200) {
        enter(State::Proceeding);  // §17.1.2.2: F goes on; only INVITE may take as long as a person
                                   // does
        out.add(Output::Kind::PassToUser);
      } else {
        enter(State::Terminated);  // through Completed: timer K is zero
        out.clear(Timer::F).add(Output::Kind::PassToUser).add(Output::Kind::Terminated);
      }
      break;
    case State::Terminated:
      break;
  }
  return out;
}

Outputs NonInviteClientTransaction::onTimer(Timer timer) {
  Outputs out;
  switch (state_) {
    case State::Trying:
    case State::Proceeding:
      if (timer == Timer::F) {
        enter(State::Terminated);
        out.add(Output::Kind::TimedOut).add(Output::Kind::Terminated);
      }
      break;
    case State::Terminated:
      break;
  }
  return out;
}

Outputs NonInviteClientTransaction::onTransportError() {
  Outputs out;
  switch (state_) {
    case State::Trying:
    case State::Proceeding:
      enter(State::Terminated);
      out.clear(Timer::F).add(Output::Kind::TransportFailed).add(Output::Kind::Terminated);
      break;
    case State::Terminated:
      break;
  }
  return out;
}

}  // namespace sip
