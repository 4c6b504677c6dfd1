// docs/bench: the page and the picture of a whole run.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import { page } from "./page.mjs";
import { plot } from "./plot.mjs";

export async function writeReport(results) {
  const folder = join(root, "docs/bench");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "messages.md"), page(results));
  await writeFile(join(folder, "messages.svg"), plot(results));
}
