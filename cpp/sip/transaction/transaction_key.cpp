#include "sip/transaction/transaction_key.hpp"

#include <initializer_list>

#include "sip/base/text.hpp"

namespace sip::detail {
namespace {

constexpr std::string_view kMagicCookie = "z9hG4bK";

/// One line per part: no part can hold a line break, save folded header values, which are no part
/// of any key.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) {
    key += part;
    key += '\n';
  }
  return key;
}

}  // namespace

bool isUniqueBranch(std::string_view branch) {
  return branch.size() > kMagicCookie.size() && startsWithIgnoreCase(branch, kMagicCookie);
}

std::string clientKey(std::string_view branch, std::string_view method) {
  return joined(
      {toLower(branch), method});  // §7.3.1: parameter values compare without case, methods with it
}

std::string serverKey(const Message& request) {
  const ViaView via = request.topVia();
  if (isUniqueBranch(via.branch)) return joined({toLower(via.branch), toLower(via.sentBy)});
  return joined({"", request.requestUri(), request.fromTag(), request.callId(),
                 std::to_string(request.cseq()), via.transport, via.sentBy, via.parameters});
}

bool toTagsMatch(const Message& opening, const Message& other, std::string_view ackTag) {
  if (isUniqueBranch(opening.topVia().branch)) return true;
  if (other.method() == Method::Ack && opening.toTag().empty()) return other.toTag() == ackTag;
  return other.toTag() == opening.toTag();
}

std::string mergeKey(const Message& request) {
  return joined(
      {request.fromTag(), request.callId(), std::to_string(request.cseq()), request.cseqMethod()});
}

}  // namespace sip::detail
