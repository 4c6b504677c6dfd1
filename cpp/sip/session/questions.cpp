// Offers and answers are states, not coroutines: what a session wants of the media handler is a
// question, and here each answer is led to the file that goes on from it.

#include <algorithm>
#include <utility>

#include "sip/message/session_body.hpp"
#include "sip/session/session.hpp"

namespace sip {

void Session::ask(EffectKind kind, Purpose purpose, OperationId operation,
                  const MessagePtr& message, bool reinvite) {
  const QuestionId id = host_.ask(kind, id_, message, reinvite);
  questions_.push_back({id, purpose, operation, message, 0, {}});
}

std::optional<Session::Question> Session::take(QuestionId id) {
  const auto at = std::find_if(questions_.begin(), questions_.end(),
                               [id](const Question& q) { return q.id == id; });
  if (at == questions_.end()) return std::nullopt;
  Question question = std::move(*at);
  questions_.erase(at);
  return question;
}

Session::Question* Session::find(Purpose purpose) {
  const auto at = std::find_if(questions_.begin(), questions_.end(),
                               [purpose](const Question& q) { return q.purpose == purpose; });
  return at == questions_.end() ? nullptr : &*at;
}

bool Session::asking(Purpose purpose) const {
  return std::any_of(questions_.begin(), questions_.end(),
                     [purpose](const Question& q) { return q.purpose == purpose; });
}

/// The answer to such a question is no longer wanted; it will be late, and is dropped.
void Session::forget(Purpose purpose) {
  std::erase_if(questions_, [&](const Question& question) {
    if (question.purpose != purpose) return false;
    host_.forgetQuestion(question.id);
    return true;
  });
}

void Session::onAnswer(QuestionId id, const std::optional<Body>& body) {
  auto question = take(id);
  if (!question) return;
  // The content type comes from a media handler of the application's: it must not break the message
  // either.
  if (const Status checked = checkHeaders({}, body); !checked) {
    questions_.push_back(*question);
    return onFailure(id, DescriptionFailure::Failed, checked.error().detail);
  }
  switch (question->purpose) {
    case Purpose::InviteOffer:
      sendInvite(question->operation, body);
      break;
    case Purpose::EarlyAnswer:
      if (acceptedWhileEarly_) {
        completeInvite(std::exchange(acceptedWhileEarly_, nullptr), std::nullopt);
      } else {
        report(invite_, question->message, question->message->statusCode());
      }
      break;
    case Purpose::InviteAnswer:
      completeInvite(question->message, std::nullopt);
      break;
    case Purpose::LateOffer:
      completeInvite(question->message, body);
      break;
    case Purpose::ProgressBody:
      earlyBody_ = body;
      question->response.body = body;
      sendProgress(question->operation, std::move(question->response));
      break;
    case Purpose::AcceptBody:
      sendAccept(question->operation, std::move(question->response), body);
      break;
    case Purpose::AckAnswer:
      resumeAfterAck();
      break;
    case Purpose::ReinviteOffer:
      sendReinvite(question->operation, body);
      break;
    case Purpose::ReinviteAnswer:
      finishReinvite(question->message, std::nullopt);
      break;
    case Purpose::ReinviteLateOffer:
      finishReinvite(question->message, body);
      break;
    case Purpose::ReinviteRollback:
      refuseReinvite(question->message, question->status);
      break;
    case Purpose::PeerReinviteBody:
      answerReinvite(200, body);
      break;
    case Purpose::PeerReinviteUndo:
      answerReinvite(question->status, std::nullopt);
      resumeReinvite();
      break;
  }
}

void Session::onFailure(QuestionId id, DescriptionFailure failure, std::string_view reason) {
  const auto question = take(id);
  if (!question) return;
  const bool unsupported = failure == DescriptionFailure::UnsupportedType;
  log(LogLevel::Error, reason);
  switch (question->purpose) {
    case Purpose::InviteOffer:
      terminate();
      settle(question->operation, ErrorCode::DescriptionFailed, reason);
      break;
    case Purpose::EarlyAnswer:
      // The call cannot have sound with this peer: give the INVITE up rather than ring on (§9.1).
      if (acceptedWhileEarly_) {
        failInvite(std::exchange(acceptedWhileEarly_, nullptr), 488, "Not Acceptable Here");
      } else {
        host_.cancelRequest(invite_, {});
        terminate();
      }
      break;
    case Purpose::InviteAnswer:
      failInvite(question->message, 488, "Not Acceptable Here");
      break;
    case Purpose::LateOffer:
      failInvite(question->message, 488, "Invalid session description");
      break;
    case Purpose::ProgressBody:
    case Purpose::AcceptBody:
      if (unsupported) {
        refuse(415, kAcceptedTypesHeader);
      } else {
        refuse(480);
      }
      settle(question->operation, ErrorCode::DescriptionFailed, reason);
      break;
    case Purpose::AckAnswer:
      byeBecause(488, "Bad Media Description");
      terminate();
      break;
    case Purpose::ReinviteOffer:
      if (reinviteRequest_) {
        endReinvite(nullptr, 491);  // it was to be sent again; the 491 is what is left of it
      } else {
        reinvite_ = Reinvite::None;
        settle(question->operation, ErrorCode::DescriptionFailed, reason);
      }
      break;
    case Purpose::ReinviteAnswer:
    case Purpose::ReinviteLateOffer:
      failReinvite(question->message, 488, "Bad Media Description");
      break;
    case Purpose::ReinviteRollback:
      byeBecause(500, "Internal Server Error");
      terminate(reinviteRequest_, question->message, question->status);
      break;
    case Purpose::PeerReinviteBody:
      undoPeerReinvite(question->message, unsupported ? 415 : 488);
      break;
    case Purpose::PeerReinviteUndo:
      answerReinvite(question->status, std::nullopt);
      byeBecause(500, "Internal Server Error");
      terminate();
      break;
  }
}

}  // namespace sip
