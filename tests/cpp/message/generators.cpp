#include "message/generators.hpp"

#include <utility>

namespace sip::message_test {
namespace {

constexpr std::string_view kAlphanum =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view kTokenChars = "abcXYZ019-.!%*_+`'~";
constexpr std::string_view kUserChars = "aZ9-_.!~*'()&=+$,;?/";
constexpr std::string_view kPasswordChars = "aZ9-_.!~*'()&=+$,";
constexpr std::string_view kParameterChars = "aZ9-_.!~*'()[]/:&+$";
constexpr std::string_view kHeaderChars = "aZ9-_.!~*'()[]/?:+$";
constexpr std::string_view kWordChars = "aZ9-.!%*_+`'~()<>:\\\"/[]?{}";

}  // namespace

std::string_view Generator::pick(std::initializer_list<std::string_view> choices) {
  return choices.begin()[below(choices.size())];
}

std::string Generator::some(std::string_view characters, std::size_t least, std::size_t most) {
  std::string result;
  for (std::size_t n = least + below(most - least + 1); n > 0; --n) {
    result += characters[below(characters.size())];
  }
  return result;
}

std::string Generator::token() {
  return some(kTokenChars, 1, 12);
}

std::string Generator::escapedText(std::string_view characters) {
  std::string result;
  for (std::size_t n = 1 + below(8); n > 0; --n) {
    if (chance(15)) {
      result += '%';
      result += some("0123456789ABCDEFabcdef", 2, 2);
    } else {
      result += some(characters, 1, 1);
    }
  }
  return result;
}

std::string Generator::quotedString() {
  std::string result = "\"";
  for (std::size_t n = below(6); n > 0; --n) {
    result += pick({"a", "Bob ", "\\\"", "\\\\",    "<",       ">", ",", ";", ":",   "=",
                    "ü", "日本", "\t",   ";tag=no", "sip:x@y", "@", "'", "(", "\\x", "\xff"});
  }
  return result + "\"";
}

std::string Generator::host() {
  switch (below(4)) {
    case 0:
      return std::to_string(below(256)) + "." + std::to_string(below(256)) + ".0." +
             std::to_string(below(256));
    case 1:
      return std::string(pick({"[::1]", "[2001:db8::9:1]", "[::ffff:192.0.2.10]", "[::]",
                               "[FE80:0:0:0:1:2:3:4]", "[2001:DB8::10]"}));
    case 2:
      return some(kAlphanum, 1, 8);
    default:
      return some(kAlphanum, 1, 5) + "-" + some(kAlphanum, 1, 3) + ".example.com" +
             (chance(10) ? "." : "");
  }
}

Parameters Generator::uriParameters() {
  Parameters result;
  for (std::size_t n = chance(40) ? 1 + below(4) : 0; n > 0; --n) {
    auto& [name, value] = result.emplace_back(
        chance(50) ? std::string(pick({"transport", "lr", "maddr", "ttl", "user", "method", "gr"}))
                   : escapedText(kParameterChars),
        std::nullopt);
    if (chance(60)) value = escapedText(kParameterChars);
  }
  return result;
}

Uri Generator::uri() {
  Uri uri;
  if (chance(15)) {
    uri.scheme = "tel";
    uri.host = (chance(50) ? "+" : "") + some("0123456789-.()", 1, 12);
    if (chance(50)) uri.parameters.emplace_back("phone-context", "+1");
    return uri;
  }
  uri.scheme = pick({"sip", "sips", "SIP", "Sip"});
  if (chance(80)) {
    uri.user = escapedText(kUserChars);
    if (chance(10)) uri.password = chance(10) ? std::string() : escapedText(kPasswordChars);
  }
  uri.host = host();
  if (chance(30)) {
    uri.port = static_cast<std::uint16_t>(below(65536));
    uri.portText = std::to_string(*uri.port);
  }
  uri.parameters = uriParameters();
  for (std::size_t n = chance(10) ? 1 + below(3) : 0; n > 0; --n) {
    uri.headers.emplace_back(escapedText(kHeaderChars), escapedText(kHeaderChars));
  }
  return uri;
}

std::string Generator::space() {
  return std::string(chance(10) ? pick({"\r\n ", "\r\n\t  ", " \r\n "})
                                : pick({"", " ", "  ", "\t"}));
}

std::string Generator::anyCase(std::string_view text) {
  std::string result(text);
  const bool mixed = chance(20);
  for (char& c : result) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (mixed && letter && chance(50)) c = static_cast<char>(c ^ 0x20);
  }
  return result;
}

