// A received message as the string it arrived as and the table of offsets that C++ made of it (bindings/message_index.hpp):
// reading a header slices the string and crosses no boundary.
import { compactForms, headerNames } from "../../generated/header-names.js";
import { HeaderWord, MessageWord, PieceWord } from "../../generated/layout.js";
import type { Words } from "../exchange.js";
import { decode, encode } from "../exchange.js";
import type { Logger } from "../log/logger.js";
import type { PieceSource } from "./elements.js";
import { readElements, readTexts } from "./elements.js";
import { headerValue, isTextList, parseHeaderValue } from "./header-value.js";
import { headerize } from "./headerize.js";
import { structureText } from "./parse-text.js";

/** Names as they are usually written and in lower case, and their places in headerNames. */
const nameIds = new Map<string, number>(Object.entries(compactForms));
headerNames.forEach((name, id) => {
  if (id > 0) nameIds.set(name.toLowerCase(), id).set(name, id).set(headerize(name), id);
});
const canonicalNames = headerNames.map(headerize);

/** The place of a header in headerNames, by long or compact name in any case; 0 for one that is not there. */
export function headerId(name: string): number {
  return nameIds.get(name) ?? nameIds.get(name.toLowerCase().replace(/_/g, "-")) ?? 0;
}

const nothing = new Uint32Array(0);

export class ReceivedText implements PieceSource {
  /** The text in UTF-8, where an offset into it is needed that is none into the string. */
  private bytes: Uint8Array | undefined;
  /** Up to here every character is one byte, so that the table's offsets fit the string. */
  private readonly asciiEnd: number;
  /** The table is here, from `from` on. */
  private readonly words: Uint32Array;
  private readonly from: number;
  /** The pieces of all lines, from when the first of them is asked for. */
  private pieces: Uint32Array = nothing;
  /** Where in `pieces` each line begins, and behind them all where the last one ends. */
  private starts: Array<number> = [];
  /** The texts of the lines that have been read. */
  private readonly texts: Array<string> = [];
  /** The values of the lines that have been parsed. */
  private readonly parsed: Array<unknown> = [];

  /**
   * @param text - The message as it came.
   * @param words - Its table.
   * @param isAscii - Whether every character is one byte.
   * @param logger - Is told of headers that do not parse when they are asked for.
   * @param isMessage - Whether the text is a whole message, whose headers can be parsed together.
   */
  constructor(
    readonly text: string,
    words: Words,
    isAscii: boolean,
    readonly logger?: Logger | undefined,
    private readonly isMessage = true,
  ) {
    this.words = words.array;
    this.from = words.from;
    this.asciiEnd = isAscii ? text.length : text.search(/[^\0-\x7f]/);
  }

  /** A number of the table's head. */
  number(word: MessageWord): number {
    return this.words[this.from + word] as number;
  }

  /** A span of the table's head, named by its first word. */
  span(at: MessageWord): string {
    return this.slice(this.number(at), this.number(at + 1));
  }

  /** The values of a header, by long or compact name in any case, topmost first. */
  values(name: string): Array<string> {
    const values: Array<string> = [];
    this.eachValue(name, (value) => {
      values.push(value);
      return true;
    });
    return values;
  }

  /** The topmost value of a header. */
  value(name: string): string | undefined {
    let first: string | undefined;
    this.eachValue(name, (value) => {
      first = value;
      return false;
    });
    return first;
  }

  /** How many lines the table has. Contact and Record-Route have one for each of their elements. */
  get lineCount(): number {
    return this.number(MessageWord.HeaderCount);
  }

  /** The canonical name of a line's header. */
  nameOf(line: number): string {
    const id = this.word(line, HeaderWord.Name);
    return (id > 0 && canonicalNames[id]) || headerize(this.writtenName(line));
  }

  valueOf(line: number): string {
    this.texts[line] ??= this.readValue(line);
    return this.texts[line];
  }

  private readValue(line: number): string {
    const value = this.slice(
      this.word(line, HeaderWord.ValueAt),
      this.word(line, HeaderWord.ValueLength),
    );
    return value.includes("\n") ? unfolded(value) : value;
  }

  /** The first line of a header of headerNames; -1 if there is none. */
  firstLine(id: number): number {
    for (let line = 0; line < this.lineCount; line++) {
      if (this.word(line, HeaderWord.Name) === id) return line;
    }
    return -1;
  }

  /** The value of a line in the form of its header, the same one each time; undefined if it does not parse. */
  parsedValue(line: number): unknown {
    this.parsed[line] ??= this.parse(line);
    return this.parsed[line];
  }

  /** A part of the text, by its offset in UTF-8. */
  slice(at: number, length: number): string {
    if (length === 0) return "";
    if (at + length <= this.asciiEnd) return this.text.substring(at, at + length);
    this.bytes ??= encode(this.text);
    return decode(this.bytes.subarray(at, at + length));
  }

  private parse(line: number): unknown {
    const id = this.word(line, HeaderWord.Name);
    if (id === 0) return undefined;
    const value = this.valueOf(line);
    // Folds, and characters of several bytes: seldom enough to be parsed on their own.
    if (!this.isMessage || value.length !== this.word(line, HeaderWord.ValueLength)) {
      return parseHeaderValue(id, value);
    }
    if (this.starts.length === 0) this.structure();
    const from = (this.starts[line] as number) + PieceWord.Count;
    const to = this.starts[line + 1] as number;
    const list = isTextList(id) ? readTexts(this.pieces, from, to, this) : undefined;
    if (list) return list;
    const elements = readElements(this.pieces, from, to, this);
    return elements.length === 0 ? parseHeaderValue(id, value) : headerValue(id, elements);
  }

  private structure(): void {
    const { array, from, to } = structureText(this.text);
    this.pieces = array;
    for (let at = from; at < to; ) {
      this.starts.push(at);
      at += ((array[at + PieceWord.Length] as number) + 1) * PieceWord.Count;
    }
    this.starts.push(to);
  }

  private eachValue(name: string, take: (value: string) => boolean): void {
    const id = headerId(name);
    const canonical = id === 0 ? headerize(name) : "";
    for (let line = 0; line < this.lineCount; line++) {
      if (this.word(line, HeaderWord.Name) !== id) continue;
      if (id === 0 && this.nameOf(line) !== canonical) continue;
      if (!take(this.valueOf(line))) return;
    }
  }

  private writtenName(line: number): string {
    return this.slice(this.word(line, HeaderWord.NameAt), this.word(line, HeaderWord.NameLength));
  }

  private word(line: number, word: HeaderWord): number {
    return this.words[this.from + MessageWord.Headers + line * HeaderWord.Count + word] as number;
  }
}

/**
 * RFC 3261 §7.3.1: a fold counts as one space, and blanks before it with it. A pattern that begins with blanks would look at a
 * long run of them once from each of its places.
 */
function unfolded(value: string): string {
  const lines = value.split(/\r?\n[ \t]+/);
  const last = lines.pop();
  return [...lines.map(withoutTrailingBlanks), last].join(" ");
}

function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\t")) end--;
  return text.slice(0, end);
}
