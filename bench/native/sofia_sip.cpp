// sofia-sip. It parses every header at once, so that routing costs it what everything costs. The
// job "route" has its own set of header classes, "full" the extensions' as well (sip_extra.h).
#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_protos.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/su_alloc.h>

#include "contender.hpp"

namespace bench {
namespace {

class Parsed {
 public:
  Parsed(const msg_mclass_t* headerClasses, std::string_view text)
      : message_(msg_make(headerClasses, 0, text.data(), static_cast<ssize_t>(text.size()))) {}
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  ~Parsed() { msg_destroy(message_); }

  msg_t* message() const { return message_; }
  const sip_t* operator->() const { return sip_object(message_); }

 private:
  msg_t* message_;
};

const msg_mclass_t* ordinaryClasses() {
  return sip_default_mclass();
}

const msg_mclass_t* allClasses() {
  static const msg_mclass_t* const classes = sip_extend_mclass(nullptr);
  return classes;
}

std::string_view view(const char* text) {
  return text == nullptr ? "" : text;
}

std::size_t route(const Message& message) {
  const Parsed sip(ordinaryClasses(), message.text);
  const std::size_t start = sip->sip_request != nullptr
                                ? view(sip->sip_request->rq_method_name).size()
                                : static_cast<std::size_t>(sip->sip_status->st_status);
  return start + view(sip->sip_via->v_branch).size() + view(sip->sip_from->a_tag).size() +
         view(sip->sip_to->a_tag).size() + view(sip->sip_call_id->i_id).size() +
         sip->sip_cseq->cs_seq;
}

RouteFields routeFields(std::string_view text) {
  const Parsed sip(ordinaryClasses(), text);
  RouteFields fields;
  fields.start = sip->sip_request != nullptr ? std::string(view(sip->sip_request->rq_method_name))
                                             : std::to_string(sip->sip_status->st_status);
  fields.branch = view(sip->sip_via->v_branch);
  fields.fromTag = view(sip->sip_from->a_tag);
  fields.toTag = view(sip->sip_to->a_tag);
  fields.callId = view(sip->sip_call_id->i_id);
  fields.cseq = std::to_string(sip->sip_cseq->cs_seq);
  return fields;
}

bool isStructuredHeader(const msg_header_t* header) {
  const msg_hclass_t* kind = header->sh_class;
  return kind->hc_name != nullptr && kind->hc_hash > 0 && kind != sip_unknown_class &&
         kind != sip_error_class;
}

std::size_t full(const Message& message) {
  const Parsed sip(allClasses(), message.text);
  std::size_t values = 0;
  for (const msg_header_t* header = *msg_chain_head(sip.message()); header != nullptr;
       header = header->sh_succ) {
    values += isStructuredHeader(header);
  }
  return values;
}

const url_string_t* uri(const std::string& text) {
  return reinterpret_cast<const url_string_t*>(text.c_str());
}

template <typename Header>
void insert(msg_t* message, Header* header) {
  msg_header_insert(message, nullptr, reinterpret_cast<msg_header_t*>(header));
}

template <typename Header>
void insertCopy(msg_t* message, const Header* header) {
  msg_header_add_dup(message, nullptr, reinterpret_cast<const msg_header_t*>(header));
}

sip_from_t* address(su_home_t* home, const std::string& displayName, const std::string& uriText,
                    const std::string& tag) {
  sip_from_t* from = sip_from_create(home, uri(uriText));
  if (!displayName.empty()) {
    from->a_display = su_sprintf(home, "\"%s\"", displayName.c_str());
  }
  if (!tag.empty()) sip_from_tag(home, from, tag.c_str());
  return from;
}

void startRequest(msg_t* message, const BuildFields& fields) {
  su_home_t* home = msg_home(message);
  insert(message, sip_request_create(home, sip_method_unknown, fields.method.c_str(),
                                     uri(fields.requestUri), nullptr));
  const std::string protocol = "SIP/2.0/" + fields.viaTransport;
  const std::string branch = "branch=" + fields.viaBranch;
  insert(message, sip_via_create(home, fields.viaSentBy.c_str(), nullptr, protocol.c_str(),
                                 branch.c_str(), nullptr));
  insert(message, sip_max_forwards_make(home, "70"));
  for (const std::string& value : fields.routes) {
    insert(message, sip_route_make(home, value.c_str()));
  }
  insert(message, address(home, fields.fromDisplayName, fields.fromUri, fields.fromTag));
  sip_from_t* to = address(home, fields.toDisplayName, fields.toUri, fields.toTag);
  to->a_common->h_class = sip_to_class;
  insert(message, to);
  insert(message, sip_call_id_make(home, fields.callId.c_str()));
  insert(message,
         sip_cseq_create(home, fields.cseq, sip_method_unknown, fields.cseqMethod.c_str()));
}

void startResponse(msg_t* message, const BuildFields& fields, const sip_t* request) {
  su_home_t* home = msg_home(message);
  insert(message, sip_status_create(home, static_cast<unsigned>(fields.statusCode),
                                    fields.reasonPhrase.c_str(), nullptr));
  insertCopy(message, request->sip_via);
  insertCopy(message, request->sip_from);
  insertCopy(message, request->sip_to);
  sip_to_tag(home, sip_object(message)->sip_to, fields.toTag.c_str());
  insertCopy(message, request->sip_call_id);
  insertCopy(message, request->sip_cseq);
}

void finish(msg_t* message, const BuildFields& fields) {
  su_home_t* home = msg_home(message);
  for (const std::string& line : fields.extraHeaders) {
    msg_header_add_str(message, nullptr, line.c_str());
  }
  if (!fields.body.empty()) {
    insert(message, sip_content_type_make(home, fields.contentType.c_str()));
    insert(message,
           sip_payload_create(home, fields.body.data(), static_cast<isize_t>(fields.body.size())));
  }
  sip_complete_message(message);
}

/// Makes the message and hands its text to `use`.
template <typename Use>
void buildWith(const Message& message, Use use) {
  msg_t* built = msg_create(ordinaryClasses(), 0);
  if (message.fields.isRequest) {
    startRequest(built, message.fields);
  } else {
    startResponse(built, message.fields, sip_object(static_cast<msg_t*>(message.prepared)));
  }
  finish(built, message.fields);
  std::size_t length = 0;
  const char* text = msg_as_string(msg_home(built), built, nullptr, 0, &length);
  use(std::string_view(text, length));
  msg_destroy(built);
}

std::size_t build(const Message& message) {
  std::size_t length = 0;
  buildWith(message, [&](std::string_view text) { length = text.size(); });
  return length;
}

std::string buildText(const Message& message) {
  std::string copy;
  buildWith(message, [&](std::string_view text) { copy = text; });
  return copy;
}

/// The request that a response of the corpus answers.
void prepare(Message& message) {
  if (message.fields.isRequest) return;
  BuildFields request = message.fields;
  request.isRequest = true;
  request.method = request.cseqMethod;
  request.requestUri = request.toUri;
  request.toTag.clear();
  request.extraHeaders.clear();
  request.body.clear();
  msg_t* built = msg_create(ordinaryClasses(), 0);
  startRequest(built, request);
  finish(built, request);
  message.prepared = built;
}

}  // namespace

Contender contender() {
  return {"sofia-sip", BENCH_VERSION, {{"route", route}, {"full", full}, {"build", build}},
          routeFields, buildText,     prepare};
}

}  // namespace bench
