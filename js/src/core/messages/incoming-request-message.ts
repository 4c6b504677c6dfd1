import { MessageWord } from "../../generated/layout.js";
import { Grammar } from "../../grammar/grammar.js";
import type { URI } from "../../grammar/uri.js";
import { IncomingMessage } from "./incoming-message.js";

/** A request as received. */
export class IncomingRequestMessage extends IncomingMessage {
  private ownRuri: URI | undefined;

  /** The Request-URI; undefined if it is neither sip: nor sips:. */
  get ruri(): URI | undefined {
    this.ownRuri ??= Grammar.URIParse(this.span(MessageWord.UriAt));
    return this.ownRuri;
  }
  set ruri(value: URI | undefined) {
    this.ownRuri = value;
  }
}
