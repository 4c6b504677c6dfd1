import { MessageWord } from "../../generated/layout.js";
import { URI } from "../../grammar/uri.js";
import { IncomingRequestMessage } from "../messages/incoming-request-message.js";
import { OutgoingRequestMessage } from "../messages/outgoing-request-message.js";
import { parseText } from "../messages/parse-text.js";
import { ReceivedText } from "../messages/received-text.js";

/** Headers that OutgoingRequestMessage has fields for. */
const inFields = new Set([
  "Via",
  "From",
  "To",
  "Call-ID",
  "CSeq",
  "Max-Forwards",
  "Route",
  "Content-Type",
  "Content-Length",
]);

/** The message object of a request that the core made, from the text that went out. */
export function messageFromText(text: string): OutgoingRequestMessage {
  const parsed = parseText(text);
  if ("rule" in parsed) throw new Error("The core wrote a message it cannot read.");
  const received = new ReceivedText(text, parsed.words, parsed.bytes === text.length);
  const sent = new IncomingRequestMessage(received);
  const ruri = sent.ruri ?? new URI(undefined, "", received.span(MessageWord.UriAt));
  const extraHeaders: Array<string> = [];
  for (let line = 0; line < received.lineCount; line++) {
    const name = received.nameOf(line);
    if (!inFields.has(name)) extraHeaders.push(`${name}: ${received.valueOf(line)}`);
  }
  const { body } = sent;
  const message = new OutgoingRequestMessage(
    sent.method,
    ruri,
    sent.from.uri,
    sent.to.uri,
    {
      callId: sent.callId,
      cseq: sent.cseq,
      fromDisplayName: sent.from.displayName ?? "",
      fromTag: sent.fromTag,
      toDisplayName: sent.to.displayName ?? "",
      toTag: sent.toTag ?? "",
      // They stand among the lines already.
      optionTags: [],
      userAgentString: "",
      routeSet: sent.getHeaders("Route"),
    },
    extraHeaders,
  );
  message.branch = sent.viaBranch;
  message.setHeader("via", sent.getHeader("Via") ?? "");
  if (body) message.body = { body, contentType: sent.getHeader("Content-Type") ?? "" };
  return message;
}
