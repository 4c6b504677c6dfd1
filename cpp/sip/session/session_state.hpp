// The states of a call as the application sees them (SIP.js SessionState).
//
//   Initial ──> Establishing ──> Established ──> Terminating ──> Terminated
//      └─────────────┴──────────────────┴───────────────┴────────────^
#pragma once

#include <cstdint>

namespace sip {

enum class SessionState : std::uint32_t {
  Initial,
  Establishing,
  Established,
  Terminating,
  Terminated
};

}  // namespace sip
