// Forms that real servers and phones send and that other libraries drop calls over, through the JavaScript face; the C++ side
// is tests/cpp/message/field_forms_test.cpp.
import { describe, expect, test } from "vitest";
import type {
  IncomingRequestMessage,
  IncomingResponseMessage,
} from "../../../../js/src/core/index.js";
import { LoggerFactory, Parser } from "../../../../js/src/core/index.js";

const factory = new LoggerFactory();
factory.builtinEnabled = false;
const logger = factory.getLogger("test");

type Lines = Record<string, string | Array<string> | undefined>;

const usual: Lines = {
  Via: "SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK776asdhds",
  From: "Alice <sip:alice@example.com>;tag=1",
  To: "Bob <sip:bob@example.com>;tag=2",
  "Call-ID": "a84b4c76e66710@pc33",
  CSeq: "3 INVITE",
  Contact: "<sip:bob@192.0.2.4>",
  "Content-Length": "0",
};

function parseText(text: string): IncomingRequestMessage | IncomingResponseMessage {
  const message = Parser.parseMessage(text, logger);
  if (!message) throw new Error("the message was refused");
  return message;
}

function textOf(startLine: string, lines: Lines): string {
  const all: Array<string> = [startLine];
  for (const [name, values] of Object.entries({ ...usual, ...lines })) {
    for (const value of [values ?? []].flat()) all.push(`${name}: ${value}`);
  }
  return `${all.join("\r\n")}\r\n\r\n`;
}

const request = (lines: Lines = {}, uri = "sip:bob@example.com") =>
  parseText(textOf(`INVITE ${uri} SIP/2.0`, lines)) as IncomingRequestMessage;
const response = (lines: Lines = {}, status = "200 OK") =>
  parseText(textOf(`SIP/2.0 ${status}`, lines)) as IncomingResponseMessage;