std::string Generator::headerName(std::string_view longForm, std::string_view compact) {
  return anyCase(chance(20) ? compact : longForm);
}

DrawnAddress Generator::address(bool mayBeBare) {
  DrawnAddress drawn;
  const Uri inside = uri();
  drawn.uri = toString(inside);
  // §20: a bare URI ends at its first ';' or '?' or ',', so it may hold none.
  const bool isBare =
      mayBeBare && chance(15) && drawn.uri.find_first_of(";?,") == std::string::npos;
  if (isBare) {
    drawn.text = drawn.uri;
  } else {
    if (chance(50)) {
      const bool quoted = chance(60);
      if (quoted) {
        const std::string text = quotedString();
        drawn.displayName = text.substr(1, text.size() - 2);
        drawn.text = text + space();
      } else {
        drawn.displayName = token();
        if (chance(40)) drawn.displayName += " " + token();
        drawn.text = drawn.displayName + " ";
      }
    }
    drawn.text += "<" + drawn.uri + ">";
  }
  for (std::size_t n = below(4); n > 0; --n) {
    std::string parameter = some(kAlphanum, 1, 6);
    if (parameter == "tag") continue;
    if (chance(70)) parameter += "=" + (chance(30) ? quotedString() : token());
    drawn.parameters += (drawn.parameters.empty() ? "" : ";") + parameter;
  }
  if (chance(60)) {
    drawn.tag = token();
    const std::string parameter = anyCase("tag") + "=" + drawn.tag;
    // At either end.
    if (drawn.parameters.empty()) {
      drawn.parameters = parameter;
    } else if (chance(50)) {
      drawn.parameters = parameter + ";" + drawn.parameters;
    } else {
      drawn.parameters += ";" + parameter;
    }
  }
  if (!drawn.parameters.empty()) drawn.text += space() + ";" + space() + drawn.parameters;
  return drawn;
}

DrawnVia Generator::via() {
  DrawnVia drawn;
  drawn.transport = pick({"WSS", "WS", "TCP", "UDP", "TLS", "ws", "x-own"});
  drawn.host = host();
  drawn.branch = "z9hG4bK" + token();
  const bool spacious = chance(20);
  const auto slash = [&] { return spacious ? space() + "/" + space() : std::string("/"); };
  drawn.text = anyCase("SIP") + slash() + "2.0" + slash() + drawn.transport + " " + space();
  drawn.text += drawn.host;
  if (chance(50)) {
    drawn.port = static_cast<std::uint16_t>(below(65536));
    drawn.text += (spacious ? space() + ":" + space() : ":") + std::to_string(*drawn.port);
  }
  if (chance(50)) drawn.text += space() + ";received=192.0.2." + std::to_string(below(256));
  drawn.text += space() + ";" + space() + anyCase("branch") + "=" + drawn.branch;
  if (chance(50)) drawn.text += ";rport";
  return drawn;
}

std::string Generator::body() {
  std::string result;
  for (std::size_t n = chance(60) ? below(80) : 0; n > 0; --n) {
    result += chance(10) ? "\r\n" : std::string(1, static_cast<char>(below(256)));
  }
  return result;
}

