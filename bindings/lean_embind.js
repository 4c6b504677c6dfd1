// Overrides embind's registrations of types that cross nowhere here (only integers, booleans and doubles do), so that their
// conversions stay out of the module: 1.5 kB after compression. Take a line out before binding such a type.
addToLibrary({
  _embind_register_bigint: () => {},
  _embind_register_bigint__deps: [],
  _embind_register_emval: () => {},
  _embind_register_emval__deps: ["$Emval"],
  _embind_register_memory_view: () => {},
  _embind_register_memory_view__deps: [],
  _embind_register_std_string: () => {},
  _embind_register_std_string__deps: [],
  _embind_register_std_wstring: () => {},
  _embind_register_std_wstring__deps: [],
});
