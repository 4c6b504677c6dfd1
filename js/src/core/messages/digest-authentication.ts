// SIP.js's digest client, for applications that answer challenges themselves (RFC 3261 §22, RFC 7616, RFC 8760). A user agent
// does not use it: its credentials and nonce counts are kept in C++.
import type { URI } from "../../grammar/uri.js";
import { type DigestAlgorithm, digestHash } from "../digest.js";
import { refuseLineBreaks } from "../exceptions/header-injection-error.js";
import type { Logger } from "../log/logger.js";
import type { LoggerFactory } from "../log/logger-factory.js";
import type { OutgoingRequestMessage } from "./outgoing-request-message.js";
import { createRandomToken } from "./utils.js";

const algorithmName = /^(MD5|SHA-256|SHA-512-256)(-sess)?$/i;

/** Answers the challenges of one realm with one user's credentials. */
export class DigestAuthentication {
  /** Whether the latest challenge said that only the nonce was too old. */
  stale: boolean | undefined;

  private readonly logger: Logger;
  private readonly ha1: string | undefined;
  private readonly username: string | undefined;
  private readonly password: string | undefined;
  private cnonce: string | undefined;
  private nc = 0;
  private ncHex = "00000000";
  private response: string | undefined;
  private algorithm: string | undefined;
  private realm: string | undefined;
  private nonce: string | undefined;
  private opaque: string | undefined;
  private qop: string | undefined;
  private method: string | undefined;
  private uri: URI | undefined;

  /**
   * @param ha1 - H(username:realm:password) in hexadecimal digits, used instead of the password. One made with MD5 answers MD5
   * challenges alone.
   */
  constructor(
    loggerFactory: LoggerFactory,
    ha1: string | undefined,
    username: string | undefined,
    password: string | undefined,
  ) {
    this.logger = loggerFactory.getLogger("sip.digestauthentication");
    this.username = username;
    this.password = password;
    this.ha1 = ha1;
  }

  /**
   * Computes the answer to a challenge, which `toString` then writes.
   * @param challenge - What `Grammar.parse` makes of a WWW-Authenticate or Proxy-Authenticate value.
   * @param body - The request's; it counts where the challenge asks for the qop auth-int alone.
   * @returns False for a challenge that cannot be answered; the log says why.
   */
  // biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature.
  authenticate(request: OutgoingRequestMessage, challenge: any, body?: string): boolean {
    const { realm, nonce, opaque, stale, qop } = challenge;
    const algorithm = challenge.algorithm || "MD5";
    // RFC 7616 §3.4: nc counts the requests sent with this nonce.
    if (this.nonce !== undefined && this.nonce !== nonce) this.nc = 0;
    Object.assign(this, { algorithm, realm, nonce, opaque, stale, response: undefined });
    if (!algorithmName.test(algorithm)) {
      return this.refuse(`with an unknown algorithm, ${algorithm}`);
    }
    if (!realm) return this.refuse("without a realm");
    if (!nonce) return this.refuse("without a nonce");
    if (this.ha1 && !this.usableHa1() && this.password === undefined) {
      return this.refuse(`for ${algorithm}, which the given HA1 was not made with`);
    }
    if (qop) {
      // RFC 3261 §22.4 leaves the choice to the client. A proxy on the way may rewrite the body.
      const offered = String(qop).split(/[ ,]+/);
      this.qop = ["auth", "auth-int"].find((known) => offered.includes(known));
      if (!this.qop) return this.refuse("with neither auth nor auth-int as qop");
    } else {
      this.qop = undefined;
    }
    this.method = request.method;
    this.uri = request.ruri;
    this.cnonce = createRandomToken(12);
    this.nc += 1;
    this.updateNcHex();
    if (this.nc > 0xffffffff) {
      this.nc = 1;
      this.ncHex = "00000001";
    }
    this.calculateResponse(body);
    return true;
  }

  /**
   * The value of an Authorization or Proxy-Authorization header.
   * @throws Error if nothing was authenticated, {@link HeaderInjectionError} if a value holds CR, LF or NUL.
   */
  toString(): string {
    if (!this.response) {
      throw new Error("response field does not exist, cannot generate Authorization header");
    }
    const { algorithm, username, realm, nonce, opaque, qop, cnonce, ncHex } = this;
    const values = [
      `algorithm=${algorithm || "MD5"}`,
      `username=${quoted(username)}`,
      `realm=${quoted(realm)}`,
      `nonce=${quoted(nonce)}`,
      `uri=${quoted(this.digestUri())}`,
      `response=${quoted(this.response)}`,
    ];
    if (opaque) values.push(`opaque=${quoted(opaque)}`);
    if (qop) values.push(`qop=${qop}`);
    if (qop || this.isSession()) values.push(`cnonce="${cnonce}"`);
    if (qop) values.push(`nc=${ncHex}`);
    const text = `Digest ${values.join(", ")}`;
    refuseLineBreaks("credentials", text);
    return text;
  }

  private refuse(why: string): false {
    this.logger.warn(`A digest challenge ${why}, is not answered`);
    return false;
  }

  /** RFC 7616 §3.4: eight hexadecimal digits. */
  private updateNcHex(): void {
    this.ncHex = this.nc.toString(16).padStart(8, "0").slice(-8);
  }

  /** RFC 7616 §3.4.1 to §3.4.3. */
  private calculateResponse(body?: string): void {
    const { realm, nonce, ncHex, cnonce, qop, method } = this;
    const hash = (...parts: Array<string | undefined>): string =>
      digestHash(this.hashName(), parts.join(":"));
    let ha1 = this.usableHa1() ?? hash(this.username, realm, this.password);
    if (this.isSession()) ha1 = hash(ha1, nonce, cnonce);
    const entity = qop === "auth-int" ? [hash(body ?? "")] : [];
    const ha2 = hash(method, this.digestUri(), ...entity);
    this.response = qop ? hash(ha1, nonce, ncHex, cnonce, qop, ha2) : hash(ha1, nonce, ha2);
  }

  /** The Request-URI as it is sent, which servers compare with (RFC 7616 §3.4.6). */
  private digestUri(): string {
    return this.uri?.toRaw?.() ?? String(this.uri);
  }

  private hashName(): DigestAlgorithm {
    return (algorithmName.exec(this.algorithm ?? "")?.[1]?.toUpperCase() ??
      "MD5") as DigestAlgorithm;
  }

  private isSession(): boolean {
    return /-sess$/i.test(this.algorithm ?? "");
  }

  private usableHa1(): string | undefined {
    const fits = this.hashName() === "MD5" ? this.ha1?.length !== 64 : this.ha1?.length === 64;
    return (fits && this.ha1) || undefined;
  }
}

/** The text as a quoted-string (RFC 3261 §25.1). */
function quoted(text: string | undefined): string {
  return `"${String(text).replace(/["\\]/g, "\\$&")}"`;
}
