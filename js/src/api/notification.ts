import { Answerable } from "./answerable.js";

/** News of an event (incoming NOTIFY). */
export class Notification extends Answerable {}
