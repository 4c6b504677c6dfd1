// Outputs as one line of text, so that a row of a machine's table and its test read alike.
#pragma once

#include <string>

#include "sip/transaction/outputs.hpp"

namespace sip::test {

inline std::string nameOf(Timer timer) {
  switch (timer) {
    case Timer::B:
      return "B";
    case Timer::F:
      return "F";
    case Timer::H:
      return "H";
    case Timer::L:
      return "L";
    case Timer::M:
      return "M";
    case Timer::Ringing:
      return "Ringing";
  }
  return "?";
}

/// "send request; set B 32000"
inline std::string textOf(const Outputs& outputs) {
  std::string text;
  for (const Output& output : outputs) {
    if (!text.empty()) text += "; ";
    switch (output.kind) {
      case Output::Kind::SendRequest:
        text += "send request";
        break;
      case Output::Kind::SendAck:
        text += "send ACK";
        break;
      case Output::Kind::SendResponse:
        text += "send response";
        break;
      case Output::Kind::ResendResponse:
        text += "resend response";
        break;
      case Output::Kind::PassToUser:
        text += "to user";
        break;
      case Output::Kind::TimedOut:
        text += "timeout";
        break;
      case Output::Kind::TransportFailed:
        text += "failure";
        break;
      case Output::Kind::SetTimer:
        text += "set " + nameOf(output.timer) + " " + std::to_string(output.delay);
        break;
      case Output::Kind::ClearTimer:
        text += "clear " + nameOf(output.timer);
        break;
      case Output::Kind::Terminated:
        text += "terminated";
        break;
    }
  }
  return text.empty() ? "-" : text;
}

/// To show that a state hears of no timer but its own.
inline constexpr Timer kTimers[] = {Timer::B, Timer::F, Timer::H,
                                    Timer::L, Timer::M, Timer::Ringing};

}  // namespace sip::test
