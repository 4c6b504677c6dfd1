// What a transaction machine asks for. A machine holds no socket, clock or pointer to its owner:
// each input returns the outputs in the order in which they must happen, and the TransactionLayer
// carries them out. What goes on the wire comes first, then timers, then the user, who may call
// back in and must find everything else done; Terminated is last.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sip/base/time.hpp"

namespace sip {

/// The timers of RFC 3261 §17 and RFC 6026 that a reliable transport (WebSocket) needs. A, E and G
/// retransmit over UDP only; D, I, J and K are zero here. Ringing is none of the RFC's: it resends
/// a provisional response (§13.3.1.1).
enum class Timer : std::uint8_t { B, F, H, L, M, Ringing };

/// Values in milliseconds; the RFC's defaults (§17, table 4). Applications and tests may change
/// them.
struct Timing {
  DurationMs t1 = 500;
  DurationMs t2 = 4000;
  DurationMs t4 = 5000;
  DurationMs b() const { return 64 * t1; }
  DurationMs f() const { return 64 * t1; }
  DurationMs h() const { return 64 * t1; }
  DurationMs l() const { return 64 * t1; }
  DurationMs m() const { return 64 * t1; }
  DurationMs ringing =
      60000;  ///< §13.3.1.1: a provisional response every minute keeps proxies from giving up
};

struct Output {
  enum class Kind : std::uint8_t {
    SendRequest,     ///< client: the request that opened the transaction
    SendAck,         ///< client: the ACK to a non-2xx final response (§17.1.1.3)
    SendResponse,    ///< server: the response that was given to the machine just now
    ResendResponse,  ///< server: the last response once more
    PassToUser,      ///< client: the response; server: the request (or the ACK) just received
    TimedOut,        ///< client: no final response in time (B, F); server: no ACK in time (H)
    TransportFailed,
    SetTimer,
    ClearTimer,
    Terminated,  ///< last output of all: the owner forgets the machine
  };
  Kind kind;
  Timer timer = Timer::B;
  DurationMs delay = 0;
};

class Outputs {
 public:
  Outputs& add(Output::Kind kind) { return push({kind}); }
  Outputs& set(Timer timer, DurationMs delay) {
    return push({Output::Kind::SetTimer, timer, delay});
  }
  Outputs& clear(Timer timer) { return push({Output::Kind::ClearTimer, timer}); }

  const Output* begin() const { return items_.data(); }
  const Output* end() const { return items_.data() + size_; }
  std::size_t size() const { return size_; }

 private:
  Outputs& push(Output output) {
    if (size_ < items_.size()) items_[size_++] = output;  // the longest row of any table has four
    return *this;
  }
  std::array<Output, 4> items_{};
  std::size_t size_ = 0;
};

}  // namespace sip
