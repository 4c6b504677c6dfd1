// Takes apart, and puts together, the NUL-joined texts that cross the boundary
// (docs/architecture.md). JavaScript refuses NUL inside a field, so the joint cannot be forged; a
// text that is too short reads as empty fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/message/outgoing.hpp"

namespace sip::binding {

class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}

  std::string_view next();
  std::string string() { return std::string(next()); }
  std::uint32_t number();  ///< 0 for what is none
  bool flag() { return next() == "1"; }
  /// A count, and that many fields.
  std::vector<std::string> list();
  /// "0", or "1", Content-Type, Content-Disposition and all the rest as content.
  std::optional<Body> body();
  std::string_view rest() const { return rest_; }

  // The field lists of docs/architecture.md.
  OutgoingRequest request();
  ResponseOptions response();

 private:
  std::string_view rest_;
};

class FieldWriter {
 public:
  FieldWriter& add(std::string_view field);
  FieldWriter& add(std::uint32_t number) { return add(std::to_string(number)); }
  /// "=" and the value, or nothing at all: an absent value is not an empty one.
  FieldWriter& addOptional(const std::optional<std::string_view>& value);
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool first_ = true;
};

}  // namespace sip::binding
