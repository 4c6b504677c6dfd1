// Which texts become a Message, and why the others do not.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "message/support.hpp"

using namespace sip::message_test;
using namespace std::string_literals;
using sip::HeaderName;
using sip::Message;
using sip::Method;
using sip::ParseError;

TEST_CASE("§7.1: a request's start line, routing fields and body") {
  const Message message = parsed(std::string(kInvite));
  CHECK(message.isRequest());
  CHECK(message.method() == Method::Invite);
  CHECK(message.methodName() == "INVITE");
  CHECK(message.requestUri() == "sip:bob@biloxi.example.com");
  CHECK(message.statusCode() == 0);
  CHECK(message.reasonPhrase().empty());
  CHECK(message.topVia().transport == "WSS");
  CHECK(message.topVia().host == "df7jal23ls0d.invalid");
  CHECK(message.topVia().sentBy == "df7jal23ls0d.invalid");
  CHECK(message.topVia().branch == "z9hG4bK776asdhds");
  CHECK(message.topVia().parameters == "branch=z9hG4bK776asdhds;rport");
  CHECK(message.from().displayName == "Alice");
  CHECK(message.from().uri == "sip:alice@atlanta.example.com");
  CHECK(message.fromTag() == "1928301774");
  CHECK(message.to().uri == "sip:bob@biloxi.example.com");
  CHECK(message.to().parameters.empty());
  CHECK(message.toTag().empty());
  CHECK(message.callId() == "a84b4c76e66710@pc33.atlanta.example.com");
  CHECK(message.cseq() == 314159);
  CHECK(message.cseqMethod() == "INVITE");
  CHECK(message.body() == "v=0\r\no=alice 1 1 IN IP4 0\r\n");
  CHECK(message.fields().size() == 10);
}

TEST_CASE(
    "§7.2: a response's status, reason and CSeq method; only the topmost of its Vias counts") {
  const Message message = parsed(std::string(kOk));
  CHECK_FALSE(message.isRequest());
  CHECK(message.statusCode() == 200);
  CHECK(message.reasonPhrase() == "OK");
  CHECK(message.isSuccess());
  CHECK_FALSE(message.isProvisional());
  CHECK(message.method() == Method::Invite);
  CHECK(message.methodName().empty());
  CHECK(message.requestUri().empty());
  CHECK(message.topVia().branch == "z9hG4bK776asdhds");
  CHECK(message.toTag() == "a6c85cf");
  CHECK(message.body().empty());
}

TEST_CASE("A Message that was moved or copied reads the same") {
  Message first = parsed(std::string(kInvite));
  const Message copy = first;
  const Message moved = std::move(first);
  for (const Message* message : {&copy, &moved}) {
    CHECK(message->callId() == "a84b4c76e66710@pc33.atlanta.example.com");
    CHECK(message->topVia().branch == "z9hG4bK776asdhds");
    CHECK(message->from().displayName == "Alice");
    CHECK(message->header(HeaderName::Supported) == "outbound, 100rel");
    const char* begin = message->text().data();
    CHECK(message->callId().data() > begin);
    CHECK(message->callId().data() < begin + message->text().size());
  }
}

TEST_CASE("§7.5: CRLFs before the start line are skipped") {
  CHECK(parsed("\r\n\r\n\n" + std::string(kInvite)).requestUri() == "sip:bob@biloxi.example.com");
}

TEST_CASE("§7.5, §7.3.1: LF alone ends a line, and folds work with it") {
  std::string text;
  for (const char c : with(kInvite, "To: Bob", "To:\r\n Bob")) {
    if (c != '\r') text += c;
  }
  const Message message = parsed(with(text, "Content-Length: 27\n", ""));
  CHECK(message.to().displayName == "Bob");
  CHECK(message.body() == "v=0\no=alice 1 1 IN IP4 0\n");
}

