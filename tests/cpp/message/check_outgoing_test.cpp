#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "sip/message/outgoing.hpp"

using namespace std::string_literals;
using sip::Body;
using sip::checkHeaders;
using sip::checkOutgoing;
using sip::checkVia;
using sip::ErrorCode;
using sip::OutgoingRequest;

namespace {

OutgoingRequest request() {
  OutgoingRequest result;
  result.method = "INVITE";
  result.requestUri = "sip:bob@biloxi.example.com";
  result.routes = {"<sip:p1.example.com;lr>"};
  result.from = "\"Alice\" <sip:alice@atlanta.example.com>;tag=1";
  result.to = "<sip:bob@biloxi.example.com>";
  result.callId = "1";
  result.extraHeaders = {"Contact: <sip:alice@a.invalid;transport=ws>",
                         "X-Custom:anything; goes \xff"};
  result.body = Body{"application/sdp", "v=0\r\n", "session"};
  return result;
}

}  // namespace

TEST_CASE("§8.1.1: a request with all it needs passes, and its body may hold any byte") {
  OutgoingRequest fields = request();
  CHECK(checkOutgoing(fields));
  fields.body->content = "\r\n\0\r\n\r\nINVITE sip:x SIP/2.0\r\n"s;
  CHECK(checkOutgoing(fields));
  fields.body.reset();
  fields.extraHeaders.clear();
  fields.routes.clear();
  CHECK(checkOutgoing(fields));
}

TEST_CASE("§7.3: CR, LF or NUL is refused in every part of a Via") {
  sip::Via via;
  via.sentBy = "a.invalid";
  via.branch = "z9hG4bK1";
  via.below = {"SIP/2.0/WS b.invalid;branch=z9hG4bK2"};
  CHECK(checkVia(via));
  for (std::string* part : {&via.transport, &via.sentBy, &via.branch, &via.below[0]}) {
    const std::string whole = *part;
    *part += "\r\nX: y";
    const auto status = checkVia(via);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::HeaderInjection);
    *part = whole;
  }
  via.below = {" "};
  CHECK(checkVia(via).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("§7.3: CR, LF or NUL is refused in every field that is written into a header") {
  const struct {
    std::string field;
    std::function<std::string&(OutgoingRequest&)> of;
  } kFields[] = {
      {"method", [](OutgoingRequest& r) -> std::string& { return r.method; }},
      {"Request-URI", [](OutgoingRequest& r) -> std::string& { return r.requestUri; }},
      {"Route", [](OutgoingRequest& r) -> std::string& { return r.routes[0]; }},
      {"From", [](OutgoingRequest& r) -> std::string& { return r.from; }},
      {"To", [](OutgoingRequest& r) -> std::string& { return r.to; }},
      {"Call-ID", [](OutgoingRequest& r) -> std::string& { return r.callId; }},
      {"X-Custom", [](OutgoingRequest& r) -> std::string& { return r.extraHeaders[1]; }},
      {"content type", [](OutgoingRequest& r) -> std::string& { return r.body->contentType; }},
      {"disposition", [](OutgoingRequest& r) -> std::string& { return r.body->disposition; }},
  };
  for (const auto& field : kFields) {
    for (const std::string& attack :
         {"\r\nX: y"s, "\n"s, "\r"s, "\0"s, "\r\n folded"s, "\r\n\r\nBYE sip:bob@h SIP/2.0\r\n"s}) {
      OutgoingRequest fields = request();
      field.of(fields) += attack;
      CAPTURE(field.field);
      const auto status = checkOutgoing(fields);
      REQUIRE_FALSE(status);
      CHECK(status.error().code == ErrorCode::HeaderInjection);
      CHECK(status.error().detail.find(field.field) != std::string::npos);
      CHECK(status.error().detail.find(attack) == std::string::npos);
    }
  }
}

TEST_CASE("§8.1.1: an empty or impossible field is refused by name") {
  const struct {
    std::string field;
    std::function<void(OutgoingRequest&)> spoil;
  } kRows[] = {
      {"method", [](OutgoingRequest& r) { r.method = ""; }},
      {"method", [](OutgoingRequest& r) { r.method = "IN VITE"; }},
      {"Request-URI", [](OutgoingRequest& r) { r.requestUri = ""; }},
      {"Request-URI", [](OutgoingRequest& r) { r.requestUri = "sip:bob@h SIP/2.0"; }},
      {"Request-URI", [](OutgoingRequest& r) { r.requestUri = "<sip:bob@h>"; }},
      {"Route", [](OutgoingRequest& r) { r.routes[0] = " "; }},
      {"From", [](OutgoingRequest& r) { r.from = ""; }},
      {"To", [](OutgoingRequest& r) { r.to = "\t"; }},
      {"Call-ID", [](OutgoingRequest& r) { r.callId = ""; }},
      {"CSeq", [](OutgoingRequest& r) { r.cseq = 0x80000000U; }},
      {"Max-Forwards", [](OutgoingRequest& r) { r.maxForwards = 256; }},
      {"content type", [](OutgoingRequest& r) { r.body->contentType = " "; }},
  };
  for (const auto& row : kRows) {
    OutgoingRequest fields = request();
    row.spoil(fields);
    CAPTURE(row.field);
    const auto status = checkOutgoing(fields);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::InvalidArgument);
    CHECK(status.error().detail.find(row.field) != std::string::npos);
  }
}

TEST_CASE("§7.3.1: an extra header needs a name that is a token, and a colon") {
  for (const std::string line :
       {"", ":", ": value", "no colon", "two words: x", "J\xc3\xb6rg: x", "a@b: x", "\"X\": y"}) {
    CAPTURE(line);
    const auto status = checkHeaders({line}, std::nullopt);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::InvalidArgument);
  }
  CHECK(
      checkHeaders({"X-Empty:", "X : spaced", "m: <sip:a@b>", "!%*_+`'~.-: token"}, std::nullopt));
}

TEST_CASE(
    "§7.3.1: an extra header does not begin with white space, which would fold the one above") {
  for (const std::string line : {" X: y", "\tX: y", " \t X: y"}) {
    CAPTURE(line);
    const auto status = checkHeaders({"Subject: a", line}, std::nullopt);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::InvalidArgument);
  }
}

TEST_CASE(
    "§8.1.1: an extra header may not replace what the library writes, under any of its names") {
  for (const std::string name :
       {"Via", "v", "From", "f", "To", "T", "Call-ID", "call-id", "i", "CSeq", "Max-Forwards",
        "Content-Length", "l", "CONTENT-LENGTH ", " Via"}) {
    CAPTURE(name);
    const auto status = checkHeaders({"X: y", name + ": 1"}, std::nullopt);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::InvalidArgument);
  }
}
