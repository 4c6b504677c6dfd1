import { Answerable } from "./answerable.js";

/** Information about a call (incoming INFO). */
export class Info extends Answerable {}