TEST_CASE("§7.3.1: folds, any case, compact names, and spaces before and after the colon") {
  const Message message = parsed(
      "OPTIONS sip:user@example.com SIP/2.0\r\n"
      "v  :  SIP / 2.0 / WSS\r\n"
      "  host.invalid\r\n"
      "\t;branch = z9hG4bKx\r\n"
      "MAX-FORWARDS:70\r\n"
      "f\t: \"Alice\"\r\n"
      "   <sip:alice@example.com>\r\n"
      " ; tag = 98asjd8\r\n"
      "t:sip:user@example.com\r\n"
      "i: 8a7d@h\r\n"
      "cseq:  0009\r\n"
      "  OPTIONS\r\n"
      "subject:\r\n"
      "  I know you're there,\r\n"
      "     pick up the phone   \r\n"
      "L: 0\r\n"
      "\r\n");
  CHECK(message.topVia().host == "host.invalid");
  CHECK(message.topVia().branch == "z9hG4bKx");
  CHECK(message.fromTag() == "98asjd8");
  CHECK(message.cseq() == 9);
  CHECK(message.cseqMethod() == "OPTIONS");
  CHECK(message.header(HeaderName::Subject) == "I know you're there,\r\n     pick up the phone");
  CHECK(message.number(HeaderName::MaxForwards) == 70U);
}

TEST_CASE("RFC 7118 §5, §18.3: Content-Length is optional, counts bytes and cuts the body") {
  CHECK(parsed(with(kInvite, "Content-Length: 27\r\n", "")).body().size() == 27);
  CHECK(parsed(with(kInvite, "Content-Length: 27", "Content-Length: 5")).body() == "v=0\r\n");
  CHECK(parsed(with(kInvite, "Content-Length: 27", "l: 5\r\nContent-Length: 05")).body() ==
        "v=0\r\n");
  const std::string accents = "\xc3\xa4\xc3\xb6\xc3\xbc";
  std::string text = with(kOk, "Content-Length: 0", "Content-Length: 6") + accents;
  CHECK(parsed(text).body() == accents);
  CHECK(parsed(std::string(kOk) + "BYE sip:next@h SIP/2.0\r\n").body().empty());
  const std::string bytes("\0\xff\r\n\0", 5);
  CHECK(parsed(with(kOk, "Content-Length: 0\r\n", "") + bytes).body() == bytes);
}

TEST_CASE("A text that stops behind its last header line is whole; one that stops within is not") {
  CHECK(parsed(
            "BYE sip:a@h SIP/2.0\r\nVia: SIP/2.0/WS h\r\nFrom: <sip:b@h>;tag=1\r\nTo: <sip:a@h>\r\n"
            "Call-ID: 1\r\nCSeq: 1 BYE\r\n")
            .body()
            .empty());
  CHECK(refused("BYE sip:a@h SIP/2.0\r\nVia: SIP/2.0/WS h\r\nFrom: <sip:b@h>;tag=1\r\n"
                "To: <sip:a@h>\r\nCSeq: 1 BYE\r\nCall-ID: 1")
            .rule == "no line end");
}

TEST_CASE("§7.3: lines that are no header are passed over with their folds") {
  const Message message = parsed(with(kInvite, "Max-Forwards: 70\r\n",
                                      " a fold of nothing\r\n"
                                      "no colon here\r\n"
                                      " Supported: folded-into-it\r\n"
                                      "two words: x\r\n"
                                      ": no name\r\n"
                                      "J\xc3\xb6rg: y\r\n"
                                      "(Via): z\r\n"
                                      "X-Empty:\r\n"
                                      "X-Blank: \t \r\n"));
  CHECK(message.fields().size() == 11);
  CHECK(message.list(HeaderName::Supported).size() == 2);
  CHECK(message.header("X-Empty") == "");
  CHECK(message.header("X-Blank") == "");
}

TEST_CASE("§25.1: UTF-8, bytes that are no UTF-8 and control characters in values survive") {
  const std::string name = "\xe6\x97\xa5\xe6\x9c\xac \xff\xfe \x01\x7f";
  const Message message = parsed(with(kInvite, "Max-Forwards: 70", "Subject: " + name));
  CHECK(message.header(HeaderName::Subject) == name);
  const Message named = parsed(with(kInvite, "From: Alice", "From: \"\xd0\x90\xff\""));
  CHECK(named.from().displayName == "\xd0\x90\xff");
}

