import { describe, expect, it } from "vitest";
import { errorText } from "../../../../js/src/core/log/error-text.js";

describe("errorText", () => {
  it("gives an error's stack, with its message where the stack leaves it out", () => {
    const error = new Error("went wrong");
    expect(errorText(error)).toBe(error.stack);
    error.stack = "f@page.js:1:2"; // as Firefox and Safari write it
    expect(errorText(error)).toBe("Error: went wrong\nf@page.js:1:2");
    error.stack = "";
    expect(errorText(error)).toBe("Error: went wrong");
  });

  it("gives anything else as text, and never throws", () => {
    expect(errorText("oops")).toBe("oops");
    expect(errorText(undefined)).toBe("undefined");
    expect(errorText(Object.create(null))).toBe("something of type object");
  });
});
