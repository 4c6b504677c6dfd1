// Messages in which one place is filled with one thing over and over: what a text must look like
// for a parser that looks twice to become slow or hungry.
#pragma once

#include <string>
#include <vector>

#include "sip/message/message.hpp"

namespace sip::message_test {

/// What is repeated: each of the 256 bytes, and the beginnings, ends and wholes of what grammars
/// nest and list.
const std::vector<std::string>& hostileUnits();
/// The same with fewer of the bytes that are alike: letters, control characters, UTF-8.
const std::vector<std::string>& fewHostileUnits();

/// Where it stands: start lines, a header of each form of value, the body.
struct HostilePlace {
  std::string name;
  std::string before, after;
  /// No place that routing needs: whatever stands there, the message is accepted (unless the unit
  /// ends a line).
  bool isHarmless = false;
};
const std::vector<HostilePlace>& hostilePlaces();

/// At least `size` bytes of the unit in that place.
std::string hostileText(const HostilePlace& place, const std::string& unit, std::size_t size);

/// Limits that nothing here reaches.
ParseLimits noLimits();

/// Reads all that there is to read of a message, or answers one that is refused. Returns whether
/// it was accepted.
bool readAll(const std::string& text);

}  // namespace sip::message_test
