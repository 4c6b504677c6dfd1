import { NameAddrHeader as PeerNameAddrHeader, URI as PeerURI } from "sip.js";
import { describe, expect, it } from "vitest";
import { HeaderInjectionError } from "../../../js/src/core/exceptions/index.js";
import { NameAddrHeader } from "../../../js/src/grammar/name-addr-header.js";
import { URI } from "../../../js/src/grammar/uri.js";

const cases: Array<[string, { [name: string]: string }]> = [
  ["Alice", { tag: "88sja8x" }],
  ["", {}],
  ["0", { Expires: "3600" }],
  ["Ünïcode, <Name>; x=y", {}],
  ['The \\"Builder\\" \\\\ Bob', { tag: "" }],
];

function properties(header: NameAddrHeader | PeerNameAddrHeader): object {
  const { displayName, friendlyName, parameters } = header;
  return {
    displayName,
    friendlyName,
    parameters,
    uri: header.uri.toString(),
    text: header.toString(),
  };
}

describe("NameAddrHeader", () => {
  it.each(cases)("has the properties and the text of SIP.js's: %j %j", (name, parameters) => {
    const ours = new NameAddrHeader(new URI("sip", "alice", "Example.com"), name, parameters);
    const theirs = new PeerNameAddrHeader(
      new PeerURI("sip", "alice", "Example.com"),
      name,
      parameters,
    );
    expect(properties(ours)).toEqual(properties(theirs));
    ours.displayName = theirs.displayName = "Someone";
    ours.uri = new URI("sip", "bob", "example.net");
    theirs.uri = new PeerURI("sip", "bob", "example.net");
    expect(properties(ours)).toEqual(properties(theirs));
  });

  it.each(cases)(
    "clones to a deeply equal header that shares nothing: %j %j",
    (name, parameters) => {
      const header = new NameAddrHeader(new URI("sip", "a", "h"), name, parameters);
      const clone = header.clone();
      expect(clone).toEqual(header);
      clone.uri.user = "changed";
      clone.setParam("changed", null);
      clone.displayName = "changed";
      expect(header).toEqual(new NameAddrHeader(new URI("sip", "a", "h"), name, parameters));
    },
  );

  it("writes a parameter without a value as its name alone", () => {
    const header = new NameAddrHeader(new URI("sip", "a", "h"), "", {});
    header.setParam("lr", null);
    expect(header.toString()).toBe("<sip:a@h>;lr");
  });

  it.each([
    ['Bob "the" Builder', '"Bob \\"the\\" Builder" <sip:a@h>'],
    ['x" <sip:evil@example.com>', '"x\\" <sip:evil@example.com>" <sip:a@h>'],
    ["trailing\\", '"trailing\\\\" <sip:a@h>'],
    ['\\\\"', '"\\\\\\"" <sip:a@h>'],
  ])("§25.1 keeps an unescaped quote or backslash inside the quoted string: %s", (name, text) => {
    expect(new NameAddrHeader(new URI("sip", "a", "h"), name, {}).toString()).toBe(text);
  });

  it.each(["\r", "\n", "\0", "Bob\r\nX-Injected: 1"])("refuses %j wherever it is given", (text) => {
    const uri = new URI("sip", "a", "h");
    expect(() => new NameAddrHeader(uri, text, {})).toThrow(HeaderInjectionError);
    expect(() => new NameAddrHeader(uri, "", { tag: text })).toThrow("parameter tag must not");
    const header = new NameAddrHeader(uri, "Bob", {});
    expect(() => {
      header.displayName = text;
    }).toThrow("display name must not contain CR, LF or NUL");
    expect(header.displayName).toBe("Bob");
    header.parameters = { tag: text };
    expect(() => header.toString()).toThrow(HeaderInjectionError);
  });
});
