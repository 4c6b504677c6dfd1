// What our messages write beside what SIP.js's write, byte for byte.
import { Core } from "sip.js";
import { describe, expect, test } from "vitest";
import * as own from "../../../../js/src/core/index.js";
import * as ownUtils from "../../../../js/src/core/messages/utils.js";

const sides = { own, peer: Core as unknown as typeof own };
type Side = typeof own;

/** What both sides make of the same program: a value, or the kind of the error. */
function both<T>(program: (side: Side) => T): [T | string, T | string] {
  const run = (side: Side) => {
    try {
      return program(side);
    } catch (error) {
      return `throws ${error instanceof TypeError ? "TypeError" : "Error"}`;
    }
  };
  return [run(sides.own), run(sides.peer)];
}

function expectSame(program: (side: Side) => unknown): void {
  const [ours, theirs] = both(program);
  expect(ours).toEqual(theirs);
}

function logger(side: Side): own.Logger {
  const factory = new side.LoggerFactory();
  factory.builtinEnabled = false;
  return factory.getLogger("test");
}

const sdp = { contentDisposition: "session", contentType: "application/sdp", content: "v=0\r\n" };
const text = { contentDisposition: "render", contentType: "text/plain", content: "grüße €😀" };

describe("an outgoing request's text is SIP.js's", () => {
  const make = (
    side: Side,
    options: own.OutgoingRequestMessageOptions = {},
    extraHeaders?: Array<string>,
    body?: own.Body,
    method = "INVITE",
  ) => {
    const uri = (user: string) => new side.URI("sip", user, "Example.COM", 5070, { ttl: "1" });
    const request = new side.OutgoingRequestMessage(
      method,
      uri("them"),
      uri("us"),
      uri("them"),
      { callId: "call", fromTag: "from", userAgentString: "test", ...options },
      extraHeaders,
      body,
    );
    request.setViaHeader("z9hG4bKbranch", "WSS");
    return request;
  };

  test.each(Object.keys(Core.C))("with method %s", (method) => {
    expectSame((side) => make(side, {}, [], undefined, method).toString());
  });

  const options: Array<own.OutgoingRequestMessageOptions> = [
    {},
    { cseq: 0 },
    { cseq: 4711 },
    { toDisplayName: "Them", fromDisplayName: "Us & co" },
    { toTag: "to" },
    { forceRport: true, viaHost: "host.invalid" },
    { hackViaTcp: true, viaHost: "host.invalid:5060" },
    { optionTags: [] },
    { optionTags: ["100rel", "replaces"] },
    { routeSet: ["<sip:one;lr>", "<sip:two;lr>"] },
    { userAgentString: "other/1.0 (a)" },
  ];
  const extras: Array<Array<string> | undefined> = [
    undefined,
    [],
    ["X-One: 1", "x-one: 2"],
    ["Contact: <sip:us@host.invalid;transport=ws>", "Allow: INVITE, ACK"],
    ["Supported: path"],
  ];
  const bodies = [undefined, sdp, text, { ...text, content: "" }];
  const combinations = options.flatMap((option) =>
    extras.flatMap((extra) => bodies.map((body) => [option, extra, body] as const)),
  );
  test.each(combinations)("options %j, extra %j, body %j", (option, extra, body) => {
    expectSame((side) => make(side, option, extra, body).toString());
    expectSame((side) => {
      const { headers, extraHeaders, branch, callId, cseq, fromTag, toTag, method } = make(
        side,
        option,
        extra,
        body,
      );
      return { headers, extraHeaders, branch, callId, cseq, fromTag, toTag, method };
    });
  });

  test.each<[string, (request: own.OutgoingRequestMessage) => void]>([
    ["a new header", (request) => request.setHeader("contact", "<sip:x>")],
    ["a list", (request) => request.setHeader("x-list", ["a", "b"])],
    ["an empty list", (request) => request.setHeader("x-list", [])],
    ["Max-Forwards", (request) => request.setHeader("max-forwards", "3")],
    ["Call-ID", (request) => request.setHeader("call-id", "other")],
    ["CSeq", (request) => request.setHeader("CSEQ", "9 INVITE")],
    ["From", (request) => request.setHeader("from", "<sip:x@y>;tag=1")],
    ["To", (request) => request.setHeader("to", "<sip:x@y>")],
    ["Via", (request) => request.setHeader("via", "SIP/2.0/TCP elsewhere;branch=z9hG4bK1")],
    ["Route", (request) => request.setHeader("route", ["<sip:a;lr>"])],
    ["the extra headers", (request) => request.extraHeaders.push("X: 1")],
    ["the body", (request) => Object.assign(request, { body: { body: "a", contentType: "b/c" } })],
    ["the field cseq", (request) => Object.assign(request, { cseq: 9 })],
    ["another Via", (request) => request.setViaHeader("z9hG4bK2", "TCP")],
  ])("after a change of %s", (_name, change) => {
    expectSame((side) => {
      const request = make(side, {}, ["Subject: a"]);
      change(request);
      return [request.toString(), request.headers];
    });
  });

  test.each(["x", "X", "contact", "CONTACT", "via", "route", "from", "none", "supported", "cseq"])(
    "and it finds its header %s",
    (name) => {
      for (const withVia of [true, false]) {
        expectSame((side) => {
          const request = make(side, {}, ["X: y", "x: z", "Contact: <sip:a>;x=y", "Broken"]);
          if (!withVia) request.setHeader("via", "");
          return [request.getHeader(name), request.getHeaders(name), request.hasHeader(name)];
        });
      }
    },
  );

  test("its defaults are SIP.js's, but for the user agent's name", () => {
    expectSame((side) => {
      const uri = new side.URI("sip", "a", "b");
      const request = new side.OutgoingRequestMessage("INVITE", uri, uri, uri);
      const { callId, fromTag, options, branch, body } = request as never as {
        [name: string]: string;
      } & { options: object };
      return [callId?.length, fromTag?.length, { ...options, userAgentString: "" }, branch, body];
    });
  });
});

