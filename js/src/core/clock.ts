/**
 * Milliseconds on a clock that does not jump with the wall clock. Looked up at each use, so that an application's fake
 * clock counts from when it is installed.
 */
export function now(): number {
  const { performance } = globalThis;
  return performance ? performance.now() : Date.now();
}
