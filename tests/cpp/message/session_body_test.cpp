// sip/message/session_body.hpp: the offer or answer in a body, and what a request is refused for.
// RFC 3261 §8.2.3, §20.11; RFC 5621.
#include "sip/message/session_body.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"

using namespace sip;

namespace {

SessionBody read(std::string_view type, std::string_view content,
                 std::string_view disposition = {}) {
  BodyPart body;
  body.contentType = type;
  body.contentDisposition = disposition;
  body.content = content;
  return readSessionBody(body);
}

/// A multipart body, its parts given as headers, empty line and content.
std::string parts(const std::vector<std::string>& texts, const std::string& boundary = "b") {
  std::string body;
  for (const std::string& text : texts) body += "--" + boundary + "\r\n" + text + "\r\n";
  return body + "--" + boundary + "--\r\n";
}
SessionBody mixed(const std::vector<std::string>& texts, std::string_view disposition = {}) {
  static std::string body;  // what is read are views into it
  body = parts(texts);
  return read("multipart/mixed;boundary=b", body, disposition);
}
SessionBody alternative(const std::vector<std::string>& texts) {
  static std::string body;
  body = parts(texts);
  return read("multipart/alternative;boundary=b", body);
}

const std::string kSdp = "Content-Type: application/sdp\r\n\r\nv=0\r\n";
const std::string kText = "Content-Type: text/plain\r\n\r\nhello";
const std::string kUnknown = "Content-Type: application/x-own\r\n\r\nown";
const std::string kOptional =
    "Content-Type: application/x-own\r\nContent-Disposition: signal;handling=optional\r\n\r\nown";
const std::string kRequired =
    "Content-Type: application/isup\r\nContent-Disposition: signal;handling=required\r\n\r\n\x01";

std::string with(const std::string& headers, const std::string& content = "x") {
  return headers + "\r\n\r\n" + content;
}

}  // namespace

TEST_CASE("§20.11 a body alone: the disposition says whether it is an offer or answer") {
  struct Row {
    std::string_view type, disposition, described;  // the content type told, or nothing
    BodyProblem problem;
  };
  using enum BodyProblem;
  const Row rows[] = {
      {"application/sdp", "", "application/sdp", None},
      {"Application/SDP ; charset=utf-8", "", "application/sdp", None},
      {"application/sdp", "session;handling=required", "application/sdp", None},
      {"application/sdp", "Session", "application/sdp", None},
      {"application/sdp", "render", "", None},
      {"application/sdp", "early-session", "", MediaType},
      {"application/sdp", "early-session;handling=optional", "", None},
      // The media handler knows its own types.
      {"application/x-own;v=1", "session", "application/x-own;v=1", None},
      {"application/x-own", "", "", MediaType},
      {"application/x-own", "render", "", MediaType},
      {"application/x-own", "render;handling=required", "", MediaType},
      {"application/x-own", "render;handling=optional", "", None},
      {"text/plain", "", "", None},
      {"text/html;charset=utf-8", "render", "", None},
      {"text/plain", "recipient-list", "", MediaType},
      {"image/png", "icon", "", None},
      {"audio/wav", "alert", "", None},
      {"image/png", "signal", "", MediaType},
      {"image/png", "signal;handling=optional", "", None},
      {"application/x-own", "by-reference", "", None},
      {"application/x-own", "by-reference;handling=required", "", MediaType},
      {"", "", "", None},  // nobody says what it is: text, as in MIME
      {"sdp", "", "", MediaType},
      {"message/sipfrag", "aib;handling=optional", "", None},
  };
  for (const Row& row : rows) {
    CAPTURE(row.type);
    CAPTURE(row.disposition);
    const SessionBody body = read(row.type, "v=0\r\n", row.disposition);
    CHECK(body.described() == !row.described.empty());
    CHECK(body.contentType == row.described);
    CHECK(body.content == (row.described.empty() ? "" : "v=0\r\n"));
    CHECK(body.problem == row.problem);
  }
}

TEST_CASE("§20.15 an empty body is none, whatever its headers say") {
  for (const std::string_view type : {"application/sdp", "application/x-own", "multipart/mixed"}) {
    const SessionBody body = read(type, "", "session");
    CHECK_FALSE(body.described());
    CHECK(body.problem == BodyProblem::None);
  }
}

