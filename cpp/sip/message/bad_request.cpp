#include "sip/message/bad_request.hpp"

#include <cstddef>
#include <cstdint>

#include "sip/base/sha256.hpp"
#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/header_lines.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/message/start_line.hpp"
#include "sip/message/via.hpp"

namespace sip {

namespace {

/// Values of the lines that a response repeats. Of Via lines there may be any number, so they are
/// read again when they are written.
struct Echo {
  std::string_view topVia, from, to, callId, cseq;
};

bool isRequestLine(std::string_view line) {
  const detail::RequestLine parts = detail::splitRequestLine(line);
  return !detail::startsWithSip(line) && detail::isToken(parts.method) && parts.method != "ACK" &&
         detail::startsWithSip(parts.version);
}

std::optional<Echo> readEcho(std::string_view rawText) {
  using Step = detail::HeaderLines::Step;
  if (rawText.size() > UINT32_MAX) return std::nullopt;
  detail::HeaderLines lines(rawText);
  std::string_view line;
  if (lines.startLine(line) != Step::Header || !isRequestLine(line)) return std::nullopt;
  Echo echo;
  const auto keepFirst = [](std::string_view& kept, std::string_view value) {
    if (kept.empty()) kept = value;
  };
  HeaderField field;
  // Whatever stops the walk, the lines before it were whole.
  while (lines.next(field) == Step::Header) {
    const std::string_view value = rawText.substr(field.valueAt, field.valueLength);
    if (field.id == HeaderName::Via) keepFirst(echo.topVia, value);
    if (field.id == HeaderName::From) keepFirst(echo.from, value);
    if (field.id == HeaderName::To) keepFirst(echo.to, value);
    if (field.id == HeaderName::CallId) keepFirst(echo.callId, value);
    if (field.id == HeaderName::CSeq) keepFirst(echo.cseq, value);
  }
  const auto top = detail::Delimited(echo.topVia, ',').nextFilled();
  if (!top || !parseVia(*top)) return std::nullopt;
  return echo;
}

int statusFor(const ParseError& error) {
  if (error.rule == kUnsupportedVersion) return 505;
  if (error.rule == kMessageTooLarge) return 513;
  if (error.rule == kUnknownMethod) return 501;
  return 400;
}

}  // namespace

bool isAnswerable(std::string_view rawText) {
  return readEcho(rawText).has_value();
}

std::optional<std::string> makeBadRequestResponse(std::string_view rawText,
                                                  const ParseError& error) {
  if (!error.answerable) return std::nullopt;
  const auto echo = readEcho(rawText);
  if (!echo) return std::nullopt;
  std::string out = "SIP/2.0 ";
  const int status = statusFor(error);
  out += std::to_string(status);
  out += ' ';
  out += reasonPhraseOf(status);
  if (status == 400) {
    out += " - ";
    out += error.rule;
  }
  const auto addLine = [&out](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += "\r\n";
    out += name;
    out += unfold(value);
  };
  Sha256 hash;
  detail::HeaderLines lines(rawText);
  std::string_view line;
  (void)lines.startLine(line);
  HeaderField field;
  while (lines.next(field) == detail::HeaderLines::Step::Header) {
    if (field.id != HeaderName::Via) continue;
    const std::string_view via = rawText.substr(field.valueAt, field.valueLength);
    hash.update(via);
    addLine("Via: ", via);
  }
  addLine("From: ", echo->from);
  addLine("To: ", echo->to);
  const auto to = parseNameAddr(echo->to);
  if (to && !to->parameter("tag")) {
    out += ";tag=";
    for (const std::string_view value : {echo->from, echo->to, echo->callId, echo->cseq}) {
      hash.update(value);
    }
    const Sha256::Digest digest = hash.finish();
    out += toHex({reinterpret_cast<const char*>(digest.data()), 8});
  }
  addLine("Call-ID: ", echo->callId);
  addLine("CSeq: ", echo->cseq);
  out += "\r\nContent-Length: 0\r\n\r\n";
  return out;
}

}  // namespace sip
