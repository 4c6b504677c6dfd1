// Prints what the package costs on the wire, and fails above the budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { root } from "../lib/paths.mjs";
import { Failure } from "../lib/run.mjs";

const budget = 95_000; // bytes after brotli -q 11: all that `import "sip-wasm"` loads

export function checkSize() {
  const sum = ["dist/sip.wasm", "dist/index.js"]
    .map(report)
    .reduce((total, size) => total + size, 0);
  const line = `${kilobytes(sum)} together, of ${kilobytes(budget)} allowed`;
  if (sum > budget) throw new Failure(`the package is over its size budget: ${line}`);
  console.log(`  ${line}`);
}

function report(file) {
  const bytes = readFileSync(join(root, file));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const compressed = brotliCompressSync(bytes, { params }).length;
  console.log(`  ${file}: ${kilobytes(bytes.length)}, ${kilobytes(compressed)} after brotli`);
  return compressed;
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
