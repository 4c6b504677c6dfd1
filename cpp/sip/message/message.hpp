// A received SIP message: the text, an index of its headers, and what routing needs, checked at
// once (RFC 3261 §7, §18). Everything else is parsed when asked for, so that a bad optional header
// costs only itself.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sip/base/ids.hpp"
#include "sip/message/header_name.hpp"
#include "sip/message/method.hpp"
#include "sip/message/name_addr.hpp"

namespace sip {

/// One header line. Offsets are bytes into Message::text(); a value is without surrounding white
/// space and may hold folds.
struct HeaderField {
  HeaderName id = HeaderName::Other;
  std::uint32_t nameAt = 0;
  std::uint32_t nameLength = 0;
  std::uint32_t valueAt = 0;
  std::uint32_t valueLength = 0;
};

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

struct ParseLimits {
  std::size_t messageBytes = 256 * 1024;
  std::size_t headerCount = 512;
  std::size_t headerBytes = 32 * 1024;  ///< of one header, folds included
};

/// Why a message cannot be used at all.
struct ParseError {
  std::string_view field;  ///< "start line", "Via", "CSeq", ... (static text)
  std::size_t offset = 0;  ///< byte offset at which it shows
  std::string_view rule;   ///< one phrase for people: "no CSeq header" (static text)
  /// The request's Via says where it came from, so a 400 can be sent (§21.4.1).
  bool answerable = false;
};

class Message {
 public:
  /// Takes the bytes of one frame. Leading CRLFs are skipped (§7.5); LF alone ends a line too; a
  /// missing Content-Length means "to the end of the frame" (RFC 7118 §5), one that is too large is
  /// an error, one that is smaller cuts the body.
  static std::variant<Message, ParseError> parse(std::string text, const ParseLimits& limits = {});

  std::string_view text() const { return text_; }
  bool isRequest() const { return statusCode_ == 0; }

  // Requests.
  Method method() const { return method_; }  ///< of a response: the CSeq's method
  std::string_view methodName() const { return view(methodName_); }
  std::string_view requestUri() const { return view(requestUri_); }

  // Responses.
  int statusCode() const { return statusCode_; }  ///< 100 to 699; 0 for a request
  std::string_view reasonPhrase() const { return view(reasonPhrase_); }
  bool isProvisional() const { return statusCode_ >= 100 && statusCode_ < 200; }
  bool isSuccess() const { return statusCode_ >= 200 && statusCode_ < 300; }

  // What routing needs; present and well-formed in every Message.
  ViaView topVia() const;
  NameAddrView from() const { return view(from_); }
  NameAddrView to() const { return view(to_); }
  std::string_view fromTag() const { return view(fromTag_); }  ///< empty when absent or empty
  std::string_view toTag() const { return view(toTag_); }
  std::string_view callId() const { return view(callId_); }
  std::uint32_t cseq() const { return cseq_; }
  std::string_view cseqMethod() const { return view(cseqMethod_); }

  // Any header.
  const std::vector<HeaderField>& fields() const { return fields_; }
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

  std::string_view body() const { return view(body_); }
  std::string_view contentType()
      const;  ///< media type without parameters; empty when there is no header
  /// Value of Content-Disposition without parameters, or the default for the type: "session" for
  /// application/sdp, "render" otherwise (RFC 3261 §20.11).
  std::string_view contentDisposition() const;

  /// Given by the core on receipt.
  MessageId id;

 private:
  struct Span {
    std::uint32_t at = 0;
    std::uint32_t length = 0;
  };
  struct NameAddrSpans {
    Span displayName, uri, parameters;
  };
  struct ViaSpans {
    Span transport, host, parameters, branch, sentBy;
    std::optional<std::uint16_t> port;
  };
  friend class MessageParser;
  std::string_view view(Span span) const { return {text_.data() + span.at, span.length}; }
  NameAddrView view(const NameAddrSpans& spans) const {
    return {view(spans.displayName), view(spans.uri), view(spans.parameters)};
  }

  std::string text_;
  std::vector<HeaderField> fields_;
  Method method_ = Method::Unknown;
  int statusCode_ = 0;
  std::uint32_t cseq_ = 0;
  Span methodName_, requestUri_, reasonPhrase_, fromTag_, toTag_, callId_, cseqMethod_, body_;
  NameAddrSpans from_, to_;
  ViaSpans topVia_;
};

/// Kept by whoever still needs the message: a server transaction, an early dialog, a session that
/// waits for an answer.
using MessagePtr = std::shared_ptr<const Message>;

}  // namespace sip
