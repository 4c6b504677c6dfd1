#include "sip/message/timestamp.hpp"

#include <algorithm>
#include <cstddef>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"

namespace sip {

namespace {

/// *DIGIT ["." *DIGIT] at `at`; the place behind it.
std::size_t decimalEnd(std::string_view text, std::size_t at) {
  at = detail::skipChars(text, at, detail::kDigitChar);
  if (at == text.size() || text[at] != '.') return at;
  return detail::skipChars(text, at + 1, detail::kDigitChar);
}

}  // namespace

std::optional<TimestampView> parseTimestamp(std::string_view text) {
  text = trim(text);
  if (text.empty() || !detail::isChar(text[0], detail::kDigitChar)) return std::nullopt;
  const std::size_t timeEnd = decimalEnd(text, 0);
  const std::size_t delayAt =
      detail::skipChars(text, timeEnd, detail::kBlankChar | detail::kBreakChar);
  const std::size_t delayEnd = delayAt > timeEnd ? decimalEnd(text, delayAt) : timeEnd;
  if (delayEnd != text.size()) return std::nullopt;
  return TimestampView{text.substr(0, timeEnd), text.substr(delayAt)};
}

std::optional<std::uint64_t> microsecondsOf(std::string_view decimal) {
  const std::size_t dot = std::min(decimal.find('.'), decimal.size());
  const std::string_view fraction = decimal.substr(std::min(dot + 1, decimal.size()));
  if (dot + fraction.size() == 0 ||
      detail::skipChars(fraction, 0, detail::kDigitChar) != fraction.size()) {
    return std::nullopt;
  }
  const auto seconds = dot == 0 ? 0 : parseUint32(decimal.substr(0, dot));
  if (!seconds) return std::nullopt;
  std::uint64_t value = *seconds;
  for (std::size_t digit = 0; digit < 6; ++digit) {
    value = value * 10 +
            (digit < fraction.size() ? static_cast<std::uint64_t>(fraction[digit] - '0') : 0);
  }
  return value;
}

std::optional<std::string> timestampOfAnswer(std::string_view received,
                                             std::uint32_t delayMilliseconds) {
  const auto timestamp = parseTimestamp(received);
  if (!timestamp) return std::nullopt;
  std::string result(timestamp->time);
  if (delayMilliseconds == 0) return result;
  const std::string thousandths = std::to_string(1000 + delayMilliseconds % 1000);
  return result + " " + std::to_string(delayMilliseconds / 1000) + "." + thousandths.substr(1);
}

}  // namespace sip
