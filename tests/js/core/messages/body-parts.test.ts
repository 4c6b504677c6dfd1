// Parts of bodies and pieces of messages, which SIP.js does not know.
import { describe, expect, test } from "vitest";
import { getBodies, Parser, parseSipfrag } from "../../../../js/src/core/index.js";
import { silentLogger } from "../../support/silent-logger.js";

function received(headers: Array<string>, body: string) {
  const text = [
    "MESSAGE sip:us@example.com SIP/2.0",
    "Via: SIP/2.0/WSS host.invalid;branch=z9hG4bK1",
    "From: <sip:them@example.com>;tag=1",
    "To: <sip:us@example.com>",
    "Call-ID: 1",
    "CSeq: 1 MESSAGE",
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
  const message = Parser.parseMessage(text, silentLogger().logger);
  if (!message) throw new Error("the message did not parse");
  return message;
}

const mixed = 'Content-Type: multipart/mixed;boundary="a b"';

/** A multipart body; each part with its headers. */
function multipart(parts: Array<string>, boundary = "a b"): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
}

describe("the parts of a body", () => {
  test("RFC 5621 §5: each with its type, disposition, headers and exactly its content", () => {
    const parts = getBodies(
      received(
        [mixed],
        multipart([
          "Content-Type: application/sdp\r\n\r\nv=0\r\n",
          "c: application/pidf+xml\r\nContent-ID: <1@a>\r\nContent-Disposition: render;handling=optional\r\n\r\n<a/>",
          "\r\n plain \r\n",
        ]),
      ),
    );
    expect(parts.map(({ headers: _, ...body }) => body)).toEqual([
      { contentDisposition: "session", contentType: "application/sdp", content: "v=0\r\n" },
      { contentDisposition: "render", contentType: "application/pidf+xml", content: "<a/>" },
      { contentDisposition: "render", contentType: "text/plain", content: " plain \r\n" },
    ]);
    expect(parts[1]?.headers["Content-Id"]).toEqual([{ raw: "<1@a>" }]);
    expect(parts[1]?.headers["Content-Type"]?.[0]?.raw).toBe("application/pidf+xml");
    expect(parts[2]?.headers).toEqual({});
  });

  test("with characters of more than one byte are cut where they are", () => {
    const parts = getBodies(
      received(
        [mixed],
        `größer${multipart(["Subject: ünï\r\n\r\n日本語", "\r\n😀"])}`.replace(
          "größer--",
          "größer\r\n--",
        ),
      ),
    );
    expect(parts.map(({ content }) => content)).toEqual(["日本語", "😀"]);
    expect(parts[0]?.headers.Subject).toEqual([{ raw: "ünï" }]);
  });

  test("of multiparts inside are listed in their place", () => {
    const inner = multipart(["\r\none", "\r\ntwo"], "i");
    const type = "Content-Type: multipart/alternative;boundary=i\r\n\r\n";
    const parts = getBodies(received([mixed], multipart([`${type}${inner}`, "\r\nthree"])));
    expect(parts.map(({ content }) => content)).toEqual(["one", "two", "three"]);
  });

  test("of a body that is no multipart is the body, with the message's headers about it", () => {
    const [part, ...others] = getBodies(
      received(["c: text/html;charset=utf-8", "Content-Language: en", "Subject: x"], "<p>"),
    );
    expect(part).toEqual({
      contentDisposition: "render",
      contentType: "text/html;charset=utf-8",
      content: "<p>",
      headers: {
        "Content-Type": [{ raw: "text/html;charset=utf-8" }],
        "Content-Language": [{ raw: "en" }],
      },
    });
    expect(others).toEqual([]);
    expect(getBodies(received([], ""))).toEqual([]);
  });

  test("of a body to be sent are found as well", () => {
    const content = multipart(["\r\none", "\r\ntwo"]);
    const contentType = 'multipart/mixed;boundary="a b"';
    const parts = getBodies({ contentDisposition: "render", contentType, content });
    expect(parts.map((part) => part.content)).toEqual(["one", "two"]);
  });

  test("RFC 2046 §5.1.1: a multipart that cannot be taken apart is one part", () => {
    for (const body of ["nonsense", "--other\r\n\r\nx\r\n--other--", "--a b--"]) {
      expect(getBodies(received([mixed], body)).map(({ content }) => content)).toEqual([body]);
    }
    expect(
      getBodies(received(["Content-Type: multipart/mixed"], "--\r\n\r\nx\r\n----")),
    ).toHaveLength(1);
  });

  test("are at most 64, from at most four levels", () => {
    expect(getBodies(received([mixed], multipart(Array(70).fill("\r\nx"))))).toHaveLength(64);
    const ten = multipart(Array(10).fill("\r\nx"), "i");
    const nested = Array(10).fill(`Content-Type: multipart/mixed;boundary=i\r\n\r\n${ten}`);
    expect(getBodies(received([mixed], multipart(nested)))).toHaveLength(64);
    let deep = "\r\nx";
    for (let level = 0; level < 6; level++) {
      deep = `Content-Type: multipart/mixed;boundary=b${level}\r\n\r\n${multipart([deep], `b${level}`)}`;
    }
    expect(getBodies(received([mixed], multipart([deep])))[0]?.contentType).toContain("multipart/");
  });
});

describe("message/sipfrag", () => {
  test("RFC 3515 §2.4.5: the status line in a NOTIFY", () => {
    for (const text of [
      "SIP/2.0 486 Busy Here",
      "SIP/2.0 486 Busy Here\r\n",
      "\r\n SIP/2.0 486 Busy Here \n",
    ]) {
      const { statusCode, reasonPhrase, method, headers, body } = parseSipfrag(text);
      expect([statusCode, reasonPhrase, method]).toEqual([486, "Busy Here", ""]);
      expect([headers, body]).toEqual([{}, ""]);
    }
  });

  test("RFC 3420 §2: a request line, headers and a body", () => {
    const fragment = parseSipfrag(
      "INVITE sip:alice@atlanta.com SIP/2.0\r\nf: Jürgen <sip:bob@b.com>;tag=7\r\nc: text/plain\r\n\r\ngrüß\r\n",
    );
    expect(fragment.statusCode).toBeUndefined();
    expect(fragment.method).toBe("INVITE");
    expect(fragment.ruri?.toString()).toBe("sip:alice@atlanta.com");
    expect(fragment.parseHeader("From").displayName).toBe("Jürgen");
    expect(fragment.getHeader("content-type")).toBe("text/plain");
    expect(fragment.body).toBe("grüß\r\n");
  });

  test("RFC 3420 §2: headers alone, and nothing at all", () => {
    const fragment = parseSipfrag("From: <sip:a@b>\r\nX-Own: 1\r\nX-Own: 2");
    expect(fragment.getHeaders("X-Own")).toEqual(["1", "2"]);
    expect(fragment.method).toBe("");
    expect(parseSipfrag("").statusCode).toBeUndefined();
    expect(parseSipfrag("hello").headers).toEqual({});
  });
});
