// Text into and out of the core's memory (bindings/exchange.hpp). Arguments go into one kept room, results are copied out
// before the next call. Views of the memory are taken afresh each time: growing memory empties the old ones.
import { wasm } from "./wasm/index.js";

const encoder = new TextEncoder();
// A byte order mark is a character like any other here: dropping it would shift every offset.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Word index of four words: address and number of words, address and length of text. */
const headAt = wasm.head() >>> 2;

let roomAt = 0;
let roomBytes = 0;
/** A view of the room; empty when there is none yet or growing memory has emptied it. */
let room: Uint8Array = new Uint8Array(0);
let writes = 0;

/** How often arguments have been written: as long as it does not change, the latest ones stand there. */
export function writeCount(): number {
  return writes;
}

/**
 * Writes text to where the next call reads its arguments.
 * @returns How many bytes it took.
 */
export function writeText(text: string): number {
  reserve(text.length * 3);
  // Making a view costs as much as filling it.
  if (room.length === 0) room = wasm.HEAPU8.subarray(roomAt, roomAt + roomBytes);
  return encoder.encodeInto(text, room).written;
}

/** As writeText, for bytes. */
export function writeBytes(bytes: Uint8Array): number {
  reserve(bytes.length);
  wasm.HEAPU8.set(bytes, roomAt);
  return bytes.length;
}

/** Words that stand together in an array which others share. */
export interface Words {
  readonly array: Uint32Array;
  readonly from: number;
  readonly to: number;
}

// An array of its own for each copy would cost more than all the rest of reading a message. Small enough that a message which
// is kept does not keep much else.
const wordsOfBlock = 2048;
let block = new Uint32Array(0);
let blockUsed = 0;

/** The words that the last call shows, where they are: the next call may change them. */
export function shownWords(): Words {
  const array = wasm.HEAPU32;
  const from = (array[headAt] ?? 0) >>> 2;
  return { array, from, to: from + (array[headAt + 1] ?? 0) };
}

/** A copy of the words that the last call shows. */
export function readWords(): Words {
  const shown = shownWords();
  const count = shown.to - shown.from;
  if (blockUsed + count > block.length) {
    block = new Uint32Array(Math.max(wordsOfBlock, count));
    blockUsed = 0;
  }
  const from = blockUsed;
  blockUsed += count;
  block.set(shown.array.subarray(shown.from, shown.to), from);
  return { array: block, from, to: blockUsed };
}

/** How many bytes of text the last call shows. */
export function textBytes(): number {
  return wasm.HEAPU32[headAt + 3] ?? 0;
}

/** The text that the last call shows, or the part of it from byte `from` to byte `to`. */
export function readText(from = 0, to = textBytes()): string {
  const at = wasm.HEAPU32[headAt + 2] ?? 0;
  return decode(wasm.HEAPU8.subarray(at + from, at + to));
}

/** UTF-8 to a string; broken sequences become U+FFFD. */
export function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

function reserve(bytes: number): void {
  writes++;
  if (bytes <= roomBytes) return;
  roomBytes = Math.max(bytes, 4096);
  roomAt = wasm.room(roomBytes);
  room = new Uint8Array(0);
}
