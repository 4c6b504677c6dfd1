// Prints js/src/generated from the C++ enums and tables that JavaScript shares, so that the two
// cannot drift.
//
//   generate_typescript <folder>           writes the files
//   generate_typescript --check <folder>   says which differ, and fails if one does

#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "enumerators.hpp"
#include "message_index.hpp"
#include "sip/base/result.hpp"
#include "sip/core/effect.hpp"
#include "sip/message/header_name.hpp"
#include "sip/message/method.hpp"
#include "sip/message/structure/header_form.hpp"
#include "sip/message/structure/piece.hpp"
#include "sip/registration/registration_state.hpp"
#include "sip/session/invite_options.hpp"
#include "sip/session/session_state.hpp"

namespace sip::generator {
namespace {

struct File {
  std::string name;
  std::string content;
};

constexpr std::string_view kNotice =
    "// Printed by bindings/generator from the C++ sources: do not edit.\n";

template <class Enum>
std::string printEnum(std::string_view name) {
  std::string text = "\nexport enum " + std::string(name) + " {\n";
  for (std::string_view enumerator : enumeratorNames<Enum>()) {
    text += "  " + std::string(enumerator) + ",\n";
  }
  return text + "}\n";
}

File enums() {
  std::string text(kNotice);
  text += printEnum<EffectKind>("EffectKind");
  text += printEnum<LogLevel>("LogLevel");
  text += printEnum<LogCategory>("LogCategory");
  text += printEnum<ResponseKind>("ResponseKind");
  text += printEnum<SessionState>("SessionStateCode");
  text += printEnum<RegistrationState>("RegistrationStateCode");
  text += printEnum<ErrorCode>("ErrorCode");
  text += printEnum<DescriptionFailure>("DescriptionFailure");
  text += printEnum<Method>("Method");
  text += printEnum<Form>("Form");
  return {"enums.ts", text};
}

File layout() {
  std::string text(kNotice);
  text += "\nexport const wordsPerEffect = " + std::to_string(EffectQueue::kWordsPerEffect) + ";\n";
  text += printEnum<binding::MessageWord>("MessageWord");
  text += printEnum<binding::HeaderWord>("HeaderWord");
  text += printEnum<binding::PieceWord>("PieceWord");
  text += printEnum<Part>("Part");
  return {"layout.ts", text};
}

/// In the order of HeaderName, so that the id of a header is its place in the list; the first is
/// that of unknown headers.
File headerNames() {
  std::string text(kNotice);
  text += "\nexport const headerNames: readonly string[] = [\n";
  const std::size_t count = enumeratorNames<HeaderName>().size();
  for (std::size_t id = 0; id < count; ++id) {
    text += "  \"" + std::string(nameOf(static_cast<HeaderName>(id))) + "\",\n";
  }
  text += "];\n\n/** The form of each header's value, in the same order. */\n";
  text += "export const headerForms: readonly number[] = [\n";
  for (std::size_t id = 0; id < count; ++id) {
    const Form form = formOf(static_cast<HeaderName>(id));
    text += "  " + std::to_string(static_cast<int>(form)) + ",\n";
  }
  text +=
      "];\n\n/** Compact forms (RFC 3261 §7.3.3) and the place of their long ones in headerNames. "
      "*/\n";
  text += "export const compactForms: Readonly<Record<string, number>> = {\n";
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    const HeaderName header = headerNameOf(std::string_view(&letter, 1));
    if (header == HeaderName::Other) continue;
    text += std::string("  ") + letter + ": " + std::to_string(static_cast<int>(header)) + ",\n";
  }
  text += "};\n";
  return {"header-names.ts", text};
}

bool write(const std::string& path, const std::string& content) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  const bool complete = std::fwrite(content.data(), 1, content.size(), file) == content.size();
  return std::fclose(file) == 0 && complete;
}

std::string read(const std::string& path) {
  std::string content;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return content;
  char part[4096];
  for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, file)) > 0;)
    content.append(part, got);
  std::fclose(file);
  return content;
}

int run(const std::string& folder, bool check) {
  int failed = 0;
  for (const File& file : {enums(), layout(), headerNames()}) {
    const std::string path = folder + "/" + file.name;
    if (check ? read(path) == file.content : write(path, file.content)) continue;
    std::fprintf(stderr,
                 check ? "%s is not what the C++ sources say: run generate_typescript\n"
                       : "cannot write %s\n",
                 path.c_str());
    failed = 1;
  }
  return failed;
}

}  // namespace
}  // namespace sip::generator

int main(int argc, char** argv) {
  const bool check = argc == 3 && std::strcmp(argv[1], "--check") == 0;
  if (argc != 2 && !check) {
    std::fprintf(stderr, "usage: generate_typescript [--check] <folder>\n");
    return 2;
  }
  return sip::generator::run(argv[argc - 1], check);
}
