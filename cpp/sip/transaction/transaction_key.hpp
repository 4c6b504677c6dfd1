// How a message finds its transaction: RFC 3261 §17.1.3 (responses), §17.2.3 (requests), §8.2.2.2
// (merged requests).
#pragma once

#include <string>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip::detail {

/// The magic cookie with something behind it: unique by itself (§8.1.1.7). The bare cookie
/// identifies nothing (RFC 4475 §3.2.1) and counts as a branch of RFC 2543's time.
bool isUniqueBranch(std::string_view branch);

/// §17.1.3: a response belongs to the client transaction with its top branch and its CSeq method
/// (CANCEL has its INVITE's branch). Neither sent-by nor the number of Vias counts: servers are
/// seen to rewrite them.
std::string clientKey(std::string_view branch, std::string_view method);

/// §17.2.3 without the method: an INVITE, its ACK and its CANCEL share this key. Branch and sent-by
/// or, for a branch that is not unique, Request-URI, From tag, Call-ID, CSeq number and top Via
/// (the rules of RFC 2543).
std::string serverKey(const Message& request);

/// For two requests with one serverKey(): are their To tags alike, as RFC 2543's rules ask? Always
/// true for unique branches. `ackTag` is the To tag of our answer, which the ACK to it carries.
bool toTagsMatch(const Message& opening, const Message& other, std::string_view ackTag);

/// §8.2.2.2: what copies of one request have in common when a fork upstream lets them arrive on
/// several branches.
std::string mergeKey(const Message& request);

}  // namespace sip::detail
