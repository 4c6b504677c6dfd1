// name-addr and addr-spec (§20.10, §25.1) with the parts of their URI.
#include "sip/base/text.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/structure/structurer.hpp"
#include "sip/message/uri_view.hpp"

namespace sip::detail {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

}  // namespace

bool Structurer::address() {
  const std::size_t begin = at_;
  // A bare URI, which begins with its scheme, ends at its first ';' (§20).
  const std::size_t scheme = skipChars(text_, at_, kSchemeChar);
  const bool mayBeBare = scheme > at_ && scheme < text_.size() && text_[scheme] == ':';
  while (!atElementEnd() && text_[at_] != '<' && !(mayBeBare && text_[at_] == ';')) {
    if (text_[at_] != '"') {
      ++at_;
    } else if (const std::size_t end = behindQuoted(at_); end != kNone) {
      at_ = end;
    } else {
      return fail(at_, "a quote that is not closed");
    }
  }
  if (!stands('<')) {
    // §20.30, §20.34: an ";lr" behind a bare URI would be the header's, and the route a strict one.
    if (formOf(header_) == Form::Routes) return fail(begin, "no '<' around the URI");
    const std::string_view bare = trim(text_.substr(begin, at_ - begin));
    // In brackets a quote is let through; here it may have hidden the ';'.
    if (bare.find('"') != kNone) return fail(begin, "malformed URI");
    return uri(bare) && parameters();
  }
  // Lenient: an unquoted display name may hold any character but '<'.
  const std::string_view displayName = unquoted(trim(text_.substr(begin, at_ - begin)));
  if (!displayName.empty()) add(Part::DisplayName, displayName);
  const std::size_t open = at_ + 1;
  const std::size_t close = bracketAt(text_, open);
  if (close == kNone || text_[close] == '<') return fail(at_, "a '<' that is not closed");
  if (!uri(trim(text_.substr(open, close - open)))) return false;
  at_ = close + 1;
  return parameters();
}

bool Structurer::uri(std::string_view uri) {
  const auto view = scanUri(uri);
  if (!view) {
    return fail(static_cast<std::size_t>(uri.data() - text_.data()), "malformed URI");
  }
  add(Part::Uri, uri);
  add(Part::Scheme, view->scheme);
  if (view->hasUser) add(Part::User, view->user);
  if (view->hasPassword) add(Part::Password, view->password);
  add(Part::Host, view->host);
  if (view->hasPort) add(Part::Port, view->portText);
  addPairs(UriPairs(view->parameters, ';'), Part::UriParameter, Part::UriParameterValue);
  addPairs(UriPairs(view->headers, '&'), Part::UriHeader, Part::UriHeaderValue);
  return true;
}

void Structurer::addPairs(UriPairs pairs, Part name, Part value) {
  while (const auto pair = pairs.next()) {
    add(name, pair->name);
    if (pair->hasValue) add(value, pair->value);
  }
}

}  // namespace sip::detail