TEST_CASE("RFC 5621 §5 multipart/mixed: each part must be understood, unless it is optional") {
  struct Row {
    std::string_view what;
    std::vector<std::string> parts;
    std::string_view content;
    BodyProblem problem;
  };
  using enum BodyProblem;
  const std::vector<Row> rows = {
      {"the description first", {kSdp, kText}, "v=0\r\n", None},
      {"the description last", {kText, kSdp}, "v=0\r\n", None},
      {"optional and unknown", {kOptional, kSdp}, "v=0\r\n", None},
      {"required and unknown", {kSdp, kRequired}, "v=0\r\n", MediaType},
      {"§20.11 required when it does not say", {kSdp, kUnknown}, "v=0\r\n", MediaType},
      {"a part without Content-Type is text", {with("X: y"), kSdp}, "v=0\r\n", None},
      {"no header at all: text", {"\r\nv=1", kSdp}, "v=0\r\n", None},
      {"no description", {kText, kOptional}, "", None},
      {"two descriptions: the first",
       {kSdp, with("Content-Type: application/sdp", "v=1")},
       "v=0\r\n",
       None},
      {"SDP before a type that the media handler may know",
       {with("Content-Type: a/b\r\nContent-Disposition: session"), kSdp},
       "v=0\r\n",
       None},
      {"only a type that the media handler may know",
       {with("Content-Type: a/b\r\nContent-Disposition: session"), kText},
       "x",
       None},
      {"SDP that is no description",
       {with("Content-Type: application/sdp\r\nContent-Disposition: render"), kText},
       "",
       None},
      {"an empty part", {kSdp, "Content-Type: a/b\r\n"}, "v=0\r\n", None},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const SessionBody body = mixed(row.parts);
    CHECK(body.content == row.content);
    CHECK(body.problem == row.problem);
  }
}

TEST_CASE("RFC 5621 §9.3 content that is referred to is for whatever refers to it") {
  // The INVITE with the caller's location of RFC 6442 §4 says nothing about handling.
  const std::string location = "Content-Type: application/pidf+xml\r\nContent-ID: <1@a>\r\n";
  CHECK(mixed({kSdp, location + "\r\n<presence/>"}).problem == BodyProblem::None);
  CHECK(mixed({kSdp, location + "Content-Disposition: by-reference\r\n\r\n<presence/>"}).problem ==
        BodyProblem::None);
  CHECK(mixed({kSdp, location + "Content-Disposition: render;handling=required\r\n\r\n<a/>"})
            .problem == BodyProblem::MediaType);
}

TEST_CASE("RFC 5621 §8.2 a multipart that is optional as a whole is no reason to refuse") {
  CHECK(mixed({kSdp, kRequired}, "render;handling=optional").problem == BodyProblem::None);
  CHECK(read("multipart/mixed;boundary=x", "nonsense", "render;handling=optional").problem ==
        BodyProblem::None);
  CHECK(mixed({kSdp, with("Content-Type: multipart/mixed;boundary=x\r\n"
                          "Content-Disposition: render;handling=optional")})
            .problem == BodyProblem::None);
}

TEST_CASE("RFC 5621 §6, §8.3 multipart/alternative: the last part that is understood counts") {
  struct Row {
    std::string_view what;
    std::vector<std::string> parts;
    std::string_view content;
    BodyProblem problem;
  };
  using enum BodyProblem;
  const std::string first = with("Content-Type: application/sdp", "v=1");
  const std::vector<Row> rows = {
      {"both understood: the last", {first, kSdp}, "v=0\r\n", None},
      {"the last is unknown, though required", {kSdp, kRequired}, "v=0\r\n", None},
      {"the last is in an unknown encoding",
       {kSdp, with("Content-Type: application/sdp\r\nContent-Encoding: gzip")},
       "v=0\r\n",
       None},
      {"none is understood", {kRequired, kUnknown}, "", MediaType},
      {"none is understood, though optional", {kOptional}, "", MediaType},
      {"text alone", {kText, kUnknown}, "", None},
      {"a description is not outdone by text", {kSdp, kText}, "v=0\r\n", None},
      {"SDP is not outdone by a type that the media handler may know",
       {kSdp, with("Content-Type: a/b\r\nContent-Disposition: session")},
       "v=0\r\n",
       None},
      {"a related part that demands too much is not taken",
       {kSdp, with("Content-Type: multipart/related;boundary=i", parts({first, kRequired}, "i"))},
       "v=0\r\n",
       None},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const SessionBody body = alternative(row.parts);
    CHECK(body.content == row.content);
    CHECK(body.problem == row.problem);
  }
}

TEST_CASE("RFC 5621 §4.2 multiparts inside each other") {
  const std::string inner =
      with("Content-Type: multipart/alternative;boundary=\"i i\"", parts({kText, kSdp}, "i i"));
  CHECK(mixed({inner, kOptional}).content == "v=0\r\n");
  CHECK(mixed({inner, kOptional}).problem == BodyProblem::None);
  const std::string refused =
      with("Content-Type: multipart/mixed;boundary=i", parts({kSdp, kRequired}, "i"));
  CHECK(mixed({refused}).problem == BodyProblem::MediaType);
  CHECK(mixed({refused}).content == "v=0\r\n");
}

