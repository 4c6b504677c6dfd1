// A session description handler without media: notes its calls and does as the test says.
import type { BodyAndContentType } from "../../../js/src/api/session-description-handler.js";

export const sdp = (name: string): string =>
  `v=0\r\no=${name} 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n`;

export interface HandlerScript {
  /** Notes each call. */
  note?: (text: string) => void;
  getDescription?: () => Promise<BodyAndContentType>;
  setDescription?: () => Promise<void>;
  hasDescription?: () => boolean;
}

export class FakeDescriptionHandler {
  static readonly answer = { body: sdp("us"), contentType: "application/sdp" };

  constructor(private readonly script: HandlerScript) {}

  close(): void {
    this.script.note?.("media close");
  }

  getDescription(): Promise<BodyAndContentType> {
    this.script.note?.("media getDescription");
    return this.script.getDescription?.() ?? Promise.resolve(FakeDescriptionHandler.answer);
  }

  hasDescription(contentType: string): boolean {
    return this.script.hasDescription?.() ?? contentType === "application/sdp";
  }

  setDescription(body: string): Promise<void> {
    this.script.note?.(`media setDescription ${/o=(\w+)/.exec(body)?.[1]}`);
    return this.script.setDescription?.() ?? Promise.resolve();
  }

  rollbackDescription(): Promise<void> {
    this.script.note?.("media rollbackDescription");
    return Promise.resolve();
  }

  sendDtmf(): boolean {
    return true;
  }
}
