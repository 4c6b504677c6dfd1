#include "message/hostile.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <variant>

#include "sip/message/bad_request.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/message/structure/structure.hpp"
#include "sip/message/uri.hpp"

namespace sip::message_test {

namespace {

constexpr std::string_view kVia = "Via: SIP/2.0/WSS h.invalid;branch=z9hG4bK1\r\n";
constexpr std::string_view kFrom = "From: <sip:a@h>;tag=1\r\n";
constexpr std::string_view kTo = "To: <sip:b@h>\r\n";
constexpr std::string_view kCallId = "Call-ID: 1\r\n";
constexpr std::string_view kCSeq = "CSeq: 1 OPTIONS\r\n";

std::string_view lineOf(std::string_view header) {
  for (const std::string_view line : {kVia, kFrom, kTo, kCallId, kCSeq}) {
    if (line.substr(0, header.size() + 1) == std::string(header) + ":") return line;
  }
  return {};
}

/// A request in which `header` has the value; those that routing needs stand once all the same.
HostilePlace valueOf(const std::string& header, const std::string& begin) {
  HostilePlace place;
  place.name = header + ": " + begin;
  place.before = "OPTIONS sip:b@h SIP/2.0\r\n";
  const std::string_view replaced = lineOf(header);
  for (const std::string_view line : {kVia, kFrom, kTo, kCallId, kCSeq}) {
    if (line != replaced) place.before += line;
  }
  place.before += header + ": " + begin;
  place.after = "\r\n\r\n";
  place.isHarmless = replaced.empty() && header != "Content-Length";
  return place;
}

std::vector<HostilePlace> makePlaces() {
  std::string headers;
  for (const std::string_view line : {kVia, kFrom, kTo, kCallId, kCSeq}) headers += line;
  const std::string behind = "\r\n" + headers + "\r\n";
  std::vector<HostilePlace> places = {
      {"method", "", " sip:b@h SIP/2.0" + behind},
      {"Request-URI", "OPTIONS ", " SIP/2.0" + behind},
      {"user of the Request-URI", "OPTIONS sip:", "@h SIP/2.0" + behind},
      {"parameters of the Request-URI", "OPTIONS sip:b@h;a", " SIP/2.0" + behind},
      {"behind the version", "OPTIONS sip:b@h SIP/2.0", behind},
      {"status code", "SIP/2.0 ", behind},
      {"reason phrase", "SIP/2.0 200 ", behind},
      {"before the message", "", "OPTIONS sip:b@h SIP/2.0" + behind},
      {"header name", "OPTIONS sip:b@h SIP/2.0\r\n" + headers, ": x\r\n\r\n"},
      {"header lines", "OPTIONS sip:b@h SIP/2.0\r\n" + headers, "\r\n\r\n"},
      {"body", "OPTIONS sip:b@h SIP/2.0" + behind, "", true},
  };
  for (const char* header : {"Via", "From", "To", "Call-ID", "CSeq"}) {
    places.push_back(valueOf(header, ""));
  }
  places.push_back(valueOf("Via", "SIP/2.0/WSS h;branch=z9hG4bK1"));
  places.push_back(valueOf("Via", "SIP/2.0/WSS h;branch=z9hG4bK1, "));
  for (const char* begin :
       {"\"", "a ", "<", "<sip:", "sip:a@h", "<sip:a@h>", "<sip:a@h>;tag=1;x=\""}) {
    places.push_back(valueOf("From", begin));
  }
  // One header of each form, and what its values may begin with.
  for (const char* header : {"Subject",
                             "Event",
                             "Accept",
                             "Privacy",
                             "Expires",
                             "In-Reply-To",
                             "Replaces",
                             "Refer-To",
                             "Route",
                             "Contact",
                             "RAck",
                             "Timestamp",
                             "Date",
                             "Warning",
                             "WWW-Authenticate",
                             "Authorization",
                             "Authentication-Info",
                             "Content-Type",
                             "Content-Length",
                             "Require",
                             "X-Unknown"}) {
    places.push_back(valueOf(header, ""));
  }
  for (const char* begin : {"\"", "<", "<sip:a@h>", "sip:a@h?", "<sip:a@h>, "}) {
    places.push_back(valueOf("Contact", begin));
  }
  places.push_back(valueOf("Expires", "1 ("));
  places.push_back(valueOf("Warning", "399 h \""));
  places.push_back(valueOf("WWW-Authenticate", "Digest realm=\""));
  places.push_back(valueOf("WWW-Authenticate", "Digest realm=\"a\", "));
  places.push_back(valueOf("Content-Type", "multipart/mixed;boundary=\""));
  return places;
}

}  // namespace

const std::vector<std::string>& hostileUnits() {
  static const std::vector<std::string> kUnits = [] {
    std::vector<std::string> units;
    for (int byte = 0; byte < 256; ++byte) units.emplace_back(1, static_cast<char>(byte));
    for (const char* unit : {"\r\n ",
                             "\n ",
                             "\r\n\t",
                             "\r\n",
                             ", ",
                             "; ",
                             "\"\\",
                             "\\\"",
                             "\"\"",
                             "\"a\";",
                             "\",",
                             ";\"",
                             "<,",
                             "<\"",
                             "\"<",
                             "<>",
                             "<>,",
                             "<a>;",
                             ";a",
                             ";a=",
                             ";a=b",
                             ";a=\"",
                             ";a=\"b\"",
                             ",a=b",
                             ",a=\"\"",
                             "a,",
                             "a;",
                             "a b ",
                             "()",
                             "(\\",
                             "((a)",
                             "[::",
                             "[]",
                             "%41",
                             "%",
                             "&a=b",
                             "?a=b",
                             "a@",
                             ":a",
                             "/",
                             "a:\r\n",
                             "v:\r\n",
                             "a\r\n",
                             "l: 0\r\n",
                             "sip:a,",
                             "<sip:a@b>,",
                             "*,",
                             "\xd1\x80",
                             "Via: SIP/2.0/WSS h\r\n",
                             ", SIP/2.0/WSS h",
                             "t: <sip:b@h>\r\n",
                             "1 ",
                             "Digest a=b, "}) {
      units.emplace_back(unit);
    }
    return units;
  }();
  return kUnits;
}

const std::vector<std::string>& fewHostileUnits() {
  static const std::vector<std::string> kUnits = [] {
    std::vector<std::string> units;
    for (const std::string& unit : hostileUnits()) {
      const auto byte = static_cast<unsigned char>(unit[0]);
      const bool isAlike = byte > 0x82 || (byte > 'b' && byte <= 'z') ||
                           (byte > 'B' && byte <= 'Z') || (byte > 1 && byte < '\t') ||
                           (byte > '\r' && byte < ' ');
      if (unit.size() > 1 || !isAlike) units.push_back(unit);
    }
    return units;
  }();
  return kUnits;
}

const std::vector<HostilePlace>& hostilePlaces() {
  static const std::vector<HostilePlace> kPlaces = makePlaces();
  return kPlaces;
}

std::string hostileText(const HostilePlace& place, const std::string& unit, std::size_t size) {
  std::string text = place.before;
  const std::size_t end = text.size() + size;
  text.reserve(end + unit.size() + place.after.size());
  while (text.size() < end) text += unit;
  return text += place.after;
}

ParseLimits noLimits() {
  ParseLimits limits;
  limits.messageBytes = limits.headerBytes = limits.headerCount = 1U << 30;
  return limits;
}

bool readAll(const std::string& text) {
  const auto result = Message::parse(text, noLimits());
  if (const auto* error = std::get_if<ParseError>(&result)) {
    CHECK_FALSE(error->field.empty());
    CHECK_FALSE(error->rule.empty());
    CHECK(error->offset <= text.size());
    CHECK(makeBadRequestResponse(text, *error).has_value() == error->answerable);
    return false;
  }
  const auto& message = std::get<Message>(result);
  for (const std::string_view uri : {message.requestUri(), message.from().uri, message.to().uri}) {
    if (const auto parsed = parseUri(uri)) equivalent(*parsed, *parsed);
  }
  message.to().parameter("x");
  message.contactUri();
  message.contentDisposition();
  Pieces pieces;
  for (const HeaderField& field : message.fields()) structure(message, field, pieces);
  // These walk over all lines of the message, so once for each header and not for each line.
  for (const HeaderName header : {HeaderName::Contact, HeaderName::Require, HeaderName::Via}) {
    message.list(header);
    message.listHolds(header, "x");
    message.number(header);
  }
  if (!message.isRequest()) return true;
  ResponseOptions options;
  options.statusCode = 200;
  CHECK_FALSE(serialiseResponse(message, options, "tag", true).empty());
  return true;
}

}  // namespace sip::message_test
