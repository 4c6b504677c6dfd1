// Requests inside a call, led to the member of its delegate that takes them.
import type { ServerRequest } from "../core/requests/server-request.js";
import { Method } from "../generated/enums.js";
import { Bye } from "./bye.js";
import { Info } from "./info.js";
import type { InviterOptions } from "./inviter-options.js";
import { Message } from "./message.js";
import { Notification } from "./notification.js";
import { Referral } from "./referral.js";
import type { Session } from "./session.js";

/**
 * @param onNotify - Takes NOTIFYs before the delegate does: somebody waits to hear how a referral goes.
 * @param inviterOptions - For the call that a REFER without delegate leads to.
 * @returns Whether somebody took the request; otherwise the core answers it.
 */
export function offerToDelegate(
  session: Session,
  request: ServerRequest,
  method: Method,
  onNotify: ((notification: Notification) => void) | undefined,
  inviterOptions: InviterOptions | undefined,
): boolean {
  const { delegate } = session;
  switch (method) {
    case Method.Bye:
      delegate?.onBye?.(new Bye(request));
      return delegate?.onBye !== undefined;
    case Method.Info:
      delegate?.onInfo?.(new Info(request));
      return delegate?.onInfo !== undefined;
    case Method.Message:
      delegate?.onMessage?.(new Message(request));
      return delegate?.onMessage !== undefined;
    case Method.Notify: {
      const take = onNotify ?? delegate?.onNotify?.bind(delegate);
      take?.(new Notification(request));
      return take !== undefined;
    }
    case Method.Refer:
      onRefer(session, request, inviterOptions);
      return true;
    default:
      return false;
  }
}

function onRefer(
  session: Session,
  request: ServerRequest,
  inviterOptions: InviterOptions | undefined,
): void {
  // RFC 3515 §2.4.1: exactly one Refer-To.
  if (request.message.getHeaders("Refer-To").length !== 1) {
    request.reject({ statusCode: 400 });
    return;
  }
  const referral = new Referral(request, session);
  const { delegate } = session;
  if (delegate?.onRefer) {
    delegate.onRefer(referral);
    return;
  }
  const logger = session.userAgent.getLogger("sip.Session");
  logger.log("No delegate available to handle REFER, automatically accepting and following.");
  referral
    .accept()
    .then(() => referral.makeInviter(inviterOptions).invite())
    .catch((error: Error) => logger.error(`The referral could not be followed: ${error.message}`));
}