describe("a message is accepted and read", () => {
  test("with an empty tag, and a host that starts with a digit and has no dot", () => {
    const message = request({ From: '"phone" <sip:webrtc_client2@1af019b2ba08>;tag=' });
    expect(message.from.displayName).toBe("phone");
    expect(message.from.uri.host).toBe("1af019b2ba08");
    expect(message.from.uri.user).toBe("webrtc_client2");
    expect(message.fromTag).toBeUndefined();
  });

  test("with an underscore in a host", () => {
    expect(request({ From: "<sip:100@enlite_dev>;tag=1" }).from.uri.host).toBe("enlite_dev");
    expect(request({}, "sip:100@enlite_dev").ruri?.host).toBe("enlite_dev");
  });

  test("with '*' and '#' in a user", () => {
    expect(response({ Contact: "<sip:*#9240@10.0.0.1>" }).parseHeader("Contact").uri.user).toBe(
      "*#9240",
    );
    const message = request({ From: "<sip:#1277945860785916705@sip.example.com>;tag=1" });
    expect(message.from.uri.user).toBe("#1277945860785916705");
    expect(message.from.uri.host).toBe("sip.example.com");
  });

  test("with tel: and urn: URIs in Contact, From, To and the start line", () => {
    const registered = response({ Contact: "<tel:+15551234567>" }).parseHeader("Contact");
    expect(registered.uri.scheme).toBe("tel");
    const message = request(
      { From: "<tel:+15551234567>;tag=a", To: "<urn:service:sos>" },
      "urn:service:sos",
    );
    expect(message.from.uri.toString()).toBe("tel:+15551234567");
    expect(message.fromTag).toBe("a");
    expect(message.to.uri.toString()).toBe("urn:service:sos");
    expect(message.method).toBe("INVITE");
  });

  test("with '=' and '+' inside a quoted parameter", () => {
    const { from, fromTag } = request({ From: '<sip:a@b>;tag=1;thinfo="VG8+abc=";x=1' });
    expect(fromTag).toBe("1");
    expect(from.getParam("thinfo")).toBe('"VG8+abc="');
    expect(from.getParam("x")).toBe("1");
  });

  test("with one bad Contact, which does not cost the good one", () => {
    const message = response({ Contact: ["<sip:a@b>;expires=390,: <sip:c@d>", "rubbish"] });
    const first = message.parseHeader("Contact");
    expect(first.uri.toString()).toBe("sip:a@b");
    expect(first.getParam("expires")).toBe("390");
    expect(message.parseHeader("Contact", 2)).toBeUndefined();
  });

  test("with several Via values in one line and several Via lines", () => {
    const message = response({
      Via: ["SIP/2.0/WSS a;branch=z9hG4bK1, SIP/2.0/TCP b:5061;branch=z9hG4bK2", "SIP/2.0/UDP c"],
    });
    expect(message.viaBranch).toBe("z9hG4bK1");
    expect(message.via.host).toBe("a");
    expect(message.getHeaders("Via")).toHaveLength(2);
    expect(message.statusCode).toBe(200);
  });

  test("with IPv6 everywhere", () => {
    const message = request(
      {
        Via: "SIP/2.0/WSS [2001:db8::9:1]:443;received=2001:db8::1;branch=z9hG4bK1",
        From: "<sip:alice@[::1]>;tag=1",
        Contact: "<sip:alice@[2001:db8::9:1]:5070;transport=ws>",
      },
      "sip:bob@[2001:db8::10]:5070",
    );
    expect(message.ruri?.host).toBe("[2001:db8::10]");
    expect(message.ruri?.port).toBe(5070);
    expect([message.via.host, message.via.port]).toEqual(["[2001:db8::9:1]", 443]);
    expect(message.from.uri.host).toBe("[::1]");
    expect(message.parseHeader("Contact").uri.port).toBe(5070);
  });

  test("with a trailing dot behind a host", () => {
    const message = request({ Via: "SIP/2.0/WSS proxy.example.com.;branch=z9hG4bK1" });
    expect(message.via.host).toBe("proxy.example.com.");
    expect(request({}, "sip:bob@example.com.").ruri?.host).toBe("example.com.");
  });

  test("with folds, compact names, any case, and spaces around ':', '=' and ';'", () => {
    const message = request({
      From: undefined,
      "F ": '\r\n "Alice"\r\n\t<sip:alice@h> ;  tAg =\r\n 1928',
      SUBJECT: "one\r\n\ttwo",
      k: "outbound ,\r\n  100rel",
    });
    expect(message.from.displayName).toBe("Alice");
    expect(message.fromTag).toBe("1928");
    expect(message.getHeader("subject")).toBe("one two");
    expect(message.parseHeader("Supported")).toEqual(["outbound", "100rel"]);
  });

  test("with LF alone at the ends of its lines", () => {
    const text = textOf("INVITE sip:b@c SIP/2.0", { Subject: "one\r\n two" });
    const message = parseText(text.replaceAll("\r\n", "\n"));
    expect(message.fromTag).toBe("1");
    expect(message.cseq).toBe(3);
    expect(message.getHeader("Subject")).toBe("one two");
    expect(message.body).toBe("");
  });

  test("with 'Contact: *' in a response, which throws nothing", () => {
    const message = response({ Contact: "*" });
    expect(message.getHeader("Contact")).toBe("*");
    expect(message.parseHeader("Contact")).toBe("*");
  });

  test("with malformed headers that routing does not need, which cost only themselves", () => {
    const bad: Lines = {
      Date: "Fri, 01 Jan 2010 16:00:00 EST",
      "Refer-To": "<<>>;;",
      "Session-Expires": "often",
      Expires: '"never',
      "Retry-After": "soon",
      Replaces: "to-tag=1",
      Contact: "<sip:",
      Warning: "399",
    };
    const message = request(bad);
    expect(message.callId).toBe("a84b4c76e66710@pc33");
    for (const [name, value] of Object.entries(bad)) {
      expect(message.parseHeader(name), name).toBeUndefined();
      expect(message.getHeader(name), name).toBe(value);
    }
    expect(message.referTo).toBeUndefined();
    expect(message.parseHeader("CSeq")).toEqual({ value: 3, method: "INVITE" });
  });

  test.each(["180 Ringing", "200 OK", "183 Session Progress"])(
    "without Contact and Content-Length in a %s",
    (status) => {
      const message = response({ Contact: undefined, "Content-Length": undefined }, status);
      expect(message.statusCode).toBe(Number(status.slice(0, 3)));
      expect(message.hasHeader("Contact")).toBe(false);
    },
  );

  test("with a body as long as Content-Length says in bytes, not in UTF-16 units", () => {
    const body = "grüß dich 😀";
    const text = textOf("MESSAGE sip:b@c SIP/2.0", {
      CSeq: "3 MESSAGE",
      "Content-Type": "text/plain",
      "Content-Length": String(Buffer.byteLength(body)),
    });
    expect(parseText(text + body).body).toBe(body);
    expect(parseText(`${text}${body}trailing`).body).toBe(body);
  });

  test("with ': ' in a value, which is not cut there, and repeated headers, which are all kept", () => {
    const message = request({ Subject: "Re: lunch: today", "X-Note": ["a", "b: c"] });
    expect(message.getHeader("Subject")).toBe("Re: lunch: today");
    expect(message.getHeaders("x-note")).toEqual(["a", "b: c"]);
  });

  test("with a retry-after in Subscription-State, which stays in seconds", () => {
    const message = request({ "Subscription-State": "terminated;reason=probation;retry-after=30" });
    const { state, params } = message.parseHeader("Subscription-State");
    expect([state, params["retry-after"]]).toEqual(["terminated", "30"]);
  });
});

describe("a message is refused, and the logger told why", () => {
  const refusals: Array<[string, Lines, string]> = [
    ["without a usable Via", { Via: "rubbish" }, "Via"],
    ["with a From that is no address", { From: "rubbish" }, "From"],
    ["without a Call-ID", { "Call-ID": undefined }, "Call-ID"],
    ["with a CSeq that is no number", { CSeq: "x INVITE" }, "CSeq"],
    ["with a Content-Length that lies", { "Content-Length": "5" }, "Content-Length"],
  ];
  test.each(refusals)("%s", (_title, lines, field) => {
    const warnings: Array<string> = [];
    const told = new LoggerFactory();
    told.builtinEnabled = false;
    told.connector = (_level, _category, _label, content) => {
      warnings.push(content);
    };
    const text = textOf("INVITE sip:b@c SIP/2.0", lines);
    expect(Parser.parseMessage(text, told.getLogger("test"))).toBeUndefined();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(new RegExp(`${field} at byte \\d+: .+`));
  });
});
