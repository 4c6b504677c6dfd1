// embind names a type that it does not know with sprintf("%p"), and so would bring all of printf into the module: 5 kB for a
// message that only a broken build could show. Nothing else here prints. (Emscripten lowers sprintf to its lean forms, which
// the C library keeps in the same object file: all of them must be here, or the library's file is linked as well.)
extern "C" {

int sprintf(char* text, const char*, ...) {
  *text = '\0';
  return 0;
}

int siprintf(char* text, const char*, ...) {
  *text = '\0';
  return 0;
}

int __small_sprintf(char* text, const char*, ...) {  // NOLINT: the C library's own name
  *text = '\0';
  return 0;
}

}  // extern "C"
