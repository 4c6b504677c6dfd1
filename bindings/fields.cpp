#include "fields.hpp"

#include "sip/base/text.hpp"

namespace sip::binding {

std::string_view FieldReader::next() {
  const std::size_t end = rest_.find('\0');
  const std::string_view field = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  return field;
}

std::uint32_t FieldReader::number() {
  return parseUint32(next()).value_or(0);
}

std::vector<std::string> FieldReader::list() {
  std::vector<std::string> items;
  for (std::uint32_t left = number(); left > 0 && !rest_.empty(); --left) items.push_back(string());
  return items;
}

std::optional<Body> FieldReader::body() {
  if (!flag()) return std::nullopt;
  Body body;
  body.contentType = string();
  body.disposition = string();
  body.content = std::string(rest_);
  rest_ = {};
  return body;
}

OutgoingRequest FieldReader::request() {
  OutgoingRequest request;
  request.method = string();
  request.requestUri = string();
  request.from = string();
  request.to = string();
  request.callId = string();
  request.cseq = number();
  request.maxForwards = number();
  request.routes = list();
  request.extraHeaders = list();
  request.body = body();
  return request;
}

ResponseOptions FieldReader::response() {
  ResponseOptions options;
  options.statusCode = static_cast<int>(number());
  options.reasonPhrase = string();
  options.extraHeaders = list();
  options.body = body();
  return options;
}

FieldWriter& FieldWriter::add(std::string_view field) {
  if (!first_) text_ += '\0';
  first_ = false;
  text_ += field;
  return *this;
}

FieldWriter& FieldWriter::addOptional(const std::optional<std::string_view>& value) {
  if (!value) return add("");
  return add("=" + std::string(*value));
}

}  // namespace sip::binding
