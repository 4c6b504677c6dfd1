#include "sip/message/structure/header_form.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace sip {

namespace {

constexpr std::pair<HeaderName, Form> kRows[] = {
    {HeaderName::Accept, Form::MediaTypes},
    {HeaderName::AcceptContact, Form::Tokens},
    {HeaderName::AcceptEncoding, Form::Tokens},
    {HeaderName::AcceptLanguage, Form::Tokens},
    {HeaderName::AlertInfo, Form::Addresses},
    {HeaderName::Allow, Form::Tokens},
    {HeaderName::AllowEvents, Form::Tokens},
    {HeaderName::AnswerMode, Form::Token},
    {HeaderName::AuthenticationInfo, Form::AuthParameters},
    {HeaderName::Authorization, Form::Challenge},
    {HeaderName::CallInfo, Form::Addresses},
    {HeaderName::Contact, Form::Contacts},
    {HeaderName::ContentDisposition, Form::Token},
    {HeaderName::ContentEncoding, Form::Tokens},
    {HeaderName::ContentLanguage, Form::Tokens},
    {HeaderName::ContentLength, Form::Number},
    {HeaderName::ContentType, Form::MediaType},
    {HeaderName::CSeq, Form::CSeq},
    {HeaderName::Date, Form::Date},
    {HeaderName::Diversion, Form::Addresses},
    {HeaderName::ErrorInfo, Form::Addresses},
    {HeaderName::Event, Form::Token},
    {HeaderName::Expires, Form::Number},
    {HeaderName::FlowTimer, Form::Number},
    {HeaderName::From, Form::Address},
    {HeaderName::Geolocation, Form::Addresses},
    {HeaderName::HistoryInfo, Form::Addresses},
    {HeaderName::Identity, Form::Words},
    {HeaderName::InReplyTo, Form::Words},
    {HeaderName::Join, Form::CallId},
    {HeaderName::MaxForwards, Form::Number},
    {HeaderName::MinExpires, Form::Number},
    {HeaderName::MinSe, Form::Number},
    {HeaderName::PAssertedIdentity, Form::Addresses},
    {HeaderName::Path, Form::Routes},
    {HeaderName::PPreferredIdentity, Form::Addresses},
    {HeaderName::Priority, Form::Token},
    {HeaderName::Privacy, Form::Semicolons},
    {HeaderName::ProxyAuthenticate, Form::Challenge},
    {HeaderName::ProxyAuthorization, Form::Challenge},
    {HeaderName::ProxyRequire, Form::Tokens},
    {HeaderName::RAck, Form::RAck},
    {HeaderName::Reason, Form::Tokens},
    {HeaderName::RecordRoute, Form::Routes},
    {HeaderName::ReferredBy, Form::Address},
    {HeaderName::ReferTo, Form::Address},
    {HeaderName::RejectContact, Form::Tokens},
    {HeaderName::Replaces, Form::CallId},
    {HeaderName::ReplyTo, Form::Address},
    {HeaderName::RequestDisposition, Form::Tokens},
    {HeaderName::Require, Form::Tokens},
    {HeaderName::RetryAfter, Form::Number},
    {HeaderName::Route, Form::Routes},
    {HeaderName::RSeq, Form::Number},
    {HeaderName::ServiceRoute, Form::Routes},
    {HeaderName::SessionExpires, Form::Number},
    {HeaderName::SubscriptionState, Form::Token},
    {HeaderName::Supported, Form::Tokens},
    {HeaderName::TargetDialog, Form::CallId},
    {HeaderName::Timestamp, Form::Timestamp},
    {HeaderName::To, Form::Address},
    {HeaderName::Unsupported, Form::Tokens},
    {HeaderName::UserToUser, Form::Words},
    {HeaderName::Via, Form::Via},
    {HeaderName::Warning, Form::Warning},
    {HeaderName::WwwAuthenticate, Form::Challenge},
};

constexpr std::size_t kCount = static_cast<std::size_t>(HeaderName::WwwAuthenticate) + 1;

constexpr std::array<Form, kCount> makeForms() {
  std::array<Form, kCount> forms{};
  for (const auto& [header, form] : kRows) forms[static_cast<std::size_t>(header)] = form;
  return forms;
}
constexpr std::array<Form, kCount> kForms = makeForms();

}  // namespace

Form formOf(HeaderName header) {
  return kForms[static_cast<std::size_t>(header)];
}

RequiredParameters requiredParametersOf(HeaderName header) {
  if (header == HeaderName::TargetDialog) return {"local-tag", "remote-tag"};
  return {"to-tag", "from-tag"};
}

}  // namespace sip
