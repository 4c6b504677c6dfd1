// Real messages for these tests, and the two ways in which parsing can end.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "sip/message/message.hpp"

namespace sip::message_test {

inline Message parsed(std::string text) {
  auto result = Message::parse(text);
  CAPTURE(text);
  if (const auto* error = std::get_if<ParseError>(&result)) {
    FAIL(error->field << " at " << error->offset << ": " << error->rule);
  }
  return std::get<Message>(std::move(result));
}

inline ParseError refused(std::string text, const ParseLimits& limits = {}) {
  auto result = Message::parse(text, limits);
  CAPTURE(text);
  REQUIRE(std::holds_alternative<ParseError>(result));
  return std::get<ParseError>(result);
}

/// The text with the first occurrence of one part exchanged; fails when there is none.
inline std::string with(std::string_view text, std::string_view part, std::string_view instead) {
  std::string result(text);
  const std::size_t at = result.find(part);
  CAPTURE(part);
  REQUIRE(at != std::string::npos);
  return result.replace(at, part.size(), instead);
}

/// RFC 3261 §24.2 F1, on its way through a WebSocket server.
inline constexpr std::string_view kInvite =
    "INVITE sip:bob@biloxi.example.com SIP/2.0\r\n"
    "Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK776asdhds;rport\r\n"
    "Max-Forwards: 70\r\n"
    "From: Alice <sip:alice@atlanta.example.com>;tag=1928301774\r\n"
    "To: Bob <sip:bob@biloxi.example.com>\r\n"
    "Call-ID: a84b4c76e66710@pc33.atlanta.example.com\r\n"
    "CSeq: 314159 INVITE\r\n"
    "Contact: <sip:alice@df7jal23ls0d.invalid;transport=ws>\r\n"
    "Supported: outbound, 100rel\r\n"
    "Content-Type: application/sdp\r\n"
    "Content-Length: 27\r\n"
    "\r\n"
    "v=0\r\no=alice 1 1 IN IP4 0\r\n";

/// RFC 3261 §24.2 F11, with the Record-Route and Via lines of two proxies.
inline constexpr std::string_view kOk =
    "SIP/2.0 200 OK\r\n"
    "Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK776asdhds;rport=4711"
    ";received=192.0.2.1, SIP/2.0/TCP "
    "bigbox3.site3.example.com:5061;branch=z9hG4bK77ef4c2312983.1\r\n"
    "Via: SIP/2.0/UDP 10.1.3.33\r\n"
    "Record-Route: <sip:p2.example.com;lr>, <sip:p1.example.com;lr>\r\n"
    "Record-Route: <sip:p0.example.com;lr>\r\n"
    "To: Bob <sip:bob@biloxi.example.com>;tag=a6c85cf\r\n"
    "From: Alice <sip:alice@atlanta.example.com>;tag=1928301774\r\n"
    "Call-ID: a84b4c76e66710@pc33.atlanta.example.com\r\n"
    "CSeq: 314159 INVITE\r\n"
    "Contact: <sip:bob@192.0.2.4>\r\n"
    "Content-Length: 0\r\n"
    "\r\n";

}  // namespace sip::message_test
