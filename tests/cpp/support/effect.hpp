// Effects as a host sees them, and each as a few words, so that a test can show what happened in
// which order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sip/base/result.hpp"
#include "sip/core/core.hpp"
#include "sip/core/effect.hpp"

namespace sip::test {

struct Effect {
  EffectKind kind = EffectKind::Log;
  std::uint32_t a = 0, b = 0, c = 0, d = 0;
  std::string text;
};

/// Takes the effects of the latest input off the core, as a host must before it carries any out.
std::vector<Effect> takeEffects(Core& core);

/// "send INVITE", "session 1 Established", "settled 3 ok"; a Log effect is the sentence itself.
std::string wordsFor(const Effect& effect);

/// "INVITE" for a request, "180 INVITE" for a response.
std::string summaryOf(std::string_view sipText);

std::string_view nameOf(SessionState state);
std::string_view nameOf(ErrorCode code);

}  // namespace sip::test
