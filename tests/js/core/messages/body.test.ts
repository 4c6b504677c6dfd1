import { describe, expect, test } from "vitest";
import { fromBodyLegacy, getBody, isBody } from "../../../../js/src/core/index.js";
import { bodyFields } from "../../../../js/src/core/messages/body.js";

describe("a body", () => {
  test("of the older form is a session description if it is SDP, otherwise something to show", () => {
    expect(fromBodyLegacy("v=0")).toEqual({
      contentDisposition: "session",
      contentType: "application/sdp",
      content: "v=0",
    });
    expect(fromBodyLegacy({ body: "x", contentType: "text/plain" }).contentDisposition).toBe(
      "render",
    );
  });

  test("is told from what is none", () => {
    expect(isBody({ contentDisposition: "render", contentType: "a/b", content: "" })).toBe(true);
    expect(isBody({ contentType: "a/b", content: "" })).toBe(true);
    for (const other of [undefined, null, "text", {}, { content: "x" }]) {
      expect(isBody(other)).toBe(false);
    }
  });

  test("that is empty is none", () => {
    const body = { contentDisposition: "render", contentType: "a/b", content: "" };
    expect(getBody(body)).toBeUndefined();
    expect(getBody({ ...body, content: "x" })?.content).toBe("x");
  });

  test("crosses with its disposition only where the type does not say it", () => {
    const sdp = { contentDisposition: "session", contentType: "application/sdp", content: "v=0" };
    expect(bodyFields(sdp)?.disposition).toBe("");
    expect(bodyFields({ ...sdp, contentDisposition: "render" })?.disposition).toBe("render");
    expect(bodyFields(undefined)).toBeUndefined();
  });
});