TEST_CASE("§8.1.1, §21.4.1: what makes a request unusable, and which of those can be answered") {
  const struct {
    std::string part, instead, field, rule;
    bool answerable;
  } kRows[] = {
      {"INVITE sip:bob@biloxi.example.com SIP/2.0", "", "start line", "no method", false},
      {"INVITE sip:bob@biloxi.example.com SIP/2.0", "hello", "start line",
       "no SIP version at the end", false},
      {" SIP/2.0", "", "start line", "no SIP version at the end", false},
      {" SIP/2.0", " HTTP/1.1", "start line", "no SIP version at the end", false},
      {" SIP/2.0", " SIP/7.0", "start line", "the SIP version is not 2.0", true},
      {" SIP/2.0", " SIP/2.00", "start line", "the SIP version is not 2.0", true},
      {"INVITE sip:bob@biloxi.example.com SIP", "INVITE SIP", "start line",
       "no SIP version at the end", false},
      {"INVITE sip:", "INV(ITE sip:", "start line", "no method", false},
      {"sip:bob@biloxi.example.com SIP", "<sip:bob@biloxi.example.com> SIP", "start line",
       "a character that no Request-URI may hold", true},
      {"sip:bob@biloxi.example.com SIP", "sip:bob@biloxi.example.com; lr SIP", "start line",
       "a character that no Request-URI may hold", true},
      {"sip:bob@biloxi.example.com SIP", "sip:2001:db8::10 SIP", "start line",
       "malformed host in the Request-URI", true},
      {"sip:bob@biloxi.example.com SIP", "SIPS:bob@[2001:db8::10 SIP", "start line",
       "malformed host in the Request-URI", true},
      {"sip:bob@biloxi.example.com SIP", "sip:bob@ SIP", "start line",
       "malformed host in the Request-URI", true},
      {"sip:bob@biloxi.example.com SIP", "sip:h:5060x SIP", "start line",
       "malformed host in the Request-URI", true},
      {"Via: ", "X-Via: ", "Via", "no Via header", false},
      {";branch", ";;branch", "Via", "an empty Via parameter", true},
      {";rport", ";rport;x=\";;\";;", "Via", "an empty Via parameter", true},
      {"SIP/2.0/WSS df7", "SIP/2.0 df7", "Via", "malformed Via", false},
      {"From: ", "X-From: ", "From", "no From header", true},
      {"From: Alice <sip:alice@atlanta.example.com>", "From: \"Alice <sip:a@b>", "From",
       "malformed From", true},
      {"From: Alice <sip:alice@atlanta.example.com>;tag=1928301774", "From: ", "From",
       "malformed From", true},
      {"To: ", "X-To: ", "To", "no To header", true},
      {"To: Bob <sip:bob@biloxi.example.com>", "To: Bob <sip:bob@biloxi.example.com", "To",
       "malformed To", true},
      {"Call-ID: ", "X-Call-ID: ", "Call-ID", "no Call-ID header", true},
      {"Call-ID: a84b4c76e66710@pc33.atlanta.example.com", "Call-ID:", "Call-ID",
       "malformed Call-ID", true},
      {"Call-ID: a84b", "Call-ID: a84b c", "Call-ID", "malformed Call-ID", true},
      {"CSeq: ", "X-CSeq: ", "CSeq", "no CSeq header", true},
      {"314159 INVITE", "INVITE", "CSeq", "malformed CSeq", true},
      {"314159 INVITE", "314159", "CSeq", "malformed CSeq", true},
      {"314159 INVITE", "314159INVITE", "CSeq", "malformed CSeq", true},
      {"314159 INVITE", "314159 INVITE x", "CSeq", "malformed CSeq", true},
      {"314159 INVITE", "-1 INVITE", "CSeq", "malformed CSeq", true},
      {"314159 INVITE", "2147483648 INVITE", "CSeq", "the CSeq number is not below 2^31", true},
      {"314159 INVITE", "36893488147419103232 INVITE", "CSeq", "the CSeq number is not below 2^31",
       true},
      {"314159 INVITE", "314159 BYE", "CSeq", "the CSeq method is not the request's", true},
      {"314159 INVITE", "314159 invite", "CSeq", "the CSeq method is not the request's", true},
      {"INVITE sip", "NEWMETHOD sip", "CSeq",
       "the method is not known, and the CSeq method is another", true},
      {"Content-Length: 27", "Content-Length: 28", "Content-Length",
       "Content-Length is more than there is", true},
      {"Content-Length: 27", "Content-Length: 99999999999999999999", "Content-Length",
       "Content-Length is not a number", true},
      {"Content-Length: 27", "Content-Length: -999", "Content-Length",
       "Content-Length is not a number", true},
      {"Content-Length: 27", "Content-Length:", "Content-Length", "Content-Length is not a number",
       true},
      {"Content-Length: 27", "Content-Length: 27\r\nl: 26", "Content-Length",
       "two Content-Lengths that differ", true},
      {"Max-Forwards: 70", "f: <sip:eve@h>;tag=2", "From",
       "a header that may stand once stands twice", true},
      {"Max-Forwards: 70", "t: <sip:eve@h>", "To", "a header that may stand once stands twice",
       true},
      {"Max-Forwards: 70", "i: 2", "Call-ID", "a header that may stand once stands twice", true},
      {"Max-Forwards: 70", "CSeq: 314159 INVITE", "CSeq",
       "a header that may stand once stands twice", true},
      {"Max-Forwards: 70", "Max-Forwards: 7\r0", "header", "a NUL or a lone CR in a header", true},
      {"Max-Forwards: 70", "X: a"s + '\0' + "b", "header", "a NUL or a lone CR in a header", true},
      {"INVITE sip", "INVITE\r sip", "start line", "a NUL or a lone CR in the start line", false},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.instead);
    const std::string text = with(kInvite, row.part, row.instead);
    const ParseError error = refused(text);
    CHECK(error.field == row.field);
    CHECK(error.rule == row.rule);
    CHECK(error.answerable == row.answerable);
    CHECK(error.offset <= text.size());
  }
}

