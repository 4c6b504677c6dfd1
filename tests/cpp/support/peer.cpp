#include "support/peer.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <variant>

#include "sip/message/outgoing.hpp"

namespace sip::test {
namespace {

void addHeaders(std::string& text, const std::vector<std::string>& headers, const std::string& body,
                const std::string& contentType) {
  for (const std::string& line : headers) text += line + "\r\n";
  if (!body.empty()) text += "Content-Type: " + contentType + "\r\n";
  text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

MessagePtr parse(const std::string& text) {
  auto result = Message::parse(text);
  CAPTURE(text);
  REQUIRE(std::holds_alternative<Message>(result));
  return std::make_shared<const Message>(std::get<Message>(std::move(result)));
}

std::string PeerRequest::text() const {
  std::string text = method + " " + uri + " SIP/2.0\r\n";
  text += "Via: SIP/2.0/WSS bob.invalid;branch=" + branch + "\r\n";
  text += "Max-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + to + "\r\nCall-ID: " + callId + "\r\n";
  text += "CSeq: " + std::to_string(cseq) + " " + method + "\r\n";
  addHeaders(text, headers, body, contentType);
  return text;
}

PeerRequest PeerRequest::cancel() const {
  PeerRequest request = *this;
  request.method = "CANCEL";
  request.headers.clear();
  request.body.clear();
  return request;
}

PeerRequest PeerRequest::acknowledge(const Message& refusal) const {
  PeerRequest request = cancel();
  request.method = "ACK";
  request.to = std::string(*refusal.header(HeaderName::To));
  return request;
}

std::string reply(const Message& request, int status, const Reply& reply) {
  std::string text = "SIP/2.0 " + std::to_string(status) + " ";
  text += std::string(reasonPhraseOf(status)) + "\r\n";
  for (const HeaderField& field : request.fields()) {
    const bool copied = field.id == HeaderName::Via || field.id == HeaderName::From ||
                        field.id == HeaderName::To || field.id == HeaderName::CallId ||
                        field.id == HeaderName::CSeq;
    if (!copied) continue;
    text += std::string(request.name(field)) + ": " + std::string(request.value(field));
    const bool tagged = field.id == HeaderName::To && request.toTag().empty() && status != 100;
    if (tagged && !reply.tag.empty()) text += ";tag=" + reply.tag;
    text += "\r\n";
  }
  addHeaders(text, reply.headers, reply.body, reply.contentType);
  return text;
}

PeerDialog PeerDialog::called(const Message& invite, const std::string& tag) {
  PeerDialog dialog;
  dialog.callId = std::string(invite.callId());
  dialog.from = std::string(*invite.header(HeaderName::To)) + ";tag=" + tag;
  dialog.to = std::string(*invite.header(HeaderName::From));
  dialog.uri = std::string(invite.contactUri().value_or("sip:alice@alice.invalid"));
  return dialog;
}

PeerDialog PeerDialog::calling(const PeerRequest& invite, const Message& response) {
  PeerDialog dialog;
  dialog.callId = invite.callId;
  dialog.from = invite.from;
  dialog.to = std::string(*response.header(HeaderName::To));
  dialog.uri = std::string(response.contactUri().value_or("sip:alice@alice.invalid"));
  dialog.cseq = invite.cseq;
  return dialog;
}

PeerRequest PeerDialog::request(const std::string& method) {
  PeerRequest request;
  request.method = method;
  request.uri = uri;
  request.from = from;
  request.to = to;
  request.callId = callId;
  request.cseq = ++cseq;
  return request;
}

PeerRequest PeerDialog::ack(std::uint32_t inviteSequence, const std::string& body) const {
  PeerDialog copy = *this;
  PeerRequest request = copy.request("ACK");
  request.cseq = inviteSequence;
  request.body = body;
  return request;
}

}  // namespace sip::test
