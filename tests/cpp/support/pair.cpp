#include "support/pair.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace sip::test {

Pair::Pair(std::uint32_t seed)
    : alice(
          "alice", now, [this](Phone::Sent sent) { post(alice, bob, std::move(sent)); },
          configurationFor("alice"), "alice's seed " + std::to_string(seed)),
      bob(
          "bob", now, [this](Phone::Sent sent) { post(bob, alice, std::move(sent)); },
          configurationFor("bob"), "bob's seed " + std::to_string(seed)),
      random_(seed) {}

void Pair::post(Phone& from, Phone& to, Phone::Sent sent) {
  if (from.remembers) {
    if (!ladder_.empty()) ladder_ += ", ";
    ladder_ += from.user() + " " + summaryOf(sent.text);
  }
  const bool failed = below(100) < network.failPercent;
  const unsigned copies = !failed && below(100) < network.duplicatePercent ? 2 : 1;
  for (unsigned i = 0; i < copies; ++i) {
    TimeMs arrival = now + network.latencyMs;
    if (network.jitterMs > 0) arrival += below(static_cast<std::uint32_t>(network.jitterMs) + 1);
    if (!network.reorders) arrival = std::max(arrival, lastArrival_);
    lastArrival_ = std::max(arrival, lastArrival_);
    onTheWay_[{arrival, ++posted_}] = {failed ? &from : &to, sent, failed};
  }
}

bool Pair::step(TimeMs until) {
  TimeMs next = until + 1;
  if (!onTheWay_.empty()) next = onTheWay_.begin()->first.first;
  Phone* due = nullptr;
  for (Phone* phone : {&alice, &bob}) {
    const auto deadline = phone->core.deadline();
    if (!deadline || *deadline >= next) continue;
    next = *deadline;
    due = phone;
  }
  if (next > until) return false;
  now = std::max(now, next);
  if (due) {
    due->advance();
    return true;
  }
  const Parcel parcel = std::move(onTheWay_.begin()->second);
  onTheWay_.erase(onTheWay_.begin());
  if (parcel.failed) {
    parcel.to->input(
        [&](Core& core) { core.transportFailed(parcel.sent.client, parcel.sent.server); });
  } else {
    parcel.to->receive(parcel.sent.text);
  }
  return true;
}

void Pair::run(DurationMs duration) {
  const TimeMs end = now + duration;
  while (step(end)) {
  }
  now = end;
}

void Pair::deliver() {
  while (!onTheWay_.empty()) step(onTheWay_.begin()->first.first);
}

void Pair::establish() {
  alice.dial();
  deliver();
  bob.accept();
  deliver();
  REQUIRE(alice.state() == SessionState::Established);
  REQUIRE(bob.state() == SessionState::Established);
}

}  // namespace sip::test
