import type { URI } from "../../grammar/uri.js";
import type { Engine } from "../engine.js";
import { FieldList } from "../fields.js";
import { bodyFields } from "../messages/body.js";
import type { IncomingRequest, IncomingRequestDelegate } from "../messages/incoming-request.js";
import type { IncomingRequestMessage } from "../messages/incoming-request-message.js";
import type { OutgoingResponse, ResponseOptions } from "../messages/outgoing-response.js";

/** A received request: the face of a server transaction of the core. */
export class ServerRequest implements IncomingRequest {
  declare delegate?: IncomingRequestDelegate;

  /**
   * @param id - The core's id of the transaction.
   * @param session - The core's id of the call it is in, or 0.
   * @internal
   */
  constructor(
    private readonly engine: Engine,
    readonly id: number,
    readonly session: number,
    readonly message: IncomingRequestMessage,
  ) {}

  accept(options: ResponseOptions = { statusCode: 200 }): OutgoingResponse {
    return this.respond(options, 200, 299);
  }

  progress(options: ResponseOptions = { statusCode: 180 }): OutgoingResponse {
    return this.respond(options, 101, 199);
  }

  redirect(contacts: Array<URI>, options: ResponseOptions = { statusCode: 302 }): OutgoingResponse {
    const lines = contacts.map((contact) => `Contact: <${contact}>`);
    const extraHeaders = [...(options.extraHeaders ?? []), ...lines];
    return this.respond({ ...options, extraHeaders }, 300, 399);
  }

  reject(options: ResponseOptions = { statusCode: 480 }): OutgoingResponse {
    return this.respond(options, 400, 699);
  }

  trying(options: ResponseOptions = { statusCode: 100 }): OutgoingResponse {
    return this.respond(options, 100, 100);
  }

  private respond(options: ResponseOptions, lowest: number, highest: number): OutgoingResponse {
    const { statusCode } = options;
    if (!(statusCode >= lowest && statusCode <= highest)) {
      throw new TypeError(`Invalid statusCode: ${statusCode}`);
    }
    return { message: this.engine.respond(this.id, responseFields(options)) };
  }
}

/** The response list of docs/architecture.md. */
export function responseFields(options: ResponseOptions): FieldList {
  const list = new FieldList().addNumber(options.statusCode);
  list.add("reason phrase", options.reasonPhrase ?? "");
  list.addAll("header", options.extraHeaders ?? []);
  return list.addBody(bodyFields(options.body));
}
