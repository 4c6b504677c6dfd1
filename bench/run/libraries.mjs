// Who takes part, and under which name.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";

/** The JavaScript libraries: files of bench/js/libraries, by the package each measures. */
export const javascriptLibraries = {
  "sip-wasm": undefined,
  "sip-js": "sip.js",
  jssip: "jssip",
  "ringcentral-web-phone": "ringcentral-web-phone",
};

/** The native ones: programs of bench/native. The first is ours. */
export const nativePrograms = ["sip_wasm", "sofia_sip", "osip2", "re"];

/** Name and version, as npm has them. */
export function packageOf(library) {
  const name = javascriptLibraries[library];
  const folder = name ? join(root, "node_modules", name) : root;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { name: name ?? "sip-wasm", version };
}
