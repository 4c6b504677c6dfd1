import { describe, expect, test } from "vitest";
import { HeaderInjectionError } from "../../../js/src/core/exceptions/index.js";
import { FieldList } from "../../../js/src/core/fields.js";

describe("a field list", () => {
  test("joins its fields with NUL, lists behind their counts", () => {
    const list = new FieldList().add("method", "INFO").addNumber(7).addFlag(true);
    list.addAll("header", ["A: 1", "B: 2"]);
    expect(String(list)).toBe("INFO\x007\x001\x002\0A: 1\0B: 2");
  });

  test("says that there is no body, or gives its type, disposition and content", () => {
    expect(String(new FieldList().addBody(undefined))).toBe("0");
    const body = { contentType: "text/plain", disposition: "", content: "a\0b" };
    expect(String(new FieldList().addBody(body))).toBe("1\0text/plain\0\0a\0b");
  });

  test("refuses NUL, which would begin another field", () => {
    const refused = () => new FieldList().add("Call-ID", "a\0b");
    expect(refused).toThrow(HeaderInjectionError);
    expect(refused).toThrow(/Call-ID/);
    expect(() => new FieldList().addAll("header", ["ok", "X: \0"])).toThrow(HeaderInjectionError);
  });
});
