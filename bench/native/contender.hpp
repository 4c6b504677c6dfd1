// What every native library is asked to do, and how it answers. Each has one file beside this one,
// which defines contender(); driver.cpp makes a program of each, so that no two libraries share a
// process (libre and sofia-sip both export names that begin with sip_ and msg_).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// What routing needs of a message. Absent parts are empty.
struct RouteFields {
  std::string start;  ///< the method, or the status code in decimal
  std::string branch, fromTag, toTag, callId;
  std::string cseq;  ///< the number in decimal
};

/// A message of the corpus as the fields to build it from: whole header values as text.
struct BuildFields {
  bool isRequest = true;
  std::string method, requestUri;  ///< of a request
  int statusCode = 0;              ///< of a response
  std::string reasonPhrase;
  std::string viaTransport, viaSentBy, viaBranch;  ///< of the topmost Via
  std::string fromUri, fromDisplayName, fromTag;
  std::string toUri, toDisplayName, toTag;
  std::string callId;
  unsigned cseq = 0;
  std::string cseqMethod;
  std::vector<std::string> routes;        ///< Route values, with their angle brackets
  std::vector<std::string> extraHeaders;  ///< whole lines, all but the above and those of the body
  std::string contentType, body;
};

struct Message {
  std::string name;  ///< "invite-200"
  std::string text;
  BuildFields fields;
  void* prepared = nullptr;  ///< the library's own, made by Contender::prepare before any job runs
};

struct Job {
  const char* name;
  /// Does the job once. The result keeps the compiler from leaving anything out; of "full" it is
  /// the number of values that were structured, of "build" the length of the text.
  std::size_t (*run)(const Message& message);
};

struct Contender {
  std::string name, version;
  std::vector<Job> jobs;
  RouteFields (*route)(std::string_view text);
  /// The text that the "build" job makes; null where there is no such job.
  std::string (*build)(const Message& message) = nullptr;
  /// Called once for each message.
  void (*prepare)(Message& message) = nullptr;
};

Contender contender();

}  // namespace bench
