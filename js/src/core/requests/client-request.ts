import { ResponseKind } from "../../generated/enums.js";
import type { Engine } from "../engine.js";
import type { IncomingResponse } from "../messages/incoming-response.js";
import type {
  OutgoingRequest,
  OutgoingRequestDelegate,
  RequestOptions,
} from "../messages/outgoing-request.js";
import type { OutgoingRequestMessage } from "../messages/outgoing-request-message.js";
import { messageFromText } from "./message-from-text.js";

/** Who hears of a request's responses. */
export interface RequestListener {
  delegate?: OutgoingRequestDelegate | undefined;
  /** Told before the delegate. */
  observe?: ((kind: ResponseKind, response: IncomingResponse) => void) | undefined;
  /** The request as the application made it; absent for one that the core made. */
  message?: OutgoingRequestMessage | undefined;
}

/** A request of ours: the face of one of the core's, over all the transactions that authentication takes. */
export class ClientRequest implements OutgoingRequest {
  delegate?: OutgoingRequestDelegate | undefined;
  private made: OutgoingRequestMessage | undefined;

  /**
   * @param id - The core's id, or 0 when nothing was sent: a BYE that the peer's own overtook.
   * @param sentText - The request as it was first sent.
   * @internal
   */
  constructor(
    private readonly engine: Engine,
    readonly id: number,
    private readonly listener: RequestListener,
    private readonly sentText: string,
  ) {
    this.delegate = listener.delegate;
  }

  /** @internal */
  get wasSent(): boolean {
    return this.id !== 0;
  }

  get message(): OutgoingRequestMessage {
    this.made ??= this.listener.message ?? messageFromText(this.sentText);
    return this.made;
  }

  cancel(reason?: string, options: RequestOptions = {}): void {
    const lines = (options.extraHeaders ?? []).slice();
    if (reason) lines.push(`Reason: ${reason}`);
    this.engine.cancelRequest(this.id, lines);
  }

  dispose(): void {
    this.engine.forgetRequest(this.id);
  }

  /** @internal */
  receive(kind: ResponseKind, response: IncomingResponse): void {
    this.listener.observe?.(kind, response);
    // Read anew: the delegate may have been set, or changed, since the request was sent.
    tellDelegate(this.delegate, kind, response);
  }
}

/** Calls the member of a delegate that takes responses of a kind. */
export function tellDelegate(
  delegate: OutgoingRequestDelegate | undefined,
  kind: ResponseKind,
  response: IncomingResponse,
): void {
  switch (kind) {
    case ResponseKind.Trying:
      delegate?.onTrying?.(response);
      break;
    case ResponseKind.Progress:
      delegate?.onProgress?.(response);
      break;
    case ResponseKind.Accept:
      delegate?.onAccept?.(response);
      break;
    case ResponseKind.Redirect:
      delegate?.onRedirect?.(response);
      break;
    case ResponseKind.Reject:
      delegate?.onReject?.(response);
      break;
  }
}
