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
  private text = "";
  private isEmpty = true;

  /**
   * @param name - What the text is for; named in the error.
   * @throws {@link HeaderInjectionError} if the text holds NUL.
   */
  add(name: string, text: string): this {
    if (text.includes("\0")) throw new HeaderInjectionError(name);
    return this.append(text);
  }

  addNumber(value: number): this {
    return this.append(String(value));
  }

  addFlag(value: boolean): this {
    return this.append(value ? "1" : "0");
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
    return this.add("Content-Disposition", body.disposition).append(body.content);
  }

  toString(): string {
    return this.text;
  }

  private append(text: string): this {
    this.text = this.isEmpty ? text : `${this.text}\0${text}`;
    this.isEmpty = false;
    return this;
  }
}
