/**
 * The text of a WebSocket frame: of a text frame itself, of a binary frame its bytes read as UTF-8
 * (RFC 7118 §5 allows both). Bytes that are not UTF-8 become U+FFFD.
 * @returns undefined for what is neither, such as a Blob.
 */
export function frameText(data: unknown): string | undefined {
  if (typeof data === "string") {
    return data;
  }
  if (ArrayBuffer.isView(data) || isArrayBuffer(data)) {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
  }
  return undefined;
}

/** Also true of a buffer of another realm, which is not an `instanceof` this one's ArrayBuffer. */
function isArrayBuffer(data: unknown): data is ArrayBuffer {
  return Object.prototype.toString.call(data) === "[object ArrayBuffer]";
}
