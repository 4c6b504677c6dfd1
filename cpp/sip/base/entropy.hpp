// Random tokens from seed bytes that the host gives. The core has no randomness of its own (nothing
// here reads a device), so a test with a fixed seed replays a call exactly. Output is SHA-256(key
// || counter): the seed's strength is kept, however many tokens are drawn.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sip {

class Entropy {
 public:
  /// Mixes host randomness in; at least 16 bytes once before the first token. May be called again
  /// at any time.
  void mix(std::string_view bytes);
  std::uint64_t next64();
  /// Uniform in [low, high], both included.
  std::uint32_t between(std::uint32_t low, std::uint32_t high);
  /// A token of the given number of lower-case hex digits (4 random bits each): tags 16, branches
  /// 20, Call-IDs 32.
  std::string token(std::size_t hexDigits);

 private:
  std::array<unsigned char, 32> key_{};
  std::uint64_t counter_ = 0;
  std::array<unsigned char, 32> block_{};
  std::size_t used_ = 32;  ///< bytes of block_ already given out
};

}  // namespace sip
