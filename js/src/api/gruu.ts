import type { IncomingResponseMessage } from "../core/messages/incoming-response-message.js";
import type { Contact } from "../core/user-agent-core/user-agent-core-configuration.js";
import { equivalentURI, Grammar } from "../grammar/grammar.js";
import { NameAddrHeader } from "../grammar/name-addr-header.js";
import type { URI } from "../grammar/uri.js";

/** Takes the GRUUs that a registrar assigned to our contact (RFC 5627 §5.3) out of its answer. */
export function readGruus(response: IncomingResponseMessage, contact: Contact): void {
  response.getHeaders("Contact").forEach((_, index) => {
    const binding: unknown = response.parseHeader("Contact", index);
    // Some registrars send the '*' back that they were sent.
    if (!(binding instanceof NameAddrHeader)) return;
    if (!equivalentURI(binding.uri, contact.uri)) return;
    contact.tempGruu = gruuOf(binding, "temp-gruu") ?? contact.tempGruu;
    contact.pubGruu = gruuOf(binding, "pub-gruu") ?? contact.pubGruu;
  });
}

function gruuOf(binding: NameAddrHeader, parameter: string): URI | undefined {
  const value = binding.getParam(parameter);
  return value ? Grammar.URIParse(value.replace(/"/g, "")) : undefined;
}
