// What stays in memory when messages have come and gone.
import { run } from "../../scripts/lib/run.mjs";
import { javascriptLibraries, packageOf } from "./libraries.mjs";
import { worker } from "./node.mjs";

/** Bytes by library, in Node. */
export async function measureMemory(messages, fullJobOf) {
  const results = [];
  for (const library of Object.keys(javascriptLibraries)) {
    const { name, version } = packageOf(library);
    const args = ["--expose-gc", worker("memory-worker"), library, fullJobOf(name), messages];
    const { stdout } = await run(process.execPath, args.map(String), { capture: true });
    results.push({ name, version, ...JSON.parse(stdout) });
  }
  return results;
}
