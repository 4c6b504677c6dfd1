#include "support/wire.hpp"

#include <doctest/doctest.h>

#include <utility>

namespace sip::test {

Wire::Wire(Configuration configuration)
    : phone(
          "alice", now,
          [this](Phone::Sent sent) {
            unseen_.push_back(sent.text);
            last_ = std::move(sent);
          },
          std::move(configuration)) {}

PeerRequest Wire::receive(PeerRequest request) {
  if (request.branch.empty()) request.branch = "z9hG4bKpeer" + std::to_string(++branches_);
  receive(request.text());
  return request;
}

MessagePtr Wire::expect(std::string_view summary) {
  if (unseen_.empty()) {
    FAIL("nothing was sent, " << summary << " was expected");
  }
  const std::string text = std::move(unseen_.front());
  unseen_.pop_front();
  CAPTURE(text);
  REQUIRE(summaryOf(text) == summary);
  return parse(text);
}

std::string Wire::takeSent() {
  std::string all;
  for (const std::string& text : std::exchange(unseen_, {})) {
    if (!all.empty()) all += ", ";
    all += summaryOf(text);
  }
  return all;
}

void Wire::advance(DurationMs duration) {
  const TimeMs end = now + duration;
  while (const auto deadline = phone.core.deadline()) {
    if (*deadline > end) break;
    now = *deadline > now ? *deadline : now;
    phone.advance();
  }
  now = end;
}

}  // namespace sip::test
