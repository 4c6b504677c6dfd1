#include <doctest/doctest.h>

#include <string>

#include "sip/auth/digest.hpp"

using sip::DigestAlgorithm;
using sip::hashHex;

TEST_CASE("RFC 1321 A.5: MD5 of the test suite") {
  CHECK(hashHex(DigestAlgorithm::Md5, "") == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(hashHex(DigestAlgorithm::Md5, "abc") == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(hashHex(DigestAlgorithm::Md5, "message digest") == "f96b697d7cb7938d525a2f31aaf161d0");
  std::string digits;
  for (int i = 0; i < 8; ++i) digits += "1234567890";
  CHECK(hashHex(DigestAlgorithm::Md5, digits) == "57edf4a22be3c955ac49da2e2107b67a");
}

TEST_CASE("RFC 1321 §3.1: MD5 pads right on both sides of a block's end") {
  CHECK(hashHex(DigestAlgorithm::Md5, std::string(55, 'a')) == "ef1772b6dff9a122358552954ad0df65");
  CHECK(hashHex(DigestAlgorithm::Md5, std::string(56, 'a')) == "3b0c8ac703f828b04c6c197006d17218");
  CHECK(hashHex(DigestAlgorithm::Md5, std::string(64, 'a')) == "014842d480b571495a4a0363793f7367");
  CHECK(hashHex(DigestAlgorithm::Md5, std::string(1000, 'a')) ==
        "cabe45dcc9ae5b66ba86600cca6b8ba8");
}

TEST_CASE("FIPS 180-4: SHA-256 of abc") {
  CHECK(hashHex(DigestAlgorithm::Sha256, "abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE(
    "FIPS 180-4 §6.7: SHA-512/256 has starting values of its own, and is no prefix of SHA-512") {
  CHECK(hashHex(DigestAlgorithm::Sha512_256, "") ==
        "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a");
  CHECK(hashHex(DigestAlgorithm::Sha512_256, "abc") ==
        "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
}

TEST_CASE("FIPS 180-4 §5.1.2: SHA-512/256 pads right on both sides of a block's end") {
  CHECK(hashHex(DigestAlgorithm::Sha512_256, std::string(111, 'a')) ==
        "0239e429f98d0ed61ee8e2a7c30afe98c1c3a80ce5dff62a107e9c538f7632ce");
  CHECK(hashHex(DigestAlgorithm::Sha512_256, std::string(112, 'a')) ==
        "9216b5303edb66504570bee90e48ea5beaa5e9fe9f760bbd3e0460559fc005f6");
  CHECK(hashHex(DigestAlgorithm::Sha512_256, std::string(128, 'a')) ==
        "b88f97e274f9c1d49f181c8cbd01a9c74930ad055a46ac4499a1d601f1c80bf2");
  CHECK(hashHex(DigestAlgorithm::Sha512_256, std::string(1000, 'a')) ==
        "40eb4a70d4d69815407a9e272f0101cd67e3d11262a4a0bfc087712749c7fb53");
}
