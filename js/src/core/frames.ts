// Received messages for as long as effects may name them. C++ names a message by id; the object that stands for it is made
// when it is first wanted and is the same from then on.
import { MessageWord } from "../generated/layout.js";
import type { ReceivedMessage } from "./faces.js";
import { messageOf } from "./messages/receive.js";
import type { ReceivedText } from "./messages/received-text.js";

/** What an input was about: the message received, and the error that an answer to a question came with. */
export class Frame {
  private made: ReceivedMessage | undefined;

  constructor(
    private readonly received?: ReceivedText,
    readonly cause?: unknown,
  ) {}

  /** 0 for an input that was about no message. */
  get id(): number {
    return this.received?.number(MessageWord.Id) ?? 0;
  }

  get message(): ReceivedMessage | undefined {
    if (!this.made && this.received) this.made = messageOf(this.received);
    return this.made;
  }

  /** The same message, for the effects of a failed answer. */
  withCause(cause: unknown): Frame {
    const frame = new Frame(this.received, cause);
    frame.made = this.message;
    return frame;
  }
}

/** How many messages are kept beside open questions, should a question stay open for ever. */
const mostHeld = 64;

/** The messages that effects of later inputs may name. */
export class FrameStore {
  /** INVITEs, by the calls they opened: their offer is asked for when the call is answered. */
  private readonly bySession = new Map<number, Frame>();
  /** Messages that came while a question was open: what they lead to may have to wait for its answer. */
  private held: Array<Frame> = [];

  keepForSession(session: number, frame: Frame): void {
    this.bySession.set(session, frame);
  }

  dropSession(session: number): void {
    this.bySession.delete(session);
  }

  hold(frame: Frame): void {
    this.held.push(frame);
    if (this.held.length > mostHeld) this.held.shift();
  }

  release(): void {
    this.held = [];
  }

  /** The frame of a message that effects of the input about `current` name. */
  find(id: number, current: Frame): Frame | undefined {
    if (id === 0) return undefined;
    if (current.id === id) return current;
    const held = this.held.find((frame) => frame.id === id);
    if (held) return held;
    for (const frame of this.bySession.values()) {
      if (frame.id === id) return frame;
    }
    return undefined;
  }
}