TEST_CASE("RFC 2046 §5.1.3, RFC 5621 §7.3 other multiparts count as mixed") {
  const std::string body = parts({kText, kSdp});
  for (const std::string_view type :
       {"multipart/related", "Multipart/X-Own", "multipart/parallel"}) {
    CAPTURE(type);
    CHECK(read(std::string(type) + "; boundary=b", body).content == "v=0\r\n");
  }
  const std::string sealed =
      parts({kSdp, with("Content-Type: application/pkcs7-signature\r\n"
                        "Content-Disposition: attachment;handling=required")});
  CHECK(read("multipart/signed;boundary=b", sealed).problem == BodyProblem::MediaType);
}

TEST_CASE("§8.2.3 encodings: identity alone, of the content and of its transfer") {
  struct Row {
    std::string_view header;
    BodyProblem problem;
  };
  using enum BodyProblem;
  const Row rows[] = {
      {"Content-Encoding: identity", None},
      {"Content-Encoding: Identity", None},
      {"Content-Encoding: gzip", Encoding},
      {"e: gzip", Encoding},
      {"Content-Encoding: identity, gzip", Encoding},
      {"Content-Transfer-Encoding: binary", None},
      {"Content-Transfer-Encoding: 8BIT", None},
      {"Content-Transfer-Encoding: 7bit", None},
      {"Content-Transfer-Encoding: base64", MediaType},
      {"Content-Transfer-Encoding: quoted-printable", MediaType},
  };
  for (const Row& row : rows) {
    CAPTURE(row.header);
    const SessionBody body = mixed({std::string(row.header) + "\r\n" + kSdp, kText});
    CHECK(body.problem == row.problem);
    CHECK(body.described() == (row.problem == None));
  }
  CHECK(
      mixed({"Content-Encoding: gzip\r\nContent-Disposition: session;handling=optional\r\n" + kSdp})
          .problem == None);
}

TEST_CASE("RFC 2046 §5.1.1 a multipart that cannot be taken apart is malformed") {
  using enum BodyProblem;
  CHECK(read("multipart/mixed", "--b\r\n\r\nx\r\n--b--").problem == Malformed);
  CHECK(read("multipart/mixed;boundary=\"\"", "--\r\n\r\nx\r\n----").problem == Malformed);
  CHECK(read("multipart/mixed;boundary=c", "--b\r\n\r\nx\r\n--b--").problem == Malformed);
  CHECK(read("multipart/mixed;boundary=b", "--b--").problem == Malformed);
  const SessionBody late = mixed({kSdp, "A: b\rc\r\n\r\nx"});
  CHECK(late.problem == Malformed);
  CHECK(late.described());
  // Cut short, but nothing that was needed is missing.
  CHECK(read("multipart/mixed;boundary=b", "--b\r\n" + kSdp).problem == None);
}

TEST_CASE("kDeepestMultipart, kMostBodyParts: hostile nesting and counts are refused") {
  using enum BodyProblem;
  std::string body = kSdp;
  for (unsigned depth = 1; depth <= kDeepestMultipart + 1; ++depth) {
    const std::string boundary = "b" + std::to_string(depth);
    body = parts({body}, boundary);
    const std::string type = "multipart/mixed;boundary=" + boundary;
    CAPTURE(depth);
    const SessionBody outcome = read(type, body);
    CHECK(outcome.described() == (depth <= kDeepestMultipart));
    CHECK(outcome.problem == (depth <= kDeepestMultipart ? None : MediaType));
    body = with("Content-Type: " + type, body);
  }
  CHECK(mixed(std::vector<std::string>(kMostBodyParts, kText)).problem == None);
  CHECK(mixed(std::vector<std::string>(kMostBodyParts + 1, kText)).problem == Malformed);
  // Counted over all levels.
  const std::string ten = with("Content-Type: multipart/mixed;boundary=i",
                               parts(std::vector<std::string>(10, kText), "i"));
  CHECK(mixed(std::vector<std::string>(5, ten)).problem == None);
  CHECK(mixed(std::vector<std::string>(6, ten)).problem == Malformed);
}

TEST_CASE("the time is linear in the length, whatever fills a body") {
  // Twice the length may take twice the time; a quadratic reader would take 64 times as long for
  // eight times the length. Best of several, for other processes run too.
  const auto timed = [](std::string_view filler, std::size_t size) {
    std::string body = "--b\r\n";
    while (body.size() < size) body += filler;
    auto best = std::chrono::nanoseconds::max();
    for (int i = 0; i < 5; ++i) {
      const auto start = std::chrono::steady_clock::now();
      (void)read("multipart/mixed;boundary=b", body);
      best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - start);
    }
    return best;
  };
  for (const std::string_view filler :
       {"-", "\r\n", "\n", "--", "--b", "--b\r\n", "--bx\r\n", "--b \t", "A: b\r\n", "A:\r\n ",
        "\"", ";", "--b\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n",
        "--b\r\nA: b;c=\"\r\n"}) {
    CAPTURE(filler);
    const auto small = timed(filler, 64 << 10);
    const auto large = timed(filler, 512 << 10);
    CHECK(large.count() < 24 * small.count() + 200'000);
  }
}
