import { createRandomToken } from "../core/messages/utils.js";
import type {
  Contact,
  ContactToStringOptions,
} from "../core/user-agent-core/user-agent-core-configuration.js";
import { URI } from "../grammar/uri.js";

export interface ContactParts {
  /** Random if empty. */
  readonly contactName: string;
  readonly contactParams: { [name: string]: string };
  readonly viaHost: string;
  /** Undefined unless every Contact is to carry it. */
  readonly instanceId: string | undefined;
}

/** Where a user agent can be reached: a made-up address, since a browser has none of its own (RFC 7118 §5). */
export function makeContact({
  contactName,
  contactParams,
  viaHost,
  instanceId,
}: ContactParts): Contact {
  const user = contactName || createRandomToken(8);
  const contact: Contact = {
    pubGruu: undefined,
    tempGruu: undefined,
    uri: new URI("sip", user, viaHost, undefined, contactParams),
    toString: ({ anonymous, outbound, register }: ContactToStringOptions = {}) => {
      let uri: URI | string;
      if (anonymous) {
        const transport = contactParams.transport || "ws";
        uri = contact.tempGruu ?? `sip:anonymous@anonymous.invalid;transport=${transport}`;
      } else {
        // RFC 5627 §3.3: a GRUU takes the place of the contact everywhere but in REGISTER.
        uri = (register ? undefined : contact.pubGruu) ?? contact.uri;
      }
      const instance = instanceId ? `;+sip.instance="<urn:uuid:${instanceId}>"` : "";
      return `<${uri}${outbound ? ";ob" : ""}>${instance}`;
    },
  };
  return contact;
}
