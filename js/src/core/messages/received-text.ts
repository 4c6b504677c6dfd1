// A received message as the string it arrived as and the table of offsets that C++ made of it (bindings/message_index.hpp):
// reading a header slices the string and crosses no boundary.
import { compactForms, headerNames } from "../../generated/header-names.js";
import { HeaderWord, MessageWord } from "../../generated/layout.js";
import { decode, encode } from "../exchange.js";
import { headerize } from "./headerize.js";

/** Canonical and compact names in lower case, and their places in headerNames. */
const nameIds = new Map<string, number>(Object.entries(compactForms));
headerNames.forEach((name, id) => {
  if (id > 0) nameIds.set(name.toLowerCase(), id);
});

export class ReceivedText {
  private bytes: Uint8Array | undefined;

  /**
   * @param text - The message as it came.
   * @param words - Its table.
   * @param isAscii - Whether every character is one byte, so that the table's offsets fit the string.
   */
  constructor(
    readonly text: string,
    private readonly words: Uint32Array,
    private readonly isAscii: boolean,
  ) {}

  /** A number of the table's head. */
  number(word: MessageWord): number {
    return this.words[word] ?? 0;
  }

  /** A span of the table's head, named by its first word. */
  span(at: MessageWord): string {
    return this.slice(this.words[at] ?? 0, this.words[at + 1] ?? 0);
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

  /** Every header line with its canonical name, topmost first. */
  *lines(): Generator<[name: string, value: string]> {
    for (let line = 0; line < this.number(MessageWord.HeaderCount); line++) {
      yield [this.nameOf(line), this.valueOf(line)];
    }
  }

  private eachValue(name: string, take: (value: string) => boolean): void {
    const lowerCase = name.toLowerCase().replace(/_/g, "-");
    const id = nameIds.get(lowerCase) ?? 0;
    const canonical = id === 0 ? headerize(name) : "";
    const count = this.number(MessageWord.HeaderCount);
    for (let line = 0; line < count; line++) {
      if (this.word(line, HeaderWord.Name) !== id) continue;
      if (id === 0 && this.nameOf(line) !== canonical) continue;
      if (!take(this.valueOf(line))) return;
    }
  }

  private nameOf(line: number): string {
    const id = this.word(line, HeaderWord.Name);
    const known = headerNames[id];
    if (known) return headerize(known);
    const name = this.slice(
      this.word(line, HeaderWord.NameAt),
      this.word(line, HeaderWord.NameLength),
    );
    return headerize(name);
  }

  private valueOf(line: number): string {
    const value = this.slice(
      this.word(line, HeaderWord.ValueAt),
      this.word(line, HeaderWord.ValueLength),
    );
    // RFC 3261 §7.3.1: a fold counts as one space.
    return value.includes("\n") ? value.replace(/[ \t]*\r?\n[ \t]+/g, " ") : value;
  }

  private word(line: number, word: HeaderWord): number {
    return this.words[MessageWord.Headers + line * HeaderWord.Count + word] ?? 0;
  }

  private slice(at: number, length: number): string {
    if (length === 0) return "";
    if (this.isAscii) return this.text.substring(at, at + length);
    this.bytes ??= encode(this.text);
    return decode(this.bytes.subarray(at, at + length));
  }
}