describe("a response's text is SIP.js's", () => {
  const received = (
    side: Side,
    { to = "<sip:us@example.com>", extra = "" } = {},
  ): own.IncomingRequestMessage => {
    const lines = [
      "OPTIONS sip:us@example.com SIP/2.0",
      "Via: SIP/2.0/WSS one.invalid;branch=z9hG4bK1",
      "Via: SIP/2.0/UDP two.invalid;branch=z9hG4bK2",
      'From: "Them" <sip:them@example.com>;tag=1',
      `To: ${to}`,
      "Call-ID: call",
      "CSeq: 7 OPTIONS",
      "Max-Forwards: 70",
      `${extra}Content-Length: 0`,
      "",
      "",
    ];
    return side.Parser.parseMessage(lines.join("\r\n"), logger(side)) as own.IncomingRequestMessage;
  };
  const built = (side: Side): own.IncomingRequestMessage => {
    const message = new side.IncomingRequestMessage();
    message.method = "BYE";
    message.callId = "built";
    message.cseq = 3;
    message.addHeader("via", "SIP/2.0/WSS one.invalid;branch=z9hG4bK1");
    message.addHeader("From", "<sip:them@example.com>;tag=1");
    message.addHeader("to", "<sip:us@example.com>");
    return message;
  };
  const plain = (side: Side): own.IncomingRequestMessage => {
    const message = built(side);
    const { method, callId, cseq } = message;
    return {
      method,
      callId,
      cseq,
      getHeader: (name: string) => message.getHeader(name),
      getHeaders: (name: string) => message.getHeaders(name),
      parseHeader: (name: string) => message.parseHeader(name),
    } as own.IncomingRequestMessage;
  };

  const options: Array<own.ResponseOptions> = [
    { statusCode: 100 },
    { statusCode: 200 },
    { statusCode: 404, reasonPhrase: "Nobody here" },
    { statusCode: 404, reasonPhrase: "" },
    { statusCode: 299 },
    { statusCode: 699 },
    { statusCode: 99 },
    { statusCode: 700 },
    { statusCode: 200, userAgent: "test" },
    { statusCode: 200, userAgent: "" },
    { statusCode: 200, supported: [] },
    { statusCode: 200, supported: ["outbound", "path"] },
    { statusCode: 200, extraHeaders: [] },
    { statusCode: 200, extraHeaders: ["X-One: 1", "Contact: <sip:us@host.invalid>"] },
    { statusCode: 200, body: sdp },
    { statusCode: 200, body: text },
    { statusCode: 200, body: { ...sdp, content: "" } },
    { statusCode: 486, userAgent: "a", supported: ["b"], extraHeaders: ["X: 1"], body: text },
  ];
  const requests: { [name: string]: (side: Side) => own.IncomingRequestMessage } = {
    "a received request": (side) => received(side),
    "one with a To tag": (side) => received(side, { to: "<sip:us@example.com>;tag=t" }),
    "one with parameters in To": (side) =>
      received(side, { to: '"A;tag=b" <sip:US@Example.com;x=y>;foo=bar' }),
    "one with a bare To": (side) => received(side, { to: "sip:us@example.com" }),
    "one with Record-Route": (side) =>
      received(side, { extra: "Record-Route: <sip:p;lr>\r\nRecord-Route: <sip:q;lr>\r\n" }),
    "a built request": built,
    "a plain object": plain,
    "a request changed since": (side) => {
      const message = received(side);
      message.setHeader("To", "<sip:other@example.com>");
      message.addHeader("Via", "SIP/2.0/TCP three.invalid;branch=z9hG4bK3");
      message.callId = "changed";
      message.cseq = 8;
      message.method = "BYE";
      return message;
    },
  };
  for (const [name, request] of Object.entries(requests)) {
    test.each(options)(`to ${name}, with %j`, (given) => {
      expectSame((side) =>
        side.constructOutgoingResponse(request(side), { ...given, toTag: "us" }),
      );
    });
  }

  test("and its own To tag has SIP.js's length", () => {
    expectSame((side) =>
      side
        .constructOutgoingResponse(received(side), { statusCode: 200 })
        .message.replace(/(To: .*;tag=)\w{10}\r/, "$1\r"),
    );
  });
});

