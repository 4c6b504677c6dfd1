import { NameAddrHeader } from "../grammar/name-addr-header.js";
import { URI } from "../grammar/uri.js";
import type { Session } from "./session.js";

/**
 * The value of a Refer-To header (RFC 3515 §2.1); for a call, with the Replaces header that the new one shall carry
 * (RFC 3891 §3).
 * @returns Undefined for a call that has no dialog.
 */
export function referToValue(target: URI | Session): string | undefined {
  if (target instanceof URI) return `<${target}>`;
  const { dialog } = target;
  if (!dialog) return undefined;
  const uri = dialog.remoteTarget.clone();
  // Tags as the other side of that call sees them: its own is our remote one.
  const replaces = `${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`;
  uri.setHeader("Replaces", encodeURIComponent(replaces));
  return String(new NameAddrHeader(uri, target.remoteIdentity.friendlyName, {}));
}
