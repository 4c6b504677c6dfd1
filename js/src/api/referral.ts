import type { IncomingRequest } from "../core/messages/incoming-request.js";
import type { ResponseOptions } from "../core/messages/outgoing-response.js";
import { NameAddrHeader } from "../grammar/name-addr-header.js";
import { Answerable } from "./answerable.js";
import type { Inviter } from "./inviter.js";
import type { InviterOptions } from "./inviter-options.js";
import type { Session } from "./session.js";

/** A wish that we call somebody else (incoming REFER, RFC 3515). */
export class Referral extends Answerable {
  private inviter: Inviter | undefined;

  /** @internal */
  constructor(
    incomingRequest: IncomingRequest,
    private readonly session: Session,
  ) {
    super(incomingRequest);
  }

  /**
   * Whom to call.
   * @throws Error if the header does not parse.
   */
  get referTo(): NameAddrHeader {
    const referTo: unknown = this.request.parseHeader("Refer-To");
    if (!(referTo instanceof NameAddrHeader)) throw new Error("Failed to parse Refer-To header.");
    return referTo;
  }

  /** Who asks (RFC 3892). */
  get referredBy(): string | undefined {
    return this.request.getHeader("Referred-By");
  }

  /** The call that the new one takes the place of (RFC 3891), as written in the Refer-To URI. */
  get replaces(): string | undefined {
    return this.referTo.uri.getHeader("Replaces")?.[0];
  }

  /** Answers 202, or as the options say. */
  override accept(options: ResponseOptions = { statusCode: 202 }): Promise<void> {
    return super.accept(options);
  }

  /** The call that is asked for: the same object each time. Whoever asked is told how it goes. */
  makeInviter(options: InviterOptions = {}): Inviter {
    if (this.inviter) return this.inviter;
    const target = this.referTo.uri.clone();
    target.clearHeaders();
    const extraHeaders = (options.extraHeaders ?? []).slice();
    const { replaces, referredBy } = this;
    if (replaces) extraHeaders.push(`Replaces: ${decodeURIComponent(replaces)}`);
    if (referredBy) extraHeaders.push(`Referred-By: ${referredBy}`);
    this.inviter = this.session.userAgent._makeInviter(target, { ...options, extraHeaders });
    this.inviter._referred = this.session;
    this.session._referral = this.inviter;
    return this.inviter;
  }
}
