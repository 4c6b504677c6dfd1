// A message of the corpus taken apart by plain string work, so that no library's own parser decides what the others build.

const longForms = {
  v: "Via",
  f: "From",
  t: "To",
  i: "Call-ID",
  m: "Contact",
  k: "Supported",
  x: "Session-Expires",
  s: "Subject",
  c: "Content-Type",
  l: "Content-Length",
};

/** Written by each library from fields of their own. */
const writtenByTheBuilder = new Set([
  ...["Via", "From", "To", "Call-ID", "CSeq", "Max-Forwards"],
  ...["Route", "Content-Length", "Content-Type"],
]);

/**
 * What there is to build a message from. The body is text; extraHeaders are whole lines.
 * @returns {any}
 */
export function fieldsOf(text) {
  const end = text.indexOf("\r\n\r\n");
  const [startLine, ...lines] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = lines.map(splitLine);
  const first = (name) => headers.find((header) => header.name === name)?.value ?? "";
  const [cseq, cseqMethod] = first("CSeq").split(" ");
  return {
    ...startLineOf(startLine),
    via: viaOf(first("Via")),
    from: addressOf(first("From")),
    to: addressOf(first("To")),
    callId: first("Call-ID"),
    cseq: Number(cseq),
    cseqMethod,
    routes: headers.filter(({ name }) => name === "Route").map(({ value }) => value),
    extraHeaders: headers
      .filter(({ name }) => !writtenByTheBuilder.has(name))
      .map(({ name, value }) => `${name}: ${value}`),
    contentType: first("Content-Type"),
    body: text.slice(end + 4),
  };
}

/** The request that a response answers, as text: it is what libraries make a response from. */
export function requestAnsweredBy(fields) {
  const { via, from, to, callId, cseq, cseqMethod } = fields;
  return [
    `${cseqMethod} ${to.uri} SIP/2.0`,
    `Via: SIP/2.0/${via.transport} ${via.sentBy};branch=${via.branch}`,
    "Max-Forwards: 70",
    `From: ${addressText(from)}`,
    `To: ${addressText({ ...to, tag: "" })}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${cseqMethod}`,
    "Content-Length: 0",
    "\r\n",
  ].join("\r\n");
}

function addressText({ displayName, uri, tag }) {
  return `${displayName ? `"${displayName}" ` : ""}<${uri}>${tag ? `;tag=${tag}` : ""}`;
}

function splitLine(line) {
  const colon = line.indexOf(":");
  const name = line.slice(0, colon).trim();
  return { name: longForms[name] ?? name, value: line.slice(colon + 1).trim() };
}

function startLineOf(line) {
  const [first, second, ...rest] = line.split(" ");
  return first === "SIP/2.0"
    ? { isRequest: false, statusCode: Number(second), reasonPhrase: rest.join(" ") }
    : { isRequest: true, method: first, requestUri: second };
}

function viaOf(value) {
  const [, transport, sentBy] = /^SIP\/2\.0\/(\w+) ([^; ]+)/.exec(value);
  return { transport, sentBy, branch: /;branch=([^; ]+)/.exec(value)[1] };
}

function addressOf(value) {
  const [, displayName = "", bracketed, bare, parameters] =
    /^(?:"([^"]*)"\s*)?(?:<([^>]*)>|([^;]*))(.*)$/.exec(value);
  return {
    displayName,
    uri: bracketed ?? bare,
    tag: /;\s*tag=([^;]+)/.exec(parameters)?.[1] ?? "",
  };
}
