// The C++ core of one user agent, and the rule by which it is driven: an input is made, its effects are taken off the core
// and the timer is set, then the effects are carried out, in order, before the input returns. A delegate that calls back in
// makes an input of its own, with effects of its own.
import { ErrorCode } from "../generated/enums.js";
import { now } from "./clock.js";
import { DeadlineTimer } from "./deadline-timer.js";
import { type Effect, readEffects } from "./effects.js";
import { readText, writeBytes, writeText } from "./exchange.js";
import type { EngineHost } from "./faces.js";
import { Frame } from "./frames.js";
import type { Logger } from "./log/logger.js";
import { wasm } from "./wasm/index.js";

export const noFrame = new Frame();
const seedBytes = 32;
/** Nobody frees anything by hand: a core goes with its driver. */
const cores = new FinalizationRegistry<number>((core) => wasm.freeCore(core));

export abstract class CoreDriver {
  readonly logger: Logger;
  /** The address of the C++ core. */
  protected readonly core: number;
  /** Why the core is of no use any more. */
  protected failure: Error | undefined;
  private readonly timer: DeadlineTimer;
  private configured: string;

  constructor(readonly host: EngineHost) {
    this.logger = host.loggerFactory.getLogger("sip.core");
    this.configured = host.configuration();
    this.core = wasm.createCore(writeText(this.configured));
    cores.register(this, this.core, this);
    const seed = globalThis.crypto.getRandomValues(new Uint8Array(seedBytes));
    wasm.entropy(this.core, writeBytes(seed));
    this.timer = new DeadlineTimer((nowMs) => {
      this.inputOrNothing(() => wasm.advance(this.core, nowMs));
    });
  }

  /** @internal Runs what may call an application's code. */
  guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.logger.error(`An application's callback threw: ${text}`);
    }
  }

  protected abstract carryOut(effects: ReadonlyArray<Effect>, frame: Frame): void;

  /** Nobody may be left waiting: the core has ended everything, or can no longer be asked. */
  protected abstract abandon(makeError: () => unknown): void;

  /**
   * @param call - Calls the core, and reads whatever else it shows.
   * @param prepare - Runs before the effects do. @returns the frame of the input.
   */
  protected input(call: () => void, prepare?: (effects: Array<Effect>) => Frame): void {
    if (this.failure) throw this.failure;
    let effects: Array<Effect> = [];
    try {
      wasm.setNow(this.core, now());
      call();
      if (wasm.effects(this.core) > 0) {
        effects = readEffects();
        wasm.takeEffects(this.core);
      }
      this.timer.arm(wasm.deadline(this.core));
    } catch (error) {
      throw this.fail(error);
    }
    this.carryOut(effects, prepare?.(effects) ?? noFrame);
  }

  /** As input(), for callers that nobody waits for: a core that has failed does nothing. */
  protected inputOrNothing(call: () => void, prepare?: (effects: Array<Effect>) => Frame): void {
    try {
      this.input(call, prepare);
    } catch (error) {
      if (!this.failure) throw error;
    }
  }

  /** An input that the core may refuse. @returns The error it is refused with. */
  protected command(call: () => ErrorCode): unknown {
    let error: unknown;
    this.input(() => {
      const code = call();
      if (code !== ErrorCode.None) error = this.refusal(code);
    });
    return error;
  }

  /** The error of the call to the core that has just been refused. */
  protected refusal(code: ErrorCode): unknown {
    wasm.errorDetail(this.core);
    return this.host.makeError(code, readText(), undefined);
  }

  /** Tells the core what the application has changed since it was last told. */
  protected configure(): void {
    const configuration = this.host.configuration();
    if (configuration === this.configured) return;
    this.configured = configuration;
    this.inputOrNothing(() => wasm.configure(this.core, writeText(configuration)));
  }

  /** A trap: the core's memory can no longer be trusted, so it is never called again, not even to be freed. */
  private fail(reason: unknown): Error {
    const failure = new Error(
      "The SIP core has failed and this user agent is of no use any more.",
      { cause: reason },
    );
    this.failure = failure;
    cores.unregister(this);
    this.timer.clear();
    this.logger.error(
      `The SIP core has failed: ${reason instanceof Error ? reason.stack : reason}`,
    );
    this.abandon(() => failure);
    return failure;
  }
}
