// Where things are: the repository, its build tree and the private cache shared by all checkouts.
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
export const buildDir = join(root, "build");
export const distDir = join(root, "dist");

const cacheHome = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
export const cacheDir = join(cacheHome, "sip-wasm");
