// The JavaScript libraries in Node, a process for each, so that no library pays for another's garbage or types.
import { fileURLToPath } from "node:url";
import { ContenderProcess } from "./contender-process.mjs";
import { javascriptLibraries, packageOf } from "./libraries.mjs";

export const worker = (name) => fileURLToPath(new URL(`../js/${name}.mjs`, import.meta.url));

export async function startNode() {
  const contenders = [];
  for (const library of Object.keys(javascriptLibraries)) {
    const about = { environment: "node", ...packageOf(library) };
    const args = [worker("node-worker"), library];
    const contender = new ContenderProcess(about, process.execPath, args);
    contenders.push(Object.assign(contender, await contender.ask("describe")));
  }
  return contenders;
}
