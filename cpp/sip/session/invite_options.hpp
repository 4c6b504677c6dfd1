// How an INVITE is to be made, and why a description could not be.
#pragma once

#include <cstdint>

namespace sip {

struct InviteOptions {
  bool withoutDescription =
      false;  ///< INVITE without offer: the offer comes in the 2xx, our answer in the ACK (§13.2.1)
  bool earlyMedia = false;  ///< apply the first answer that comes in a 1xx
};

/// What a host says of a question that it cannot answer.
enum class DescriptionFailure : std::uint32_t {
  Failed,           ///< no microphone, a description that the browser refuses, ...
  UnsupportedType,  ///< the body's Content-Type is none the media handler knows: 415 instead of 480
                    ///< or 488
};

}  // namespace sip
