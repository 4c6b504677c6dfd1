// Messages after RFC 4475, section by section: its verdict is checked on the parts of each message
// that carry its point.
#include <doctest/doctest.h>

#include <string>

#include "message/support.hpp"
#include "sip/message/bad_request.hpp"

using namespace sip::message_test;
using sip::HeaderName;
using sip::Message;

TEST_CASE("RFC 4475 §3.1.1.1: a short tortuous INVITE") {
  const Message message = parsed(
      "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\r\n"
      "TO :\r\n"
      " sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n"
      "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\r\n"
      "  ;\r\n"
      "  tag = 98asjd8\r\n"
      "MaX-fOrWaRdS: 0068\r\n"
      "Call-ID: wsinv.ndaksdj@192.0.2.1\r\n"
      "Content-Length   : 150\r\n"
      "cseq: 0009\r\n"
      "  INVITE\r\n"
      "Via  : SIP  /   2.0\r\n"
      " /UDP\r\n"
      "    192.0.2.2;branch=390skdjuw\r\n"
      "s :\r\n"
      "NewFangledHeader:   newfangled value\r\n"
      " continued newfangled value\r\n"
      "UnknownHeaderWithUnusualValue: ;;,,;;,;\r\n"
      "Content-Type: application/sdp\r\n"
      "Route:\r\n"
      " <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\r\n"
      "v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n"
      "  branch  =   z9hG4bK9ikj8  ,\r\n"
      " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n"
      " z9hG4bK30239\r\n"
      "m:\"Quoted string \\\"\\\"\" <sip:jdrosen@example.com> ; newparam =\r\n"
      "      newvalue ;\r\n"
      "  secondparam ; q = 0.33\r\n"
      "\r\n"
      "v=0\r\n"
      "o=mhandley 29739 7272939 IN IP4 192.0.2.3\r\n"
      "s=-\r\n"
      "c=IN IP4 192.0.2.4\r\n"
      "t=0 0\r\n"
      "m=audio 49217 RTP/AVP 0 12\r\n"
      "m=video 3227 RTP/AVP 31\r\n"
      "a=rtpmap:31 LPC\r\n");
  CHECK(message.requestUri() == "sip:vivekg@chair-dnrc.example.com;unknownparam");
  CHECK(message.toTag() == "1918181833n");
  CHECK(message.to().uri == "sip:vivekg@chair-dnrc.example.com");
  CHECK(message.fromTag() == "98asjd8");
  CHECK(message.from().displayName == "J Rosenberg \\\\\\\"");
  CHECK(message.number(HeaderName::MaxForwards) == 68U);
  CHECK(message.cseq() == 9);
  CHECK(message.topVia().branch == "390skdjuw");
  CHECK(message.topVia().transport == "UDP");
  CHECK(message.list(HeaderName::Via).size() == 3);
  CHECK(message.header(HeaderName::Subject) == "");
  CHECK(message.body().size() == 150);
  const auto contact = sip::parseNameAddr(*message.header(HeaderName::Contact));
  REQUIRE(contact.has_value());
  CHECK(contact->parameter("newparam") == "newvalue");
  CHECK(contact->parameter("q") == "0.33");
}