describe("the helpers are SIP.js's", async () => {
  const peerUtils: typeof ownUtils = await import("sip.js/lib/core/messages/utils.js");

  test("reason phrases, for every status that SIP.js knows", () => {
    for (let status = 0; status < 720; status++) {
      const theirs = peerUtils.getReasonPhrase(status);
      // SIP.js lacks what was registered since.
      if (theirs) expect(ownUtils.getReasonPhrase(status), String(status)).toBe(theirs);
    }
    for (const status of [0, 99, 700]) expect(ownUtils.getReasonPhrase(status)).toBe("");
  });

  test("spelling of header names, lengths in UTF-8 and tokens", () => {
    const names = ["from", "CALL-ID", "call_id", "cseq", "min-se", "rack", "RSEQ", "", "sip-etag"];
    for (const name of [...names, "www_authenticate", "x-foo-BAR", "P-asserted-identity", "a--b"]) {
      expect(ownUtils.headerize(name)).toBe(peerUtils.headerize(name));
    }
    for (const value of ["", "abc", "é", "€", "😀", "a\r\n"]) {
      expect(ownUtils.utf8Length(value)).toBe(peerUtils.utf8Length(value));
    }
    for (const [size, base] of [[0], [1], [10], [300], [20, 2], [20, 10], [20, 36]] as const) {
      const digit = new RegExp(
        `^[${"0123456789abcdefghijklmnopqrstuvwxyz".slice(0, base ?? 32)}]*$`,
      );
      for (const utils of [ownUtils, peerUtils]) {
        const token = utils.createRandomToken(size, base);
        expect(token).toHaveLength(size);
        expect(token).toMatch(digit);
      }
    }
    expect(ownUtils.newTag()).toHaveLength(peerUtils.newTag().length);
    expect(ownUtils.newTag()).not.toBe(ownUtils.newTag());
  });

  test("names of methods", () => {
    expect(own.C).toEqual(Core.C);
  });
});
