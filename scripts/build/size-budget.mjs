// Prints what the package costs on the wire, and fails above the budget.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { Failure } from "../lib/run.mjs";
import { wasmFile } from "../lib/wasm-module.mjs";
import { minified } from "./bundle.mjs";

const budget = 80_000; // bytes after brotli -q 11: wasm and JavaScript together

export async function checkSize() {
  const wasm = report("sip.wasm", readFileSync(wasmFile));
  const script = report("JavaScript, minified", await minified());
  const sum = wasm + script;
  const line = `${kilobytes(sum)} together, of ${kilobytes(budget)} allowed`;
  if (sum > budget) throw new Failure(`the package is over its size budget: ${line}`);
  console.log(`  ${line}`);
}

function report(name, bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const compressed = brotliCompressSync(bytes, { params }).length;
  console.log(`  ${name}: ${kilobytes(bytes.length)}, ${kilobytes(compressed)} after brotli`);
  return compressed;
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
