#include "sip/message/multipart.hpp"

#include <algorithm>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/header_lines.hpp"

namespace sip {

namespace {

/// Behind the line break at `at`; `at` itself when there is none.
std::size_t skipBreak(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("\r\n")) return at + 2;
  return at < text.size() && text[at] == '\n' ? at + 1 : at;
}

/// Keeps the value if the header is about content. Of a repeated one the first counts.
void keep(BodyPart& part, HeaderName id, std::string_view name, std::string_view value) {
  std::string_view* slot = nullptr;
  if (id == HeaderName::ContentType) {
    slot = &part.contentType;
  } else if (id == HeaderName::ContentDisposition) {
    slot = &part.contentDisposition;
  } else if (id == HeaderName::ContentEncoding) {
    slot = &part.contentEncoding;
  } else if (equalsIgnoreCase(name, "Content-ID")) {
    slot = &part.contentId;
  } else if (equalsIgnoreCase(name, "Content-Transfer-Encoding")) {
    slot = &part.transferEncoding;
  }
  if (slot && slot->empty()) *slot = value;
}

}  // namespace

BodyPart bodyOf(const Message& message) {
  BodyPart part;
  for (const HeaderField& field : message.fields()) {
    keep(part, field.id, message.name(field), message.value(field));
  }
  part.content = message.body();
  return part;
}

bool detail::readPart(std::string_view text, BodyPart& part) {
  using Step = HeaderLines::Step;
  // RFC 2046 §5.1: an empty line first means no headers. HeaderLines would pass over it.
  std::size_t contentAt = skipBreak(text, 0);
  Step step = Step::End;
  if (contentAt == 0) {
    HeaderLines lines(text, HeaderLines::AtEnd::EndsLine);
    HeaderField field;
    while ((step = lines.next(field)) == Step::Header) {
      keep(part, field.id, text.substr(field.nameAt, field.nameLength),
           text.substr(field.valueAt, field.valueLength));
      contentAt = lines.position();
    }
    if (step == Step::End) contentAt = lines.position();
    part.headers = text.substr(0, contentAt);
  }
  part.content = text.substr(contentAt);
  return step == Step::End;
}

Multipart::Multipart(std::string_view body, std::string_view boundary)
    : body_(body), boundary_(boundary) {}

std::size_t Multipart::passDelimiter() {
  while (at_ < body_.size()) {
    const std::size_t lineAt = at_;
    const std::size_t lineEnd = std::min(body_.find('\n', lineAt), body_.size());
    at_ = std::min(lineEnd + 1, body_.size());
    std::string_view line = body_.substr(lineAt, lineEnd - lineAt);
    if (!line.starts_with("--") || !line.substr(2).starts_with(boundary_)) continue;
    line.remove_prefix(2 + boundary_.size());
    const bool closing = line.starts_with("--");
    // A longer boundary that begins like this one is another's (RFC 2046 §5.1.2).
    if (!trim(line.substr(closing ? 2 : 0)).empty()) continue;
    closed_ = closing;
    open_ = !closing;
    std::size_t end = lineAt;
    if (end > 0) --end;
    if (end > 0 && body_[end - 1] == '\r') --end;
    return end;
  }
  open_ = false;
  return body_.size();
}

Multipart::Step Multipart::next(BodyPart& part) {
  const bool first = !started_;
  started_ = true;
  if (first && !boundary_.empty()) passDelimiter();
  if (!open_) return first ? Step::Malformed : Step::End;
  const std::size_t at = at_;
  // Of an empty part (RFC 2046 §5.1.1) the delimiter's line break is the one above the part.
  const std::size_t end = std::max(passDelimiter(), at);
  part = {};
  if (detail::readPart(body_.substr(at, end - at), part)) return Step::Part;
  open_ = false;
  return Step::Malformed;
}

}  // namespace sip
