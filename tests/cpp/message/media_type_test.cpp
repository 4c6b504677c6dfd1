// sip/message/media_type.hpp: Content-Type and Content-Disposition. RFC 3261 §20.11, §20.15, §25.1.
#include "sip/message/media_type.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sip/message/name_addr.hpp"

using namespace sip;
using Handling = ContentDisposition::Handling;

TEST_CASE("§25.1 media-type: two tokens around a slash, then parameters") {
  struct Row {
    std::string_view value, type, subtype, parameters;
  };
  const Row rows[] = {
      {"application/sdp", "application", "sdp", ""},
      {" Application/SDP ", "Application", "SDP", ""},
      {"application / sdp", "application", "sdp", ""},
      {"text/html; charset=ISO-8859-4", "text", "html", "charset=ISO-8859-4"},
      {"text/html;charset=\"a;b\";x", "text", "html", "charset=\"a;b\";x"},
      {"multipart/mixed;\r\n boundary=a", "multipart", "mixed", "boundary=a"},
      {"application/vnd.3gpp.ims+xml", "application", "vnd.3gpp.ims+xml", ""},
      {"message/sipfrag;version=2.0;", "message", "sipfrag", "version=2.0;"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const MediaType media = parseMediaType(row.value);

    CHECK(media.type == row.type);
    CHECK(media.subtype == row.subtype);
    CHECK(media.parameters == row.parameters);
  }
}

TEST_CASE("§25.1 media-type: what is not two tokens is none") {
  for (const std::string_view value : {"", "sdp", "/", "application/", "/sdp", "a/b/c", "a b/c",
                                       "a/b c", ";a/b", "a/\"b\"", "a/é"}) {
    CAPTURE(value);
    CHECK(parseMediaType(value).type.empty());
    CHECK(parseMediaType(value).subtype.empty());
  }
}

TEST_CASE("§7.3.1 types compare without case") {
  CHECK(parseMediaType("APPLICATION/sDp").isSdp());
  CHECK_FALSE(parseMediaType("application/sdp2").isSdp());
  CHECK_FALSE(parseMediaType("text/sdp").isSdp());
  CHECK(parseMediaType("MultiPart/x-own;boundary=1").isMultipart());
  CHECK_FALSE(parseMediaType("multiparty/mixed").isMultipart());
}

TEST_CASE("RFC 2046 §5.1.1 the boundary may be quoted, and hold what a token cannot") {
  const auto boundary = [](std::string_view value) {
    return std::string(findParameter(parseMediaType(value).parameters, "boundary").value_or("?"));
  };
  CHECK(boundary("multipart/mixed;boundary=a-b_c") == "a-b_c");
  CHECK(boundary("multipart/mixed; Boundary = \"gc0pJq0M:08jU534c0p\"") == "gc0pJq0M:08jU534c0p");
  CHECK(boundary("multipart/mixed;type=\"a;boundary=x\";boundary=\"a ;=b\"") == "a ;=b");
  CHECK(boundary("multipart/mixed;boundary=\"\"").empty());
  CHECK(boundary("multipart/mixed") == "?");
}

TEST_CASE("§20.11 Content-Disposition: a type, and whether it may be left aside") {
  struct Row {
    std::string_view value, type;
    Handling handling;
  };
  const Row rows[] = {
      {"session", "session", Handling::Unsaid},
      {"", "", Handling::Unsaid},
      {" Render ; handling=optional", "Render", Handling::Optional},
      {"signal;HANDLING=Required", "signal", Handling::Required},
      {"attachment; filename=\"a;handling=optional\"", "attachment", Handling::Unsaid},
      {"attachment; filename=smime.p7s;\r\n handling = \"optional\"", "attachment",
       Handling::Optional},
      {"icon;handling=whenever", "icon", Handling::Required},
      {"icon;handling", "icon", Handling::Required},
      {";handling=optional", "", Handling::Optional},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const ContentDisposition disposition = parseContentDisposition(row.value);
    CHECK(disposition.type == row.type);
    CHECK(disposition.handling == row.handling);
  }
}