TEST_CASE("RFC 4475 §3.1.1.2: a wide range of valid characters") {
  const Message message = parsed(
      "!interesting-Method0123456789_*+`.%indeed'~ "
      "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/"
      ";;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)"
      "@example.com SIP/2.0\r\n"
      "Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~\r\n"
      "To: \"BEL:\\\x07 NUL:\\\x01 DEL:\\\x7f\" "
      "<sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"
      "@example.com>\r\n"
      "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>"
      ";fromParam''~+*_!.-%="
      "\"\xd1\x80\xd0\xb0\xd0\xb1\xd0\xbe\xd1\x82\xd0\xb0\xd1\x8e\xd1\x89\xd0\xb8\xd0\xb9\""
      ";tag=_token~1'+`*%!-.\r\n"
      "Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{\r\n"
      "CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~\r\n"
      "Max-Forwards: 255\r\n"
      "extensionHeader-!.%*+_`'~:\xef\xbb\xbf\xe5\xa4\xa7\xe5\x81\x9c\xe9\x9b\xbb\r\n"
      "Content-Length: 0\r\n"
      "\r\n");
  CHECK(message.method() == sip::Method::Unknown);
  CHECK(message.topVia().branch == "z9hG4bK-.!%66*_+`'~");
  CHECK(message.fromTag() == "_token~1'+`*%!-.");
  CHECK(message.from().displayName == "token1~` token2'+_ token3*%!.-");
  CHECK(message.callId() == "intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
  CHECK(message.cseq() == 139122385);
  CHECK(message.header("EXTENSIONHEADER-!.%*+_`'~") ==
        "\xef\xbb\xbf\xe5\xa4\xa7\xe5\x81\x9c\xe9\x9b\xbb");
  const auto uri = sip::parseUri(message.requestUri());
  REQUIRE(uri.has_value());
  CHECK(uri->user == "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
  CHECK(uri->host == "example.com");
}

TEST_CASE("RFC 4475 §3.1.1.3 to §3.1.1.5: escapes, escaped NULs and a bare '%' in a name") {
  const auto uri = sip::parseUri("sip:sips%3Auser%40example.com@example.net");
  REQUIRE(uri.has_value());
  CHECK(uri->user == "sips%3Auser%40example.com");
  CHECK(uri->host == "example.net");
  CHECK(sip::parseUri("sip:null-%00-null@example.com")->user == "null-%00-null");
  const Message message = parsed(
      with(with(with(kInvite, "INVITE sip", "RE%47IST%45R sip"), "INVITE\r\n", "RE%47IST%45R\r\n"),
           "From: Alice", "From: \"%Z%45\""));
  CHECK(message.methodName() == "RE%47IST%45R");
  CHECK(message.method() == sip::Method::Unknown);
  CHECK(message.from().displayName == "%Z%45");
}

TEST_CASE("RFC 4475 §3.1.1.6: no white space between display name and '<'") {
  const Message message = parsed(with(kInvite, "From: Alice <", "From: caller<"));
  CHECK(message.from().displayName == "caller");
}

TEST_CASE("RFC 4475 §3.1.1.7: long values") {
  const std::string longName(2000, 'n');
  const Message message = parsed(with(with(kInvite, "From: Alice", "From: \"" + longName + "\""),
                                      "bob@biloxi.example.com SIP", longName + "@h SIP"));
  CHECK(message.from().displayName == longName);
  CHECK(message.requestUri().size() == longName.size() + 6);
}

TEST_CASE("RFC 4475 §3.1.1.8: bytes behind the body are ignored") {
  const Message message =
      parsed(std::string(kInvite) + "INVITE sip:joe@example.com SIP/2.0\r\nt: <sip:joe@h>\r\n");
  CHECK(message.body().size() == 27);
}

TEST_CASE("RFC 4475 §3.1.1.9: a semicolon in the user part") {
  const auto uri = sip::parseUri("sip:user;par=u%40example.net@example.com");
  REQUIRE(uri.has_value());
  CHECK(uri->user == "user;par=u%40example.net");
  CHECK(uri->parameters.empty());
}

TEST_CASE("RFC 4475 §3.1.1.10: unknown and varied transports") {
  const Message message = parsed(with(kInvite, "SIP/2.0/WSS", "SIP/2.0/UNKNOWN"));
  CHECK(message.topVia().transport == "UNKNOWN");
}

TEST_CASE("RFC 4475 §3.1.2: requests that deserve a 400, 505 or leniency") {
  const struct {
    std::string section, part, instead;
    int status;  ///< 0: is let through
  } kRows[] = {
      {"§3.1.2.1 extraneous separators in Via and Contact", ";branch=z9hG4bK776asdhds;rport",
       ";branch=z9hG4bK776asdhds;;,;,,", 400},
      {"§3.1.2.2 Content-Length larger than the message", "Content-Length: 27",
       "Content-Length: 9999", 400},
      {"§3.1.2.3 negative Content-Length", "Content-Length: 27", "Content-Length: -999", 400},
      {"§3.1.2.4 CSeq out of range", "314159 INVITE", "36893488147419103232 INVITE", 400},
      {"§3.1.2.4 Max-Forwards and Expires out of range are for who needs them", "Max-Forwards: 70",
       "Max-Forwards: 300\r\nExpires: 1000000000000000000000000000000000000", 0},
      {"§3.1.2.6 unterminated quote", "To: Bob", "To: \"Mr. J. User", 400},
      {"§3.1.2.7 brackets around the Request-URI", "sip:bob@biloxi.example.com SIP",
       "<sip:bob@biloxi.example.com> SIP", 400},
      {"§3.1.2.8 white space within the Request-URI", "sip:bob@biloxi.example.com SIP",
       "sip:bob@biloxi.example.com; lr SIP", 400},
      {"§3.1.2.9 several spaces in the start line", "INVITE sip:bob@biloxi.example.com SIP",
       "INVITE  sip:bob@biloxi.example.com   SIP", 0},
      {"§3.1.2.10 spaces behind the start line", " SIP/2.0\r\n", " SIP/2.0  \r\n", 0},
      {"§3.1.2.11 escaped headers in the Request-URI", "sip:bob@biloxi.example.com SIP",
       "sip:bob@biloxi.example.com?Route=%3Csip:example.com%3E SIP", 0},
      {"§3.1.2.12 a Date that is not GMT", "Max-Forwards: 70",
       "Date: Fri, 01 Jan 2010 16:00:00 EST", 0},
      {"§3.1.2.13 a Contact whose URI needs brackets",
       "Contact: <sip:alice@df7jal23ls0d.invalid;transport=ws>",
       "Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E", 0},
      {"§3.1.2.14 spaces within addr-spec", "<sip:bob@biloxi.example.com>",
       "< sip:bob@biloxi.example.com >", 0},
      {"§3.1.2.15 a display name that is no token", "From: Alice", "From: Bell, Alexander", 0},
      {"§3.1.2.16 another SIP version", " SIP/2.0\r\n", " SIP/7.0\r\n", 505},
      {"§3.1.2.17 start line and CSeq differ", "314159 INVITE", "314159 OPTIONS", 400},
      {"§3.1.2.18 unknown method in the start line alone", "INVITE sip", "NEWMETHOD sip", 501},
      {"§3.3.7 unknown Via protocol parameters", "SIP/2.0/WSS", "sip/2.0/wss", 0},
      {"§3.3.8 fields that must stand once", "Max-Forwards: 70", "Call-ID: 2\r\nTo: <sip:t@h>",
       400},
      {"§3.3.9 two Content-Lengths", "Content-Length: 27",
       "Content-Length: 13\r\nContent-Length: 5", 400},
      {"§3.3.11 Max-Forwards of zero", "Max-Forwards: 70", "Max-Forwards: 0", 0},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.section);
    const std::string text = with(kInvite, row.part, row.instead);
    if (row.status == 0) {
      CHECK(parsed(text).callId() == "a84b4c76e66710@pc33.atlanta.example.com");
    } else {
      const auto answer = sip::makeBadRequestResponse(text, refused(text));
      REQUIRE(answer.has_value());
      CHECK(answer->substr(0, 12) == "SIP/2.0 " + std::to_string(row.status) + " ");
    }
  }
}

TEST_CASE("RFC 4475 §3.1.2.5, §3.1.2.19: responses with numbers out of range are dropped") {
  CHECK_FALSE(refused(with(kOk, "314159 INVITE", "9292394834772304023312 INVITE")).answerable);
  CHECK_FALSE(refused(with(kOk, "200 OK", "4294967301 better not break the receiver")).answerable);
}

TEST_CASE("RFC 4475 §3.3.1: a request without Call-ID, From or To gets a 400") {
  const sip::ParseError error = refused(
      "INVITE sip:user@example.com SIP/2.0\r\nCSeq: 193942 INVITE\r\n"
      "Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\r\nContent-Length: 0\r\n\r\n");
  CHECK(error.rule == "no Call-ID header");
  CHECK(error.answerable);
}

TEST_CASE("RFC 4475 §3.3.2: an unknown Request-URI scheme is no parse error") {
  const Message message =
      parsed(with(kInvite, "sip:bob@biloxi.example.com", "nobodyKnowsThisScheme:totallyopaque"));
  CHECK(sip::parseUri(message.requestUri())->scheme == "nobodyKnowsThisScheme");
}