TEST_CASE(
    "§25.1: NUL may stand in a header behind a backslash, as a quoted-pair, and nowhere else") {
  const std::string hidden = "\"a\\"s + '\0' + "b\"";
  CHECK(parsed(with(kInvite, "To: Bob", "To: " + hidden)).to().displayName ==
        hidden.substr(1, hidden.size() - 2));
  CHECK(parsed(with(kInvite, "Max-Forwards", "X: a\r\n "s + hidden + "\r\nMax-Forwards"))
            .header("X")
            ->ends_with(hidden));
  CHECK(refused(with(kInvite, "a84b4c76e66710", "a\\"s + '\0')).rule == "malformed Call-ID");
  CHECK(refused(with(kInvite, "INVITE sip", "INVITE\\"s + '\0' + " sip")).rule ==
        "a NUL or a lone CR in the start line");
  CHECK(refused("\0"s + std::string(kInvite)).rule == "a NUL or a lone CR in the start line");
}

TEST_CASE("A parse error says where it is") {
  const struct {
    std::string part, instead, fault;
  } kRows[] = {
      {"314159 INVITE", "x", "x\r\nContact"},
      {"314159 INVITE", "314159 BYE", "BYE\r\nContact"},
      {"70", "7\r0", "\r0"},
      {"example.com SIP", "example.com; lr SIP", " lr SIP"},
      {"sip:bob@biloxi.example.com SIP", "<sip:b@h> SIP", "<sip:b@h>"},
      {"sip:bob@biloxi.example.com SIP", "sip:b@h:70000;lr SIP", "h:70000;lr"},
      {"sip:bob@biloxi.example.com SIP", "sip:b@h[;lr SIP", "[;lr"},
      {";rport", ";rport;;x", ";x"},
      {"Max-Forwards: 70", "i: first", "Call-ID: a84b"},
      {"Max-Forwards: 70", "To: <sip:f@h>", "To: Bob"},
      {"Max-Forwards: 70\r\nFrom:", "X:", "v=0"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.instead);
    const std::string text = with(kInvite, row.part, row.instead);
    CHECK(refused(text).offset == text.find(row.fault));
  }
}

TEST_CASE("RFC 4475 §3.1.2.1: a response is not lost over separators too many in its Via") {
  CHECK(parsed(with(kOk, ";rport=4711", ";;rport=4711;")).topVia().branch == "z9hG4bK776asdhds");
  CHECK(parsed(with(kInvite, ";rport", ";rport;")).topVia().branch == "z9hG4bK776asdhds");
}

