#include "sip/auth/sha512_256.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sip/base/sha2_constants.hpp"

namespace sip {
namespace {

using State = std::array<std::uint64_t, 8>;

void absorb(State& state, const unsigned char* block) {
  std::array<std::uint64_t, 80> w;
  for (std::size_t i = 0; i < 16; ++i) {
    w[i] = 0;
    for (std::size_t k = 0; k < 8; ++k) w[i] = w[i] << 8 | block[8 * i + k];
  }
  for (std::size_t i = 16; i < 80; ++i) {
    const std::uint64_t s0 = std::rotr(w[i - 15], 1) ^ std::rotr(w[i - 15], 8) ^ (w[i - 15] >> 7);
    const std::uint64_t s1 = std::rotr(w[i - 2], 19) ^ std::rotr(w[i - 2], 61) ^ (w[i - 2] >> 6);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t i = 0; i < 80; ++i) {
    const std::uint64_t sum1 = std::rotr(e, 14) ^ std::rotr(e, 18) ^ std::rotr(e, 41);
    const std::uint64_t choice = (e & f) ^ (~e & g);
    const std::uint64_t t1 = h + sum1 + choice + kSha2RoundConstants[i] + w[i];
    const std::uint64_t sum0 = std::rotr(a, 28) ^ std::rotr(a, 34) ^ std::rotr(a, 39);
    const std::uint64_t majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + sum0 + majority;
  }
  const State mixed = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) state[i] += mixed[i];
}

}  // namespace

std::array<unsigned char, 32> sha512_256(std::string_view bytes) {
  // FIPS 180-4 §5.3.6.2: SHA-512/256 starts elsewhere than SHA-512; it is no prefix of it.
  State state = {0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
                 0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2};
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  for (; left >= 128; left -= 128, data += 128) absorb(state, data);

  // §5.1.2: a one bit, zeros, and the length in bits as 128 bits, highest byte first (ours fits the
  // lower 64).
  std::array<unsigned char, 256> tail{};
  if (left > 0) std::memcpy(tail.data(), data, left);
  tail[left] = 0x80;
  const std::size_t tailSize = left < 112 ? 128 : 256;
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (std::size_t i = 0; i < 8; ++i) {
    tail[tailSize - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
  }
  absorb(state, tail.data());
  if (tailSize == 256) absorb(state, tail.data() + 128);

  std::array<unsigned char, 32> digest;
  for (std::size_t i = 0; i < 32; ++i) {
    digest[i] = static_cast<unsigned char>(state[i / 8] >> (8 * (7 - i % 8)));
  }
  return digest;
}

}  // namespace sip
