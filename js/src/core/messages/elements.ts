// The pieces that C++ finds in a header's value (cpp/sip/message/structure/piece.hpp) as objects: one for each value of a
// list, or the only one.

import { Part, PieceWord } from "../../generated/layout.js";
import { NameAddrHeader } from "../../grammar/name-addr-header.js";
import { hasAuthority, URI } from "../../grammar/uri.js";
import { trustText } from "../exceptions/header-injection-error.js";

/** Where the pieces lie: offsets are those that C++ was given the text with. */
export interface PieceSource {
  slice(at: number, length: number): string;
}

/** Values by lower-case name; undefined for a parameter without a value. Quoted values keep their quotes. */
export type ParameterValues = { [name: string]: string | undefined };

/** One value of a header. What its kind does not have is undefined. */
export class Element {
  /** Its value, numbers, method, protocol, transport, agent, text: what there is of them, in the order they stand in. */
  words: Array<string> | undefined;
  displayName: string | undefined;
  uri: URI | undefined;
  /** Of a Via, as is the port. */
  host: string | undefined;
  port: number | undefined;
  /** Seconds since 1970. */
  time: number | undefined;
  params: ParameterValues | undefined;

  /** `at` and `length` say where it stands in the source, parameters included. */
  constructor(
    private readonly source: PieceSource,
    readonly at: number,
    readonly length: number,
  ) {}

  /** The whole of it, parameters included. */
  get text(): string {
    return this.source.slice(this.at, this.length);
  }

  /** Its value without its parameters. */
  get value(): string {
    return this.words?.[0] ?? this.text;
  }

  /** The parameter's value without quotes and escapes. */
  parameter(name: string): string | undefined {
    return unquoted(this.params?.[name]);
  }

  /** The element as an address; undefined if it is none. */
  address(): NameAddrHeader | undefined {
    if (!this.uri) return undefined;
    // As in SIP.js there is no display name where none is written, whatever the type says, and "" is an empty one.
    const name = this.displayName ?? (this.source.slice(this.at, 1) === '"' ? "" : undefined);
    const before = trustText(true);
    const address = new NameAddrHeader(this.uri, name as string, {});
    trustText(before);
    // They have the form that the constructor would give them, but for those without a value.
    for (const param in this.params) address.parameters[param] = this.params[param] ?? null;
    return address;
  }
}

/** A quoted string without its quotes and backslash escapes; other text as it is. */
export function unquoted(text: string | undefined): string | undefined {
  return text?.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/gs, "$1") : text;
}

/**
 * @param words - Pieces as C++ shows them.
 * @param from - The first word of the first element.
 * @param to - Behind the last word of the last one.
 */
export function readElements(
  words: Uint32Array,
  from: number,
  to: number,
  source: PieceSource,
): Array<Element> {
  const before = trustText(true);
  try {
    return readChecked(words, from, to, source);
  } finally {
    trustText(before);
  }
}

/** The texts of elements that have no further pieces; undefined if there are none, or one has some. */
export function readTexts(
  words: Uint32Array,
  from: number,
  to: number,
  source: PieceSource,
): Array<string> | undefined {
  const texts: Array<string> = [];
  for (let word = from; word < to; word += PieceWord.Count) {
    if (words[word + PieceWord.Part] !== Part.Element) return undefined;
    const at = words[word + PieceWord.At] as number;
    texts.push(source.slice(at, words[word + PieceWord.Length] as number));
  }
  return from < to ? texts : undefined;
}

function readChecked(
  words: Uint32Array,
  from: number,
  to: number,
  source: PieceSource,
): Array<Element> {
  const elements: Array<Element> = [];
  let element: Element | undefined;
  let uri: UriParts | undefined;
  let name = "";
  for (let word = from; word < to; word += PieceWord.Count) {
    const part = words[word + PieceWord.Part] as Part;
    const at = words[word + PieceWord.At] as number;
    const length = words[word + PieceWord.Length] as number;
    if (part === Part.Element) {
      if (uri && element) element.uri = uri.finish();
      uri = undefined;
      element = new Element(source, at, length);
      elements.push(element);
      continue;
    }
    if (!element) continue;
    if (part === Part.Time) {
      element.time = at;
      continue;
    }
    if (part === Part.Uri) {
      uri = new UriParts();
      continue;
    }
    const text = source.slice(at, length);
    switch (part) {
      case Part.Value:
      case Part.Number:
      case Part.Method:
      case Part.Text:
      case Part.Protocol:
      case Part.Transport:
        if (element.words) element.words.push(text);
        else element.words = [text];
        break;
      case Part.DisplayName:
        element.displayName = text;
        break;
      case Part.Parameter:
        name = text.toLowerCase();
        element.params ??= {};
        element.params[name] = undefined;
        break;
      case Part.ParameterValue:
        if (element.params) element.params[name] = text;
        break;
      case Part.Host:
        if (uri) uri.host = text;
        else element.host = text;
        break;
      case Part.Port:
        if (uri) uri.port = Number(text);
        else element.port = Number(text);
        break;
      default:
        uri?.add(part, text);
    }
  }
  if (uri && element) element.uri = uri.finish();
  return elements;
}

/** A URI on its way from pieces to an object. */
class UriParts {
  host = "";
  port: number | undefined;
  private scheme = "";
  private user: string | undefined;
  private parameters: { [name: string]: string | null } | undefined;
  private headers: { [name: string]: Array<string> } | undefined;
  private name = "";

  add(part: Part, text: string): void {
    switch (part) {
      case Part.Scheme:
        this.scheme = text;
        break;
      case Part.User:
        this.user = text;
        break;
      case Part.Password:
        this.user += `:${text}`;
        break;
      case Part.UriParameter:
        this.name = text.toLowerCase();
        this.parameters ??= {};
        this.parameters[this.name] = null;
        break;
      case Part.UriParameterValue:
        // These values are words (RFC 3261 §25.1), so they have no case; SIP.js writes them small.
        if (this.name === "transport" || this.name === "user") text = text.toLowerCase();
        if (this.parameters) this.parameters[this.name] = text;
        break;
      case Part.UriHeader: {
        this.name = text.toLowerCase();
        this.headers ??= {};
        const values = this.headers[this.name];
        if (values && Object.hasOwn(this.headers, this.name)) values.push("");
        else this.headers[this.name] = [""];
        break;
      }
      case Part.UriHeaderValue: {
        const values = this.headers?.[this.name];
        if (values) values[values.length - 1] = text;
        break;
      }
    }
  }

  finish(): URI {
    const { scheme, user, port, parameters, headers } = this;
    // URI writes the slashes of the schemes that have them.
    const host =
      this.host.startsWith("//") && hasAuthority.test(scheme) ? this.host.slice(2) : this.host;
    // The constructor's SIP.js signature does not foresee a URI without a user.
    const uri = new URI(scheme, unescaped(user) as string, host, port, undefined, headers);
    // They have the form that the constructor would give them.
    if (parameters) uri.parameters = parameters;
    return uri;
  }
}

function unescaped(text: string | undefined): string | undefined {
  if (!text?.includes("%")) return text || undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
