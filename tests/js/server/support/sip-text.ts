// SIP text written and read by hand: the server must not be tested with the parser it is built on.
import { createHash } from "node:crypto";

let count = 0;

/** A token that no other call returned. */
export function fresh(prefix: string): string {
  count++;
  return `${prefix}${count}`;
}

export interface RequestParts {
  from?: string;
  to?: string;
  callId?: string;
  cseq?: number;
  branch?: string;
  maxForwards?: string;
  routes?: ReadonlyArray<string>;
  headers?: ReadonlyArray<string>;
  body?: string;
}

/** A request as a browser sends it. */
export function request(method: string, uri: string, parts: RequestParts = {}): string {
  const body = parts.body ?? "";
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS client.invalid;branch=${parts.branch ?? fresh("z9hG4bKtest")}`,
    `Max-Forwards: ${parts.maxForwards ?? "70"}`,
    ...(parts.routes ?? []).map((route) => `Route: ${route}`),
    `From: ${parts.from ?? `<sip:alice@demo.test>;tag=${fresh("from")}`}`,
    `To: ${parts.to ?? `<${uri}>`}`,
    `Call-ID: ${parts.callId ?? fresh("call")}`,
    `CSeq: ${parts.cseq ?? 1} ${method}`,
    ...(parts.headers ?? []),
    ...(body ? ["Content-Type: text/plain"] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

export interface AnswerParts {
  toTag?: string;
  headers?: ReadonlyArray<string>;
  body?: string;
}

/** A response to a request as a callee writes it (RFC 3261 §8.2.6, §12.1.1). */
export function answer(to: string, status: number, parts: AnswerParts = {}): string {
  const body = parts.body ?? "";
  const copied = ["Via", "Record-Route", "From", "Call-ID", "CSeq"].flatMap((name) =>
    headers(to, name).map((value) => `${name}: ${value}`),
  );
  const tag = /;tag=/.test(header(to, "To")) ? "" : `;tag=${parts.toTag ?? "callee"}`;
  return [
    `SIP/2.0 ${status} Because`,
    ...copied,
    `To: ${header(to, "To")}${tag}`,
    ...(parts.headers ?? []),
    ...(body ? ["Content-Type: text/plain"] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

/** The values of a header's lines, topmost first. */
export function headers(text: string, name: string): Array<string> {
  const head = text.split("\r\n\r\n")[0] ?? "";
  const start = `${name.toLowerCase()}:`;
  return head
    .split("\r\n")
    .filter((line) => line.toLowerCase().startsWith(start))
    .map((line) => line.slice(start.length).trim());
}

export function header(text: string, name: string): string {
  return headers(text, name)[0] ?? "";
}

export function startLine(text: string): string {
  return text.split("\r\n")[0] ?? "";
}

export function bodyOf(text: string): string {
  return text.slice(text.indexOf("\r\n\r\n") + 4);
}

export interface Credentials {
  user: string;
  password: string;
  /** Where several challenges came. */
  algorithm?: "MD5" | "SHA-256";
  nonceCount?: number;
  uri?: string;
}

/** The Authorization or Proxy-Authorization line that answers a 401 or 407 (RFC 7616 §3.4). */
export function authorization(
  challenged: string,
  method: string,
  uri: string,
  { user, password, algorithm = "MD5", nonceCount = 1, uri: digestUri = uri }: Credentials,
): string {
  const isProxy = startLine(challenged).includes("407");
  const challenge = headers(challenged, isProxy ? "Proxy-Authenticate" : "WWW-Authenticate").find(
    (value) => value.includes(`algorithm=${algorithm}`),
  );
  const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge ?? "")?.[1] ?? "";
  const hash = (text: string) =>
    createHash(algorithm === "MD5" ? "md5" : "sha256")
      .update(text)
      .digest("hex");
  const [realm, nonce] = [field("realm"), field("nonce")];
  const nc = nonceCount.toString(16).padStart(8, "0");
  const secret = hash(`${user}:${realm}:${password}`);
  const response = hash(`${secret}:${nonce}:${nc}:0a4f:auth:${hash(`${method}:${digestUri}`)}`);
  return (
    `${isProxy ? "Proxy-Authorization" : "Authorization"}: Digest username="${user}", ` +
    `realm="${realm}", nonce="${nonce}", uri="${digestUri}", response="${response}", ` +
    `algorithm=${algorithm}, cnonce="0a4f", qop=auth, nc=${nc}`
  );
}
