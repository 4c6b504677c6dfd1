// The error classes of the codes that the core refuses an application's call with.
import { HeaderInjectionError } from "../core/exceptions/header-injection-error.js";
import { TransactionStateError } from "../core/exceptions/transaction-state-error.js";
import { TransportError } from "../core/exceptions/transport-error.js";
import { ErrorCode } from "../generated/enums.js";
import { RequestPendingError } from "./exceptions/request-pending.js";
import { SessionDescriptionHandlerError } from "./exceptions/session-description-handler.js";
import { SessionTerminatedError } from "./exceptions/session-terminated.js";
import { StateTransitionError } from "./exceptions/state-transition.js";

/**
 * @param detail - The core's sentence.
 * @param cause - What the application's own code threw. A failed description rejects with just that.
 * @returns An error with `code`, the name of the ErrorCode.
 */
export function makeError(code: ErrorCode, detail: string, cause: unknown): unknown {
  if (code === ErrorCode.DescriptionFailed && cause !== undefined) return cause;
  const error = errorOf(code, detail);
  return Object.assign(error, { code: ErrorCode[code] }, cause === undefined ? {} : { cause });
}

function errorOf(code: ErrorCode, detail: string): Error {
  switch (code) {
    case ErrorCode.InvalidArgument:
      return new TypeError(detail);
    case ErrorCode.HeaderInjection:
      return Object.assign(new HeaderInjectionError("a value"), { message: detail });
    case ErrorCode.InvalidState:
      return new StateTransitionError(detail);
    case ErrorCode.RequestPending:
      return new RequestPendingError(detail);
    case ErrorCode.UnknownId:
      return new TransactionStateError(detail);
    case ErrorCode.SessionTerminated:
      return new SessionTerminatedError();
    case ErrorCode.DescriptionFailed:
    case ErrorCode.DescriptionMissing:
      return new SessionDescriptionHandlerError(detail);
    case ErrorCode.TransportDown:
      return new TransportError(detail);
    case ErrorCode.None:
      return new Error(detail);
  }
}
