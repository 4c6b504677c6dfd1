import type { OutgoingRequestDelegate, RequestOptions } from "../core/messages/outgoing-request.js";
import type { OutgoingRequestMessage } from "../core/messages/outgoing-request-message.js";
import type { URI } from "../grammar/uri.js";
import { uriOption } from "./uri-option.js";
import type { UserAgent } from "./user-agent.js";

/** Options of a {@link Messager}. */
export interface MessagerOptions {
  /** Whole lines, `Name: value`. */
  extraHeaders?: Array<string>;
  params?: {
    fromDisplayName?: string;
    fromTag?: string;
    fromUri?: string | URI;
    toDisplayName?: string;
    toUri?: string | URI;
  };
}

/** Options of {@link Messager.message}. */
export interface MessagerMessageOptions {
  requestDelegate?: OutgoingRequestDelegate;
  requestOptions?: RequestOptions;
}

/** Sends a MESSAGE outside any call (RFC 3428). */
export class Messager {
  private readonly request: OutgoingRequestMessage;
  private sent = false;

  /**
   * Nothing is sent before {@link Messager.message}.
   * @throws TypeError if a URI of the options does not parse.
   */
  constructor(
    private readonly userAgent: UserAgent,
    targetURI: URI,
    content: string,
    contentType = "text/plain",
    options: MessagerOptions = {},
  ) {
    const { fromUri, toUri, ...params } = options.params ?? {};
    this.request = userAgent.userAgentCore.makeOutgoingRequestMessage(
      "MESSAGE",
      targetURI,
      uriOption("from", fromUri, userAgent.userAgentCore.configuration.aor),
      uriOption("to", toUri, targetURI),
      params,
      options.extraHeaders ?? [],
      { contentDisposition: "render", contentType, content },
    );
  }

  /**
   * Sends the message; each call sends it once more.
   * @throws {@link HeaderInjectionError} for a value with CR or LF.
   */
  message(options: MessagerMessageOptions = {}): Promise<void> {
    if (this.sent) this.request.cseq += 1;
    this.sent = true;
    this.userAgent.userAgentCore.request(this.request, options.requestDelegate);
    return Promise.resolve();
  }
}
