// Fields to text. The only place that writes SIP.
#include "sip/base/text.hpp"
#include "sip/message/outgoing.hpp"

namespace sip {

namespace {

void addLine(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

void addLine(std::string& out, std::string_view name, std::size_t number) {
  addLine(out, name, std::string_view(std::to_string(number)));
}

bool holdsHeader(const std::vector<std::string>& lines, HeaderName header) {
  for (const std::string& line : lines) {
    const std::string_view text = line;
    if (headerNameOf(trim(text.substr(0, text.find(':')))) == header) return true;
  }
  return false;
}

/// The application's lines, the body's headers and the body. A Content-Type or Content-Disposition
/// among the lines wins over the body's own: two would make the message malformed.
void addRest(std::string& out, const std::vector<std::string>& extraHeaders,
             const std::optional<Body>& body) {
  for (const std::string& line : extraHeaders) {
    out += line;
    out += "\r\n";
  }
  if (!body) {
    out += "Content-Length: 0\r\n\r\n";
    return;
  }
  if (!holdsHeader(extraHeaders, HeaderName::ContentType)) {
    addLine(out, "Content-Type", body->contentType);
  }
  if (!body->disposition.empty() && !holdsHeader(extraHeaders, HeaderName::ContentDisposition)) {
    addLine(out, "Content-Disposition", body->disposition);
  }
  addLine(out, "Content-Length", body->content.size());
  out += "\r\n";
  out += body->content;
}

std::size_t sizeOf(const std::vector<std::string>& lines, const std::optional<Body>& body) {
  std::size_t size = 0;
  for (const std::string& line : lines) size += line.size() + 2;
  if (body) size += body->content.size() + body->contentType.size() + body->disposition.size() + 64;
  return size;
}

/// A received value, folds joined: a line break of another's must not stand in a message of ours.
void addReceived(std::string& out, std::string_view value) {
  if (holdsLineBreak(value)) {
    out += unfold(value);
  } else {
    out += value;
  }
}

/// A To value with the tag of this side, where it has none or an empty one; `present` is its tag.
void addTo(std::string& out, std::string_view value, std::optional<std::string_view> present,
           std::string_view tag) {
  if (tag.empty() || (present && !present->empty())) {
    addReceived(out, value);
  } else if (!present) {
    addReceived(out, value);
    out += ";tag=";
    out += tag;
  } else {
    // ";tag=" or ";tag": the tag belongs where the empty value stands, since a second parameter
    // would be malformed.
    const auto at = static_cast<std::size_t>(present->data() - value.data());
    const std::string_view before = value.substr(0, at);
    addReceived(out, before);
    if (before.find_last_of(";=") != std::string_view::npos &&
        before[before.find_last_of(";=")] == ';') {
      out += '=';
    }
    out += tag;
    addReceived(out, value.substr(at));
  }
}

void addStatusLine(std::string& out, const ResponseOptions& options) {
  out += "SIP/2.0 ";
  out += std::to_string(options.statusCode);
  out += ' ';
  out += options.reasonPhrase.empty() ? reasonPhraseOf(options.statusCode) : options.reasonPhrase;
  out += "\r\n";
}

}  // namespace

std::string serialise(const OutgoingRequest& request, const Via& via) {
  std::string out;
  std::size_t size = 256 + request.method.size() * 2 + request.requestUri.size() +
                     request.from.size() + request.to.size() + request.callId.size() +
                     via.sentBy.size() + via.branch.size();
  for (const std::string& route : request.routes) size += route.size() + 9;
  out.reserve(size + sizeOf(request.extraHeaders, request.body));

  out += request.method;
  out += ' ';
  out += request.requestUri;
  out += " SIP/2.0\r\nVia: SIP/2.0/";
  out += via.transport;
  out += ' ';
  out += via.sentBy;
  out += ";branch=";
  out += via.branch;
  if (via.rport) out += ";rport";
  out += "\r\n";
  for (const std::string& value : via.below) addLine(out, "Via", value);
  // §7.3.1: what proxies need stands near the top.
  for (const std::string& route : request.routes) addLine(out, "Route", route);
  addLine(out, "Max-Forwards", request.maxForwards);
  addLine(out, "From", request.from);
  addLine(out, "To", request.to);
  addLine(out, "Call-ID", request.callId);
  out += "CSeq: ";
  out += std::to_string(request.cseq);
  out += ' ';
  out += request.method;
  out += "\r\n";
  addRest(out, request.extraHeaders, request.body);
  return out;
}

std::string serialiseResponse(const Message& request, const ResponseOptions& options,
                              std::string_view toTag, bool copyRecordRoute) {
  std::string out;
  out.reserve(request.text().size() - request.body().size() +
              sizeOf(options.extraHeaders, options.body) + 128);
  addStatusLine(out, options);
  for (const HeaderField& field : request.fields()) {
    const bool isCopied = field.id == HeaderName::Via || field.id == HeaderName::From ||
                          field.id == HeaderName::To || field.id == HeaderName::CallId ||
                          field.id == HeaderName::CSeq ||
                          (field.id == HeaderName::RecordRoute && copyRecordRoute) ||
                          (field.id == HeaderName::Timestamp && options.statusCode == 100);
    if (!isCopied) continue;
    out += nameOf(field.id);
    out += ": ";
    if (field.id == HeaderName::To && options.statusCode != 100) {
      addTo(out, request.value(field), request.to().parameter("tag"), toTag);
    } else {
      addReceived(out, request.value(field));
    }
    out += "\r\n";
  }
  addRest(out, options.extraHeaders, options.body);
  return out;
}

}  // namespace sip
