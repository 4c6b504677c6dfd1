// libosip2. osip_message_parse structures the headers that the library has a type for; the others
// it keeps as text, and the job "full" parses those whose form one of its types has.
#include <osipparser2/osip_message.h>
#include <osipparser2/osip_parser.h>

#include <strings.h>

#include "contender.hpp"

namespace bench {
namespace {

class Parsed {
 public:
  explicit Parsed(std::string_view text) {
    osip_message_init(&message_);
    osip_message_parse(message_, text.data(), text.size());
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  ~Parsed() { osip_message_free(message_); }

  osip_message_t* get() const { return message_; }
  osip_message_t* operator->() const { return message_; }

 private:
  osip_message_t* message_ = nullptr;
};

std::string_view view(const char* text) {
  return text == nullptr ? "" : text;
}

std::string_view parameter(osip_list_t* parameters, const char* name) {
  osip_generic_param_t* found = nullptr;
  osip_generic_param_get_byname(parameters, const_cast<char*>(name), &found);
  return found == nullptr ? "" : view(found->gvalue);
}

osip_via_t* topVia(const Parsed& message) {
  return static_cast<osip_via_t*>(osip_list_get(&message->vias, 0));
}

/// As written: libosip2 keeps the two halves of word "@" word apart.
std::string callIdOf(const Parsed& message) {
  std::string text(view(message->call_id->number));
  if (message->call_id->host != nullptr) text.append("@").append(message->call_id->host);
  return text;
}

std::size_t route(const Message& message) {
  const Parsed sip(message.text);
  return static_cast<std::size_t>(sip->status_code) + view(sip->sip_method).size() +
         parameter(&topVia(sip)->via_params, "branch").size() +
         parameter(&sip->from->gen_params, "tag").size() +
         parameter(&sip->to->gen_params, "tag").size() + view(sip->call_id->number).size() +
         view(sip->cseq->number).size();
}

RouteFields routeFields(std::string_view text) {
  const Parsed sip(text);
  RouteFields fields;
  fields.start =
      sip->status_code == 0 ? std::string(view(sip->sip_method)) : std::to_string(sip->status_code);
  fields.branch = parameter(&topVia(sip)->via_params, "branch");
  fields.fromTag = parameter(&sip->from->gen_params, "tag");
  fields.toTag = parameter(&sip->to->gen_params, "tag");
  fields.callId = callIdOf(sip);
  fields.cseq = view(sip->cseq->number);
  return fields;
}

bool isOneOf(const char* name, std::initializer_list<const char*> names) {
  for (const char* other : names) {
    if (strcasecmp(name, other) == 0) return true;
  }
  return false;
}

/// Name-addr or addr-spec with parameters, as From is.
bool isAddress(const char* name) {
  return isOneOf(name, {"refer-to", "r", "referred-by", "b", "p-asserted-identity",
                        "p-associated-uri", "service-route", "path", "diversion"});
}

/// One word with parameters, as Content-Disposition is.
bool isToken(const char* name) {
  return isOneOf(
      name, {"event", "o", "subscription-state", "session-expires", "x", "reason", "supported", "k",
             "require", "allow-events", "u", "expires", "min-se", "max-forwards"});
}

bool parseAsAddress(const char* value) {
  osip_from_t* address = nullptr;
  osip_from_init(&address);
  const bool isGood = osip_from_parse(address, value) == 0;
  osip_from_free(address);
  return isGood;
}

bool parseAsToken(const char* value) {
  osip_content_disposition_t* token = nullptr;
  osip_content_disposition_init(&token);
  const bool isGood = osip_content_disposition_parse(token, value) == 0;
  osip_content_disposition_free(token);
  return isGood;
}

std::size_t rawValues(const Parsed& message) {
  std::size_t values = 0;
  for (int at = 0; !osip_list_eol(&message->headers, at); ++at) {
    const auto* header = static_cast<const osip_header_t*>(osip_list_get(&message->headers, at));
    if (header->hvalue == nullptr) continue;
    if (isAddress(header->hname)) values += parseAsAddress(header->hvalue);
    if (isToken(header->hname)) values += parseAsToken(header->hvalue);
  }
  return values;
}

std::size_t full(const Message& message) {
  const Parsed sip(message.text);
  std::size_t values = rawValues(sip);
  for (const osip_list_t* list :
       {&sip->accepts, &sip->accept_encodings, &sip->accept_languages, &sip->alert_infos,
        &sip->allows, &sip->authentication_infos, &sip->authorizations, &sip->call_infos,
        &sip->contacts, &sip->content_encodings, &sip->error_infos, &sip->proxy_authenticates,
        &sip->proxy_authorizations, &sip->record_routes, &sip->routes, &sip->vias,
        &sip->www_authenticates}) {
    values += static_cast<std::size_t>(osip_list_size(list));
  }
  for (const void* single :
       {static_cast<void*>(sip->call_id), static_cast<void*>(sip->content_length),
        static_cast<void*>(sip->content_type), static_cast<void*>(sip->cseq),
        static_cast<void*>(sip->from), static_cast<void*>(sip->to),
        static_cast<void*>(sip->mime_version)}) {
    values += single != nullptr;
  }
  return values;
}

}  // namespace

Contender contender() {
  parser_init();
  return {"libosip2", BENCH_VERSION, {{"route", route}, {"full", full}}, routeFields};
}

}  // namespace bench
