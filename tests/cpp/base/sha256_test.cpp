#include "sip/base/sha256.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sip/base/text.hpp"

namespace {

std::string hex(const sip::Sha256::Digest& digest) {
  return sip::toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

TEST_CASE("FIPS 180-4: SHA-256 of the standard's examples") {
  CHECK(hex(sip::sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sip::sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sip::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sip::sha256(std::string(1000000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("FIPS 180-4 §5.1.1: input in pieces of any size hashes as the whole") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i);
  for (std::size_t piece = 1; piece < 140; ++piece) {
    sip::Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      hash.update(std::string_view(text).substr(at, piece));
      hash.update("");
    }
    CAPTURE(piece);
    CHECK(hash.finish() == sip::sha256(text));
  }
}

TEST_CASE("SHA-256: after finish() the object starts an empty hash") {
  sip::Sha256 hash;
  hash.update("something");
  hash.finish();
  hash.update("abc");
  CHECK(hash.finish() == sip::sha256("abc"));
}
