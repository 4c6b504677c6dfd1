// `node --import ./scripts/lib/typescript.mjs file.ts` runs TypeScript without a build step.
import { register } from "node:module";

process.setSourceMapsEnabled(true);
register("./typescript-hooks.mjs", import.meta.url);
