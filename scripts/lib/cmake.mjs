// Configures and builds a CMake preset; quick when nothing changed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildDir } from "./paths.mjs";
import { run } from "./run.mjs";

/** Builds one target of the preset, or all. */
export async function buildPreset(preset, target = "all") {
  // Once configured, the build itself notices changes to CMake files and new sources.
  if (!existsSync(join(buildDir, preset, "build.ninja"))) await run("cmake", ["--preset", preset]);
  await run("cmake", ["--build", "--preset", preset, "--target", target]);
}
