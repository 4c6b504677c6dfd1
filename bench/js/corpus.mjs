// The messages of bench/corpus, for whoever can read files.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const corpusFolder = fileURLToPath(new URL("../corpus", import.meta.url));

/**
 * By name, as they came over the wire.
 * @returns {Array<{ name: string, text: string }>}
 */
export function readCorpus() {
  return readdirSync(corpusFolder)
    .filter((file) => file.endsWith(".sip"))
    .sort()
    .map((file) => ({
      name: file.replace(/\.sip$/, ""),
      text: readFileSync(`${corpusFolder}/${file}`, "utf8"),
    }));
}
