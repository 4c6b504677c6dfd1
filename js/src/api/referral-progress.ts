import type { IncomingResponseMessage } from "../core/messages/incoming-response-message.js";
import type { Inviter } from "./inviter.js";
import type { Session } from "./session.js";
import { SessionState } from "./session-state.js";

/** How long the implicit subscription of a REFER may last, in seconds: a call rings no longer than this. */
const subscriptionSeconds = 180;

/**
 * Tells whoever referred us to a call how it goes: each response as a NOTIFY, the last of which ends the implicit
 * subscription (RFC 3515 §2.4.4 to §2.4.7). Once one is refused, no more are sent.
 */
export function notifyReferrer(
  inviter: Inviter,
  referrer: Session,
  { statusCode = 0, reasonPhrase = "" }: IncomingResponseMessage,
): void {
  if (referrer.state !== SessionState.Established) return;
  const state =
    statusCode < 200
      ? `active;expires=${subscriptionSeconds}`
      : // RFC 6665 §4.1.3: there is nothing left to subscribe to.
        "terminated;reason=noresource";
  const stop = (): void => {
    inviter._referred = undefined;
  };
  referrer
    ._notify(
      { onReject: stop },
      {
        extraHeaders: ["Event: refer", `Subscription-State: ${state}`],
        body: {
          contentDisposition: "render",
          contentType: "message/sipfrag",
          content: `SIP/2.0 ${statusCode} ${reasonPhrase}`.trim(),
        },
      },
    )
    .catch(stop);
}
