#include "sip/core/effect.hpp"

namespace sip {

void EffectQueue::add(EffectKind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c,
                      std::uint32_t d, std::string_view text) {
  const auto at = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t words[kWordsPerEffect] = {
      static_cast<std::uint32_t>(kind), a, b, c, d, at, static_cast<std::uint32_t>(text.size()), 0};
  words_.insert(words_.end(), std::begin(words), std::end(words));
  text_ += text;
}

void EffectQueue::clear() {
  words_.clear();
  text_.clear();
  constexpr std::size_t kKeptBytes =
      64 * 1024;  // one large message must not hold its memory for ever
  if (text_.capacity() > kKeptBytes) text_.shrink_to_fit();
}

}  // namespace sip