TEST_CASE("§7.2: what makes a response unusable; none is ever answered") {
  const struct {
    std::string part, instead, field;
  } kRows[] = {
      {"SIP/2.0 200 OK", "SIP/3.0 200 OK", "start line"},
      {"SIP/2.0 200 OK", "SIP/2.0", "start line"},
      {"SIP/2.0 200 OK", "SIP/2.0  ", "start line"},
      {"SIP/2.0 200 OK", "SIP/2.0 OK", "start line"},
      {"200 OK", "099 Low", "start line"},
      {"200 OK", "700 High", "start line"},
      {"200 OK", "20 Short", "start line"},
      {"200 OK", "2000 Long", "start line"},
      {"200 OK", "4294967301 better not break the receiver", "start line"},
      {"200 OK", "200OK", "start line"},
      {"Via: SIP/2.0/WSS df7jal23ls0d.invalid", "Via: x", "Via"},
      {"CSeq: 314159 INVITE", "CSeq: 9292394834772304023312 INVITE", "CSeq"},
      {"Content-Length: 0", "Content-Length: 1", "Content-Length"},
      {"Call-ID: ", "X: ", "Call-ID"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.instead);
    const ParseError error = refused(with(kOk, row.part, row.instead));
    CHECK(error.field == row.field);
    CHECK_FALSE(error.answerable);
  }
}

TEST_CASE("§7.2: a reason phrase may be missing, long or in any alphabet") {
  CHECK(parsed(with(kOk, "200 OK", "200")).reasonPhrase().empty());
  CHECK(parsed(with(kOk, "200 OK", "200 ")).reasonPhrase().empty());
  CHECK(parsed(with(kOk, "SIP/2.0 200 OK", "sip/2.0  603  \xd0\xbd\xd0\xb5\xd1\x82, =;\""))
            .reasonPhrase() == "\xd0\xbd\xd0\xb5\xd1\x82, =;\"");
}

TEST_CASE("RFC 4475 §3.3.8: a response with a field twice is read by the first") {
  const Message message = parsed(with(kOk, "Contact:", "To: <sip:eve@h>;tag=no\r\nContact:"));
  CHECK(message.toTag() == "a6c85cf");
}

TEST_CASE("§9.1: an ACK that is broken is never answered") {
  std::string text = with(with(kInvite, "INVITE sip", "ACK sip"), "314159 INVITE", "x ACK");
  CHECK_FALSE(refused(text).answerable);
}

TEST_CASE("Limits: message size, number of headers and size of one header") {
  sip::ParseLimits limits;
  limits.messageBytes = kInvite.size();
  CHECK(std::holds_alternative<Message>(Message::parse(std::string(kInvite), limits)));
  limits.messageBytes = kInvite.size() - 1;
  CHECK(refused(std::string(kInvite), limits).rule == "the message is too large");
  CHECK(refused(std::string(kInvite), limits).answerable);

  limits = {};
  limits.headerCount = 10;
  CHECK(std::holds_alternative<Message>(Message::parse(std::string(kInvite), limits)));
  limits.headerCount = 9;
  CHECK(refused(std::string(kInvite), limits).rule == "too many headers");

  limits = {};
  limits.headerBytes = 100;
  const auto withSubject = [](std::size_t size) {
    return with(kInvite, "Max-Forwards: 70", "X: " + std::string(size - 9, 'a') + "\r\n b");
  };
  CHECK(std::holds_alternative<Message>(Message::parse(withSubject(100), limits)));
  CHECK(refused(withSubject(101), limits).rule == "a header is too long");
}

TEST_CASE("Texts that are no message at all") {
  for (const std::string& text :
       {""s, "\r\n"s, "\r\n\r\n"s, "\0"s, "\r"s, " "s, "\r\n\r\nx"s, "SIP/2.0"s,
        "SIP/2.0 200 OK\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: h\r\n\r\n"s, "INVITE"s, " \r\n"s,
        "INVITE sip:a@b SIP/2.0\r\n\r\n"s, std::string(100000, '\n'), std::string(100000, ' '),
        std::string(100000, '\0')}) {
    CHECK_FALSE(refused(text).answerable);
  }
}
