// libre. sip_msg_decode finds the headers and structures what routing needs; the job "full" decodes
// the others one by one, with their parameters, by the decoders that libre has.
#include <cstdint>

#include <re/re.h>

#include "contender.hpp"

namespace bench {
namespace {

class Parsed {
 public:
  explicit Parsed(std::string_view text) : buffer_(mbuf_alloc(text.size())) {
    mbuf_write_mem(buffer_, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    mbuf_set_pos(buffer_, 0);
    sip_msg_decode(&message_, buffer_);
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  ~Parsed() {
    mem_deref(message_);
    mem_deref(buffer_);
  }

  const sip_msg* operator->() const { return message_; }

 private:
  mbuf* buffer_;
  sip_msg* message_ = nullptr;
};

std::string text(const pl& part) {
  return part.p == nullptr ? "" : std::string(part.p, part.l);
}

std::size_t route(const Message& message) {
  const Parsed sip(message.text);
  return sip->scode + sip->met.l + sip->via.branch.l + sip->from.tag.l + sip->to.tag.l +
         sip->callid.l + sip->cseq.num;
}

RouteFields routeFields(std::string_view message) {
  const Parsed sip(message);
  RouteFields fields;
  fields.start = sip->req ? text(sip->met) : std::to_string(sip->scode);
  fields.branch = text(sip->via.branch);
  fields.fromTag = text(sip->from.tag);
  fields.toTag = text(sip->to.tag);
  fields.callId = text(sip->callid);
  fields.cseq = std::to_string(sip->cseq.num);
  return fields;
}

int countParameter(const pl*, const pl*, void* count) {
  ++*static_cast<std::size_t*>(count);
  return 0;
}

void readParameters(const pl& parameters) {
  std::size_t count = 0;
  uri_params_apply(&parameters, countParameter, &count);
}

bool isAddress(const pl& value) {
  sip_addr address;
  if (sip_addr_decode(&address, &value) != 0) return false;
  readParameters(address.uri.params);
  readParameters(address.params);
  return true;
}

bool isVia(const pl& value) {
  sip_via via;
  if (sip_via_decode(&via, &value) != 0) return false;
  readParameters(via.params);
  return true;
}

/// One word with parameters: libre has a type for Event, whose form this is.
bool isToken(const pl& value) {
  sipevent_event event;
  if (sipevent_event_decode(&event, &value) != 0) return false;
  readParameters(event.params);
  return true;
}

bool isNumber(const pl& value) {
  (void)pl_u32(&value);
  return true;
}

bool isStructured(const sip_hdr& header) {
  switch (header.id) {
    case SIP_HDR_VIA:
      return isVia(header.val);
    case SIP_HDR_FROM:
    case SIP_HDR_TO:
    case SIP_HDR_CONTACT:
    case SIP_HDR_ROUTE:
    case SIP_HDR_RECORD_ROUTE:
    case SIP_HDR_SERVICE_ROUTE:
    case SIP_HDR_PATH:
    case SIP_HDR_REFER_TO:
    case SIP_HDR_REFERRED_BY:
    case SIP_HDR_P_ASSERTED_IDENTITY:
    case SIP_HDR_P_ASSOCIATED_URI:
      return isAddress(header.val);
    case SIP_HDR_CSEQ: {
      sip_cseq cseq;
      return sip_cseq_decode(&cseq, &header.val) == 0;
    }
    case SIP_HDR_CONTENT_TYPE:
    case SIP_HDR_ACCEPT: {
      msg_ctype type;
      if (msg_ctype_decode(&type, &header.val) != 0) return false;
      readParameters(type.params);
      return true;
    }
    case SIP_HDR_SUBSCRIPTION_STATE: {
      sipevent_substate state;
      return sipevent_substate_decode(&state, &header.val) == 0;
    }
    case SIP_HDR_WWW_AUTHENTICATE:
    case SIP_HDR_PROXY_AUTHENTICATE: {
      httpauth_digest_chall challenge;
      return httpauth_digest_challenge_decode(&challenge, &header.val) == 0;
    }
    case SIP_HDR_AUTHORIZATION:
    case SIP_HDR_PROXY_AUTHORIZATION: {
      httpauth_digest_resp response;
      return httpauth_digest_response_decode(&response, &header.val) == 0;
    }
    case SIP_HDR_EVENT:
    case SIP_HDR_SESSION_EXPIRES:
    case SIP_HDR_CONTENT_DISPOSITION:
    case SIP_HDR_REASON:
    case SIP_HDR_SUPPORTED:
    case SIP_HDR_REQUIRE:
    case SIP_HDR_ALLOW:
    case SIP_HDR_ALLOW_EVENTS:
      return isToken(header.val);
    case SIP_HDR_CONTENT_LENGTH:
    case SIP_HDR_MAX_FORWARDS:
    case SIP_HDR_EXPIRES:
    case SIP_HDR_MIN_SE:
      return isNumber(header.val);
    default:
      return false;
  }
}

std::size_t full(const Message& message) {
  const Parsed sip(message.text);
  std::size_t values = 0;
  for (const le* entry = sip->hdrl.head; entry != nullptr; entry = entry->next) {
    values += isStructured(*static_cast<const sip_hdr*>(entry->data));
  }
  return values;
}

}  // namespace

Contender contender() {
  return {"libre", BENCH_VERSION, {{"route", route}, {"full", full}}, routeFields};
}

}  // namespace bench
