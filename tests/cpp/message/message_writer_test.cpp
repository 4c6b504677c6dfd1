#include "sip/message/message_writer.hpp"

#include <doctest/doctest.h>

#include <string>

#include "message/support.hpp"

using namespace std::string_literals;
using sip::BodyView;
using sip::ErrorCode;
using sip::MessageWriter;
using sip::message_test::parsed;
using Allowed = sip::MessageWriter::Allowed;

namespace {

/// A response with these values, and the rest as it should be.
struct Fields {
  std::string reason = "OK", via = "SIP/2.0/WSS a.invalid;branch=z9hG4bK1",
              from = "<sip:a@h>;tag=1", to = "<sip:b@h>", tag = "us", cseq = "7 OPTIONS",
              callId = "call";
};

std::string write(MessageWriter& writer, const Fields& fields) {
  writer.statusLine(200, fields.reason);
  writer.header("Via", fields.via);
  writer.header("From", fields.from);
  writer.to(fields.to, fields.tag);
  writer.header("CSeq", fields.cseq);
  writer.header("Call-ID", fields.callId);
  writer.end();
  return std::string(writer.text());
}

ErrorCode codeOf(std::string_view line, Allowed allowed) {
  MessageWriter writer;
  writer.requestLine("BYE", "sip:a@b");
  writer.line("X-Good: 1", allowed);
  writer.line(line, allowed);
  writer.line("X-Good: 2", allowed);
  writer.end();
  return writer.status().error().code;
}

}  // namespace

TEST_CASE("§7.3.1: header lines that an application orders are written in its order") {
  MessageWriter writer;
  writer.requestLine("MESSAGE", "sip:bob@biloxi.example.com");
  writer.line("To: <sip:bob@biloxi.example.com>", Allowed::Any);
  writer.line("Via: SIP/2.0/WSS a;branch=z9hG4bK1", Allowed::Any);
  writer.line("X-One: 1", Allowed::Extra);
  writer.end({"text/plain", "", "h\xc3\xa9"});
  REQUIRE(writer.status());
  CHECK(writer.text() ==
        "MESSAGE sip:bob@biloxi.example.com SIP/2.0\r\n"
        "To: <sip:bob@biloxi.example.com>\r\n"
        "Via: SIP/2.0/WSS a;branch=z9hG4bK1\r\n"
        "X-One: 1\r\n"
        "Content-Type: text/plain\r\n"
        "Content-Length: 3\r\n"
        "\r\n"
        "h\xc3\xa9");
}

TEST_CASE("a writer that has refused a message writes the next one") {
  MessageWriter writer;
  writer.requestLine("BYE", "sip:a b");
  writer.end();
  CHECK_FALSE(writer.status());
  writer.requestLine("BYE", "sip:a@b");
  writer.end();
  REQUIRE(writer.status());
  CHECK(writer.text() == "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("§8.2.6.2: To gets this side's tag where it has none") {
  MessageWriter writer;
  const auto tagOf = [&writer](std::string_view to, std::string_view tag = "us") {
    Fields fields;
    fields.to = to;
    fields.tag = tag;
    return std::string(parsed(write(writer, fields)).toTag());
  };
  CHECK(tagOf("<sip:b@h>") == "us");
  CHECK(tagOf("\"a;tag=b\" <sip:b@h;tag=c>") == "us");
  CHECK(tagOf("<sip:b@h>;tag=theirs") == "theirs");
  CHECK(tagOf("<sip:b@h>;tag=") == "us");
  CHECK(tagOf("<sip:b@h>;tag=;x=1") == "us");
  CHECK(tagOf("<sip:b@h>;tag;x=1") == "us");
  CHECK(tagOf("<sip:b@h>", "") == "");
}

TEST_CASE("§7.3.1: no field of a message holds a line break, and what must be there is") {
  MessageWriter writer;
  write(writer, {});
  CHECK(writer.status());
  std::string Fields::*const fields[] = {&Fields::via,   &Fields::from,   &Fields::to,
                                         &Fields::cseq,  &Fields::callId, &Fields::tag,
                                         &Fields::reason};
  for (const auto field : fields) {
    for (const std::string& text : {"a\r\nX: 1"s, "a\nb"s, "a\0b"s, "a\rb"s, "long enough \n"s}) {
      Fields broken;
      broken.*field = text;
      write(writer, broken);
      REQUIRE_FALSE(writer.status());
      CHECK(writer.status().error().code == ErrorCode::HeaderInjection);
    }
  }
  for (std::size_t mandatory = 0; mandatory < 5; ++mandatory) {
    Fields broken;
    broken.*fields[mandatory] = " ";
    write(writer, broken);
    CHECK(writer.status().error().code == ErrorCode::InvalidArgument);
  }
}

TEST_CASE("§7.1: a request needs a token as its method and a Request-URI without spaces") {
  const auto code = [](std::string_view method, std::string_view uri) {
    MessageWriter writer;
    writer.requestLine(method, uri);
    return writer.status().error().code;
  };
  CHECK(code("BYE", "sip:a@b") == ErrorCode::None);
  CHECK(code("", "sip:a@b") == ErrorCode::InvalidArgument);
  CHECK(code("B YE", "sip:a@b") == ErrorCode::InvalidArgument);
  CHECK(code("BYE", "") == ErrorCode::InvalidArgument);
  CHECK(code("BYE", "sip:a@b SIP/2.0") == ErrorCode::InvalidArgument);
  CHECK(code("BYE", "sip:a@b\r\nX: 1") == ErrorCode::HeaderInjection);
}

TEST_CASE("§7.3.1: lines are of the form \"Name: value\", and some headers are not for lines") {
  CHECK(codeOf("Route:", Allowed::Any) == ErrorCode::None);
  CHECK(codeOf("Via : another", Allowed::Any) == ErrorCode::None);
  CHECK(codeOf("l: 3", Allowed::Any) == ErrorCode::InvalidArgument);
  CHECK(codeOf("no colon", Allowed::Any) == ErrorCode::InvalidArgument);
  CHECK(codeOf(": no name", Allowed::Any) == ErrorCode::InvalidArgument);
  CHECK(codeOf(" folded: x", Allowed::Any) == ErrorCode::InvalidArgument);
  CHECK(codeOf("X: a\r\nY: b", Allowed::Any) == ErrorCode::HeaderInjection);
  for (const char* line : {"Via: x", "f: x", "To: x", "i: x", "CSeq: x", "Max-Forwards: 1"}) {
    CHECK(codeOf(line, Allowed::Extra) == ErrorCode::InvalidArgument);
    CHECK(codeOf(line, Allowed::Any) == ErrorCode::None);
  }
}

TEST_CASE("§20.11, §20.15: a line says a body's type and disposition in place of the body") {
  MessageWriter writer;
  writer.requestLine("MESSAGE", "sip:a@b");
  writer.line("c: text/html", Allowed::Extra);
  writer.line("Content-Disposition: icon", Allowed::Extra);
  writer.end({"text/plain", "render", "x"});
  const std::string text(writer.text());
  CHECK(text.find("text/plain") == std::string::npos);
  CHECK(text.find("render") == std::string::npos);
  writer.requestLine("MESSAGE", "sip:a@b");
  writer.end({" ", "", "x"});
  CHECK(writer.status().error().code == ErrorCode::InvalidArgument);
  writer.requestLine("MESSAGE", "sip:a@b");
  writer.end({"text/plain", "a\r\nb", "x"});
  CHECK(writer.status().error().code == ErrorCode::HeaderInjection);
}
