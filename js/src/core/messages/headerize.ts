const irregularNames: Readonly<Record<string, string>> = {
  "Call-Id": "Call-ID",
  Cseq: "CSeq",
  "Min-Se": "Min-SE",
  Rack: "RAck",
  Rseq: "RSeq",
  "Www-Authenticate": "WWW-Authenticate",
};

/** The usual spelling of a header's name: `call-id`, `CALL_ID` and `Call-Id` become `Call-ID`. */
export function headerize(name: string): string {
  const words = name.toLowerCase().replace(/_/g, "-").split("-");
  const spelled = words.map((word) => word.charAt(0).toUpperCase() + word.substring(1)).join("-");
  return irregularNames[spelled] ?? spelled;
}
