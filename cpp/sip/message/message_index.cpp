// From bytes to an index: one walk over the header lines, which indexes them, then the few that
// routing needs. A header that nobody needs yet is not looked into, so it may be as broken as it
// likes.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sip/base/text.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/header_lines.hpp"
#include "sip/message/host_port.hpp"
#include "sip/message/message_index.hpp"
#include "sip/message/start_line.hpp"
#include "sip/message/via.hpp"

namespace sip {

namespace {

class Indexer {
 public:
  Indexer(std::string_view text, const ParseLimits& limits, MessageIndex& index)
      : limits_(limits), index_(index), text_(text) {}

  std::optional<ParseError> run() {
    std::vector<HeaderField> fields = std::move(index_.fields);
    fields.clear();
    index_ = MessageIndex{};
    index_.fields = std::move(fields);
    if (readAll()) return std::nullopt;
    error_.answerable = isAnswerable(text_);
    return error_;
  }

 private:
  using Step = detail::HeaderLines::Step;

  /// Lines of one header that there must be exactly once (Via: at least once).
  struct Seen {
    std::uint32_t lines = 0;
    HeaderField first;
    std::uint32_t secondAt = 0;
  };

  bool readAll() {
    if (text_.size() > limits_.messageBytes || text_.size() > UINT32_MAX) {
      return fail("message", 0, kMessageTooLarge);
    }
    detail::HeaderLines lines(text_);
    return readStartLine(lines) && indexHeaders(lines) && readVia() && readCallId() &&
           readNameAddr("From", seenFrom_, index_.from, index_.fromTag) &&
           readNameAddr("To", seenTo_, index_.to, index_.toTag) && readCSeq() &&
           readContentLength() && checkSingle();
  }

  bool fail(std::string_view field, std::size_t offset, std::string_view rule) {
    error_ = {field, offset, rule, false};
    return false;
  }

  bool failAt(std::string_view field, std::string_view where, std::string_view rule) {
    return fail(field, spanOf(where).at, rule);
  }

  Span spanOf(std::string_view part) const {
    if (part.data() == nullptr) return {};
    return {static_cast<std::uint32_t>(part.data() - text_.data()),
            static_cast<std::uint32_t>(part.size())};
  }

  std::string_view valueOf(const HeaderField& field) const {
    return text_.substr(field.valueAt, field.valueLength);
  }

  // §7.1, §7.2.
  bool readStartLine(detail::HeaderLines& lines) {
    const std::size_t begin = lines.position();
    std::string_view line;
    switch (lines.startLine(line)) {
      case Step::Control:
        return fail("start line", lines.position(), "a NUL or a lone CR in the start line");
      case Step::Unterminated:
        return fail("start line", begin, "no line end");
      case Step::Header:
      case Step::End:
        break;
    }
    return detail::startsWithSip(line) ? readStatusLine(line) : readRequestLine(line);
  }

  bool readStatusLine(std::string_view line) {
    const std::size_t versionEnd = line.find(' ');
    if (!detail::isSupportedVersion(line.substr(0, versionEnd))) {
      return failAt("start line", line, kUnsupportedVersion);
    }
    std::string_view rest = trim(line.substr(7));
    const std::size_t digits = detail::skipChars(rest, 0, detail::kDigitChar);
    const auto code = parseUint32(rest.substr(0, digits));
    const bool ends = digits == rest.size() || rest[digits] == ' ';
    if (digits != 3 || !code || *code < 100 || *code > 699 || !ends) {
      return failAt("start line", rest, "the status code is not from 100 to 699");
    }
    index_.statusCode = static_cast<int>(*code);
    index_.reasonPhrase = spanOf(trim(rest.substr(digits)));
    return true;
  }

  bool readRequestLine(std::string_view line) {
    const detail::RequestLine parts = detail::splitRequestLine(line);
    if (!detail::isToken(parts.method)) return failAt("start line", line, "no method");
    if (!detail::startsWithSip(parts.version)) {
      return failAt("start line", line, "no SIP version at the end");
    }
    if (!detail::isSupportedVersion(parts.version)) {
      return failAt("start line", parts.version, kUnsupportedVersion);
    }
    if (parts.uri.empty()) return failAt("start line", line, "no Request-URI");
    if (!checkRequestUri(parts.uri)) return false;
    index_.methodName = spanOf(parts.method);
    index_.method = methodOf(parts.method);
    index_.requestUri = spanOf(parts.uri);
    return true;
  }

