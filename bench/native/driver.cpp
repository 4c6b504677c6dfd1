// One library as a program that is driven line by line, so that bench/run can let it take turns
// with the others. It is given the folder of the corpus, and understands on stdin:
//
//   describe                 {"name": …, "version": …, "jobs": […]}
//   route                    {message: its route fields, …}
//   build                    {message: the text that the build job makes, …}
//   count JOB                the sum of the job's results over the corpus
//   sample JOB PASSES        nanoseconds that so many passes over the corpus took
//
// Each answer is one line.
#include <cstdint>
#include <iostream>
#include <sstream>

#include "clock.hpp"
#include "contender.hpp"
#include "corpus.hpp"

namespace bench {
namespace {

std::string inJson(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    if (c == '\r') {
      json += "\\r";
    } else if (c == '\n') {
      json += "\\n";
    } else if (c == '\t') {
      json += "\\t";
    } else {
      json += c;
    }
  }
  return json + '"';
}

std::string describe(const Contender& contender) {
  std::string jobs;
  for (const Job& job : contender.jobs) jobs += (jobs.empty() ? "" : ",") + inJson(job.name);
  return R"({"name":)" + inJson(contender.name) + R"(,"version":)" + inJson(contender.version) +
         R"(,"jobs":[)" + jobs + "]}";
}

std::string routeOf(const Contender& contender, const Message& message) {
  const RouteFields route = contender.route(message.text);
  return R"({"start":)" + inJson(route.start) + R"(,"branch":)" + inJson(route.branch) +
         R"(,"fromTag":)" + inJson(route.fromTag) + R"(,"toTag":)" + inJson(route.toTag) +
         R"(,"callId":)" + inJson(route.callId) + R"(,"cseq":)" + inJson(route.cseq) + "}";
}

template <typename Answer>
std::string ofEach(const std::vector<Message>& corpus, Answer answer) {
  std::string json;
  for (const Message& message : corpus) {
    json += (json.empty() ? "" : ",") + inJson(message.name) + ":" + answer(message);
  }
  return "{" + json + "}";
}

/// Where results go, so that no job can be left out by the compiler.
volatile std::size_t sink = 0;

std::size_t passOver(const std::vector<Message>& corpus, const Job& job) {
  std::size_t sum = 0;
  for (const Message& message : corpus) sum += job.run(message);
  return sum;
}

std::int64_t sample(const std::vector<Message>& corpus, const Job& job, int passes) {
  const double start = cpuNanoseconds();
  for (int pass = 0; pass < passes; ++pass) sink = sink + passOver(corpus, job);
  return static_cast<std::int64_t>(cpuNanoseconds() - start);
}

const Job* jobCalled(const Contender& contender, const std::string& name) {
  for (const Job& job : contender.jobs) {
    if (name == job.name) return &job;
  }
  return nullptr;
}

std::string answer(const Contender& contender, const std::vector<Message>& corpus,
                   const std::string& line) {
  std::istringstream words(line);
  std::string command, name;
  int passes = 0;
  words >> command >> name >> passes;
  if (command == "describe") return describe(contender);
  if (command == "route") {
    return ofEach(corpus, [&](const Message& message) { return routeOf(contender, message); });
  }
  if (command == "build" && contender.build != nullptr) {
    return ofEach(corpus, [&](const Message& message) { return inJson(contender.build(message)); });
  }
  const Job* job = jobCalled(contender, name);
  if (job == nullptr) return "\"unknown command\"";
  if (command == "count") return std::to_string(passOver(corpus, *job));
  return std::to_string(sample(corpus, *job, passes));
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: " << argv[0] << " CORPUS_FOLDER\n";
    return 2;
  }
  const bench::Contender contender = bench::contender();
  std::vector<bench::Message> corpus = bench::readCorpus(argv[1]);
  if (contender.prepare != nullptr) {
    for (bench::Message& message : corpus) contender.prepare(message);
  }
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << bench::answer(contender, corpus, line) << std::endl;
  }
  return 0;
}
