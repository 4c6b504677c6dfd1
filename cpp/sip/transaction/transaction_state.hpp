// What the outside sees of a transaction's state.
#pragma once

#include <cstdint>

namespace sip {

/// One name for the states of all four machines, as SIP.js's TransactionState has it. Completed (of
/// client and non-INVITE transactions) and Confirmed last for the timers D, I, J and K, which are
/// zero on a reliable transport: nobody meets them.
enum class TransactionState : std::uint8_t {
  Accepted,
  Calling,
  Completed,
  Confirmed,
  Proceeding,
  Terminated,
  Trying
};

}  // namespace sip
