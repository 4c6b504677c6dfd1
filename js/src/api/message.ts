import { Answerable } from "./answerable.js";

/** A message (incoming MESSAGE). */
export class Message extends Answerable {}
