// The field lists that commands take (docs/architecture.md): texts joined by NUL, which no SIP field can hold.
import { HeaderInjectionError } from "./exceptions/header-injection-error.js";

/** A body as it crosses. An empty disposition writes no Content-Disposition. */
export interface BodyFields {
  readonly contentType: string;
  readonly disposition: string;
  readonly content: string;
}

/** Builds one field list. CR and LF are refused behind the boundary, where the field is known; NUL must not get there. */
export class FieldList {
  private readonly parts: Array<string> = [];

  /**
   * @param name - What the text is for; named in the error.
   * @throws {@link HeaderInjectionError} if the text holds NUL.
   */
  add(name: string, text: string): this {
    if (text.includes("\0")) throw new HeaderInjectionError(name);
    this.parts.push(text);
    return this;
  }

  addNumber(value: number): this {
    this.parts.push(String(value));
    return this;
  }

  addFlag(value: boolean): this {
    this.parts.push(value ? "1" : "0");
    return this;
  }

  /** A count and the texts. */
  addAll(name: string, texts: ReadonlyArray<string>): this {
    this.addNumber(texts.length);
    for (const text of texts) this.add(name, text);
    return this;
  }

  /** Must come last: the content reaches to the end, and may hold anything. */
  addBody(body: BodyFields | undefined): this {
    if (!body) return this.addFlag(false);
    this.addFlag(true).add("Content-Type", body.contentType);
    this.add("Content-Disposition", body.disposition);
    this.parts.push(body.content);
    return this;
  }

  toString(): string {
    return this.parts.join("\0");
  }
}