  bool checkRequestUri(std::string_view uri) {
    // RFC 4475 §3.1.2.7 and §3.1.2.8: brackets around it, white space in it.
    for (const char& c : uri) {
      if (static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '\x7f') {
        return failAt("start line", {&c, 1}, "a character that no Request-URI may hold");
      }
    }
    if (!startsWithIgnoreCase(uri, "sip:") && !startsWithIgnoreCase(uri, "sips:")) return true;
    // RFC 5118 §4.2: an IPv6 address without its brackets.
    std::string_view rest = uri.substr(uri.find(':') + 1);
    rest = rest.substr(rest.find('@') + 1);
    const auto hostPort = detail::parseHostPort(rest);
    if (hostPort) rest = rest.substr(hostPort->text.size());
    if (hostPort && (rest.empty() || rest[0] == ';' || rest[0] == '?')) return true;
    return failAt("start line", rest, "malformed host in the Request-URI");
  }

  bool indexHeaders(detail::HeaderLines& lines) {
    auto& fields = index_.fields;
    fields.reserve(32);
    for (;;) {
      const std::size_t begin = lines.position();
      HeaderField field;
      switch (lines.next(field)) {
        case Step::End:
          bodyAt_ = lines.position();
          return true;
        case Step::Control:
          return fail("header", lines.position(), "a NUL or a lone CR in a header");
        case Step::Unterminated:
          return fail("header", begin, "no line end");
        case Step::Header:
          break;
      }
      if (lines.position() - begin > limits_.headerBytes) {
        return fail("header", begin, "a header is too long");
      }
      if (fields.size() == limits_.headerCount) return fail("header", begin, "too many headers");
      fields.push_back(field);
      if (Seen* seen = seenOf(field.id)) {
        if (++seen->lines == 1) seen->first = field;
        if (seen->lines == 2) seen->secondAt = field.nameAt;
      }
    }
  }

  Seen* seenOf(HeaderName id) {
    switch (id) {
      case HeaderName::Via:
        return &seenVia_;
      case HeaderName::From:
        return &seenFrom_;
      case HeaderName::To:
        return &seenTo_;
      case HeaderName::CallId:
        return &seenCallId_;
      case HeaderName::CSeq:
        return &seenCSeq_;
      default:
        return nullptr;
    }
  }

  // §20.42. Only the topmost value matters to us; those below it are proxies' business.
  bool readVia() {
    if (seenVia_.lines == 0) return fail("Via", bodyAt_, "no Via header");
    const std::string_view value = valueOf(seenVia_.first);
    // Most have one value.
    const auto element = value.find(',') == std::string_view::npos
                             ? std::optional(value)
                             : detail::Delimited(value, ',').nextFilled();
    const auto via = element ? parseVia(*element) : std::nullopt;
    if (!via) return fail("Via", seenVia_.first.valueAt, "malformed Via");
    if (isRequest() && !checkViaParameters(via->parameters)) return false;
    index_.topVia = {spanOf(via->transport), spanOf(via->host),   spanOf(via->parameters),
                     spanOf(via->branch),    spanOf(via->sentBy), via->port};
    return true;
  }

  // RFC 4475 §3.1.2.1: separators without parameters between them. Lenient: one may stand at the
  // end, and a response is not lost over them, since its Via is our own as others handed it back.
  bool checkViaParameters(std::string_view parameters) {
    if (!parameters.starts_with(';') && parameters.find(";;") == std::string_view::npos)
      return true;
    detail::Delimited each(parameters, ';');
    while (const auto parameter = each.next()) {
      if (parameter->empty()) return failAt("Via", *parameter, "an empty Via parameter");
    }
    return true;
  }

