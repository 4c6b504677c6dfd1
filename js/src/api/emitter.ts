/** A source of values that listeners can be added to; `stateChange` is the usual one. */
export interface Emitter<T> {
  /**
   * Adds a function that is called with each value, in the order the functions were added.
   * @param listener - Added twice, it is called twice.
   * @param options - With `once` true, the listener is removed before its first call.
   */
  addListener(listener: (data: T) => void, options?: { once?: boolean }): void;
  /**
   * Removes a listener, however often and however it was added. A listener removed while a value
   * is being emitted still sees that value.
   */
  removeListener(listener: (data: T) => void): void;
  /** @deprecated Use {@link Emitter.addListener}. */
  on(listener: (data: T) => void): void;
  /** @deprecated Use {@link Emitter.removeListener}. */
  off(listener: (data: T) => void): void;
  /** @deprecated Use {@link Emitter.addListener} with `once`. */
  once(listener: (data: T) => void): void;
}

interface Entry<T> {
  readonly listener: (data: T) => void;
  readonly once: boolean;
}

/** The {@link Emitter} of this library's own objects, with the emitting end. */
export class EmitterImpl<T> implements Emitter<T> {
  private listeners: Array<Entry<T>> = [];
  private readonly onError: ((error: unknown) => void) | undefined;

  /**
   * @param onError - Takes what a listener throws, so that one bad listener neither keeps the value
   * from the others nor breaks the emitting object. Without it, `emit` throws what the listener
   * threw and the listeners after it are not called.
   */
  constructor(onError?: (error: unknown) => void) {
    this.onError = onError;
  }

  addListener(listener: (data: T) => void, options?: { once?: boolean }): void {
    this.listeners.push({ listener, once: options?.once === true });
  }

  /**
   * Calls each listener with a value. The listeners are those of the moment the call begins: one
   * added by another listener waits for the next value.
   */
  emit(data: T): void {
    for (const entry of this.listeners.slice()) {
      if (entry.once) {
        this.listeners = this.listeners.filter((other) => other !== entry);
      }
      if (!this.onError) {
        entry.listener(data);
        continue;
      }
      try {
        entry.listener(data);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  /** Removes every listener. */
  removeAllListeners(): void {
    this.listeners = [];
  }

  // Deviation: SIP.js cannot remove a listener that was added with `once`, as it keeps a wrapper.
  removeListener(listener: (data: T) => void): void {
    this.listeners = this.listeners.filter((entry) => entry.listener !== listener);
  }

  on(listener: (data: T) => void): void {
    this.addListener(listener);
  }

  off(listener: (data: T) => void): void {
    this.removeListener(listener);
  }

  once(listener: (data: T) => void): void {
    this.addListener(listener, { once: true });
  }
}
