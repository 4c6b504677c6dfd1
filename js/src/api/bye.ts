import { Answerable } from "./answerable.js";

/** The end of a call (incoming BYE). */
export class Bye extends Answerable {}
