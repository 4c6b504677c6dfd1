// Why a header does not parse: in the result, and in the log.
import { Core } from "sip.js";
import { describe, expect, test } from "vitest";
import { Registerer } from "../../../../js/src/api/index.js";
import { IncomingRequestMessage, LoggerFactory, Parser } from "../../../../js/src/core/index.js";
import { ours, setStage } from "../../support/stage.js";

const logged: Array<string> = [];
const factory = new LoggerFactory();
factory.builtinEnabled = false;
factory.connector = (level, _category, _label, content) => logged.push(`${level}: ${content}`);

function receive(...headers: Array<string>) {
  logged.length = 0;
  const lines = [
    "REFER sip:bob@h SIP/2.0",
    "Via: SIP/2.0/WSS h;branch=z9hG4bK1",
    "From: <sip:a@h>;tag=1",
    "To: <sip:b@h>",
    "Call-ID: 1@h",
    "CSeq: 1 REFER",
    ...headers,
  ];
  const message = Parser.parseMessage(`${lines.join("\r\n")}\r\n\r\n`, factory.getLogger("test"));
  if (!message) throw new Error("the message did not parse");
  return message;
}

describe("headerProblem", () => {
  test("says which header is bad, where its value shows it, and which rule it breaks", () => {
    const problem = { field: "Refer-To", offset: 6, rule: "a '<' that is not closed" };
    expect(receive('Refer-To: "Bob" <sip:bob@h').headerProblem("Refer-To")).toEqual(problem);
    expect(receive('r: "Bob" <sip:bob@h').headerProblem("refer-to")).toEqual(problem);
  });

  test("counts bytes, and a fold as one space", () => {
    const message = receive("Event: ü", "Refer-To: ü\r\n   <sip:b@h> x");
    expect(message.headerProblem("Event")?.offset).toBe(0);
    expect(message.headerProblem("Refer-To")?.offset).toBe("ü <sip:b@h> ".length + 1);
  });

  test("is of the line that was asked for", () => {
    const message = receive("Reason: SIP", "Reason: =", "Contact: <sip:a@h>, <sip:>");
    expect(message.headerProblem("Reason")).toBeUndefined();
    expect(message.headerProblem("Reason", 1)).toEqual({
      field: "Reason",
      offset: 0,
      rule: "not a token",
    });
    expect(message.headerProblem("Contact")).toBeUndefined();
    expect(message.headerProblem("Contact", 1)?.rule).toBe("malformed URI");
  });

  test("tells of the element that a list has lost", () => {
    const message = receive("Reason: SIP;cause=200, =, Q.850");
    expect(message.parseHeader("Reason")).toHaveLength(2);
    expect(message.headerProblem("Reason")?.offset).toBe(15);
  });

  test("is nothing for what is fine, absent, or of no form that is known", () => {
    const message = receive("Event: refer", "X-Any: <", "Supported:");
    for (const name of ["Event", "Expires", "X-Any", "Supported", "constructor"]) {
      expect(message.headerProblem(name), name).toBeUndefined();
    }
    expect(message.headerProblem("Event", 1)).toBeUndefined();
  });

  test("leaves the header where it is; SIP.js takes it out", () => {
    const message = receive("Expires: soon");
    const peerFactory = new Core.LoggerFactory();
    peerFactory.builtinEnabled = false;
    const peer = Core.Parser.parseMessage(message.data, peerFactory.getLogger("test"));
    expect([message.parseHeader("Expires"), peer?.parseHeader("Expires")]).toEqual([
      undefined,
      undefined,
    ]);
    expect([message.getHeader("Expires"), peer?.getHeader("Expires")]).toEqual(["soon", undefined]);
  });

  test("works on a message that was put together", () => {
    const message = new IncomingRequestMessage();
    message.setHeader("expires", "soon");
    expect(message.headerProblem("Expires")?.rule).toBe("not a number");
    message.setHeader("Expires", "60");
    expect(message.headerProblem("Expires")).toBeUndefined();
  });
});

describe("The log of a received message", () => {
  test("is told once why a header does not parse, when it is asked for", () => {
    const message = receive("Refer-To: <sip:bob@h", "Expires: soon");
    expect(logged).toEqual([]);
    expect(message.parseHeader("Refer-To")).toBeUndefined();
    expect(message.parseHeader("refer-to")).toBeUndefined();
    expect(logged).toEqual([
      "warn: A header that does not parse: Refer-To at byte 0 of its value: a '<' that is not closed",
    ]);
  });

  test("is told of each value for itself", () => {
    const message = receive("Warning: 399", "Warning: 39 h x");
    message.parseHeader("Warning", 0);
    message.parseHeader("Warning", 1);
    expect(logged).toHaveLength(2);
  });

  test("is not told of what is absent, empty, unknown or good", () => {
    const message = receive("Supported:", "X-Any: <", "Event: refer");
    for (const name of ["Supported", "X-Any", "Event", "Expires"]) message.parseHeader(name);
    expect(message.parseHeader("Supported")).toEqual([]);
    expect(logged).toEqual([]);
  });

  test("is the user agent's, under sip.core, when the library reads a header", async () => {
    const warned: Array<string> = [];
    const stage = await setStage(ours, {
      logConnector: (level, category, _label, content) => {
        if (level === "warn") warned.push(`${category}: ${content}`);
      },
    });
    await new Registerer(stage.userAgent).register();
    stage.remote.answer("REGISTER", 200, { headers: ["Contact: <sip:us@h"] });
    expect(warned).toEqual([
      "sip.core: A header that does not parse: Contact at byte 0 of its value: a '<' that is not closed",
    ]);
  });
});
