#include "sip/base/entropy.hpp"

#include <algorithm>

#include "sip/base/sha256.hpp"

namespace sip {

namespace {

std::string_view asText(const std::array<unsigned char, 32>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void Entropy::mix(std::string_view bytes) {
  // The old key goes into the new one, so that a weak addition cannot undo a good seed.
  Sha256 hash;
  hash.update(asText(key_));
  hash.update(bytes);
  key_ = hash.finish();
  used_ = block_.size();  // what is left of the last block was drawn without these bytes
}

std::uint64_t Entropy::next64() {
  if (used_ == block_.size()) {
    std::array<char, 8> count;
    for (std::size_t i = 0; i < count.size(); ++i) {
      count[i] = static_cast<char>(counter_ >> (8 * i) & 0xff);
    }
    ++counter_;
    Sha256 hash;
    hash.update(asText(key_));
    hash.update({count.data(), count.size()});
    block_ = hash.finish();
    used_ = 0;
  }
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | block_[used_ + i];
  used_ += 8;
  return value;
}

std::uint32_t Entropy::between(std::uint32_t low, std::uint32_t high) {
  if (high <= low) return low;
  // The last, incomplete run of the 2^64 values is drawn again: without that, small results would
  // come more often.
  const std::uint64_t span = std::uint64_t{high} - low + 1;
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % span;
  std::uint64_t value = next64();
  while (value >= limit) value = next64();
  return low + static_cast<std::uint32_t>(value % span);
}

std::string Entropy::token(std::size_t hexDigits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  result.reserve(hexDigits);
  while (result.size() < hexDigits) {
    std::uint64_t bits = next64();
    for (std::size_t n = std::min<std::size_t>(16, hexDigits - result.size()); n > 0; --n) {
      result += kDigits[static_cast<std::size_t>(bits & 15)];
      bits >>= 4;
    }
  }
  return result;
}

}  // namespace sip
