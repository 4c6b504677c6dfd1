// What the core adds to the header lines that an application gives with a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sip/message/header_name.hpp"

namespace sip::detail {

/// Adds "Name: value", unless the value is empty or a line has that header already, under its long
/// or compact name.
void addUnlessThere(std::vector<std::string>& lines, HeaderName header, std::string_view value);

}  // namespace sip::detail
