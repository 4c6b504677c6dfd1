#include "support/torture.hpp"

#include <fstream>
#include <iterator>

namespace sip::test {

namespace {

std::string readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<TortureMessage> tortureMessages(const std::string& rfc) {
  const std::string folder = SIP_VECTORS_DIR "/" + rfc + "/";
  std::vector<TortureMessage> messages;
  for (auto& row : nlohmann::json::parse(readFile(folder + "verdicts.json"), nullptr, false)) {
    const std::string name = row["name"];
    messages.push_back({"RFC " + rfc.substr(3) + " §" + row["section"].get<std::string>() + " " +
                            name + ": " + row["title"].get<std::string>(),
                        readFile(folder + name + ".dat"), std::move(row)});
  }
  return messages;
}

std::string withCrlf(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

std::string withRightContentLength(const std::string& text) {
  const bool hasCrlf = text.find("\r\n\r\n") != std::string::npos;
  const std::size_t body = hasCrlf ? text.find("\r\n\r\n") + 4 : text.find("\n\n") + 2;
  const std::size_t begin = text.find("Content-Length: ") + 16;
  const std::size_t end = text.find_first_of("\r\n", begin);
  return text.substr(0, begin) + std::to_string(text.size() - body) + text.substr(end);
}

}  // namespace sip::test
