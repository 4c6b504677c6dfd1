import * as Peer from "sip.js";
import { describe, expect, it } from "vitest";
import * as api from "../../../../js/src/api/exceptions/index.js";
import * as core from "../../../../js/src/core/exceptions/index.js";

type Made = new (message?: string) => Error;

const pairs: Array<[string, Made, Made]> = [
  [
    "ContentTypeUnsupportedError",
    api.ContentTypeUnsupportedError,
    Peer.ContentTypeUnsupportedError,
  ],
  ["RequestPendingError", api.RequestPendingError, Peer.RequestPendingError],
  [
    "SessionDescriptionHandlerError",
    api.SessionDescriptionHandlerError,
    Peer.SessionDescriptionHandlerError,
  ],
  ["SessionTerminatedError", api.SessionTerminatedError, Peer.SessionTerminatedError],
  ["StateTransitionError", api.StateTransitionError, Peer.StateTransitionError],
  ["TransactionStateError", core.TransactionStateError, Peer.Core.TransactionStateError],
  ["TransportError", core.TransportError, Peer.Core.TransportError],
];

describe("exceptions", () => {
  it.each(pairs)(
    "%s has SIP.js's messages, its own name and the base classes",
    (name, Ours, Theirs) => {
      for (const message of [undefined, "", "something else"]) {
        const error = new Ours(message);
        expect(error.message).toBe(new Theirs(message).message);
        expect(error.name).toBe(name);
        expect(error).toBeInstanceOf(Ours);
        expect(error).toBeInstanceOf(core.Exception);
        expect(error).toBeInstanceOf(Error);
        expect(Object.keys(error)).toEqual([]);
      }
    },
  );

  it("keeps the error behind an error as its cause", () => {
    const cause = new Error("deep");
    expect(new api.SessionDescriptionHandlerError("x", { cause }).cause).toBe(cause);
    expect(new core.TransportError("x", { cause }).cause).toBe(cause);
  });

  it("a refused field is a TypeError that names the field and not the text", () => {
    const error = new core.HeaderInjectionError("display name");
    expect(error).toBeInstanceOf(TypeError);
    expect(error.name).toBe("HeaderInjectionError");
    expect(error.field).toBe("display name");
    expect(error.message).toBe("display name must not contain CR, LF or NUL");
  });
});
