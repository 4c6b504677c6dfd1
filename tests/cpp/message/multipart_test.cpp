// sip/message/multipart.hpp: parts of a body. RFC 2046 §5.1, RFC 3261 §7.4, RFC 5621 §4.
#include "sip/message/multipart.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"

using namespace sip;
using Step = Multipart::Step;

namespace {

struct Cut {
  std::vector<BodyPart> parts;
  bool malformed = false;
  bool closed = false;
};

Cut cut(std::string_view body, std::string_view boundary = "b") {
  Cut result;
  Multipart reader(body, boundary);
  BodyPart part;
  Step step;
  while ((step = reader.next(part)) == Step::Part) result.parts.push_back(part);
  result.malformed = step == Step::Malformed;
  result.closed = reader.closed();
  CHECK(reader.next(part) == Step::End);
  return result;
}

/// The contents, joined by '|'; "malformed" where it is, and '~' at the end when nothing closes it.
std::string contents(std::string_view body, std::string_view boundary = "b") {
  const Cut result = cut(body, boundary);
  std::string text;
  for (const BodyPart& part : result.parts) {
    if (&part != &result.parts.front()) text += '|';
    text += part.content;
  }
  if (result.malformed) return text + "malformed";
  return result.closed ? text : text + '~';
}

}  // namespace

