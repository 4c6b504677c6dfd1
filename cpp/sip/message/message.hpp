// A received SIP message: the text, an index of its headers, and what routing needs, checked at
// once (RFC 3261 §7, §18). Everything else is parsed when asked for, so that a bad optional header
// costs only itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sip/base/ids.hpp"
#include "sip/message/message_index.hpp"
#include "sip/message/name_addr.hpp"

namespace sip {

/// The topmost Via (§20.42), as views into the message.
struct ViaView {
  std::string_view transport;  ///< "WSS"
  std::string_view host;
  std::optional<std::uint16_t> port;
  std::string_view parameters;  ///< behind the first ';'
  std::string_view branch;      ///< empty when there is none

  /// host[:port] as written, for matching (§17.2.3).
  std::string_view sentBy;
};

class Message {
 public:
  /// Takes the bytes of one frame; what is refused, and why, is indexMessage()'s to say.
  static std::variant<Message, ParseError> parse(std::string text, const ParseLimits& limits = {});

  /// `index` is what indexMessage() made of the text.
  Message(std::string text, MessageIndex index);

  std::string_view text() const { return text_; }
  const MessageIndex& index() const { return index_; }
  bool isRequest() const { return index_.statusCode == 0; }

  // Requests.
  Method method() const { return index_.method; }  ///< of a response: the CSeq's method
  std::string_view methodName() const { return view(index_.methodName); }
  std::string_view requestUri() const { return view(index_.requestUri); }

  // Responses.
  int statusCode() const { return index_.statusCode; }  ///< 100 to 699; 0 for a request
  std::string_view reasonPhrase() const { return view(index_.reasonPhrase); }
  bool isProvisional() const { return index_.statusCode >= 100 && index_.statusCode < 200; }
  bool isSuccess() const { return index_.statusCode >= 200 && index_.statusCode < 300; }

  // What routing needs; present and well-formed in every Message.
  ViaView topVia() const;
  NameAddrView from() const { return view(index_.from); }
  NameAddrView to() const { return view(index_.to); }
  std::string_view fromTag() const { return view(index_.fromTag); }  ///< empty when absent or empty
  std::string_view toTag() const { return view(index_.toTag); }
  std::string_view callId() const { return view(index_.callId); }
  std::uint32_t cseq() const { return index_.cseq; }
  std::string_view cseqMethod() const { return view(index_.cseqMethod); }

  // Any header.
  const std::vector<HeaderField>& fields() const { return index_.fields; }
  std::string_view name(const HeaderField& field) const {
    return {text_.data() + field.nameAt, field.nameLength};
  }
  std::string_view value(const HeaderField& field) const {
    return {text_.data() + field.valueAt, field.valueLength};
  }
  std::size_t count(HeaderName header) const;
  /// The nth line of that header, from the top.
  std::optional<std::string_view> header(HeaderName header, std::size_t nth = 0) const;
  /// By name, long or compact, any case; for headers outside the table too.
  std::optional<std::string_view> header(std::string_view name, std::size_t nth = 0) const;
  /// All values of a list header, over all its lines, in order, trimmed (§7.3.1).
  std::vector<std::string_view> list(HeaderName header) const;
  /// Does a list header (Require, Supported, Allow) hold the token, on any line, without case?
  bool listHolds(HeaderName header, std::string_view token) const;
  /// First line as a decimal number (Expires, Min-Expires, RSeq, Retry-After: digits up to the
  /// first ';', '(' or space).
  std::optional<std::uint32_t> number(HeaderName header) const;
  /// The URI of the first Contact that can be read; nothing for none, for '*' and for bad ones
  /// alone.
  std::optional<std::string_view> contactUri() const;

  std::string_view body() const { return view(index_.body); }
  std::string_view contentType()
      const;  ///< media type without parameters; empty when there is no header
  /// Value of Content-Disposition without parameters, or the default for the type: "session" for
  /// application/sdp, "render" otherwise (RFC 3261 §20.11).
  std::string_view contentDisposition() const;

  /// Given by the core on receipt.
  MessageId id;

 private:
  std::string_view view(Span span) const { return {text_.data() + span.at, span.length}; }
  NameAddrView view(const NameAddrSpans& spans) const {
    return {view(spans.displayName), view(spans.uri), view(spans.parameters)};
  }

  std::string text_;
  MessageIndex index_;
};

/// Kept by whoever still needs the message: a server transaction, an early dialog, a session that
/// waits for an answer.
using MessagePtr = std::shared_ptr<const Message>;

}  // namespace sip
