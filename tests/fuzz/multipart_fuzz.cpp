// Bodies in bodies (RFC 2046 §5.1, RFC 5621) and message fragments (RFC 3420).
// The input is a Content-Type in the first line, and the body below.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz_target.hpp"
#include "sip/base/text.hpp"
#include "sip/message/multipart.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/session_body.hpp"
#include "sip/message/sip_fragment.hpp"

namespace {

using sip::BodyPart;
using sip::Multipart;
using sip::fuzz::isInside;

std::vector<BodyPart> partsOf(std::string_view body, std::string_view boundary, bool &malformed) {
  std::vector<BodyPart> parts;
  Multipart multipart(body, boundary);
  for (;;) {
    BodyPart part;
    const Multipart::Step step = multipart.next(part);
    malformed = step == Multipart::Step::Malformed;
    if (step != Multipart::Step::Part) break;
    parts.push_back(part);
    REQUIRE(parts.size() <= body.size());
  }
  // It stays at its end.
  BodyPart none;
  CHECK(multipart.next(none) != Multipart::Step::Part);
  return parts;
}

void checkPart(const BodyPart &part, std::string_view body) {
  for (const std::string_view view : {part.contentType, part.contentDisposition, part.contentId,
                                      part.contentEncoding, part.transferEncoding}) {
    CHECK(isInside(view, part.headers));
  }
  CHECK(isInside(part.headers, body));
  CHECK(isInside(part.content, body));
}

/// The same parts, put together with delimiters of our own making, come apart
/// in the same way.
void checkRewritten(const std::vector<BodyPart> &parts, std::string_view boundary) {
  std::string written;
  for (const BodyPart &part : parts) {
    written.append("--").append(boundary).append("\r\n").append(part.headers);
    // The empty line is one of them, unless the part ended before it came.
    const bool endsInLine = !part.headers.empty() && !part.headers.ends_with('\n');
    const bool endsEmpty = part.headers.ends_with("\n\r\n") || part.headers.ends_with("\n\n");
    if (endsInLine) written += "\r\n";
    if (!endsEmpty) written += "\r\n";
    written.append(part.content).append("\r\n");
  }
  written.append("--").append(boundary).append("--\r\n");
  CAPTURE(written);
  bool malformed = false;
  const std::vector<BodyPart> again = partsOf(written, boundary, malformed);
  CHECK_FALSE(malformed);
  REQUIRE(again.size() == parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CHECK(again[i].content == parts[i].content);
    CHECK(again[i].contentType == parts[i].contentType);
    CHECK(again[i].contentDisposition == parts[i].contentDisposition);
  }
}

void checkFragment(std::string_view text) {
  const sip::SipFragment fragment = sip::parseSipFragment(text);
  CHECK((fragment.statusCode == 0 || (fragment.statusCode >= 100 && fragment.statusCode <= 699)));
  for (const std::string_view view :
       {fragment.reasonPhrase, fragment.methodName, fragment.requestUri, fragment.rest.headers,
        fragment.rest.content}) {
    CHECK(isInside(view, text));
  }
  CHECK((fragment.statusCode == 0 || fragment.methodName.empty()));
}

void run(std::string_view input) {
  std::string_view body = input;
  const std::string_view type = sip::trim(sip::fuzz::takeUntil(body, '\n'));
  checkFragment(body);

  BodyPart whole;
  whole.contentType = type;
  whole.content = body;
  const sip::SessionBody session = sip::readSessionBody(whole);
  CHECK(isInside(session.content, body));

  const std::string_view boundary = sip::findParameter(type, "boundary").value_or("b");
  bool malformed = false;
  const std::vector<BodyPart> parts = partsOf(body, boundary, malformed);
  std::string_view before = body.substr(0, 0);
  for (const BodyPart &part : parts) {
    checkPart(part, body);
    if (!part.content.empty()) {
      CHECK(part.content.data() >= before.data() + before.size());  // in order, and apart
      before = part.content;
    }
  }
  if (boundary.empty()) {
    CHECK(parts.empty());
  } else if (!parts.empty() && !malformed) {
    checkRewritten(parts, boundary);
  }
}

const sip::fuzz::Registration kTarget("multipart", run);

}  // namespace
