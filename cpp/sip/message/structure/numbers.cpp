// Values that are numbers and times.
#include "sip/base/text.hpp"
#include "sip/message/date.hpp"
#include "sip/message/structure/structurer.hpp"

namespace sip::detail {

/// 1*DIGIT with, for Retry-After, a comment (§20.33), and parameters.
bool Structurer::number() {
  const bool isHops = header_ == HeaderName::MaxForwards;  // §20.22: from 0 to 255
  if (!takeDigits(Part::Number, isHops ? UINT8_MAX : UINT32_MAX)) return false;
  const std::size_t behind = at_;
  skipSpace();
  if (!stands('(')) {
    at_ = behind;
    return parameters();
  }
  const std::size_t begin = ++at_;
  std::size_t depth = 1;  // §25.1: comments nest
  for (; !atEnd() && depth > 0; ++at_) {
    if (text_[at_] == '\\') {
      ++at_;
    } else if (text_[at_] == '(') {
      ++depth;
    } else if (text_[at_] == ')') {
      --depth;
    }
  }
  if (depth > 0) return fail(begin - 1, "a comment that is not closed");
  add(Part::Text, begin, at_ - 1);
  return parameters();
}

/// §20.38: seconds with a fraction, and perhaps a delay.
bool Structurer::timestamp() {
  for (int part = 0; part < 2; ++part) {
    const std::size_t begin = at_;
    at_ = skipChars(text_, at_, kDigitChar);
    // A delay may begin with its dot (§25.1 delay).
    if (at_ == begin && (part == 0 || !stands('.'))) return fail(begin, "not a number");
    if (take('.')) at_ = skipChars(text_, at_, kDigitChar);
    add(Part::Number, begin, at_);
    skipSpace();
    // White space must part the delay from the time.
    if (atEnd() || at_ == pieces_.back().at + pieces_.back().length) break;
  }
  return true;
}

/// §20.17.
bool Structurer::date() {
  const auto time = parseSipDate(text_.substr(at_));
  if (!time || *time < 0 || *time > UINT32_MAX) return fail(at_, "not a SIP-date");
  pieces_.push_back({Part::Time, static_cast<std::uint32_t>(*time), 0});
  at_ = text_.size();
  return true;
}

/// §20.43: warn-code SP warn-agent SP warn-text.
bool Structurer::warning() {
  const std::size_t begin = at_;
  if (!takeDigits(Part::Number)) return false;
  if (at_ - begin != 3) return fail(begin, "a warning code has three digits");
  skipSpace();
  const std::size_t agent = at_;
  while (!atElementEnd() && !isChar(text_[at_], kBlankChar | kBreakChar)) ++at_;
  if (at_ == agent || text_[agent] == '"') return fail(agent, "no warning agent");
  add(Part::Value, agent, at_);
  skipSpace();
  if (!stands('"')) return fail(at_, "the warning text is not quoted");
  const std::size_t quote = at_;
  at_ = behindQuoted(quote);
  if (at_ == std::string_view::npos) return fail(quote, "a quote that is not closed");
  add(Part::Text, quote + 1, at_ - 1);
  return true;
}

}  // namespace sip::detail
