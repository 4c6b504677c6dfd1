// Calls of the application whose promises are open. The core names them by id and settles each with an effect.
import type { ClientRequest, RequestListener } from "./requests/client-request.js";

interface Operation {
  readonly session: number;
  readonly listener: RequestListener;
  readonly resolve: (request: ClientRequest) => void;
  readonly reject: (error: unknown) => void;
  /** The core has settled it, and the effect that says so waits for its turn. */
  settling: boolean;
}

export class Operations {
  private readonly open = new Map<number, Operation>();
  private last = 0;

  /**
   * @param session - The core's id of the call it is about; 0 for none.
   * @param listener - Who hears of the responses to the request that the operation sends.
   * @param begin - Gives the operation to the core. What it returns or throws rejects the promise at once.
   */
  begin(
    session: number,
    listener: RequestListener,
    begin: (operation: number) => unknown,
  ): Promise<ClientRequest> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      this.open.set(id, { session, listener, resolve, reject, settling: false });
      try {
        const error = begin(id);
        if (error !== undefined) this.reject(id, error);
      } catch (error) {
        this.reject(id, error);
      }
    });
  }

  listenerOf(id: number): RequestListener {
    return this.open.get(id)?.listener ?? {};
  }

  /** The effect that settles it is on its way: whatever happens meanwhile, that is how it ends. */
  expect(id: number): void {
    const operation = this.open.get(id);
    if (operation) operation.settling = true;
  }

  resolve(id: number, request: ClientRequest): void {
    this.take(id)?.resolve(request);
  }

  reject(id: number, error: unknown): void {
    this.take(id)?.reject(error);
  }

  /** Rejects what is still open of a call that has ended. */
  rejectSession(session: number, makeError: () => unknown): void {
    for (const [id, operation] of [...this.open]) {
      if (operation.session === session && !operation.settling) this.reject(id, makeError());
    }
  }

  rejectAll(makeError: () => unknown): void {
    for (const id of [...this.open.keys()]) this.reject(id, makeError());
  }

  private take(id: number): Operation | undefined {
    const operation = this.open.get(id);
    this.open.delete(id);
    return operation;
  }
}
