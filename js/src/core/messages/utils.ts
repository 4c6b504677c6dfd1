import { encode } from "../exchange.js";

export { getReasonPhrase } from "../parsing.js";
export { headerize } from "./headerize.js";

const digits = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * A text that nobody can guess, from the platform's own randomness.
 * @param size - How many characters.
 * @param base - How many different ones, 2 to 36; 32 makes each worth five bits.
 */
export function createRandomToken(size: number, base = 32): string {
  // Bytes above the last whole multiple of the base would make some characters likelier than others.
  const usable = 256 - (256 % base);
  let token = "";
  while (token.length < size) {
    for (const byte of globalThis.crypto.getRandomValues(new Uint8Array(size))) {
      if (byte < usable && token.length < size) token += digits[byte % base];
    }
  }
  return token;
}

/** A From or To tag (RFC 3261 §19.3). */
export function newTag(): string {
  return createRandomToken(10);
}

/** How many bytes the text takes in UTF-8. */
export function utf8Length(text: string): number {
  return encode(text).length;
}