  bool readNameAddr(std::string_view name, const Seen& seen, NameAddrSpans& spans, Span& tag) {
    if (seen.lines == 0) {
      return fail(name, bodyAt_, name == "To" ? "no To header" : "no From header");
    }
    const auto address = parseNameAddr(valueOf(seen.first));
    if (!address) {
      return fail(name, seen.first.valueAt, name == "To" ? "malformed To" : "malformed From");
    }
    spans = {spanOf(address->displayName), spanOf(address->uri), spanOf(address->parameters)};
    tag = spanOf(address->parameter("tag").value_or(std::string_view()));
    return true;
  }

  // §20.8: one word, or two joined by '@'. Which characters they hold is up to the caller; spaces
  // would be two words.
  bool readCallId() {
    if (seenCallId_.lines == 0) return fail("Call-ID", bodyAt_, "no Call-ID header");
    const std::string_view value = valueOf(seenCallId_.first);
    if (value.empty() ||
        value.find_first_of(std::string_view(" \t\r\n\0", 5)) != std::string_view::npos) {
      return fail("Call-ID", seenCallId_.first.valueAt, "malformed Call-ID");
    }
    index_.callId = spanOf(value);
    return true;
  }

  // §20.16, and §8.1.1.5 for the range.
  bool readCSeq() {
    if (seenCSeq_.lines == 0) return fail("CSeq", bodyAt_, "no CSeq header");
    const std::size_t offset = seenCSeq_.first.valueAt;
    const std::string_view value = valueOf(seenCSeq_.first);
    const std::size_t digits = detail::skipChars(value, 0, detail::kDigitChar);
    const std::string_view method = trim(value.substr(digits));
    if (digits == 0 || method.data() == value.data() + digits || !detail::isToken(method)) {
      return fail("CSeq", offset, "malformed CSeq");
    }
    const auto number = parseUint32(value.substr(0, digits));
    if (!number || *number > INT32_MAX) {
      return fail("CSeq", offset, "the CSeq number is not below 2^31");
    }
    if (isRequest() && method != viewOf(index_.methodName)) {
      return failAt("CSeq", method,
                    index_.method == Method::Unknown ? kUnknownMethod
                                                     : "the CSeq method is not the request's");
    }
    index_.cseq = *number;
    index_.cseqMethod = spanOf(method);
    if (!isRequest()) index_.method = methodOf(method);
    return true;
  }

  // §18.3, §20.14; RFC 7118 §5 for a missing one.
  bool readContentLength() {
    const std::size_t available = text_.size() - bodyAt_;
    std::optional<std::uint32_t> length;
    for (const HeaderField& field : index_.fields) {
      if (field.id != HeaderName::ContentLength) continue;
      const auto value = parseUint32(valueOf(field));
      if (!value) return fail("Content-Length", field.valueAt, "Content-Length is not a number");
      if (length && *length != *value) {
        return fail("Content-Length", field.valueAt, "two Content-Lengths that differ");
      }
      if (*value > available) {
        return fail("Content-Length", field.valueAt, "Content-Length is more than there is");
      }
      length = value;
    }
    index_.body = {static_cast<std::uint32_t>(bodyAt_),
                   length.value_or(static_cast<std::uint32_t>(available))};
    return true;
  }

  // RFC 4475 §3.3.8: which of two would be meant? A response is for us by its first ones, so it is
  // let through.
  bool checkSingle() {
    if (!isRequest()) return true;
    const std::pair<std::string_view, const Seen*> singles[] = {
        {"From", &seenFrom_}, {"To", &seenTo_}, {"Call-ID", &seenCallId_}, {"CSeq", &seenCSeq_}};
    for (const auto& [name, seen] : singles) {
      if (seen->lines > 1)
        return fail(name, seen->secondAt, "a header that may stand once stands twice");
    }
    return true;
  }

  bool isRequest() const { return index_.statusCode == 0; }
  std::string_view viewOf(Span span) const { return text_.substr(span.at, span.length); }

  const ParseLimits& limits_;
  MessageIndex& index_;
  std::string_view text_;
  std::size_t bodyAt_ = 0;
  Seen seenVia_, seenFrom_, seenTo_, seenCallId_, seenCSeq_;
  ParseError error_;
};

}  // namespace

std::optional<ParseError> indexMessage(std::string_view text, const ParseLimits& limits,
                                       MessageIndex& index) {
  return Indexer(text, limits, index).run();
}

}  // namespace sip
