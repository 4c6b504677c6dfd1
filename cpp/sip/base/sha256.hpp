// SHA-256 (FIPS 180-4). It lives in base because Entropy draws its tokens with it; digest
// authentication (auth/) uses the same code.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sip {

/// For input that comes in pieces. After finish() the object starts a new, empty hash.
class Sha256 {
 public:
  using Digest = std::array<unsigned char, 32>;

  Sha256() { reset(); }
  void update(std::string_view bytes);
  Digest finish();

 private:
  void reset();
  void compress(const unsigned char* block);

  std::array<std::uint32_t, 8> state_;
  std::array<unsigned char, 64> buffer_;
  std::uint64_t length_;  ///< bytes taken so far; the last length_ % 64 of them wait in buffer_
};

Sha256::Digest sha256(std::string_view bytes);

}  // namespace sip
