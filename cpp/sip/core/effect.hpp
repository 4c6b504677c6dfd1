// What the core asks its host to do. Every input (Core's public methods) appends effects; the host
// takes them all, in order, before it returns to whoever made the input. Order is a promise: what
// was sent, the state, then listeners, then the answer to the call that waited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// `a` to `d` and `text` mean what each line says; ids are 0 where there is none. A message id
/// names the message being received or, in what follows an answered question, the message that the
/// question was about.
enum class EffectKind : std::uint32_t {
  Log,   ///< a: LogLevel, b: LogCategory; text: a sentence
  Send,  ///< a: client transaction, b: server transaction; text: SIP. A failure comes back as
         ///< transportFailed(a, b)
  SessionState,     ///< a: session, b: SessionState
  IncomingInvite,   ///< a: session (new), b: request, c: message. Host answers with
                    ///< offerInvitation(a, hasDelegate)
  IncomingRequest,  ///< a: session or 0, b: request, c: message, d: Method. Host lets a delegate
                    ///< answer, else respondDefault(b)
  InviteCanceled,   ///< a: session, c: message: the CANCEL, or a BYE that came in its stead;
                    ///< onCancel
  AckReceived,      ///< a: session, c: message; onAck
  Response,         ///< a: request, b: ResponseKind, c: message or 0, d: status (408 timeout, 503
                    ///< transport, when c is 0)
  RequestEnded,     ///< a: request; no further Response will name it
  NeedOffer,    ///< a: session, b: question, d: 1 in a re-INVITE: description wanted, nothing to
                ///< apply
  NeedAnswer,   ///< a: session, b: question, c: message with the offer, d: 1 in a re-INVITE; text:
                ///< empty if its body is the offer, else the offer's Content-Type, NUL, and the
                ///< offer
  ApplyAnswer,  ///< a: session, b: question, c: message with the answer, d: 1 in a re-INVITE;
                ///< text: as of NeedAnswer
  RollbackOffer,    ///< a: session, b: question, c: message: the re-INVITE that offered was refused
  ReinviteHandled,  ///< a: session, b: request, c: message of the request, d: status; text: the
                    ///< response as sent; onInvite
  Settled,  ///< a: operation, b: ErrorCode (None: fulfilled), c: request sent or 0; text: the
            ///< error's sentence
  RegistrationState,    ///< a: registration, b: RegistrationState, c: message that caused it or 0
  RegistrationWaiting,  ///< a: registration, b: 1 while a REGISTER is unanswered, c: message that
                        ///< ended the wait or 0
  DialogConfirmed,  ///< a: session, b: 1 while an ACK is awaited; Core::dialog(a) tells the rest
};

enum class LogLevel : std::uint32_t { Error, Warn, Log, Debug };
enum class LogCategory : std::uint32_t {
  Core,
  Transaction,
  Dialog,
  Session,
  Registration,
  Message
};

/// The kinds of answer that SIP.js's delegates tell apart: 100, 101-199, 2xx, 3xx, 4xx-6xx.
enum class ResponseKind : std::uint32_t { Trying, Progress, Accept, Redirect, Reject };

constexpr ResponseKind responseKindOf(int status) {
  if (status == 100) return ResponseKind::Trying;
  if (status < 200) return ResponseKind::Progress;
  if (status < 300) return ResponseKind::Accept;
  return status < 400 ? ResponseKind::Redirect : ResponseKind::Reject;
}

/// Effects as the boundary wants them: eight words each and one text for all, so that a host reads
/// both in one go.
class EffectQueue {
 public:
  static constexpr std::size_t kWordsPerEffect =
      8;  // kind, a, b, c, d, text offset, text length, reserved

  void add(EffectKind kind, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0,
           std::uint32_t d = 0, std::string_view text = {});
  void clear();

  const std::vector<std::uint32_t>& words() const { return words_; }
  const std::string& text() const { return text_; }
  std::size_t size() const { return words_.size() / kWordsPerEffect; }

 private:
  std::vector<std::uint32_t> words_;
  std::string text_;
};

}  // namespace sip