TEST_CASE("RFC 2046 §5.1.1 parts stand between delimiter lines, whose line breaks are not theirs") {
  struct Row {
    std::string_view what, body, contents;
  };
  const Row rows[] = {
      {"two parts", "--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n", "one|two"},
      {"content that ends in a line break keeps it", "--b\r\n\r\none\r\n\r\n--b--", "one\r\n"},
      {"nothing behind the closing delimiter", "--b\r\n\r\none\r\n--b--", "one"},
      {"preamble and epilogue", "for old readers\r\n--b\r\n\r\none\r\n--b--\r\nbye\r\n--b\r\n\r\nx",
       "one"},
      {"an empty line before the first delimiter", "\r\n--b\r\n\r\none\r\n--b--\r\n", "one"},
      {"padding", "--b \t\r\n\r\none\r\n--b-- \t \r\n", "one"},
      {"LF alone", "--b\n\none\n--b\n\ntwo\n\n--b--\n", "one|two\n"},
      {"LF and CRLF mixed", "--b\n\r\none\r\n--b\r\n\ntwo\n--b--", "one|two"},
      {"an empty part", "--b\r\n--b\r\n\r\n--b--", "|"},
      {"a delimiter in the middle of a line", "--b\r\n\r\na --b\r\n--b--", "a --b"},
      {"a longer boundary that begins alike", "--b\r\n\r\n--bc\r\n--b c\r\n--b--x\r\n--b--",
       "--bc\r\n--b c\r\n--b--x"},
      {"dashes alone", "--b\r\n\r\n--\r\n-- b\r\n---b\r\n--b--", "--\r\n-- b\r\n---b"},
      {"boundaries keep their case", "--b\r\n\r\n--B\r\n--b--", "--B"},
      {"NUL, CR and bytes above 127 in the content",
       {"--b\r\n\r\n\0\r\xff\n\r\r\n--b--", 19},
       {"\0\r\xff\n\r", 5}},
      {"no closing delimiter", "--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n", "one|two\r\n~"},
      {"a closing delimiter that was cut off", "--b\r\n\r\none\r\n--b-", "one\r\n--b-~"},
      {"cut off behind a delimiter", "--b\r\n\r\none\r\n--b\r\n", "one|~"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(contents(row.body) == row.contents);
  }
}

TEST_CASE(
    "RFC 2046 §5.1.1 a body without a delimiter line, or closed before its first part, is none") {
  for (const std::string_view body :
       {"", "v=0\r\n", "--", "--b--\r\n", "--b--\r\n--b\r\n\r\nx\r\n--b--", " --b\r\n\r\nx",
        "--bb\r\n"}) {
    CAPTURE(body);
    CHECK(contents(body) == "malformed");
  }
  CHECK(contents("--\r\n\r\nx\r\n----\r\n", "") == "malformed");
}

TEST_CASE("RFC 2046 §5.1.1 the boundary is any text up to the line's end") {
  CHECK(contents("--a b\r\n\r\nx\r\n--a b--", "a b") == "x");
  CHECK(contents("----=_x:1?\r\n\r\nx\r\n----=_x:1?--\r\n", "--=_x:1?") == "x");
  const std::string longest(70, 'z');
  CHECK(contents("--" + longest + "\r\n\r\nx\r\n--" + longest + "--", longest) == "x");
}

TEST_CASE("RFC 2046 §5.1 a part's headers end at the first empty line") {
  const Cut result =
      cut("--b\r\n"
          "content-TYPE : application/sdp;\r\n charset=utf-8\r\n"
          "Content-Disposition:session\r\n"
          "Content-ID: <1@example.com>\r\n"
          "Content-Encoding: identity\r\n"
          "Content-Transfer-Encoding: binary\r\n"
          "X-Own: 1\r\n"
          "\r\nv=0\r\n"
          "Content-Type: text/plain\r\n\r\n--b--");
  REQUIRE(result.parts.size() == 1);
  const BodyPart& part = result.parts[0];
  CHECK(part.contentType == "application/sdp;\r\n charset=utf-8");
  CHECK(part.contentDisposition == "session");
  CHECK(part.contentId == "<1@example.com>");
  CHECK(part.contentEncoding == "identity");
  CHECK(part.transferEncoding == "binary");
  CHECK(part.headers.starts_with("content-TYPE"));
  CHECK(part.headers.ends_with("X-Own: 1\r\n\r\n"));
  CHECK(part.content == "v=0\r\nContent-Type: text/plain\r\n");
}

TEST_CASE("RFC 2046 §5.1 an empty line first means no headers") {
  const Cut result = cut("--b\r\n\r\nContent-Type: application/sdp\r\n\r\nx\r\n--b--");
  REQUIRE(result.parts.size() == 1);
  CHECK(result.parts[0].contentType.empty());
  CHECK(result.parts[0].headers.empty());
  CHECK(result.parts[0].content == "Content-Type: application/sdp\r\n\r\nx");
}

TEST_CASE("RFC 2046 §5.1 headers without content: their last line break may be the delimiter's") {
  for (const std::string_view end :
       {"\r\n--b--", "\r\n\r\n--b--", "\r\n\r\n\r\n--b--", "\n--b--"}) {
    CAPTURE(end);
    const std::string body = "--b\r\nContent-Type: text/plain" + std::string(end);
    const Cut result = cut(body);
    REQUIRE(result.parts.size() == 1);
    CHECK(result.parts[0].contentType == "text/plain");
    CHECK(result.parts[0].content.empty());
    CHECK(result.closed);
  }
}

TEST_CASE("of a repeated header the first counts; a line that is no header is passed over") {
  const Cut result =
      cut("--b\r\nnonsense\r\nContent-Type: a/b\r\nContent-Type: c/d\r\nc: e/f\r\n\r\nx\r\n"
          "--b\r\nC: g/h\r\n\r\ny\r\n--b--");
  REQUIRE(result.parts.size() == 2);
  CHECK(result.parts[0].contentType == "a/b");
  CHECK(result.parts[1].contentType == "g/h");  // compact (RFC 3261 §7.3.3)
}

TEST_CASE("a NUL or a lone CR in a part's headers: other readers may see other parts") {
  CHECK(contents("--b\r\n\r\nx\r\n--b\r\nA: b\rC: d\r\n\r\ny\r\n--b--") == "xmalformed");
  CHECK(contents({"--b\r\nA: \0\r\n\r\ny\r\n--b--", 21}) == "malformed");
}

TEST_CASE("RFC 2046 §5.1.2 a part may be multipart itself, with a boundary of its own") {
  const std::string inner = "--bb\r\n\r\none\r\n--bb\r\n\r\ntwo\r\n--bb--\r\n";
  const std::string outer = "--b\r\nContent-Type: multipart/mixed;boundary=bb\r\n\r\n" + inner +
                            "\r\n--b\r\n\r\nthree\r\n--b--";
  const Cut result = cut(outer);
  REQUIRE(result.parts.size() == 2);
  CHECK(result.parts[0].content == inner);
  CHECK(contents(result.parts[0].content, "bb") == "one|two");
  CHECK(result.parts[1].content == "three");
}

TEST_CASE("RFC 3261 §7.4 the body of a message is a part like another") {
  const Message message = message_test::parsed(message_test::with(
      message_test::kInvite, "Content-Type: application/sdp\r\n",
      "c: text/plain\r\nContent-Disposition: icon\r\ne: gzip\r\nContent-ID: <1@a>\r\n"));
  const BodyPart body = bodyOf(message);
  CHECK(body.contentType == "text/plain");
  CHECK(body.contentDisposition == "icon");
  CHECK(body.contentEncoding == "gzip");
  CHECK(body.contentId == "<1@a>");
  CHECK(body.transferEncoding.empty());
  CHECK(body.content == message.body());
}

TEST_CASE("parts are views into the body, in order, whatever the bytes are") {
  // All texts of eight pieces out of those that mean something to the reader.
  constexpr std::string_view kPieces[] = {"--b", "\r\n", "--", "\n", "A:1", "x"};
  constexpr std::size_t kLength = 7;
  std::size_t counters[kLength] = {};
  for (bool more = true; more;) {
    std::string body;
    for (const std::size_t i : counters) body += kPieces[i];
    Multipart reader(body, "b");
    BodyPart part;
    const char* at = body.data();
    std::size_t parts = 0;
    while (reader.next(part) == Step::Part) {
      ++parts;
      bool inside = part.content.data() >= at &&
                    part.content.data() + part.content.size() <= body.data() + body.size();
      if (!part.headers.empty()) inside = inside && part.headers.data() >= at;
      if (!inside || parts > body.size()) {
        CAPTURE(body);
        REQUIRE(inside);
      }
      at = part.content.data() + part.content.size();
    }
    std::size_t digit = 0;
    while (digit < kLength && ++counters[digit] == std::size(kPieces)) counters[digit++] = 0;
    more = digit < kLength;
  }
}
