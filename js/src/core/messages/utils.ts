import { encode } from "../exchange.js";

export { getReasonPhrase } from "../parsing.js";
export { headerize } from "./headerize.js";

const digits = "0123456789abcdefghijklmnopqrstuvwxyz";

// The platform's randomness costs the same for one byte as for many.
const pool = new Uint8Array(1024);
let poolUsed = pool.length;

function randomByte(): number {
  if (poolUsed === pool.length) {
    globalThis.crypto.getRandomValues(pool);
    poolUsed = 0;
  }
  return pool[poolUsed++] as number;
}

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
    const byte = randomByte();
    if (byte < usable) token += digits[byte % base];
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
