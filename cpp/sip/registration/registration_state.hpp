// The states of a registration as the application sees them (SIP.js RegistererState).
#pragma once

#include <cstdint>

namespace sip {

enum class RegistrationState : std::uint32_t { Initial, Registered, Unregistered, Terminated };

}  // namespace sip