DrawnMessage Generator::message() {
  DrawnMessage drawn;
  drawn.method = chance(70)
                     ? pick({"INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS", "NOTIFY"})
                     : std::string_view();
  if (drawn.method.empty()) drawn.method = token();
  if (chance(60)) {
    drawn.requestUri = toString(uri());
    drawn.text = drawn.method + " " + drawn.requestUri + " SIP/2.0";
  } else {
    drawn.statusCode = static_cast<int>(100 + below(600));
    drawn.reasonPhrase = pick({"OK", "", "Not Found", "ça va", "a: b", "\"x\" <y>"});
    drawn.text = "SIP/2.0 " + std::to_string(drawn.statusCode) + " " + drawn.reasonPhrase;
  }
  const std::string lineEnd = chance(10) ? "\n" : "\r\n";
  drawn.text += lineEnd;
  drawn.from = address();
  drawn.to = address();
  drawn.topVia = via();
  drawn.callId = some(kWordChars, 1, 20) + (chance(50) ? "@" + some(kWordChars, 1, 8) : "");
  drawn.cseq = static_cast<std::uint32_t>(below(std::size_t{1} << 31));
  drawn.body = body();

  auto& headers = drawn.headers;
  std::string vias = drawn.topVia.text;
  if (chance(30)) vias += space() + "," + space() + via().text;
  headers.emplace_back(headerName("Via", "v"), vias);
  if (chance(30)) headers.emplace_back(headerName("Via", "v"), via().text);
  const std::size_t first = headers.size();
  headers.emplace_back(headerName("From", "f"), drawn.from.text);
  headers.emplace_back(headerName("To", "t"), drawn.to.text);
  headers.emplace_back(headerName("Call-ID", "i"), drawn.callId);
  headers.emplace_back(anyCase("CSeq"), std::to_string(drawn.cseq) + " " + space() + drawn.method);
  if (chance(60)) headers.emplace_back(anyCase("Max-Forwards"), std::to_string(below(256)));
  if (chance(40)) headers.emplace_back(headerName("Contact", "m"), address().text);
  if (chance(20)) headers.emplace_back(headerName("Subject", "s"), "");
  if (chance(20)) headers.emplace_back(headerName("Supported", "k"), token() + "," + token());
  if (chance(40)) headers.emplace_back("X-" + token(), quotedString() + space() + "x");
  if (chance(60)) {
    headers.emplace_back(headerName("Content-Length", "l"), std::to_string(drawn.body.size()));
  }
  // §7.3.1: the order of different headers says nothing.
  for (std::size_t i = first; i + 1 < headers.size(); ++i) {
    std::swap(headers[i], headers[i + below(headers.size() - i)]);
  }
  for (auto& [name, value] : headers) {
    drawn.text += name + std::string(pick({":", ": ", " : ", "\t:\t", ":\r\n "})) + value +
                  std::string(pick({"", "", " ", "\t"})) + lineEnd;
  }
  drawn.text += lineEnd + drawn.body;
  return drawn;
}

OutgoingRequest Generator::outgoing() {
  OutgoingRequest request;
  request.method = token();
  request.requestUri = toString(uri());
  for (std::size_t n = below(3); n > 0; --n) request.routes.push_back("<" + toString(uri()) + ">");
  // Folds are for received text only.
  const auto unfolded = [this] {
    for (;;) {
      DrawnAddress drawn = address();
      if (drawn.text.find('\n') == std::string::npos) return drawn.text;
    }
  };
  request.from = unfolded();
  request.to = unfolded();
  request.callId = some(kWordChars, 1, 20);
  request.cseq = static_cast<std::uint32_t>(below(std::size_t{1} << 31));
  request.maxForwards = static_cast<std::uint32_t>(below(256));
  for (std::size_t n = below(4); n > 0; --n) {
    request.extraHeaders.push_back("X-" + token() + ": " + quotedString());
  }
  if (chance(60)) {
    request.body = Body{"application/x-" + some(kAlphanum, 1, 5), body(),
                        chance(50) ? "render;handling=optional" : ""};
  }
  return request;
}

}  // namespace sip::message_test
