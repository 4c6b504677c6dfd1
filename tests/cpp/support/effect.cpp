#include "support/effect.hpp"

#include "sip/registration/registration_state.hpp"

namespace sip::test {
namespace {

std::string_view nameOf(ResponseKind kind) {
  switch (kind) {
    case ResponseKind::Trying:
      return "Trying";
    case ResponseKind::Progress:
      return "Progress";
    case ResponseKind::Accept:
      return "Accept";
    case ResponseKind::Redirect:
      return "Redirect";
    case ResponseKind::Reject:
      return "Reject";
  }
  return "?";
}

std::string_view nameOf(RegistrationState state) {
  switch (state) {
    case RegistrationState::Initial:
      return "Initial";
    case RegistrationState::Registered:
      return "Registered";
    case RegistrationState::Unregistered:
      return "Unregistered";
    case RegistrationState::Terminated:
      return "Terminated";
  }
  return "?";
}

std::string numbered(std::string_view noun, std::uint32_t number, std::string_view rest) {
  std::string words(noun);
  words += ' ';
  words += std::to_string(number);
  words += ' ';
  words += rest;
  return words;
}

std::string again(std::string_view words, std::uint32_t reinvite) {
  return std::string(words) + (reinvite ? " again" : "");
}

}  // namespace

std::vector<Effect> takeEffects(Core& core) {
  const EffectQueue& queue = core.effects();
  std::vector<Effect> effects;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const std::uint32_t* words = queue.words().data() + i * EffectQueue::kWordsPerEffect;
    effects.push_back({static_cast<EffectKind>(words[0]), words[1], words[2], words[3], words[4],
                       queue.text().substr(words[5], words[6])});
  }
  core.takeEffects();
  return effects;
}

std::string_view nameOf(SessionState state) {
  switch (state) {
    case SessionState::Initial:
      return "Initial";
    case SessionState::Establishing:
      return "Establishing";
    case SessionState::Established:
      return "Established";
    case SessionState::Terminating:
      return "Terminating";
    case SessionState::Terminated:
      return "Terminated";
  }
  return "?";
}

std::string_view nameOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::None:
      return "ok";
    case ErrorCode::InvalidArgument:
      return "InvalidArgument";
    case ErrorCode::HeaderInjection:
      return "HeaderInjection";
    case ErrorCode::InvalidState:
      return "InvalidState";
    case ErrorCode::RequestPending:
      return "RequestPending";
    case ErrorCode::UnknownId:
      return "UnknownId";
    case ErrorCode::SessionTerminated:
      return "SessionTerminated";
    case ErrorCode::DescriptionFailed:
      return "DescriptionFailed";
    case ErrorCode::DescriptionMissing:
      return "DescriptionMissing";
    case ErrorCode::TransportDown:
      return "TransportDown";
  }
  return "?";
}

std::string summaryOf(std::string_view sipText) {
  if (!sipText.starts_with("SIP/2.0 ")) return std::string(sipText.substr(0, sipText.find(' ')));
  std::string summary(sipText.substr(8, 3));
  const std::size_t cseq = sipText.find("\r\nCSeq: ");
  if (cseq == std::string_view::npos) return summary;
  const std::size_t method = sipText.find(' ', cseq + 8);
  return summary + std::string(sipText.substr(method, sipText.find('\r', method) - method));
}

std::string wordsFor(const Effect& effect) {
  const auto& [kind, a, b, c, d, text] = effect;
  switch (kind) {
    case EffectKind::Log:
      return text;
    case EffectKind::Send:
      return "send " + summaryOf(text);
    case EffectKind::SessionState:
      return numbered("session", a, test::nameOf(static_cast<SessionState>(b)));
    case EffectKind::IncomingInvite:
      return numbered("session", a, "invited");
    case EffectKind::IncomingRequest:
      return numbered("session", a, "asked " + std::string(sip::nameOf(static_cast<Method>(d))));
    case EffectKind::InviteCanceled:
      return numbered("session", a, "canceled");
    case EffectKind::AckReceived:
      return numbered("session", a, "acknowledged");
    case EffectKind::Response:
      return numbered(
          "request", a,
          "got " + std::to_string(d) + " " + std::string(nameOf(static_cast<ResponseKind>(b))));
    case EffectKind::RequestEnded:
      return numbered("request", a, "ended");
    case EffectKind::NeedOffer:
      return again("need offer", d);
    case EffectKind::NeedAnswer:
      return again("need answer", d);
    case EffectKind::ApplyAnswer:
      return again("apply answer", d);
    case EffectKind::RollbackOffer:
      return again("roll back", d);
    case EffectKind::ReinviteHandled:
      return numbered("session", a, "reinvited, said " + std::to_string(d));
    case EffectKind::Settled:
      return numbered("settled", a, test::nameOf(static_cast<ErrorCode>(b)));
    case EffectKind::RegistrationState:
      return numbered("registration", a, nameOf(static_cast<RegistrationState>(b)));
    case EffectKind::RegistrationWaiting:
      return numbered("registration", a, b ? "waits" : "waits no more");
    case EffectKind::DialogConfirmed:
      return numbered("session", a, b ? "confirmed, awaits ACK" : "confirmed");
  }
  return "?";
}

}  // namespace sip::test
