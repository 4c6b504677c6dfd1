#include "sip/message/message_writer.hpp"

#include <cstring>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/outgoing.hpp"

namespace sip {

namespace {

constexpr std::string_view kLineEnd = "\r\n";

}  // namespace

void MessageWriter::begin() {
  size_ = 0;
  status_ = Done{};
  hasType_ = false;
  hasDisposition_ = false;
}

void MessageWriter::put(std::string_view piece) {
  if (size_ + piece.size() > text_.size()) text_.resize((size_ + piece.size()) * 2);
  std::memcpy(text_.data() + size_, piece.data(), piece.size());
  size_ += piece.size();
}

void MessageWriter::putLine(std::string_view name, std::string_view value) {
  put(name);
  put(": ");
  put(value);
  put(kLineEnd);
}

void MessageWriter::refuse(ErrorCode code, std::string_view subject, std::string_view problem) {
  if (status_) status_ = Status(code, std::string(subject) + std::string(problem));
}

void MessageWriter::requestLine(std::string_view method, std::string_view uri) {
  begin();
  if (!detail::isToken(method)) {
    refuse(ErrorCode::InvalidArgument, "The method", " is empty or not a token.");
  }
  if (holdsLineBreak(uri)) {
    refuse(ErrorCode::HeaderInjection, "The Request-URI", " holds a line break or NUL; remove it.");
  }
  if (uri.empty() || uri.find_first_of(" \t<>") != std::string_view::npos) {
    refuse(ErrorCode::InvalidArgument, "The Request-URI",
           " is empty or holds a space or a bracket.");
  }
  put(method);
  put(" ");
  put(uri);
  put(" SIP/2.0\r\n");
}

void MessageWriter::statusLine(int statusCode, std::string_view reasonPhrase) {
  begin();
  if (holdsLineBreak(reasonPhrase)) {
    refuse(ErrorCode::HeaderInjection, "The reason phrase",
           " holds a line break or NUL; remove it.");
  }
  put("SIP/2.0 ");
  put(std::to_string(statusCode));
  put(" ");
  put(reasonPhrase.empty() ? reasonPhraseOf(statusCode) : reasonPhrase);
  put(kLineEnd);
}

void MessageWriter::header(std::string_view name, std::string_view value) {
  if (holdsLineBreak(value)) {
    refuse(ErrorCode::HeaderInjection, name, " holds a line break or NUL; remove it.");
  }
  if (trim(value).empty()) {
    refuse(ErrorCode::InvalidArgument, name, " is empty; every message needs one.");
  }
  putLine(name, value);
}

void MessageWriter::to(std::string_view value, std::string_view tag) {
  if (holdsLineBreak(tag)) {
    refuse(ErrorCode::HeaderInjection, "The To tag", " holds a line break or NUL; remove it.");
  }
  const auto address = tag.empty() ? std::nullopt : parseNameAddr(value);
  const auto present = address ? address->parameter("tag") : std::nullopt;
  if (tag.empty() || (present && !present->empty())) return header("To", value);
  // ";tag=" or ";tag": the tag belongs where the empty value stands, since a second parameter would
  // be malformed.
  const std::size_t at =
      present ? static_cast<std::size_t>(present->data() - value.data()) : value.size();
  const std::string_view before = value.substr(0, at);
  header("To", before);
  size_ -= kLineEnd.size();
  put(!present ? ";tag=" : before.ends_with('=') ? "" : "=");
  put(tag);
  put(value.substr(at));
  put(kLineEnd);
}

void MessageWriter::line(std::string_view line, Allowed allowed) {
  const std::size_t nameEnd = detail::skipChars(line, 0, detail::kTokenChar);
  const std::size_t colon = detail::skipChars(line, nameEnd, detail::kBlankChar);
  const std::string_view name = line.substr(0, nameEnd);
  if (holdsLineBreak(line)) {
    refuse(ErrorCode::HeaderInjection, "The extra header " + std::string(name),
           " holds a line break or NUL; remove it.");
  }
  if (name.empty() || colon >= line.size() || line[colon] != ':') {
    refuse(ErrorCode::InvalidArgument, "An extra header", " is not of the form \"Name: value\".");
  }
  const HeaderName header = headerNameOf(name);
  if (allowed == Allowed::Extra ? isWrittenByLibrary(header)
                                : header == HeaderName::ContentLength) {
    refuse(ErrorCode::InvalidArgument, "The extra header " + std::string(name),
           " is the library's own to write.");
  }
  if (header == HeaderName::ContentType) hasType_ = true;
  if (header == HeaderName::ContentDisposition) hasDisposition_ = true;
  put(line);
  put(kLineEnd);
}

void MessageWriter::end() {
  put("Content-Length: 0\r\n\r\n");
}

void MessageWriter::end(const BodyView& body) {
  if (holdsLineBreak(body.contentType)) {
    refuse(ErrorCode::HeaderInjection, "The body's content type",
           " holds a line break or NUL; remove it.");
  }
  if (holdsLineBreak(body.disposition)) {
    refuse(ErrorCode::HeaderInjection, "The body's content disposition",
           " holds a line break or NUL; remove it.");
  }
  if (!hasType_ && trim(body.contentType).empty()) {
    refuse(ErrorCode::InvalidArgument, "The body's content type",
           " is empty; say what the body is.");
  }
  if (!hasType_) putLine("Content-Type", body.contentType);
  if (!hasDisposition_ && !body.disposition.empty()) {
    putLine("Content-Disposition", body.disposition);
  }
  putLine("Content-Length", std::to_string(body.content.size()));
  put(kLineEnd);
  put(body.content);
}

}  // namespace sip
