import type { SessionDelegate } from "./session-delegate.js";

/** Options of every {@link Session}. */
export interface SessionOptions {
  delegate?: SessionDelegate;
}
