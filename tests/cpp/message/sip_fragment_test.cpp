// sip/message/sip_fragment.hpp: message/sipfrag. RFC 3420, RFC 3515 §2.4.5.
#include "sip/message/sip_fragment.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "sip/message/header_lines.hpp"

using namespace sip;

namespace {

/// "name=value;" of each header.
std::string headersOf(const SipFragment& fragment) {
  const std::string_view text = fragment.rest.headers;
  detail::HeaderLines lines(text, detail::HeaderLines::AtEnd::EndsLine);
  HeaderField field;
  std::string result;
  while (lines.next(field) == detail::HeaderLines::Step::Header) {
    result += text.substr(field.nameAt, field.nameLength);
    result += '=';
    result += text.substr(field.valueAt, field.valueLength);
    result += ';';
  }
  return result;
}

}  // namespace

TEST_CASE("RFC 3515 §2.4.5 the status line of a NOTIFY is read in every spelling") {
  struct Row {
    std::string_view text;
    int status;
    std::string_view phrase;
  };
  const Row rows[] = {
      {"SIP/2.0 200 OK", 200, "OK"},
      {"SIP/2.0 200 OK\r\n", 200, "OK"},
      {"SIP/2.0 100 Trying\r\n\r\n", 100, "Trying"},
      {"SIP/2.0 180 Ringing\n", 180, "Ringing"},
      {"SIP/2.0 486 Busy Here\r", 486, "Busy Here"},
      {"\r\n SIP/2.0 603 Decline \r\n", 603, "Decline"},
      {"sip/2.0 503 Service Unavailable", 503, "Service Unavailable"},
      {"SIP/2.0  404  Not Found", 404, "Not Found"},
      {"SIP/2.0 200", 200, ""},
      {"SIP/2.0 200 ", 200, ""},
      {"SIP/2.0 404 Nicht gefunden: größer", 404, "Nicht gefunden: größer"},
      {"SIP/2.0", 0, ""},
      {"SIP/2.0 ", 0, ""},
      {"SIP/2.0 99 No", 0, ""},
      {"SIP/2.0 700 No", 0, ""},
      {"SIP/2.0 2000 No", 0, ""},
      {"SIP/2.0 OK", 0, ""},
      {"200 OK", 0, ""},
      {"", 0, ""},
      {" \r\n ", 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const SipFragment fragment = parseSipFragment(row.text);
    CHECK(fragment.statusCode == row.status);
    CHECK(fragment.reasonPhrase == row.phrase);
    CHECK(fragment.methodName.empty());
    CHECK(headersOf(fragment).empty());
    CHECK(fragment.rest.content.empty());
  }
}

TEST_CASE("RFC 3420 §2 start line, headers and body: each may stand alone") {
  struct Row {
    std::string_view text, method, uri;
    int status;
    std::string_view headers, body;
  };
  const Row rows[] = {
      {"INVITE sip:a@b.com SIP/2.0\r\nf: Bob <sip:b@c>;tag=1\r\nX-Own:\r\n a\r\n\r\nv=0\r\n",
       "INVITE", "sip:a@b.com", 0, "f=Bob <sip:b@c>;tag=1;X-Own=a;", "v=0\r\n"},
      {"  From: <sip:a@b>;tag=1\nTo: <sip:c@d>", "", "", 0, "From=<sip:a@b>;tag=1;To=<sip:c@d>;",
       ""},
      {"From : a\r\n", "", "", 0, "From=a;", ""},
      {"SIP/2.0 200 OK\r\n\r\nv=0", "", "", 200, "", "v=0"},
      {"SIP/2.0 200 OK\r\nTo: a", "", "", 200, "To=a;", ""},
      {"SIP/2.0 200 OK\r\nTo: a\r\n\r\n", "", "", 200, "To=a;", ""},
      {"Content-Type: text/plain\r\n\r\n\r\nA: b", "", "", 0, "Content-Type=text/plain;",
       "\r\nA: b"},
      {"\r\nv=0\r\n", "", "", 0, "", "v=0\r\n"},
      {"BYE sip:a@b SIP/2.0", "BYE", "sip:a@b", 0, "", ""},
      {"BYE sip:a@b HTTP/1.1\r\nTo: a", "", "", 0, "To=a;", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const SipFragment fragment = parseSipFragment(row.text);
    CHECK(fragment.methodName == row.method);
    CHECK(fragment.requestUri == row.uri);
    CHECK(fragment.statusCode == row.status);
    CHECK(headersOf(fragment) == row.headers);
    CHECK(fragment.rest.content == row.body);
  }
}

TEST_CASE("RFC 3420 §2 the body's own headers are told") {
  const SipFragment fragment =
      parseSipFragment("SIP/2.0 200 OK\r\nc: application/sdp\r\n\r\nv=0\r\n");
  CHECK(fragment.rest.contentType == "application/sdp");
}

TEST_CASE("RFC 3420 what cannot be read is left out, and the rest is there") {
  CHECK(headersOf(parseSipFragment("hello world\r\nFrom: a\r\nnonsense\r\nTo: b\r\n")) ==
        "From=a;To=b;");
  constexpr std::string_view kControl("SIP/2.0 200 OK\r\nA: 1\r\nB: \0\r\n\r\nbody", 34);
  const SipFragment control = parseSipFragment(kControl);
  CHECK(control.statusCode == 200);
  CHECK(headersOf(control) == "A=1;");
  CHECK(control.rest.content.empty());
}
