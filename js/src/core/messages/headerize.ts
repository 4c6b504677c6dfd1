const irregularNames: Readonly<Record<string, string>> = {
  "Call-Id": "Call-ID",
  Cseq: "CSeq",
  "Min-Se": "Min-SE",
  Rack: "RAck",
  Rseq: "RSeq",
  "Www-Authenticate": "WWW-Authenticate",
};

/** Spellings found so far. Applications and peers use few, but what peers send must not fill the memory. */
const known = new Map<string, string>();
const mostKnown = 500;

/** The usual spelling of a header's name: `call-id`, `CALL_ID` and `Call-Id` become `Call-ID`. */
export function headerize(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const words = name.toLowerCase().replace(/_/g, "-").split("-");
  const usual = words.map((word) => word.charAt(0).toUpperCase() + word.substring(1)).join("-");
  const spelled = irregularNames[usual] ?? usual;
  if (known.size < mostKnown) known.set(name, spelled);
  return spelled;
}
